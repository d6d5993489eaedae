//! Who may register, and what is said to whoever may not.

use super::{DONE, PASSWORD_AGAIN, SENT, accounts, lead_to};
use crate::{
    api::registration::CorrectAddress,
    domain::registration::AccountForm,
    server::clock::{DAY, HOUR, MINUTE},
    tests::{
        app::on_each,
        people::{fuyuko, hanako, haruo, riku, taro, twin},
    },
};

const TAKEN: &str = "ご指定のメールアドレスは別ユーザにて使用されています。";
const NOT_MATCHED: &str = "入力内容が健康保険組合の登録情報と一致しません。記号・番号・氏名(カナ)・生年月日をお確かめください";

#[tokio::test]
async fn who_may_not_register_is_told_why() {
    on_each(|app| async move {
        for (person, heading, words) in [
            (
                fuyuko(),
                "資格を喪失した後のため、登録できません",
                "任意継続",
            ),
            (
                haruo(),
                "資格取得日の前のため、まだ登録できません",
                "資格取得日から",
            ),
            (
                riku(),
                "18歳になる年度から登録できます",
                "2030年度(4月1日)から",
            ),
        ] {
            let mut browser = app.browser();
            browser.answers(&person).await.is(heading).says(words);
            lead_to(&mut browser, &["/register/confirm"], "/register").await;
            assert_eq!(browser.agrees().await.path, "/register");
            let page = browser.opens("/register").await;
            page.says(PASSWORD_AGAIN);
        }
        assert_eq!(app.count("registration", "TRUE").await, 0);
        app.wait(10 * DAY);
        assert_eq!(
            app.browser().answers(&haruo()).await.path,
            "/register/newsletters"
        );
    })
    .await;
}

#[tokio::test]
async fn twins_are_told_apart_by_the_branch() {
    on_each(|app| async move {
        let with = |branch: &str| AccountForm {
            branch: branch.into(),
            ..twin()
        };
        let page = app.browser().answers(&twin()).await;
        let words = "同じ条件の方がほかにもいらっしゃいます。枝番も入力してください";
        assert_eq!(page.errors(), [words]);
        assert_eq!(
            app.browser().answers(&with("3")).await.errors(),
            [NOT_MATCHED]
        );
        app.browser().registers(&with("01")).await.is(SENT);
        let brother = AccountForm {
            email: "brother@example.jp".into(),
            ..with("２")
        };
        app.browser().registers(&brother).await.is(SENT);
        assert_eq!(app.count("registration", "ended_at IS NULL").await, 2);
    })
    .await;
}

#[tokio::test]
async fn no_match_looks_the_same_whatever_is_wrong() {
    on_each(|app| async move {
        app.member(&hanako()).await;
        let wrong = |change: fn(&mut AccountForm)| {
            let mut form = hanako();
            change(&mut form);
            form
        };
        let forms = [
            wrong(|form| form.symbol = "13".into()),
            wrong(|form| form.number = "99999".into()),
            wrong(|form| form.kana = "ソラノ ハナミ".into()),
            wrong(|form| form.birth_date = "1980-02-01".into()),
            wrong(|form| form.branch = "07".into()),
            // an address that is taken is nobody's business before the match
            AccountForm {
                kana: "ソラノ シラヌ".into(),
                ..taro_with_her_address()
            },
        ];
        let mut texts = Vec::new();
        for form in forms {
            let page = app.browser().answers(&form).await;
            assert_eq!(page.errors(), [NOT_MATCHED]);
            assert_eq!(page.value("kana"), form.kana, "what was typed stays");
            texts.push(page.text());
        }
        texts.dedup();
        assert_eq!(texts.len(), 1);
        // what contradicts itself in what was typed is nobody's secret
        let form = AccountForm {
            symbol: "12-345".into(),
            number: "999".into(),
            ..hanako()
        };
        let page = app.browser().answers(&form).await;
        assert_eq!(
            page.errors(),
            [
                NOT_MATCHED,
                "記号の欄と番号の欄が食い違っているようです。記号と番号は、それぞれの欄に入力してください"
            ]
        );
    })
    .await;
}

#[tokio::test]
async fn the_own_address_is_no_password() {
    on_each(|app| async move {
        for password in ["hana5@example.jp", "Ｈａｎａ５＠example.jp1"] {
            let form = AccountForm {
                email: "hana5@example.jp".into(),
                password: password.into(),
                ..hanako()
            };
            let page = app.browser().answers(&form).await;
            assert_eq!(page.path, "/register", "{password}");
            assert_eq!(page.errors().len(), 1);
            assert!(page.errors()[0].contains("メールアドレス"));
        }
    })
    .await;
}

fn taro_with_her_address() -> AccountForm {
    AccountForm {
        email: "HANAKO@Example.JP ".into(),
        ..taro()
    }
}

#[tokio::test]
async fn guessing_at_the_roster_is_slowed_down() {
    on_each(|app| async move {
        let wrong = AccountForm {
            birth_date: "1980-02-01".into(),
            ..hanako()
        };
        let mut browser = app.browser();
        for _ in 0..4 {
            assert_eq!(browser.answers(&wrong).await.errors(), [NOT_MATCHED]);
        }
        // from any browser, any network, and with the right answers, too
        let mut other = app.browser();
        other.network = [203, 0, 113, 9].into();
        other.answers(&hanako()).await.says("1分ほど待ってから");
        // others are not kept waiting
        assert_eq!(
            other.answers(&twin_one()).await.path,
            "/register/newsletters"
        );
        app.wait(MINUTE);
        assert_eq!(
            browser.answers(&hanako()).await.path,
            "/register/newsletters"
        );
    })
    .await;
}

fn twin_one() -> AccountForm {
    AccountForm {
        branch: "01".into(),
        ..twin()
    }
}

#[tokio::test]
async fn a_taken_address_is_said_after_the_match_and_not_too_often() {
    on_each(|app| async move {
        app.member(&hanako()).await;
        let mut browser = app.browser();
        for _ in 0..3 {
            let page = browser.answers(&taro_with_her_address()).await;
            assert_eq!(page.errors(), [TAKEN]);
            page.says("同じアドレスを家族で使えない理由");
        }
        browser
            .answers(&taro_with_her_address())
            .await
            .says("60分ほど待ってから");
        let free = AccountForm {
            email: "free@example.jp".into(),
            ..taro()
        };
        browser.answers(&free).await;
        browser.ticks(&[]).await;
        browser.agrees().await.is(SENT);
        // neither can a corrected address be used to ask on
        let page = browser
            .fills::<CorrectAddress>(&[("email", "hanako@example.jp")])
            .await;
        page.says("60分ほど待ってから");
        app.wait(HOUR);
        let page = browser
            .fills::<CorrectAddress>(&[("email", "hanako@example.jp")])
            .await;
        assert_eq!(page.errors(), [TAKEN]);
        page.says("同じアドレスを家族で使えない理由");
        assert_eq!(app.mails_to("hanako@example.jp").await.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn an_address_taken_meanwhile_is_said_at_the_end() {
    on_each(|app| async move {
        let (mut hers, mut his) = (app.browser(), app.browser());
        hers.registers(&hanako()).await;
        his.registers(&taro_with_her_address()).await;
        let mails = app.mails_to("hanako@example.jp").await;
        assert_eq!(
            app.mails_to("HANAKO@example.jp").await.len() + mails.len(),
            2
        );
        let mail = app.mail_to("hanako@example.jp").await;
        hers.completes(&mail).await.is(DONE);
        let mail = app.mail_to("HANAKO@example.jp").await;
        his.completes(&mail).await.is("登録を完了できませんでした");
        his.opens("/register/sent")
            .await
            .is("登録を完了できませんでした");
        assert_eq!(accounts(&app).await, 1);
        his.registers(&taro()).await.is(SENT);
    })
    .await;
}

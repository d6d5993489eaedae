//! マイページ登録 over HTTP: from the first form to a working account, by every way there is, and everything that can come between.

use axum::http::{Method, StatusCode};

use super::{
    app::{TestApp, on_each},
    browser::{Browser, location},
    people::{fuyuko, hanako, haruo, riku, taro, twin},
};
use crate::{
    api::registration::{
        Complete, ConfirmCode, CorrectAddress, Disown, Finish, Resend, SaveNewsletters, SpendCode,
    },
    domain::registration::AccountForm,
    server::{
        clock::{DAY, HOUR, MINUTE},
        db::ConnectionTrait,
    },
};

const DONE: &str = "登録が完了しました";
const SENT: &str = "確認のメールをお送りしました";
const OTHER_BROWSER: &str = "登録した方ご本人の確認";
const DAMAGED: &str = "URLが途中で切れているようです";
const OLD: &str = "このURLは新しいものに替わりました";
const EXPIRED: &str = "このURLの有効期限が過ぎました";
const DISOWNED: &str = "この登録は取り消されました";
const TAKEN: &str = "ご指定のメールアドレスは別ユーザにて使用されています。";
const LOST: &str = "/register?lost=answers";
const LOST_SENT: &str = "/register?lost=sent";
const PASSWORD_AGAIN: &str = "先ほど入力されたパスワードは残していません";
const NOT_MATCHED: &str = "入力内容が健康保険組合の登録情報と一致しません。記号・番号・氏名(カナ)・生年月日をお確かめください";

async fn accounts(app: &TestApp) -> i64 {
    app.count("account", "TRUE").await
}

#[tokio::test]
async fn by_the_link_in_the_same_browser() {
    on_each(|app| async move {
        let mut browser = app.browser();
        let page = browser.registers(&hanako()).await;
        page.is(SENT).says("hanako@example.jp");
        let mail = app.mail_to("hanako@example.jp").await;
        assert_eq!(mail.0.subject, "マイページ登録手続き");
        browser.completes(&mail).await.is(DONE);
        assert_eq!(browser.opens("/register/done").await.heading(), DONE);
        // nothing was completed in any other browser
        assert_eq!(app.browser().opens("/register/done").await.path, "/login");
        let page = browser.logs_in("hanako@example.jp", "midori7kaze").await;
        assert_eq!(page.path, "/mypage");
        page.says("空野 花子 さん");
        assert_eq!(accounts(&app).await, 1);
        assert_eq!(app.count("registration_draft", "TRUE").await, 0);
    })
    .await;
}

#[tokio::test]
async fn by_the_code() {
    on_each(|app| async move {
        let mut browser = app.browser();
        browser.registers(&hanako()).await;
        let code = app.mail_to("hanako@example.jp").await.code();
        let page = browser.fills::<ConfirmCode>(&[("code", &code)]).await;
        page.is(DONE);
        assert_eq!(accounts(&app).await, 1);
    })
    .await;
}

#[tokio::test]
async fn in_another_browser_with_the_password_chosen() {
    on_each(|app| async move {
        app.browser().registers(&hanako()).await;
        let mail = app.mail_to("hanako@example.jp").await;
        let token = mail.token();
        let mut phone = app.browser();
        phone.opens(&mail.link()).await.is(OTHER_BROWSER);
        for password in ["", "wrong9pass"] {
            let proof = [
                ("form[token]", token.as_str()),
                ("form[password]", password),
            ];
            let page = phone.fills::<Complete>(&proof).await;
            page.is(OTHER_BROWSER);
            assert_eq!(page.errors().len(), 1, "{:?}", page.errors());
            assert!(!page.html.contains("wrong9pass"));
        }
        assert_eq!(accounts(&app).await, 0);
        // full-width letters are folded as they were when registering
        let proof = [
            ("form[token]", token.as_str()),
            ("form[password]", "ｍｉｄｏｒｉ７ｋａｚｅ"),
        ];
        phone.fills::<Complete>(&proof).await.is(DONE);
        assert_eq!(accounts(&app).await, 1);
    })
    .await;
}

#[tokio::test]
async fn in_another_browser_with_the_birth_date_and_a_new_password() {
    on_each(|app| async move {
        app.browser().registers(&hanako()).await;
        let token = app.mail_to("hanako@example.jp").await.token();
        let mut phone = app.browser();
        let proof = |birth_date: &'static str, password: &'static str| {
            [
                ("form[token]", token.clone()),
                ("form[birth_date]", birth_date.to_owned()),
                ("form[new_password]", password.to_owned()),
            ]
        };
        for (birth_date, password) in [
            ("1980-02-01", "sakura3yama"),
            ("1980-01-31", "19800131a"),
            ("1980-01-31", "a"),
            ("", "sakura3yama"),
        ] {
            let fields = proof(birth_date, password);
            let fields: Vec<_> = fields
                .iter()
                .map(|(name, value)| (*name, value.as_str()))
                .collect();
            let page = phone.fills::<Complete>(&fields).await;
            page.is(OTHER_BROWSER);
            assert_eq!(page.errors().len(), 1, "{birth_date} {password}");
            assert_eq!(page.value("birth_date"), birth_date);
        }
        assert_eq!(accounts(&app).await, 0);
        let fields = proof("昭和55年1月31日", "sakura3yama");
        let fields: Vec<_> = fields
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        phone.fills::<Complete>(&fields).await.is(DONE);
        let page = phone.logs_in("hanako@example.jp", "midori7kaze").await;
        assert_eq!(page.path, "/login", "the password chosen first is gone");
        let page = phone.logs_in("hanako@example.jp", "sakura3yama").await;
        assert_eq!(page.path, "/mypage");
    })
    .await;
}

#[tokio::test]
async fn proofs_on_a_link_are_slowed_down() {
    on_each(|app| async move {
        app.browser().registers(&hanako()).await;
        let token = app.mail_to("hanako@example.jp").await.token();
        let mut guesser = app.browser();
        let guess = [
            ("form[token]", token.as_str()),
            ("form[password]", "wrong9pass"),
        ];
        for _ in 0..6 {
            guesser.fills::<Complete>(&guess).await;
        }
        let right = [
            ("form[token]", token.as_str()),
            ("form[password]", "midori7kaze"),
        ];
        let page = guesser.fills::<Complete>(&right).await;
        page.says("10秒ほど待ってから");
        assert_eq!(accounts(&app).await, 0);
        app.wait(MINUTE);
        guesser.fills::<Complete>(&right).await.is(DONE);
    })
    .await;
}

#[tokio::test]
async fn looking_at_the_link_changes_nothing() {
    on_each(|app| async move {
        let mut browser = app.browser();
        browser.registers(&hanako()).await;
        let mail = app.mail_to("hanako@example.jp").await;
        let mut scanner = app.browser();
        for _ in 0..5 {
            for method in [Method::HEAD, Method::GET] {
                assert_eq!(scanner.ask(method.clone(), &mail.link()).await.status, 200);
                assert_eq!(browser.ask(method, &mail.link()).await.status, 200);
            }
        }
        assert_eq!(
            app.count("registration", "confirmed_at IS NULL AND ended_at IS NULL")
                .await,
            1
        );
        assert_eq!(accounts(&app).await, 0);
        browser.completes(&mail).await.is(DONE);
    })
    .await;
}

#[tokio::test]
async fn the_link_opened_again_says_that_it_is_done() {
    on_each(|app| async move {
        let mut browser = app.browser();
        browser.registers(&hanako()).await;
        let mail = app.mail_to("hanako@example.jp").await;
        browser.completes(&mail).await;
        for mut browser in [browser, app.browser()] {
            browser.opens(&mail.link()).await.is(DONE);
            let page = browser
                .fills::<Complete>(&[("form[token]", &mail.token())])
                .await;
            page.is(DONE);
        }
        assert_eq!(accounts(&app).await, 1);
        let mails = app.mails_to("hanako@example.jp").await;
        assert_eq!(mails.len(), 2, "one to confirm, one that it is done");
    })
    .await;
}

#[tokio::test]
async fn a_damaged_link_is_explained() {
    on_each(|app| async move {
        let mut browser = app.browser();
        browser.registers(&hanako()).await;
        let mail = app.mail_to("hanako@example.jp").await;
        let token = mail.token();
        let mut damaged: Vec<String> = (0..token.len()).map(|at| token[..at].to_owned()).collect();
        damaged.extend((0..token.len()).map(|at| {
            let other = if token.as_bytes()[at] == b'x' {
                "y"
            } else {
                "x"
            };
            [&token[..at], other, &token[at + 1..]].concat()
        }));
        let more = [
            "%00",
            "%F0%A0%AE%B7",
            "%FF",
            "..",
            "x/y",
            "a%20b",
            "%3Cscript%3E",
        ];
        damaged.extend(more.map(|junk| [token.as_str(), junk].concat()));
        damaged.push([token.as_str(), token.as_str()].concat());
        for token in damaged {
            let page = browser.opens(&format!("/register/complete/{token}")).await;
            let known = page.heading() == DAMAGED && page.status == StatusCode::OK;
            let no_path = token.contains('/') && page.heading() == "このページは見つかりません";
            assert!(known || no_path, "{token}: {}", page.heading());
            assert!(!page.html.contains("<script>alert"));
        }
        for prefix in [
            "/register/complete",
            "/register/approve",
            "/password/reset",
            "/email/confirm",
        ] {
            browser.opens(prefix).await.is(DAMAGED);
            browser.opens(&[prefix, "/"].concat()).await.is(DAMAGED);
            browser.opens(&[prefix, "/x"].concat()).await.is(DAMAGED);
            // tokens are made for one purpose
            if prefix != "/register/complete" {
                browser
                    .opens(&[prefix, "/", &token].concat())
                    .await
                    .is(DAMAGED);
            }
        }
        let page = browser
            .fills::<Complete>(&[("form[token]", &token[1..])])
            .await;
        page.is(DAMAGED);
        let page = browser.fills::<Complete>(&[]).await;
        page.is(DAMAGED);
        assert_eq!(accounts(&app).await, 0);
    })
    .await;
}

#[tokio::test]
async fn an_expired_link_is_explained_and_a_new_mail_can_be_had() {
    on_each(|app| async move {
        let mut browser = app.browser();
        browser.registers(&hanako()).await;
        let old = app.mail_to("hanako@example.jp").await;
        app.wait(24 * HOUR);
        browser.opens(&old.link()).await.is(EXPIRED);
        let page = browser
            .fills::<Complete>(&[("form[token]", &old.token())])
            .await;
        page.is(EXPIRED);
        let page = browser.fills::<ConfirmCode>(&[("code", &old.code())]).await;
        page.is(SENT).says("このメールの有効期限が過ぎました");
        assert!(page.errors().is_empty());
        assert_eq!(accounts(&app).await, 0);
        let page = browser.fills::<Resend>(&[]).await;
        page.is(SENT).says("メールをもう一度お送りしました");
        let new = app.mail_to("hanako@example.jp").await;
        browser.opens(&old.link()).await.is(OLD);
        browser.completes(&new).await.is(DONE);
    })
    .await;
}

#[tokio::test]
async fn what_expired_long_ago_is_said_to_be_so() {
    on_each(|app| async move {
        let mut browser = app.browser();
        browser.registers(&hanako()).await;
        let mail = app.mail_to("hanako@example.jp").await;
        app.wait(25 * HOUR);
        crate::server::jobs::sweep::sweep(&app.state.db, app.state.clock.now()).await;
        browser.opens(&mail.link()).await.is(EXPIRED);
        browser.opens("/register/sent").await.is(EXPIRED);
        browser.fills::<Resend>(&[]).await.is(EXPIRED);
        app.wait(90 * DAY);
        crate::server::jobs::sweep::sweep(&app.state.db, app.state.clock.now()).await;
        browser.opens(&mail.link()).await.is(OLD);
        browser.registers(&hanako()).await.is(SENT);
    })
    .await;
}

#[tokio::test]
async fn pressed_twice_registers_once() {
    on_each(|app| async move {
        let mut browser = app.browser();
        browser.answers(&hanako()).await;
        browser.ticks(&["checkup"]).await;
        let shown = browser.shown().await;
        let pressed = [("agreed", "yes"), ("shown", shown.as_str())];
        let mut tab = browser.clone();
        let (one, other) = tokio::join!(
            browser.posts::<Finish>(&pressed),
            tab.posts::<Finish>(&pressed)
        );
        for answer in [one, other] {
            assert_eq!(answer.status, StatusCode::SEE_OTHER);
            assert_eq!(location(&answer).as_deref(), Some("/register/sent"));
        }
        let page = browser.fills::<Finish>(&pressed).await;
        page.is(SENT);
        assert!(!page.text().contains("別の画面で入力された内容"));
        assert_eq!(app.count("registration", "TRUE").await, 1);
        assert_eq!(app.mails_to("hanako@example.jp").await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn nothing_is_registered_but_what_the_page_showed() {
    on_each(|app| async move {
        let mut browser = app.browser();
        browser.answers(&hanako()).await;
        browser.ticks(&["checkup"]).await;
        let shown = browser.shown().await;
        assert!(!shown.is_empty());
        let stale = [("agreed", "yes"), ("shown", shown.as_str())];
        // in another tab of the same browser, somebody else is filled in
        let mut tab = browser.clone();
        tab.answers(&taro()).await;
        assert_eq!(tab.ticks(&["checkup"]).await.path, "/register/confirm");
        for pressed in [&stale[..], &stale[..1], &[("agreed", "yes"), ("shown", "x")]] {
            let page = browser.fills::<Finish>(pressed).await;
            assert_eq!(page.path, "/register/confirm");
            assert_eq!(
                page.errors(),
                ["入力内容が変わりました。いまの内容をお確かめのうえ、もう一度「登録」を押してください"]
            );
            page.says("taro@example.jp");
            assert!(!page.text().contains("hanako@example.jp"));
        }
        // other mails wanted are other answers, too; what has been changed since is no news any more
        let shown = browser.shown().await;
        let page = tab.ticks(&[]).await;
        assert!(page.errors().is_empty());
        let stale_mails = [("agreed", "yes"), ("shown", shown.as_str())];
        let page = browser.fills::<Finish>(&stale_mails).await;
        assert_eq!(page.errors().len(), 1);
        assert_eq!(app.count("registration", "TRUE").await, 0);
        assert_eq!(app.count("outbox", "TRUE").await, 0);
        tab.agrees().await.is(SENT).says("taro@example.jp");
        // and when the other tab was faster
        let page = browser.fills::<Finish>(&stale).await;
        page.is(SENT)
            .says("「登録」を押された画面の内容は、登録されていません")
            .says("taro@example.jp");
        assert_eq!(app.count("registration", "TRUE").await, 1);
        assert!(app.mails_to("hanako@example.jp").await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn the_button_behind_the_link_pressed_twice_completes_once() {
    on_each(|app| async move {
        let mut browser = app.browser();
        browser.registers(&hanako()).await;
        let token = app.mail_to("hanako@example.jp").await.token();
        let mut tab = browser.clone();
        let fields = [("form[token]", token.as_str())];
        let (one, other) = tokio::join!(
            browser.fills::<Complete>(&fields),
            tab.fills::<Complete>(&fields)
        );
        one.is(DONE);
        other.is(DONE);
        assert_eq!(accounts(&app).await, 1);
        assert_eq!(app.mails_to("hanako@example.jp").await.len(), 2);
    })
    .await;
}

/// Where the browser ends up for each of these pages.
async fn lead_to(browser: &mut Browser, pages: &[&str], end: &str) {
    for page in pages {
        assert_eq!(browser.opens(page).await.path, end, "from {page}");
    }
}

#[tokio::test]
async fn steps_out_of_order_lead_to_the_right_one() {
    on_each(|app| async move {
        let mut browser = app.browser();
        let later = [
            "/register/newsletters",
            "/register/confirm",
            "/register/sent",
            "/register/waiting",
        ];
        lead_to(&mut browser, &later[..2], LOST).await;
        lead_to(&mut browser, &later[2..], LOST_SENT).await;
        let posted = [
            browser.fills::<SaveNewsletters>(&[]).await,
            browser.agrees().await,
            browser.fills::<ConfirmCode>(&[("code", "123456")]).await,
            browser.fills::<Resend>(&[]).await,
            browser
                .fills::<CorrectAddress>(&[("email", "x@example.jp")])
                .await,
            browser
                .fills::<SpendCode>(&[("code", "ABCD-2345-EFGH")])
                .await,
        ];
        let paths: Vec<_> = posted.iter().map(|page| page.path.as_str()).collect();
        assert_eq!(
            paths,
            [LOST, LOST, LOST_SENT, LOST_SENT, LOST_SENT, LOST_SENT]
        );
        browser.answers(&hanako()).await;
        lead_to(
            &mut browser,
            &["/register/confirm"],
            "/register/newsletters",
        )
        .await;
        assert_eq!(browser.agrees().await.path, "/register/newsletters");
        browser.ticks(&["checkup"]).await;
        // back to the first page: what was typed is there, the password is not
        let page = browser.opens("/register").await;
        for (field, typed) in [
            ("symbol", "12"),
            ("kana", "ソラノ ハナコ"),
            ("email", "hanako@example.jp"),
        ] {
            assert_eq!(page.value(field), typed);
        }
        assert_eq!(page.value("password"), "");
        assert!(!page.html.contains("midori7kaze"));
        let again = AccountForm {
            password: String::new(),
            ..hanako()
        };
        assert_eq!(browser.answers(&again).await.path, "/register/confirm");
        let page = browser.agrees().await;
        page.is(SENT);
        lead_to(&mut browser, &later[..3], "/register/sent").await;
        let mail = app.mail_to("hanako@example.jp").await;
        browser.completes(&mail).await;
        lead_to(
            &mut browser,
            &["/register/sent", "/register/waiting"],
            "/register/done",
        )
        .await;
        // by the back button: all is done, nothing is lost
        lead_to(&mut browser, &later[..2], "/register/done").await;
        assert_eq!(browser.agrees().await.path, "/register/done");
        assert!(
            browser
                .logs_in("hanako@example.jp", "midori7kaze")
                .await
                .path
                == "/mypage"
        );
    })
    .await;
}

#[tokio::test]
async fn a_password_typed_anew_is_never_lost_in_silence() {
    on_each(|app| async move {
        let mut browser = app.browser();
        browser.answers(&hanako()).await;
        let slip = AccountForm {
            password: "sakura3yama".into(),
            kana: "ソラノ ハナヨ".into(),
            ..hanako()
        };
        let page = browser.answers(&slip).await;
        page.says(PASSWORD_AGAIN);
        let without = AccountForm {
            password: String::new(),
            ..hanako()
        };
        let page = browser.answers(&without).await;
        assert_eq!(
            page.path, "/register",
            "the earlier password is not taken for the later one"
        );
        assert_eq!(page.errors(), ["パスワードを入力してください"]);
        assert!(!page.text().contains(PASSWORD_AGAIN), "said by the error");
        assert!(
            !app.browser()
                .opens("/register")
                .await
                .text()
                .contains(PASSWORD_AGAIN)
        );
    })
    .await;
}

#[tokio::test]
async fn a_lost_or_foreign_cookie_begins_anew() {
    on_each(|app| async move {
        let foreign = "A".repeat(43);
        for cookie in [None, Some(foreign.as_str()), Some("short"), Some("")] {
            let mut browser = app.browser();
            browser.answers(&hanako()).await;
            browser.set_cookie("__Host-visit", cookie);
            let page = browser.ticks(&["checkup"]).await;
            assert_eq!(page.path, LOST, "{cookie:?}");
            page.says("最初からもう一度ご入力ください");
            assert_eq!(browser.agrees().await.path, LOST);
            let page = browser.opens("/register").await;
            assert_eq!(page.value("kana"), "");
            assert!(!page.text().contains("最初からもう一度ご入力ください"));
        }
        assert_eq!(app.count("registration", "TRUE").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_cookie_lost_after_the_mail_costs_nothing_but_the_password() {
    on_each(|app| async move {
        for posted in 0..3 {
            let mut browser = app.browser();
            browser.registers(&hanako()).await.is(SENT);
            let mail = app.mail_to("hanako@example.jp").await;
            browser.set_cookie("__Host-visit", None);
            let code = mail.code();
            let page = match posted {
                0 => browser.fills::<ConfirmCode>(&[("code", &code)]).await,
                1 => browser.fills::<Resend>(&[]).await,
                _ => browser.opens("/register/sent").await,
            };
            assert_eq!(page.path, LOST_SENT);
            page.says("入力し直す必要はありません");
            let proof = [
                ("form[token]", mail.token()),
                ("form[password]", "midori7kaze".to_owned()),
            ];
            let proof = proof
                .each_ref()
                .map(|(name, value)| (*name, value.as_str()));
            browser.opens(&mail.link()).await.is(OTHER_BROWSER);
            browser.fills::<Complete>(&proof).await.is(DONE);
            app.wait(HOUR);
        }
    })
    .await;
}

#[tokio::test]
async fn begun_before_a_restart_and_finished_after() {
    on_each(|app| async move {
        let mut browser = app.browser();
        browser.answers(&hanako()).await;
        let node = app.another_node().await;
        browser.moves_to(&node);
        browser.ticks(&["checkup"]).await;
        let node = app.another_node().await;
        browser.moves_to(&node);
        browser.agrees().await.is(SENT);
        let mail = node.mail_to("hanako@example.jp").await;
        browser.moves_to(&app);
        browser.completes(&mail).await.is(DONE);
    })
    .await;
}

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

#[tokio::test]
async fn what_was_unticked_stays_unticked_and_is_recorded() {
    on_each(|app| async move {
        let mut browser = app.browser();
        browser.answers(&hanako()).await;
        let page = browser.ticks(&["checkup", "unknown"]).await;
        page.says("健診・人間ドック").says("重要なお知らせ");
        assert!(!page.text().contains("機関誌"));
        let page = browser.opens("/register/newsletters").await;
        assert_eq!(
            page.html.matches("checked").count(),
            2,
            "back: as they were left"
        );
        browser.agrees().await;
        let mail = app.mail_to("hanako@example.jp").await;
        browser.completes(&mail).await.is(DONE);
        assert_eq!(app.count("newsletter_choice", "TRUE").await, 8);
        let wanted = app.count(
            "newsletter_choice",
            "wanted AND category IN ('checkup', 'important')",
        );
        assert_eq!(wanted.await, 2);
        assert_eq!(app.count("newsletter_choice", "wanted").await, 2);
        assert_eq!(app.count("consent", "subject LIKE 'newsletter:%'").await, 8);
        let terms = app.count(
            "consent",
            "subject = 'terms' AND given AND wording_version = '2026-11-01'",
        );
        assert_eq!(terms.await, 1);
        let at_once = format!("at = {}", super::people::NOW);
        assert_eq!(app.count("consent", &at_once).await, 9);
    })
    .await;
}

#[tokio::test]
async fn without_agreement_nothing_is_registered() {
    on_each(|app| async move {
        let mut browser = app.browser();
        browser.answers(&hanako()).await;
        browser.ticks(&[]).await;
        let shown = browser.shown().await;
        let page = browser.fills::<Finish>(&[("shown", &shown)]).await;
        assert_eq!(page.path, "/register/confirm");
        let words = "「利用規約と個人情報の扱いに同意します」にチェックを入れてください";
        assert_eq!(page.errors(), [words]);
        assert_eq!(app.count("registration", "TRUE").await, 0);
        assert_eq!(app.count("outbox", "TRUE").await, 0);
        browser.agrees().await.is(SENT);
    })
    .await;
}

#[tokio::test]
async fn so_many_mails_and_no_more() {
    on_each(|app| async move {
        let mut browser = app.browser();
        browser.registers(&hanako()).await;
        let first = app.mail_to("hanako@example.jp").await;
        for _ in 0..2 {
            browser
                .fills::<Resend>(&[])
                .await
                .says("メールをもう一度お送りしました");
        }
        let page = browser.fills::<Resend>(&[]).await;
        page.says("60分ほど待ってから");
        assert_eq!(app.mails_to("hanako@example.jp").await.len(), 3);
        // registering again is no way round it
        let mut other = app.browser();
        let page = other.registers(&hanako()).await;
        assert_eq!(page.path, "/register/confirm");
        page.says("60分ほど待ってから");
        app.wait(HOUR);
        browser
            .fills::<Resend>(&[])
            .await
            .says("メールをもう一度お送りしました");
        let again = app.mail_to("hanako@example.jp").await;
        assert_eq!(
            first.link(),
            again.link(),
            "sent again, the mail is the same"
        );
        browser.completes(&first).await.is(DONE);
    })
    .await;
}

#[tokio::test]
async fn none_of_mine() {
    on_each(|app| async move {
        let mut browser = app.browser();
        browser.registers(&hanako()).await;
        let mail = app.mail_to("hanako@example.jp").await;
        let mut stranger = app.browser();
        stranger
            .opens(&mail.link())
            .await
            .says("このメールに心当たりがないとき");
        let page = stranger.fills::<Disown>(&[("token", &mail.token())]).await;
        page.is(DISOWNED);
        browser.opens(&mail.link()).await.is(DISOWNED);
        browser.opens("/register/sent").await.is(DISOWNED);
        browser
            .fills::<Complete>(&[("form[token]", &mail.token())])
            .await
            .is(DISOWNED);
        browser
            .fills::<ConfirmCode>(&[("code", &mail.code())])
            .await
            .is(DISOWNED);
        browser.fills::<Resend>(&[]).await.is(DISOWNED);
        let page = browser
            .fills::<CorrectAddress>(&[("email", "x@example.jp")])
            .await;
        page.is(DISOWNED);
        assert_eq!(accounts(&app).await, 0);
        assert_eq!(
            app.mails_to("hanako@example.jp").await.len(),
            1,
            "no more mail to a stranger"
        );
        assert_eq!(
            app.count("staff_event", "kind = 'registration-disowned'")
                .await,
            1
        );
    })
    .await;
}

#[tokio::test]
async fn five_wrong_codes_need_a_new_mail() {
    on_each(|app| async move {
        let mut browser = app.browser();
        browser.registers(&hanako()).await;
        let first = app.mail_to("hanako@example.jp").await;
        for unreadable in ["", "12", "abcdef", "𠮷𠮷𠮷𠮷𠮷𠮷"] {
            let page = browser.fills::<ConfirmCode>(&[("code", unreadable)]).await;
            assert_eq!(page.errors().len(), 1, "{unreadable}");
            if !unreadable.is_empty() {
                assert_eq!(page.errors(), ["確認コードは6けたの数字で入力してください"]);
            }
        }
        let wrong = if first.code() == "111111" {
            "222222"
        } else {
            "111111"
        };
        for tries in 1..=5 {
            let page = browser.fills::<ConfirmCode>(&[("code", wrong)]).await;
            page.is(SENT);
            assert_eq!(page.errors().len(), usize::from(tries < 5), "{tries}");
        }
        let page = browser
            .fills::<ConfirmCode>(&[("code", &first.code())])
            .await;
        page.is(SENT).says("確認コードの入力を5回間違えた");
        assert!(page.errors().is_empty(), "one thing is said, and once");
        assert!(!page.html.contains("id=\"code\""));
        assert_eq!(accounts(&app).await, 0);
        browser.fills::<Resend>(&[]).await;
        let second = app.mail_to("hanako@example.jp").await;
        assert_ne!(first.code(), second.code());
        browser.opens(&first.link()).await.is(OLD);
        let full_width: String = second
            .code()
            .chars()
            .map(|c| char::from_u32(u32::from(c) + 0xFEE0).unwrap())
            .collect();
        browser
            .fills::<ConfirmCode>(&[("code", &full_width)])
            .await
            .is(DONE);
    })
    .await;
}

#[tokio::test]
async fn a_mistyped_address_can_be_corrected() {
    on_each(|app| async move {
        let mut browser = app.browser();
        browser
            .registers(&AccountForm {
                email: "hanoko@example.jp".into(),
                ..hanako()
            })
            .await;
        let wrong = app.mail_to("hanoko@example.jp").await;
        let page = browser
            .fills::<CorrectAddress>(&[("email", "hanako")])
            .await;
        assert_eq!(
            (page.errors().len(), page.value("email").as_str()),
            (1, "hanako")
        );
        let page = browser
            .fills::<CorrectAddress>(&[("email", "hanako@example.jp")])
            .await;
        page.is(SENT).says("hanako@example.jp");
        app.browser().opens(&wrong.link()).await.is(OLD);
        let right = app.mail_to("hanako@example.jp").await;
        browser.completes(&right).await.is(DONE);
        assert_eq!(app.count("account", "email = 'hanako@example.jp'").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_second_attempt_in_another_browser_takes_the_first_ones_place() {
    on_each(|app| async move {
        let (mut first, mut second) = (app.browser(), app.browser());
        first.registers(&hanako()).await;
        let old = app.mail_to("hanako@example.jp").await;
        second
            .registers(&AccountForm {
                email: "h2@example.jp".into(),
                ..hanako()
            })
            .await;
        first.opens(&old.link()).await.is(OLD);
        first.opens("/register/sent").await.is(OLD);
        first
            .fills::<ConfirmCode>(&[("code", &old.code())])
            .await
            .is(OLD);
        let new = app.mail_to("h2@example.jp").await;
        second.completes(&new).await.is(DONE);
        first.opens(&old.link()).await.is(OLD);
        assert_eq!(app.count("account", "email = 'h2@example.jp'").await, 1);
    })
    .await;
}

#[tokio::test]
async fn the_mails_real_state_is_shown() {
    on_each(|app| async move {
        let mut browser = app.browser();
        browser
            .registers(&hanako())
            .await
            .says("送信の順番を待っています");
        app.mail_to("hanako@example.jp").await;
        let page = browser.opens("/register/sent").await;
        page.says("相手のメールサーバーが受け取りました")
            .says("sorairo-kenpo.example.jp");
        // the domain, the advice and the button are there to be seen, not folded away
        let (before, _) = page.html.rsplit_once("<details").expect("the correction");
        for seen in [
            "受信を許可するドメイン",
            "迷惑メールのフォルダー",
            "メールを再送する",
        ] {
            assert!(before.contains(seen), "{seen}");
        }
        // without a mail server, mails are files, and nobody is told otherwise
        let writer = app.state.db.writer();
        let file = "UPDATE outbox SET reply_text = 'written to a file'";
        writer.execute_unprepared(file).await.unwrap();
        let page = browser.opens("/register/sent").await;
        page.says("外へは送らず、サーバーの中に書き出しました");
        assert!(!page.text().contains("相手のメールサーバーが受け取りました"));
    })
    .await;
}

//! The family's view: the notice, objections, 不開示, and whoever left the family.

use crate::{
    api::{
        expense::{ChooseFamilyView, ObjectToFamily},
        mypage::Withdraw,
    },
    domain::expense::kind::Kind,
    server::db::expense::sharing,
    tests::{
        app::{TestApp, on_each},
        browser::Browser,
        expense_world::{HANAKO, HER_MAIL, HIS_MAIL, TARO, bill, changes, person_id, publish},
        people::{colleague, hanako, taro},
    },
};

const NOTICE: &str = "ご家族の分の表示について";

async fn both(app: &TestApp) {
    let bills = [
        bill(HANAKO, (2026, 3), "HER", 3_000),
        bill(TARO, (2026, 3), "HIS", 5_000),
        bill(TARO, (2026, 6), "LATE", 900),
    ];
    publish(app, (2026, 8), &bills).await;
}

async fn chooses(browser: &mut Browser, show: &str) {
    browser.fills::<ChooseFamilyView>(&[("show", show)]).await;
}

async fn objects(browser: &mut Browser, own: &str) {
    browser
        .fills::<ObjectToFamily>(&[("own", own)])
        .await
        .is(NOTICE)
        .says("変更を保存しました。");
}

#[tokio::test]
async fn the_notice_comes_first_to_everybody_and_is_recorded() {
    on_each(|app| async move {
        both(&app).await;
        // alone or not, the page is the same
        let mut alone = app.member(&colleague(1)).await;
        let mut hers = app.member(&hanako()).await;
        let one = alone.proves(&app, "nao1@example.jp").await;
        let other = hers.proves(&app, HER_MAIL).await;
        one.is(NOTICE).says("健康保険組合へお電話ください");
        assert_eq!(one.text(), other.text());
        let page = hers.opens("/expenses").await;
        assert_eq!(page.path, "/expenses/family", "it is asked until it is answered");
        assert!(!page.html.contains("医院"));
        hers.fills::<ChooseFamilyView>(&[("show", "everything")])
            .await
            .is(NOTICE);
        let page = hers.fills::<ChooseFamilyView>(&[("show", "own")]).await;
        page.is("医療費のお知らせ").says("HER医院");
        assert!(!page.html.contains("HIS医院") && !page.html.contains("太郎"));
        assert_eq!(hers.opens("/expenses").await.path, "/expenses", "once");
        chooses(&mut hers, "own").await;
        let said = "subject = 'expense:family-view' AND wording_version LIKE 'family-%' AND wording LIKE '%同じ記号・番号%'";
        assert_eq!(app.count("consent", &format!("{said} AND NOT given")).await, 1);
        chooses(&mut hers, "family").await;
        hers.opens("/expenses").await.says("HIS医院").says("窓口相当額\n8,900円");
        assert_eq!(app.count("consent", &format!("{said} AND given")).await, 1);
        hers.opens("/mypage/newsletters")
            .await
            .says("選んだ：家族の分も表示する");
        chooses(&mut hers, "own").await;
        assert!(!hers.opens("/expenses").await.html.contains("HIS医院"));
    })
    .await;
}

#[tokio::test]
async fn who_objects_is_gone_at_once_and_still_sees() {
    on_each(|app| async move {
        both(&app).await;
        let mut hers = app.member(&hanako()).await;
        let mut his = app.member(&taro()).await;
        hers.first_visit(&app, HER_MAIL, "family")
            .await
            .says("HIS医院");
        his.first_visit(&app, HIS_MAIL, "family")
            .await
            .says("HER医院");
        objects(&mut his, "hide").await;
        objects(&mut his, "hide").await;
        let page = hers.opens("/expenses?year=2026&person=2").await;
        page.says("窓口相当額\n3,000円");
        for his in ["HIS医院", "LATE医院", "太郎", "5,000", "900円", "全員"] {
            assert!(!page.html.contains(his), "{his}");
        }
        his.opens("/expenses").await.says("HER医院").says("HIS医院");
        let subject = "subject = 'expense:shown-to-family'";
        assert_eq!(
            app.count("consent", &format!("{subject} AND NOT given"))
                .await,
            1
        );
        objects(&mut his, "show").await;
        hers.opens("/expenses").await.says("HIS医院");
        assert_eq!(
            app.count("consent", &format!("{subject} AND given")).await,
            1
        );
    })
    .await;
}

#[tokio::test]
async fn who_must_not_appear_leaves_no_trace() {
    on_each(|app| async move {
        publish(&app, (2026, 8), &[bill(HANAKO, (2026, 3), "HER", 3_000)]).await;
        let mut hers = app.member(&hanako()).await;
        let mut his = app.member(&taro()).await;
        let id = person_id(&app, TARO).await;
        let now = app.state.clock.now();
        sharing::hide(app.state.db.writer(), id, Some(now))
            .await
            .unwrap();
        hers.first_visit(&app, HER_MAIL, "family").await;
        const PATHS: [&str; 6] = [
            "/expenses",
            "/expenses?person=2",
            "/expenses?year=2025",
            "/expenses?year=2026&month=6",
            "/expenses?year=2026&person=1&month=3",
            "/expenses/family",
        ];
        let mut before = Vec::new();
        for path in PATHS {
            before.push(hers.opens(path).await.text());
        }
        // whatever he has: rows of other years and months, 修正 and 取消 that bear the reference of hers
        let bills = [
            bill(TARO, (2025, 6), "OLD", 7_000),
            bill(TARO, (2026, 6), "HIS", 5_000),
            bill(TARO, (2026, 3), "HER", 1).kind(Kind::Correction),
            bill(TARO, (2026, 3), "HER", 0).kind(Kind::Withdrawal),
        ];
        publish(&app, (2026, 8), &bills).await;
        for (path, before) in PATHS.into_iter().zip(&before) {
            let page = hers.opens(path).await;
            assert_eq!(&page.text(), before, "{path}");
            assert!(!page.html.contains("太郎") && !page.html.contains("HIS"));
        }
        // he sees his own, and nobody else's
        let page = his.first_visit(&app, HIS_MAIL, "family").await;
        page.says("HIS医院");
        assert!(!page.html.contains("花子"));
        sharing::hide(app.state.db.writer(), id, None)
            .await
            .unwrap();
        hers.opens("/expenses").await.says("HIS医院");
    })
    .await;
}

#[tokio::test]
async fn after_a_divorce_only_months_of_both_are_shown() {
    on_each(|app| async move {
        both(&app).await;
        let bills = [bill(HANAKO, (2026, 7), "AFTER", 800)];
        publish(&app, (2026, 8), &bills).await;
        let mut hers = app.member(&hanako()).await;
        let mut his = app.member(&taro()).await;
        changes(
            &app,
            &format!("UPDATE person SET lost_on = '2026-06-01' WHERE name = '{TARO}'"),
        )
        .await;
        let page = hers.first_visit(&app, HER_MAIL, "family").await;
        page.says("HIS医院").says("AFTER医院");
        assert!(!page.html.contains("LATE医院"), "June is his alone");
        let page = his.first_visit(&app, HIS_MAIL, "family").await;
        page.says("HER医院")
            .says("LATE医院")
            .says("2027年3月15日まで");
        assert!(!page.html.contains("AFTER医院"));
    })
    .await;
}

#[tokio::test]
async fn leaving_keeps_the_objection_and_forgets_the_notice() {
    on_each(|app| async move {
        both(&app).await;
        let mut his = app.member(&taro()).await;
        his.first_visit(&app, HIS_MAIL, "family").await;
        objects(&mut his, "hide").await;
        let fields = [
            ("form[understood]", "yes"),
            ("form[password]", &taro().password),
        ];
        let page = his.fills::<Withdraw>(&fields).await;
        page.is("退会の手続きが終わりました");
        let kept = "opted_out_at IS NOT NULL AND notice_at IS NULL AND declined_at IS NULL";
        assert_eq!(app.count("expense_sharing", kept).await, 1);
        assert_eq!(
            app.count("expense", "TRUE").await,
            3,
            "rows are the society's"
        );
        assert_eq!(app.count("consent", "subject LIKE 'expense:%'").await, 0);
        let mut hers = app.member(&hanako()).await;
        let page = hers.first_visit(&app, HER_MAIL, "family").await;
        assert!(!page.html.contains("HIS医院"));
    })
    .await;
}

//! One person under two 記号・番号, once the society has said that it is one.

use super::{brings, says};
use crate::{
    api::expense::ChooseFamilyView,
    domain::{
        birth_date::BirthDate,
        date::CivilDate,
        expense::{
            earlier::{Pair, Refused},
            tax::file::TaxFile,
        },
        symbol_number::{Number, Symbol},
    },
    server::{
        db::expense::sharing,
        expense::earlier::{link, unlink},
    },
    tests::{
        app::TestApp,
        browser::Browser,
        expense_import::world::{on_each, row},
        expense_rows::{all_proven, number_of},
        expense_world::changes,
        people::{colleague, twin},
    },
};

/// How files name her under the 番号 she had until June, and the one she has.
const THEN: &str = "77,2,00,アオキ ナオ,1990-02-03";
const NOW: &str = "77,1,00,アオキ ナオ,1990-02-03";
const SUBJECT: &str = "マイページに新しいお知らせがあります";

/// The two entries, one after the other; a relative under each.
async fn moved(app: &TestApp) {
    for sql in [
        "UPDATE person SET name = '青木 前', lost_on = '2026-06-01' WHERE symbol = '77' AND number = '2'",
        "UPDATE person SET name = '青木 今', acquired_on = '2026-06-01' WHERE symbol = '77' AND number = '1'",
        "UPDATE person SET name = '青木 夫', number = '1', branch = '01', relationship = 'spouse', birth_date = '1988-08-08' WHERE symbol = '77' AND number = '3'",
        "UPDATE person SET name = '青木 父', number = '2', branch = '01', relationship = 'father', birth_date = '1960-06-06' WHERE symbol = '77' AND number = '4'",
    ] {
        changes(app, sql).await;
    }
}

fn pair(number: &str, earlier: &str) -> Pair {
    let day = CivilDate::new(1990, 2, 3).unwrap();
    Pair {
        symbol: Symbol::from_stored("77").unwrap(),
        number: Number::from_stored(number).unwrap(),
        earlier_symbol: Symbol::from_stored("77").unwrap(),
        earlier_number: Number::from_stored(earlier).unwrap(),
        birth_date: BirthDate::from_stored(day),
    }
}

async fn of(app: &TestApp, name: &str) -> i64 {
    number_of(app, &format!("SELECT id FROM person WHERE name = '{name}'")).await
}

async fn links(app: &TestApp, pair: &Pair) -> Result<i64, Refused> {
    let now = app.state.clock.now();
    link(app.state.db.writer(), pair, None, now).await.unwrap()
}

/// Her rows: 30 % of 10,000 and 20,000 yen before, of 40,000 and 50,000 since.
fn rows() -> Vec<String> {
    vec![
        row(THEN, "2026-03", 10_000, "新規", "A1"),
        row(THEN, "2026-05", 20_000, "新規", "A2"),
        row(NOW, "2026-06", 40_000, "新規", "B1"),
        row(NOW, "2026-07", 50_000, "新規", "B2"),
    ]
}

/// Somebody who has an account, signed in and past the second step, and sees the family.
async fn sees(app: &TestApp, number: usize) -> Browser {
    let mut browser = app.member(&colleague(number)).await;
    all_proven(app).await;
    browser
        .fills::<ChooseFamilyView>(&[("show", "family")])
        .await;
    browser
}

#[tokio::test]
async fn the_rows_of_before_are_hers_once_it_is_said() {
    on_each(|app| async move {
        let mut hers = sees(&app, 1).await;
        moved(&app).await;
        brings(&app, &rows()).await;
        hers.opens("/expenses")
            .await
            .says("2026年の合計")
            .says("窓口相当額\n27,000円");
        let her = links(&app, &pair("1", "2")).await.unwrap();
        assert_eq!(her, of(&app, "青木 今").await);
        let page = hers.opens("/expenses").await;
        page.says("医療費総額\n120,000円")
            .says("窓口相当額\n36,000円")
            .says("2026年3月");
        assert!(!page.html.contains("青木 前"), "one name, the one of now");
        let notice = says(&mut hers, 2026, TaxFile::Notice).await;
        assert!(
            notice.contains("支払った医療費の額の合計36,000円"),
            "{notice}"
        );
        assert!(
            notice.contains("2026年3月みなと内科クリニック医科外来2日3,000円"),
            "{notice}"
        );
        let csv = says(&mut hers, 2026, TaxFile::Rows).await;
        assert_eq!(csv.matches("青木 今,2026年").count(), 4, "{csv}");
        // a claim of before is put right and taken back under the number of now
        brings(
            &app,
            &[
                row(NOW, "2026-03", 8_000, "修正", "A1"),
                row(NOW, "2026-05", 20_000, "取消", "A2"),
            ],
        )
        .await;
        hers.opens("/expenses")
            .await
            .says("窓口相当額\n29,400円")
            .says("修正後")
            .says("取消");
        // and it can be taken back
        let unlinked = unlink(app.state.db.writer(), &pair("1", "2"))
            .await
            .unwrap();
        assert_eq!(unlinked, Ok(her));
        hers.opens("/expenses").await.says("窓口相当額\n29,400円");
        assert!(
            !hers.opens("/expenses").await.html.contains("修正後"),
            "of what is not hers now"
        );
    })
    .await;
}

#[tokio::test]
async fn each_family_sees_the_months_of_its_own() {
    on_each(|app| async move {
        let mut husband = sees(&app, 3).await;
        let mut father = sees(&app, 4).await;
        moved(&app).await;
        changes(
            &app,
            "UPDATE person SET acquired_on = '2026-05-01' WHERE name = '青木 夫'",
        )
        .await;
        links(&app, &pair("1", "2")).await.unwrap();
        brings(&app, &rows()).await;
        // he came in May: what was before is none of his business
        let page = husband.opens("/expenses").await;
        page.says("窓口相当額\n33,000円").says("2026年5月");
        assert!(!page.html.contains("2026年3月</h3>"));
        let page = father.opens("/expenses").await;
        page.says("窓口相当額\n9,000円").says("青木 前");
        assert!(!page.html.contains("青木 今") && !page.html.contains("2026年6月</h3>"));
    })
    .await;
}

/// She is 不開示 under the number she has: the family of before must not see her under the one she had.
#[tokio::test]
async fn whoever_is_hidden_now_is_hidden_under_the_number_of_before() {
    on_each(|app| async move {
        let mut father = sees(&app, 4).await;
        moved(&app).await;
        brings(&app, &rows()).await;
        let seen = father.opens("/expenses").await;
        seen.says("青木 前");
        links(&app, &pair("1", "2")).await.unwrap();
        let (her, now) = (of(&app, "青木 今").await, Some(app.state.clock.now()));
        let writer = app.state.db.writer();
        let father_sees_nothing = async |father: &mut Browser, reference: &str| {
            let page = father.opens("/expenses").await;
            assert!(!page.html.contains("青木 前"), "{}", page.text());
            let csv = says(father, 2026, TaxFile::Rows).await;
            assert_eq!(csv.lines().count(), 1, "{csv}");
            let mails = app.mails_to("nao4@example.jp").await.len();
            brings(&app, &[row(THEN, "2026-04", 7_000, "新規", reference)]).await;
            assert_eq!(
                app.mails_to("nao4@example.jp").await.len(),
                mails,
                "nor a mail"
            );
        };
        sharing::hide(writer, her, now).await.unwrap();
        father_sees_nothing(&mut father, "L1").await;
        sharing::hide(writer, her, None).await.unwrap();
        father.opens("/expenses").await.says("青木 前");
        sharing::opt_out(writer, her, now).await.unwrap();
        father_sees_nothing(&mut father, "L2").await;
        sharing::opt_out(writer, her, None).await.unwrap();
        father.opens("/expenses").await.says("青木 前");
    })
    .await;
}

#[tokio::test]
async fn she_hears_of_rows_under_the_number_of_before() {
    on_each(|app| async move {
        sees(&app, 1).await;
        moved(&app).await;
        let told = async || {
            let mails = app.mails_to("nao1@example.jp").await;
            mails.iter().filter(|mail| mail.subject == SUBJECT).count()
        };
        brings(&app, &[row(THEN, "2026-03", 10_000, "新規", "A1")]).await;
        assert_eq!(told().await, 0, "nobody said that it is her");
        links(&app, &pair("1", "2")).await.unwrap();
        brings(&app, &[row(THEN, "2026-05", 10_000, "新規", "A2")]).await;
        assert_eq!(told().await, 1);
    })
    .await;
}

#[tokio::test]
async fn only_who_can_be_one_is_made_one() {
    on_each(|app| async move {
        moved(&app).await;
        assert_eq!(links(&app, &pair("1", "999")).await, Err(Refused::Nobody));
        assert_eq!(
            links(&app, &pair("2", "1")).await,
            Err(Refused::NotOne),
            "the other way round"
        );
        assert_eq!(
            links(&app, &pair("1", "5")).await,
            Err(Refused::NotOne),
            "still insured there"
        );
        let twins = Pair {
            earlier_symbol: Symbol::from_stored("12").unwrap(),
            earlier_number: Number::from_stored(&twin().number).unwrap(),
            birth_date: BirthDate::from_stored(CivilDate::new(2006, 6, 6).unwrap()),
            ..pair("1", "2")
        };
        assert_eq!(links(&app, &twins).await, Err(Refused::Several));
        changes(
            &app,
            "UPDATE person SET sex = 'male' WHERE name = '青木 前'",
        )
        .await;
        assert_eq!(links(&app, &pair("1", "2")).await, Err(Refused::NotOne));
        changes(
            &app,
            "UPDATE person SET sex = 'female' WHERE name = '青木 前'",
        )
        .await;
        assert!(links(&app, &pair("1", "2")).await.is_ok());
        assert_eq!(links(&app, &pair("1", "2")).await, Err(Refused::Linked));
        let writer = app.state.db.writer();
        assert_eq!(
            unlink(writer, &pair("5", "2")).await.unwrap(),
            Err(Refused::NotLinked)
        );
        assert!(unlink(writer, &pair("1", "2")).await.unwrap().is_ok());
        assert_eq!(
            unlink(writer, &pair("1", "2")).await.unwrap(),
            Err(Refused::NotLinked)
        );
    })
    .await;
}

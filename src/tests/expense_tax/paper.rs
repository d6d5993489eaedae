//! The paper original: asked for once, taken back until it is printed, made of what the person may see.

use super::{family, flowing};
use crate::{
    api::expense_tax::{CancelPaper, RequestPaper},
    server::{
        clock::MINUTE,
        ctx::{Ctx, Visit},
        db::{expense::paper, expense::sharing},
        error::Result,
        expense::tax::original,
        pdf::expense_notice,
    },
    tests::{
        app::{TestApp, on_each},
        expense_rows::number_of,
    },
};

const OPEN: &str = "printed_at IS NULL AND cancelled_at IS NULL";
const YEAR: &[(&str, &str)] = &[("year", "2026")];

/// The number of the one open request, as the queue has it.
async fn only_open(app: &TestApp) -> i64 {
    let queue = paper::open(app.state.db.reader(), 100).await.unwrap();
    assert_eq!(queue.len(), 1);
    let sql = format!("SELECT id FROM expense_paper WHERE {OPEN}");
    number_of(app, &sql).await
}

/// The paper original of a person's year.
async fn paper_pdf(ctx: &Ctx, person_id: i64, year: i32) -> Result<Option<Vec<u8>>> {
    let made = original(ctx, person_id, year).await?;
    Ok(made.map(|original| expense_notice(&original.document)))
}

#[tokio::test]
async fn the_paper_is_asked_for_once_and_taken_back() {
    on_each(|app| async move {
        let mut family = family(&app).await;
        let hanako = &mut family.hanako;
        let page = hanako.opens("/expenses/tax?year=2026").await;
        assert!(page.html.contains("紙の原本を申し込む"));
        for _ in 0..2 {
            let page = hanako.fills::<RequestPaper>(YEAR).await;
            page.says("受付").says("2026年11月23日");
            assert!(!page.html.contains("紙の原本を申し込む"));
        }
        assert_eq!(app.count("expense_paper", OPEN).await, 1);
        let page = hanako.fills::<CancelPaper>(YEAR).await;
        assert!(page.html.contains("紙の原本を申し込む"));
        assert_eq!(app.count("expense_paper", OPEN).await, 0);
        hanako.fills::<CancelPaper>(YEAR).await;
        hanako.fills::<RequestPaper>(YEAR).await.says("受付");
        assert_eq!(app.count("expense_paper", "TRUE").await, 2);
        // another year is another request; a year without rows or without documents has none
        hanako.fills::<RequestPaper>(&[("year", "2025")]).await;
        assert_eq!(app.count("expense_paper", OPEN).await, 2);
        for none in ["2023", "2019", "x", ""] {
            hanako.fills::<RequestPaper>(&[("year", none)]).await;
            hanako.fills::<CancelPaper>(&[("year", none)]).await;
        }
        hanako.fills::<RequestPaper>(&[]).await;
        assert_eq!(app.count("expense_paper", OPEN).await, 2);
        app.wait(16 * MINUTE);
        let page = hanako.fills::<CancelPaper>(YEAR).await;
        assert!(page.path.starts_with("/expenses/verify"), "{}", page.path);
        assert_eq!(app.count("expense_paper", OPEN).await, 2);
    })
    .await;
}

#[tokio::test]
async fn the_desk_takes_prints_and_then_it_stays() {
    on_each(|app| async move {
        let mut family = family(&app).await;
        let hanako = &mut family.hanako;
        hanako.fills::<RequestPaper>(YEAR).await.says("受付");
        let id = only_open(&app).await;
        let (writer, now) = (app.state.db.writer(), app.state.clock.now());
        assert!(paper::take(writer, id, 7).await.unwrap());
        hanako
            .opens("/expenses/tax?year=2026")
            .await
            .says("発送準備");
        assert!(paper::by_id(writer, id).await.unwrap().is_some());
        assert!(paper::printed(writer, id, 7, now).await.unwrap());
        // a second press, a cancellation too late
        assert!(!paper::printed(writer, id, 7, now).await.unwrap());
        assert!(!paper::take(writer, id, 7).await.unwrap());
        assert!(!paper::cancel(writer, id, 7, now).await.unwrap());
        assert!(paper::by_id(writer, id).await.unwrap().is_none());
        let page = hanako.fills::<CancelPaper>(YEAR).await;
        page.says("印刷済").says("印刷した日");
        assert!(page.html.contains("もう一度申し込む"));
        // lost in the mail: asked for again
        hanako.fills::<RequestPaper>(YEAR).await.says("受付");
        assert_eq!(app.count("expense_paper", "TRUE").await, 2);
        let id = only_open(&app).await;
        assert!(paper::cancel(writer, id, 7, now).await.unwrap());
        hanako.opens("/expenses/tax?year=2026").await.says("印刷済");
    })
    .await;
}

#[tokio::test]
async fn the_paper_says_that_it_is_the_original_and_holds_what_its_person_sees() {
    on_each(|app| async move {
        let family = family(&app).await;
        let ctx = Ctx {
            state: app.state.clone(),
            visit: Visit::default(),
        };
        let text = |bytes: Option<Vec<u8>>| flowing(&bytes.unwrap());
        let hers = text(paper_pdf(&ctx, family.hanako_id, 2026).await.unwrap());
        assert!(
            hers.contains("医療費通知(所得税法施行規則第47条の2)の原本です"),
            "{hers}"
        );
        assert!(!hers.contains("ご自分の控えです"), "{hers}");
        assert!(
            hers.contains("空野 太郎 様") && !hers.contains("345"),
            "{hers}"
        );
        // he has not read the notice: he is alone in his
        let his = text(paper_pdf(&ctx, family.taro_id, 2026).await.unwrap());
        assert!(
            !his.contains("花子") && his.contains("空野 太郎 様"),
            "{his}"
        );
        let now = Some(app.state.clock.now());
        let writer = app.state.db.writer();
        sharing::hide(writer, family.taro_id, now).await.unwrap();
        let hers = text(paper_pdf(&ctx, family.hanako_id, 2026).await.unwrap());
        assert!(!hers.contains("太郎"), "{hers}");
        assert!(paper_pdf(&ctx, 999_999, 2026).await.unwrap().is_none());
        assert!(
            paper_pdf(&ctx, family.taro_id, 2023)
                .await
                .unwrap()
                .is_none()
        );
    })
    .await;
}

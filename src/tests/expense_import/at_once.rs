//! A file checked and put in at once, as the command line does: the same in the end as in two steps, and nothing of it where it is not whole.

use std::path::PathBuf;

use sea_orm::ConnectionTrait;

use super::world::{
    HANAKO, NOBODY, TARO, batch, check, file, load, on_each, person, row, rows, stands,
};
use crate::{
    domain::expense::{
        batch::{BatchState, Oddity, Refusal, Report},
        import::fault::Problem,
    },
    server::{
        db::expense::batch as batches,
        expense::import::{LEASE, Taken, take_in, work::Worker},
        jobs,
    },
    tests::{app::TestApp, db::random_name},
};

/// More rows than a window has, so that some are in before the last is read.
const MANY: usize = 61_000;

fn worker(app: &TestApp) -> Worker {
    Worker::new(&app.state.db, &app.state.clock, &app.state.imports.stop)
}

/// Somewhere outside the data folder, where files of the command line are.
fn path_of(bytes: &[u8]) -> PathBuf {
    let path = std::env::temp_dir().join(format!("mypage-test-{}", random_name()));
    std::fs::write(&path, bytes).unwrap();
    path
}

async fn taken(app: &TestApp, bytes: &[u8]) -> Taken {
    let path = path_of(bytes);
    let taken = take_in(&worker(app), &path, "医療費.csv").await.unwrap();
    std::fs::remove_file(path).unwrap();
    taken
}

async fn loaded(app: &TestApp, bytes: &[u8]) -> (i64, Report) {
    match taken(app, bytes).await {
        Taken::Loaded(id, report) => (id, report),
        other => panic!("{other:?}"),
    }
}

fn rows_of(count: usize) -> Vec<String> {
    let row = |at: usize| row(HANAKO, "2026-08", 1_000, "新規", &format!("A{at}"));
    (0..count).map(row).collect()
}

#[tokio::test]
async fn it_is_the_same_as_in_two_steps() {
    on_each(|app| async move {
        let first = [row(TARO, "2026-07", 50_000, "新規", "Z")];
        load(&app, file(&first).as_bytes()).await;
        let mixed = [
            row(HANAKO, "2026-08", 10_000, "新規", "A"),
            row(TARO, "2026-08", 20_000, "新規", "B"),
            row(NOBODY, "2026-08", 30_000, "新規", "C"),
            row(TARO, "2026-08", 25_000, "修正", "B"),
            // of a row of an earlier file, of a row of this one, of none
            row(TARO, "2026-07", 40_000, "修正", "Z"),
            row(HANAKO, "2026-08", 10_000, "取消", "A"),
            row(HANAKO, "2026-08", 10_000, "取消", "nothing"),
        ];
        let text = file(&mixed);
        let steps = load(&app, text.as_bytes()).await;
        // another file for whoever compares digests, the same for whoever reads it
        let (at_once, report) = loaded(&app, format!("{text}\r\n").as_bytes()).await;
        let (one, other) = (batch(&app, steps).await, batch(&app, at_once).await);
        assert_eq!(one.report.as_ref(), Some(&report));
        assert_eq!(other.report, Some(report.clone()));
        let about = |batch: &batches::Batch| (batch.state, batch.done, batch.of, batch.orphans, batch.through);
        assert_eq!(about(&one), about(&other));
        let odd: Vec<Oddity> = report.oddities.iter().map(|odd| odd.oddity).collect();
        assert_eq!(odd, [Oddity::WithdrawalOfNothing]);

        let apart = (at_once - steps) << 24;
        let same = "person_id treatment_month category institution_code institution days total insurer public_paid high_cost additional \
                    meal_total meal_own own claim_month kind reference";
        let same: Vec<String> = same.split_whitespace().map(|name| format!("b.{name} = a.{name}")).collect();
        let twin = format!(
            "a.id >> 24 = {steps} AND EXISTS (SELECT 1 FROM expense b WHERE b.id = a.id + {apart} AND {})",
            same.join(" AND ")
        );
        assert_eq!(app.count("expense a", &twin).await, 6);
        assert_eq!(app.count("expense", &format!("id >> 24 = {at_once}")).await, 6);
        let stranger = format!(
            "a.id >> 24 = {steps} AND EXISTS (SELECT 1 FROM expense_orphan b WHERE b.id = a.id + {apart} AND b.row_json = a.row_json)"
        );
        assert_eq!(app.count("expense_orphan a", &stranger).await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_fault_at_the_end_leaves_nothing_of_what_went_in_before() {
    on_each(|app| async move {
        let mut many = rows_of(MANY);
        many.push(row(HANAKO, "いつか", 1_000, "新規", "Z"));
        many.push(row(HANAKO, "2026-08", 1_000, "いつか", "Z"));
        let bytes = file(&many).into_bytes();
        let (_, _, expected) = check(&app, &bytes).await;
        let Taken::Faulty(report) = taken(&app, &bytes).await else {
            panic!("it was taken in");
        };
        assert_eq!(report.faults, expected.faults);
        assert_eq!(app.count("expense", "1 = 1").await, 0);
        let refused = batches::list(app.state.db.reader(), 1).await.unwrap();
        assert_eq!(refused[0].state, BatchState::Refused);
        assert_eq!(refused[0].report, Some(report));
        // whoever is killed before the rows are out again leaves them to the node
        let id = refused[0].id << 24;
        let writer = app.state.db.writer();
        let left = format!(
            "INSERT INTO expense_orphan (id, symbol, number, branch, kana, birth_date, why, row_json) \
             VALUES ({id}, '', '', '', '', '1980-01-01', 'unknown', '')"
        );
        writer.execute_unprepared(&left).await.unwrap();
        jobs::expense::tend(&app.state).await;
        assert_eq!(app.count("expense_orphan", "1 = 1").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_file_goes_in_once_and_one_at_a_time() {
    on_each(|app| async move {
        let bytes = file(&rows_of(3)).into_bytes();
        let (id, _) = loaded(&app, &bytes).await;
        let Taken::Faulty(report) = taken(&app, &bytes).await else {
            panic!("it was taken in twice");
        };
        let problem = report
            .faults
            .first
            .first()
            .map(|fault| fault.problem.clone());
        assert_eq!(problem, Some(Problem::LoadedBefore { batch: id }));
        assert_eq!(app.count("expense", "1 = 1").await, 3);

        let (other, _, _) = check(&app, &file(&rows_of(4)).into_bytes()).await;
        let (writer, until) = (app.state.db.writer(), app.state.clock.now() + LEASE);
        assert_eq!(
            batches::begin_load(writer, other, until).await.unwrap(),
            Ok(())
        );
        let refused = taken(&app, &file(&rows_of(5)).into_bytes()).await;
        assert!(
            matches!(refused, Taken::Refused(Refusal::OneAtATime)),
            "{refused:?}"
        );
        let last = batches::list(app.state.db.reader(), 1).await.unwrap();
        assert_eq!(last[0].state, BatchState::Undone);
        assert_eq!(app.count("expense", "1 = 1").await, 3);
    })
    .await;
}

#[tokio::test]
async fn killed_on_the_way_it_is_seen_by_nobody_and_taken_out() {
    on_each(|app| async move {
        let hanako = person(&app, "345", "00").await;
        let path = path_of(file(&rows_of(MANY)).as_bytes());
        let (worker, file) = (worker(&app), path.clone());
        let work = tokio::spawn(async move { take_in(&worker, &file, "").await.map(drop) });
        while app.count("expense", "1 = 1").await == 0 {
            tokio::task::yield_now().await;
        }
        work.abort();
        let _ = work.await;
        std::fs::remove_file(path).unwrap();
        let id = batches::list(app.state.db.reader(), 1).await.unwrap()[0].id;
        assert_eq!(stands(&app, id).await, BatchState::Loading);
        assert_eq!(rows(&app, hanako).await, []);
        app.wait(LEASE + 1);
        jobs::expense::tend(&app.state).await;
        assert_eq!(stands(&app, id).await, BatchState::Failed);
        assert_eq!(app.count("expense", "1 = 1").await, 0);
    })
    .await;
}

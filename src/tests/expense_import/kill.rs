//! Somebody pulls the plug.

use super::world::{HANAKO, batch, begin, check, file, files, load, on_each, row, settled, stands};
use crate::{
    domain::expense::{
        batch::{BatchState, Refusal},
        import::line::{Care, Reader},
    },
    server::{
        db::expense::{
            Pace, batch as batches,
            load::{Loader, NewRow, Window},
        },
        expense::import::{
            LEASE,
            work::{Examined, Worker},
        },
        jobs,
        passwords::nfkc,
    },
    tests::app::TestApp,
};

/// More rows than a piece has on either database.
const ROWS: usize = 25_000;

fn many() -> Vec<u8> {
    let row = |at: usize| row(HANAKO, "2026-08", 1_000, "新規", &format!("A{at}"));
    file(&(0..ROWS).map(row).collect::<Vec<_>>()).into_bytes()
}

fn care() -> Care {
    let row = row(HANAKO, "2026-08", 1_000, "新規", "A");
    let cells: Vec<&str> = row.split(',').collect();
    let cells = cells.try_into().unwrap();
    let mut reader = Reader {
        cells: &cells,
        nfkc: &nfkc,
        fault: &mut |column, problem| panic!("{column:?} {problem:?}"),
    };
    reader.care().unwrap()
}

/// Loads a checked batch in a task that is killed once some of its rows are in.
async fn killed(app: &TestApp, id: i64) {
    let state = &app.state;
    let report = batch(app, id).await.report.unwrap();
    let digest = batches::digest(state.db.reader(), id)
        .await
        .unwrap()
        .unwrap();
    let until = state.clock.now() + LEASE;
    let begun = batches::begin_load(state.db.writer(), id, until).await;
    assert_eq!(begun.unwrap(), Ok(()));
    let worker = Worker::new(&state.db, &state.clock, &state.imports.stop);
    let path = state.settings.data_dir.join(format!("expenses/{id}.csv"));
    let work = tokio::spawn(async move {
        let checked = Examined { report, digest };
        worker.load(&path, id, &checked).await
    });
    while app.count("expense", "1 = 1").await == 0 {
        tokio::task::yield_now().await;
    }
    work.abort();
    // whether the last piece is still written or not
    let _ = work.await;
}

#[tokio::test]
async fn what_was_half_way_is_taken_out_and_comes_again() {
    on_each(|app| async move {
        let (id, _, _) = check(&app, &many()).await;
        let (other, _, _) = check(&app, &many()).await;
        killed(&app, id).await;
        assert_eq!(stands(&app, id).await, BatchState::Loading);
        // whoever holds it may still be alive
        jobs::expense::tend(&app.state).await;
        assert_eq!(stands(&app, id).await, BatchState::Loading);
        assert_eq!(begin(&app, other).await, Err(Refusal::SameFile));

        app.wait(LEASE + 1);
        jobs::expense::tend(&app.state).await;
        assert_eq!(stands(&app, id).await, BatchState::Failed);
        assert_eq!(app.count("expense", "1 = 1").await, 0);
        assert_eq!(files(&app), 1);
        assert_eq!(begin(&app, other).await, Ok(()));
        settled(&app).await;
        assert_eq!(stands(&app, other).await, BatchState::Loaded);
        assert_eq!(app.count("expense", "1 = 1").await, ROWS as i64);
        assert_eq!(
            app.count("expense", &format!("id < {}", other << 24)).await,
            0
        );
    })
    .await;
}

#[tokio::test]
async fn whoever_lost_a_batch_writes_nothing_more() {
    on_each(|app| async move {
        let (id, _, _) = check(&app, &many()).await;
        let (db, now) = (&app.state.db, app.state.clock.now());
        let begun = batches::begin_load(db.writer(), id, now + LEASE).await;
        assert_eq!(begun.unwrap(), Ok(()));
        let care = care();
        let window = || Window {
            orphans: Vec::new(),
            rows: vec![NewRow {
                person_id: 1,
                care: care.clone(),
            }],
        };
        let mut loader = Loader::open(db, id, Pace::Gentle).await.unwrap();
        assert!(loader.write(window(), || now + LEASE).await.unwrap());
        assert_eq!(loader.finish().await.unwrap(), Some(1));
        app.wait(LEASE);
        let now = app.state.clock.now();
        assert!(batches::seize(db.writer(), id, now).await.unwrap());
        // into one database it writes at once, into the other it goes on meanwhile
        let written = loader.write(window(), || now + LEASE).await.unwrap();
        assert!(!written || loader.finish().await.unwrap().is_none());
        assert_eq!(
            app.count("expense", &format!("id >= {}", id << 24)).await,
            1
        );
    })
    .await;
}

#[tokio::test]
async fn a_check_that_died_fails_and_files_of_nobody_go() {
    on_each(|app| async move {
        let state = &app.state;
        let now = state.clock.now();
        let id = batches::open(state.db.writer(), "", None, 1, now, now + LEASE).await;
        let id = id.unwrap();
        let folder = state.settings.data_dir.join("expenses");
        std::fs::create_dir_all(&folder).unwrap();
        for name in [format!("{id}.csv"), "999.csv".into()] {
            std::fs::write(folder.join(name), "記号").unwrap();
        }
        jobs::expense::tend(state).await;
        assert_eq!(
            (files(&app), stands(&app, id).await),
            (1, BatchState::Checking)
        );
        app.wait(LEASE);
        jobs::expense::tend(state).await;
        assert_eq!(
            (files(&app), stands(&app, id).await),
            (0, BatchState::Failed)
        );
    })
    .await;
}

#[tokio::test]
async fn rows_left_of_a_batch_that_ended_are_found() {
    on_each(|app| async move {
        let id = load(&app, &many()).await;
        let (from, now) = ([BatchState::Loaded], app.state.clock.now());
        let ended = batches::end(app.state.db.writer(), id, &from, BatchState::Undone, now);
        assert!(ended.await.unwrap());
        assert_eq!(app.count("expense", "1 = 1").await, ROWS as i64);
        jobs::expense::tend(&app.state).await;
        assert_eq!(app.count("expense", "1 = 1").await, 0);
    })
    .await;
}

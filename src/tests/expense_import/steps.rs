//! From one state to the next.

use super::world::{
    HANAKO, TARO, batch, begin, check, file, files, load, on_each, person, row, rows, send,
    settled, stands,
};
use crate::{
    domain::{
        date::CivilDate,
        expense::{
            batch::{BatchState, KEPT_DAYS, Oddity, Refusal},
            import::fault::Problem,
            month::Month,
        },
    },
    server::{
        clock::DAY,
        db::expense::rows::through,
        expense::{import, publish},
        jobs,
    },
};

fn one(total: u32) -> Vec<u8> {
    file(&[row(HANAKO, "2026-08", total, "新規", "A")]).into_bytes()
}

#[tokio::test]
async fn rows_are_seen_once_they_are_published_and_no_more_once_they_are_taken_back() {
    on_each(|app| async move {
        let hanako = person(&app, "345", "00").await;
        let id = load(&app, &one(10_000)).await;
        assert_eq!((files(&app), app.count("expense", "1 = 1").await), (0, 1));
        assert_eq!(rows(&app, hanako).await, []);
        assert_eq!(publish::publish_now(&app.state, id).await.unwrap(), Ok(()));
        assert_eq!(rows(&app, hanako).await, [("2026-08".into(), 10_000, true)]);
        assert_eq!(
            through(app.state.db.reader()).await.unwrap(),
            Month::new(2026, 8)
        );
        let again = publish::publish_now(&app.state, id).await.unwrap();
        assert_eq!(again, Err(Refusal::OtherState));

        assert_eq!(publish::undo(&app.state, id).await.unwrap(), Ok(()));
        assert_eq!(rows(&app, hanako).await, []);
        settled(&app).await;
        assert_eq!(app.count("expense", "1 = 1").await, 0);
        assert_eq!(stands(&app, id).await, BatchState::Undone);
        let again = publish::undo(&app.state, id).await.unwrap();
        assert_eq!(again, Err(Refusal::OtherState));
        // the same file may come again now
        load(&app, &one(10_000)).await;
    })
    .await;
}

#[tokio::test]
async fn what_is_put_right_stands_and_what_stood_before_comes_back() {
    on_each(|app| async move {
        let (hanako, taro) = (
            person(&app, "345", "00").await,
            person(&app, "345", "01").await,
        );
        let publish = async |rows: &[String]| {
            let id = load(&app, file(rows).as_bytes()).await;
            assert_eq!(publish::publish_now(&app.state, id).await.unwrap(), Ok(()));
            id
        };
        let first = [
            row(HANAKO, "2026-07", 10_000, "新規", "A"),
            row(HANAKO, "2026-07", 20_000, "新規", "B"),
            row(TARO, "2026-07", 30_000, "新規", "A"),
        ];
        publish(&first).await;
        let second = [
            row(HANAKO, "2026-07", 9_000, "修正", "A"),
            row(HANAKO, "2026-07", 20_000, "取消", "B"),
        ];
        let second = publish(&second).await;
        let july = "2026-07".to_owned();
        let corrected = [(july.clone(), 20_000, false), (july.clone(), 9_000, true)];
        assert_eq!(rows(&app, hanako).await, corrected);
        assert_eq!(rows(&app, taro).await, [(july.clone(), 30_000, true)]);
        assert_eq!(publish::undo(&app.state, second).await.unwrap(), Ok(()));
        settled(&app).await;
        let before = [(july.clone(), 10_000, true), (july, 20_000, true)];
        assert_eq!(rows(&app, hanako).await, before);
        assert_eq!(app.count("expense", "1 = 1").await, 3);
    })
    .await;
}

#[tokio::test]
async fn a_file_that_was_loaded_is_refused_until_it_is_taken_back() {
    on_each(|app| async move {
        let id = load(&app, &one(10_000)).await;
        let (_, state, report) = check(&app, &one(10_000)).await;
        assert_eq!(state, BatchState::Refused);
        assert_eq!(
            report.faults.first[0].problem,
            Problem::LoadedBefore { batch: id }
        );
        let (_, state, report) = check(&app, &one(30_000)).await;
        assert_eq!(state, BatchState::Checked);
        assert_eq!(report.oddities[0].oddity, Oddity::MuchMoreThanBefore);
        let (_, _, report) = check(&app, &one(4_000)).await;
        assert_eq!(report.oddities[0].oddity, Oddity::MuchLessThanBefore);
        let (_, _, report) = check(&app, &one(20_000)).await;
        assert_eq!(report.oddities, []);
    })
    .await;
}

#[tokio::test]
async fn of_two_who_load_the_same_file_one_does() {
    on_each(|app| async move {
        let (one_id, other_id) = (
            send(&app, &one(10_000)).await,
            send(&app, &one(10_000)).await,
        );
        settled(&app).await;
        let (one, other) = tokio::join!(begin(&app, one_id), begin(&app, other_id));
        settled(&app).await;
        let mut answers = [one, other];
        answers.sort_by_key(Result::is_err);
        assert_eq!(answers, [Ok(()), Err(Refusal::SameFile)]);
        assert_eq!(app.count("expense", "1 = 1").await, 1);
        assert_eq!(app.count("expense_batch", "state = 'loaded'").await, 1);
        assert_eq!(app.count("expense_batch", "state = 'checked'").await, 1);
    })
    .await;
}

#[tokio::test]
async fn one_file_is_loaded_at_a_time() {
    on_each(|app| async move {
        let (a, _, _) = check(&app, &one(10_000)).await;
        let (b, _, _) = check(&app, &one(11_000)).await;
        assert_eq!(begin(&app, a).await, Ok(()));
        let answer = begin(&app, b).await;
        settled(&app).await;
        // the first one may have been quick
        assert!(matches!(answer, Ok(()) | Err(Refusal::OneAtATime)));
        let expected = if answer.is_ok() {
            BatchState::Loaded
        } else {
            BatchState::Checked
        };
        assert_eq!(stands(&app, b).await, expected);
    })
    .await;
}

#[tokio::test]
async fn a_checked_file_can_be_thrown_away() {
    on_each(|app| async move {
        let (id, _, _) = check(&app, &one(10_000)).await;
        assert_eq!(files(&app), 1);
        assert_eq!(import::discard(&app.state, id).await.unwrap(), Ok(()));
        assert_eq!(
            (files(&app), stands(&app, id).await),
            (0, BatchState::Undone)
        );
        let again = import::discard(&app.state, id).await.unwrap();
        assert_eq!(again, Err(Refusal::OtherState));
        assert_eq!(begin(&app, id).await, Err(Refusal::OtherState));
    })
    .await;
}

#[tokio::test]
async fn a_checked_file_nobody_loads_goes_by_itself() {
    on_each(|app| async move {
        let (id, _, _) = check(&app, &one(10_000)).await;
        let loaded = load(&app, &one(20_000)).await;
        app.wait(KEPT_DAYS * DAY - 1);
        jobs::expense::tend(&app.state).await;
        assert_eq!(stands(&app, id).await, BatchState::Checked);
        assert_eq!(files(&app), 1);
        app.wait(1);
        jobs::expense::tend(&app.state).await;
        assert_eq!(
            (files(&app), stands(&app, id).await),
            (0, BatchState::Undone)
        );
        assert_eq!(stands(&app, loaded).await, BatchState::Loaded);
        let said = format!("kind = 'expense-discarded' AND detail = 'batch={id}'");
        assert_eq!(app.count("staff_event", &said).await, 1);
        jobs::expense::tend(&app.state).await;
        assert_eq!(app.count("staff_event", &said).await, 1, "once");
        assert_eq!(begin(&app, id).await, Err(Refusal::OtherState));
    })
    .await;
}

#[tokio::test]
async fn a_batch_is_published_on_its_day() {
    on_each(|app| async move {
        let id = load(&app, &one(10_000)).await;
        let day = |day| CivilDate::new(2026, 11, day);
        let set = publish::set_day(&app.state, id, day(22)).await.unwrap();
        assert_eq!(set, Err(Refusal::DayOver));
        let set = publish::set_day(&app.state, id, day(25)).await.unwrap();
        assert_eq!(set, Ok(()));
        assert_eq!(batch(&app, id).await.publish_on, day(25));
        jobs::expense::tend(&app.state).await;
        assert_eq!(stands(&app, id).await, BatchState::Loaded);
        app.wait(2 * DAY);
        jobs::expense::tend(&app.state).await;
        assert_eq!(stands(&app, id).await, BatchState::Published);
    })
    .await;
}

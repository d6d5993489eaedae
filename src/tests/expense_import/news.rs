//! Who hears that new rows are there.

use super::world::{HANAKO, TARO, file, load, on_each, person, row};
use crate::{
    domain::newsletter::CategoryId,
    server::{
        clock::DAY,
        db::{
            account,
            expense::{
                Pace,
                audience::{looked_at, treated},
                earlier, sharing,
            },
            newsletter,
        },
        expense::publish,
    },
    tests::{app::TestApp, people},
};

/// 霧島 陸
const RIKU: &str = "12,349,01,キリシマ リク,2012-08-08";
/// 風間 一郎
const ICHIRO: &str = "12,346,00,カザマ イチロウ,1975-03-03";

const SUBJECT: &str = "マイページに新しいお知らせがあります";

/// Says whether somebody wants mails of new rows.
async fn wants(app: &TestApp, person: i64, wanted: bool) {
    let db = &app.state.db;
    let account = account::by_person(db.reader(), person).await.unwrap();
    let category = CategoryId::parse(publish::CATEGORY).unwrap();
    let id = account.unwrap().id;
    let set = newsletter::set_choice(db.writer(), id, &category, wanted).await;
    set.unwrap();
}

/// Publishes rows under 整理番号 nobody has used.
async fn publish(app: &TestApp, who: &str, month: &str, reference: &str) {
    let rows = [row(who, month, 10_000, "新規", reference)];
    let id = load(app, file(&rows).as_bytes()).await;
    assert_eq!(publish::publish_now(&app.state, id).await.unwrap(), Ok(()));
}

async fn told(app: &TestApp, address: &str) -> usize {
    let mails = app.mails_to(address).await;
    mails.iter().filter(|mail| mail.subject == SUBJECT).count()
}

#[tokio::test]
async fn whoever_wants_it_and_may_see_a_row_is_told() {
    on_each(|app| async move {
        let (hanako, taro) = (
            person(&app, "345", "00").await,
            person(&app, "345", "01").await,
        );
        app.member(&people::hanako()).await;
        app.member(&people::taro()).await;
        wants(&app, hanako, false).await;
        wants(&app, taro, true).await;
        let mails = async || {
            (
                told(&app, "hanako@example.jp").await,
                told(&app, "taro@example.jp").await,
            )
        };

        publish(&app, HANAKO, "2026-07", "A").await;
        assert_eq!(
            mails().await,
            (0, 0),
            "one does not want it, the other has not read the notice"
        );
        wants(&app, hanako, true).await;
        publish(&app, HANAKO, "2026-07", "B").await;
        assert_eq!(mails().await, (1, 0));
        let db = &app.state.db;
        sharing::read_notice(db.writer(), taro, app.state.clock.now())
            .await
            .unwrap();
        publish(&app, HANAKO, "2026-07", "C").await;
        assert_eq!(mails().await, (2, 1));
        publish(&app, TARO, "2026-07", "D").await;
        assert_eq!(mails().await, (2, 2), "she has not read the notice");
        // a month before he belonged to the family
        publish(&app, HANAKO, "2010-05", "E").await;
        assert_eq!(mails().await, (3, 2));

        app.wait(DAY);
        let now = app.state.clock.now();
        sharing::opt_out(db.writer(), hanako, Some(now))
            .await
            .unwrap();
        publish(&app, HANAKO, "2026-08", "F").await;
        assert_eq!(mails().await, (4, 2), "she objects to being seen");
        sharing::opt_out(db.writer(), hanako, None).await.unwrap();
        sharing::hide(db.writer(), hanako, Some(now)).await.unwrap();
        publish(&app, HANAKO, "2026-08", "G").await;
        assert_eq!(mails().await, (5, 2), "she is hidden");
    })
    .await;
}

#[tokio::test]
async fn rows_of_whom_no_listener_may_see_are_not_read_where_listeners_are_few() {
    on_each(|app| async move {
        let db = &app.state.db;
        let (hanako, taro) = (
            person(&app, "345", "00").await,
            person(&app, "345", "01").await,
        );
        // as if he had been 12-349 before
        let (before, other) = (
            person(&app, "349", "01").await,
            person(&app, "346", "00").await,
        );
        earlier::link(db.writer(), before, taro, None, app.state.clock.now())
            .await
            .unwrap();
        app.member(&people::hanako()).await;
        wants(&app, hanako, true).await;
        let rows = [
            row(HANAKO, "2026-07", 10_000, "新規", "A"),
            row(HANAKO, "2026-08", 10_000, "新規", "B"),
            row(TARO, "2026-07", 10_000, "新規", "C"),
            row(RIKU, "2025-01", 10_000, "新規", "D"),
            row(ICHIRO, "2026-07", 10_000, "新規", "E"),
        ];
        let batch = load(&app, file(&rows).as_bytes()).await;

        let all = treated(db.reader(), batch, 5, None, Pace::Gentle)
            .await
            .unwrap();
        let whom: Vec<i64> = all.keys().copied().collect();
        let mut expected = vec![hanako, taro, before, other];
        expected.sort_unstable();
        assert_eq!(whom, expected);
        assert_eq!(all[&hanako].len(), 2);

        let heard = |few| looked_at(db.reader(), publish::CATEGORY, false, few);
        let mut few = heard(2).await.unwrap().unwrap();
        few.sort_unstable();
        expected.retain(|id| *id != other);
        assert_eq!(few, expected, "her family, and who he was before");
        let mut without = all;
        without.remove(&other);
        for rows in [5, 10_000] {
            let some = treated(db.reader(), batch, rows, Some(&few), Pace::Brisk).await;
            assert_eq!(some.unwrap(), without);
        }

        assert_eq!(heard(1).await.unwrap(), None, "too many");
        wants(&app, hanako, false).await;
        assert_eq!(heard(1).await.unwrap(), Some(Vec::new()));
    })
    .await;
}

#[tokio::test]
async fn the_mail_says_nothing() {
    on_each(|app| async move {
        let hanako = person(&app, "345", "00").await;
        app.member(&people::hanako()).await;
        wants(&app, hanako, true).await;
        publish(&app, HANAKO, "2026-07", "A").await;
        let mail = app.mail_to("hanako@example.jp").await;
        assert_eq!(mail.0.subject, SUBJECT);
        assert_eq!(mail.link(), "/login");
        let (text, _) = mail.0.text.split_once("\n-----").unwrap();
        for word in [
            "医療",
            "診療",
            "健",
            "受診",
            "円",
            "2026",
            "ハナコ",
            "花子",
            "345",
        ] {
            assert!(!text.contains(word), "{word}");
        }
    })
    .await;
}

#[tokio::test]
async fn whoever_may_look_no_more_is_not_told() {
    on_each(|app| async move {
        let hanako = person(&app, "345", "00").await;
        app.member(&people::hanako()).await;
        wants(&app, hanako, true).await;
        let lost = "UPDATE person SET lost_on = '2024-06-01' WHERE id = ";
        let db = &app.state.db;
        let sql = format!("{lost}{hanako}");
        crate::server::db::ConnectionTrait::execute_unprepared(db.writer(), &sql)
            .await
            .unwrap();
        publish(&app, HANAKO, "2024-05", "A").await;
        assert_eq!(told(&app, "hanako@example.jp").await, 0);
    })
    .await;
}

//! What happens by itself: mails with their causes, reminders once, bookings that end with the 資格.

use super::world::{self, change_person, date, remaining};
use crate::{
    domain::checkup::booking::State,
    server::{
        checkup::order::{Actor, Answer, Order},
        clock::{DAY, HOUR},
        db::{booking, entity},
        jobs::checkup::Tender,
    },
    tests::{
        app::{Node, TestApp, on_each},
        people::hanako,
    },
};

/// A place of the only institution, and the number of the person on the roster who has an account.
async fn society(app: &TestApp, on: &str) -> (i64, i64) {
    let db = &app.state.db;
    let course = world::course("dock", "main");
    world::add_course(db, &course).await;
    world::add_holidays(db).await;
    let house = world::institution("1310000001", "みなと健診センター");
    let house = world::add_institution(db, house, &[&course]).await;
    let place = world::add_place(db, house, &course, on, 1).await;
    app.member(&hanako()).await;
    let found = crate::server::db::account::by_email_key(db.reader(), "hanako@example.jp").await;
    (found.unwrap().unwrap().person_id, place)
}

async fn book(node: &Node, person_id: i64, place_id: i64) -> i64 {
    let order = Order::Book {
        person_id,
        place_id,
        options: Vec::new(),
        replaces: None,
        idem: "phone".into(),
        actor: Actor::Staff(7),
    };
    match node.state.desk.ask(order).await.unwrap() {
        Answer::Booking { id, .. } => id,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_mail_tells_of_a_booking_without_saying_who_or_what() {
    on_each(|app| async move {
        let (person, place) = society(&app, "2026-12-14").await;
        let booking_id = book(&app, person, place).await;
        let mail = app.mail_to("hanako@example.jp").await;
        assert_eq!(mail.0.subject, "ご予約を承りました");
        for said in [
            "2026年12月14日(月)",
            "9時00分",
            "みなと健診センター",
            "03-0000-0101",
        ] {
            assert!(mail.0.text.contains(said), "{said}");
        }
        for secret in ["空野", "12-345", "345", "人間ドック"] {
            assert!(!mail.0.text.contains(secret), "{secret}");
        }
        assert_eq!(mail.link(), "/checkup/bookings");
        let cancel = Order::Cancel {
            booking_id,
            person_id: None,
            actor: Actor::Staff(7),
            note: "医療機関の都合により休診となりました。".into(),
        };
        app.state.desk.ask(cancel).await.unwrap();
        let mail = app.mail_to("hanako@example.jp").await;
        assert_eq!(mail.0.subject, "ご予約の取消のお知らせ");
        assert!(mail.0.text.contains("休診となりました"));
    })
    .await;
}

#[tokio::test]
async fn reminders_come_once_from_two_nodes_and_can_be_switched_off() {
    on_each(|app| async move {
        let (person, place) = society(&app, "2026-12-14").await;
        book(&app, person, place).await;
        let other = app.another_node().await;
        let tenders = [Tender::of(&app.state), Tender::of(&other.state)];
        let remind = || async {
            tokio::join!(tenders[0].rarely(), tenders[1].rarely());
            app.mails_to("hanako@example.jp").await.len()
        };
        let before = remind().await;
        // seven days before, in the night
        app.wait(13 * DAY + 14 * HOUR);
        assert_eq!(remind().await, before);
        app.wait(10 * HOUR);
        assert_eq!(remind().await, before + 1);
        let mail = app.mail_to("hanako@example.jp").await;
        assert_eq!(mail.0.subject, "ご予約の日が近づいています");
        assert_eq!(remind().await, before + 1);
        let account = crate::server::db::account::by_person(app.state.db.reader(), person).await;
        let choice = entity::reminder_choice::Model {
            account_id: account.unwrap().unwrap().id,
            kind: "day".into(),
            wanted: false,
        };
        world::insert(&app.state.db, choice).await;
        app.wait(6 * DAY);
        assert_eq!(remind().await, before + 1);
    })
    .await;
}

#[tokio::test]
async fn the_day_before_is_reminded_of() {
    on_each(|app| async move {
        let (person, place) = society(&app, "2026-12-14").await;
        book(&app, person, place).await;
        // Two mails that wait together may go out in any order: the first is taken in before the second is made.
        let mail = app.mail_to("hanako@example.jp").await;
        assert_eq!(mail.0.subject, "ご予約を承りました");
        app.wait(20 * DAY);
        Tender::of(&app.state).rarely().await;
        let mail = app.mail_to("hanako@example.jp").await;
        assert_eq!(mail.0.subject, "ご予約の日は明日です");
    })
    .await;
}

#[tokio::test]
async fn a_booking_ends_with_the_enrolment_and_the_member_is_told() {
    on_each(|app| async move {
        let (person, place) = society(&app, "2026-12-14").await;
        let booked = book(&app, person, place).await;
        let last_day = |day: &'static str| {
            move |person: &mut entity::person::Model| person.lost_on = Some(date(day))
        };
        change_person(&app.state.db, person, last_day("2026-12-15")).await;
        Tender::of(&app.state).rarely().await;
        assert_eq!(remaining(&app.state.db, place).await, 0);
        change_person(&app.state.db, person, last_day("2026-12-14")).await;
        Tender::of(&app.state).rarely().await;
        assert_eq!(remaining(&app.state.db, place).await, 1);
        let found = booking::by_id(app.state.db.reader(), booked).await;
        assert_eq!(found.unwrap().unwrap().state, State::Cancelled);
        let events = booking::events(app.state.db.reader(), booked)
            .await
            .unwrap();
        assert_eq!(events.last().unwrap().actor, "system");
        let mails = app.mails_to("hanako@example.jp").await;
        let told = mails.iter().filter(|mail| mail.text.contains("資格"));
        assert_eq!(told.count(), 1);
    })
    .await;
}

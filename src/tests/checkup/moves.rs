//! Bookings that take the place of others, wishes, and what staff note.

use super::{
    desk::{Scene, id, on_each},
    world::{self, change_institution, day, options, remaining},
};
use crate::{
    domain::checkup::{
        booking::{Event, State},
        refusal::Refusal,
        wish::{Half, Wish},
    },
    server::{
        checkup::order::{Actor, Answer, Order},
        clock::{DAY, MINUTE},
        db::{booking, entity},
    },
};

fn moving(scene: &Scene, place_id: i64, old: i64) -> Order {
    Order::Hold {
        person_id: scene.people[0],
        place_id,
        options: Vec::new(),
        replaces: Some(old),
        idem: format!("move{place_id}"),
    }
}

#[tokio::test]
async fn the_old_place_is_kept_until_the_new_one_is_confirmed() {
    on_each(|scene| async move {
        let (old_day, new_day) = (
            scene.place("2026-12-14", 1).await,
            scene.place("2026-12-21", 1).await,
        );
        let old = scene.booked(0, old_day).await;
        let held = id(&scene.ask(moving(&scene, new_day, old)).await);
        assert_eq!(scene.state(old).await, State::Confirmed);
        assert_eq!(remaining(&scene.db, old_day).await, 0);
        scene.ask(scene.confirm(0, held)).await;
        assert_eq!(scene.state(old).await, State::Cancelled);
        assert_eq!(scene.state(held).await, State::Confirmed);
        let left = (
            remaining(&scene.db, old_day).await,
            remaining(&scene.db, new_day).await,
        );
        assert_eq!(left, (1, 0));
        let moved = booking::by_id(scene.db.reader(), held)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(moved.replaces, Some(old));
        // back again, but the deadline of the new day passes while the place is held
        let back = id(&scene.ask(moving(&scene, old_day, held)).await);
        scene.clock.advance(24 * DAY);
        let late = scene.ask(scene.confirm(0, back)).await;
        assert_eq!(late, Answer::No(Refusal::HoldOver));
        assert_eq!(scene.state(held).await, State::Confirmed);
    })
    .await;
}

/// What is left of a place: of the day and of the option `stomach`.
async fn left(scene: &Scene, place: i64) -> (i32, i32) {
    let stomach = world::option_remaining(&scene.db, place, "stomach").await;
    (remaining(&scene.db, place).await, stomach)
}

fn within(scene: &Scene, place_id: i64, old: i64, codes: &[&str], key: &str) -> Order {
    Order::Hold {
        person_id: scene.people[0],
        place_id,
        options: options(codes),
        replaces: Some(old),
        idem: key.into(),
    }
}

#[tokio::test]
async fn a_full_day_is_full_for_others_not_for_who_moves_within_it() {
    on_each(|scene| async move {
        let place = scene.place("2026-12-14", 1).await;
        world::add_scarce_option(&scene.db, place, "stomach", 1).await;
        let old = scene.booked(0, place).await;
        assert_eq!(left(&scene, place).await, (0, 1));
        let full = scene.ask(scene.hold(1, place, "x")).await;
        assert_eq!(full, Answer::No(Refusal::Full));
        // held, and let go again: the day is the old booking's all the while
        let held = id(&scene
            .ask(within(&scene, place, old, &["stomach"], "a"))
            .await);
        assert_eq!(left(&scene, place).await, (0, 0));
        scene.ask(scene.cancel(0, held)).await;
        assert_eq!(left(&scene, place).await, (0, 1));
        assert_eq!(scene.state(old).await, State::Confirmed);
        // held anew over another hold, then confirmed
        id(&scene
            .ask(within(&scene, place, old, &["breast"], "b"))
            .await);
        let held = id(&scene
            .ask(within(&scene, place, old, &["stomach"], "c"))
            .await);
        assert_eq!(left(&scene, place).await, (0, 0));
        scene.ask(scene.confirm(0, held)).await;
        assert_eq!(scene.state(old).await, State::Cancelled);
        assert_eq!(left(&scene, place).await, (0, 0));
        // the option is given up again, which is nobody's loss but the option's
        let back = id(&scene.ask(within(&scene, place, held, &[], "d")).await);
        assert_eq!(left(&scene, place).await, (0, 0));
        scene.ask(scene.confirm(0, back)).await;
        assert_eq!(left(&scene, place).await, (0, 1));
        scene.ask(scene.cancel(0, back)).await;
        assert_eq!(left(&scene, place).await, (1, 1));
    })
    .await;
}

#[tokio::test]
async fn what_is_held_within_the_own_place_outlives_the_old_booking_or_runs_out() {
    on_each(|scene| async move {
        let place = scene.place("2026-12-14", 1).await;
        world::add_scarce_option(&scene.db, place, "stomach", 1).await;
        let old = scene.booked(0, place).await;
        let held = id(&scene
            .ask(within(&scene, place, old, &["stomach"], "a"))
            .await);
        // the old one is cancelled in another tab: its place stays with what is held
        scene.ask(scene.cancel(0, old)).await;
        assert_eq!(left(&scene, place).await, (0, 0));
        scene.ask(scene.confirm(0, held)).await;
        assert_eq!(scene.state(held).await, State::Confirmed);
        assert_eq!(left(&scene, place).await, (0, 0));
        // time runs out, and the option alone comes back
        let plain = id(&scene.ask(within(&scene, place, held, &[], "b")).await);
        scene.ask(scene.confirm(0, plain)).await;
        let held = id(&scene
            .ask(within(&scene, place, plain, &["stomach"], "c"))
            .await);
        scene.clock.advance(11 * MINUTE);
        scene.tender().holds_and_offers().await;
        assert_eq!(scene.state(held).await, State::Cancelled);
        assert_eq!(left(&scene, place).await, (0, 1));
        // staff at the phone do it in one, and the next in the queue gets what became free
        let book = |key: &str, codes: &[&str], old: i64| Order::Book {
            person_id: scene.people[0],
            place_id: place,
            options: options(codes),
            replaces: Some(old),
            idem: key.into(),
            actor: Actor::Staff(7),
        };
        let with = id(&scene.ask(book("d", &["stomach"], plain)).await);
        assert_eq!(left(&scene, place).await, (0, 0));
        id(&scene.ask(book("e", &[], with)).await);
        assert_eq!(left(&scene, place).await, (0, 1));
    })
    .await;
}

#[tokio::test]
async fn what_is_held_for_a_booking_given_up_otherwise_is_let_go() {
    on_each(|scene| async move {
        let place = scene.place("2026-12-14", 1).await;
        world::add_scarce_option(&scene.db, place, "stomach", 1).await;
        let old = scene.booked(0, place).await;
        let held = id(&scene
            .ask(within(&scene, place, old, &["stomach"], "a"))
            .await);
        // while the member thinks it over, staff move the booking for somebody who calls
        let by_phone = Order::Book {
            person_id: scene.people[0],
            place_id: place,
            options: options(&["breast"]),
            replaces: Some(old),
            idem: "phone".into(),
            actor: Actor::Staff(7),
        };
        let moved = id(&scene.ask(by_phone).await);
        assert_eq!(scene.state(moved).await, State::Confirmed);
        assert_eq!(scene.state(old).await, State::Cancelled);
        assert_eq!(scene.state(held).await, State::Cancelled);
        assert_eq!(left(&scene, place).await, (0, 1));
        let late = scene.ask(scene.confirm(0, held)).await;
        assert_eq!(late, Answer::No(Refusal::HoldOver));
    })
    .await;
}

#[tokio::test]
async fn who_was_examined_or_stayed_away_moves_no_more() {
    for event in [Event::MarkDone, Event::MarkNoShow] {
        on_each(|scene| async move {
            let soon = |house: &mut entity::institution::Model| house.lead_days = 0;
            change_institution(&scene.db, scene.house, soon).await;
            let place = scene.place("2026-12-14", 2).await;
            world::add_scarce_option(&scene.db, place, "stomach", 1).await;
            let old = scene.booked(0, place).await;
            scene.clock.advance(21 * DAY);
            let deadline = |house: &mut entity::institution::Model| {
                (house.cutoff_days, house.cutoff_hour) = (0, 23);
            };
            change_institution(&scene.db, scene.house, deadline).await;
            let held = id(&scene
                .ask(within(&scene, place, old, &["stomach"], "a"))
                .await);
            assert_eq!(left(&scene, place).await, (1, 0));
            let noted = Order::Happen {
                booking_id: old,
                event,
                note: String::new(),
                staff_id: 7,
            };
            scene.ask(noted).await;
            assert_eq!(scene.state(held).await, State::Cancelled);
            assert_eq!(left(&scene, place).await, (1, 1));
            let late = scene.ask(scene.confirm(0, held)).await;
            assert_eq!(late, Answer::No(Refusal::HoldOver));
        })
        .await;
    }
}

#[tokio::test]
async fn a_booking_past_its_deadline_is_not_moved() {
    on_each(|scene| async move {
        let (old_day, new_day) = (
            scene.place("2026-12-01", 1).await,
            scene.place("2026-12-21", 1).await,
        );
        let old = scene.booked(0, old_day).await;
        scene.clock.advance(5 * DAY);
        let late = scene.ask(moving(&scene, new_day, old)).await;
        let passed = matches!(late, Answer::No(Refusal::CutoffPassed { .. }));
        assert!(passed, "{late:?}");
        assert_eq!(remaining(&scene.db, new_day).await, 1);
    })
    .await;
}

pub(super) fn wish(from: &str, to: Option<&str>) -> Wish {
    Wish {
        from: day(from),
        to: to.map(day),
        weekdays: Vec::new(),
        half: Half::Morning,
    }
}

async fn apply(scene: &Scene, institution_id: i64, wishes: Vec<Wish>, key: &str) -> Answer {
    let order = Order::Apply {
        person_id: scene.people[0],
        institution_id,
        fiscal_year: 2026,
        course: scene.course.code.clone(),
        options: Vec::new(),
        wishes,
        replaces: None,
        idem: key.into(),
        actor: Actor::Member,
    };
    scene.ask(order).await
}

/// An institution that offers no places.
pub(super) async fn asked_by_wishes(scene: &Scene) -> i64 {
    let mut house = world::institution("1310000002", "丘の上クリニック");
    house.live = false;
    world::add_institution(&scene.db, house, &[&scene.course]).await
}

#[tokio::test]
async fn wishes_use_the_right_and_are_answered_by_staff() {
    on_each(|scene| async move {
        let house = asked_by_wishes(&scene).await;
        let wishes = vec![
            wish("2026-12-14", None),
            wish("2027-01-12", Some("2027-01-22")),
        ];
        let applied = id(&apply(&scene, house, wishes.clone(), "a").await);
        assert_eq!(scene.state(applied).await, State::Applied);
        assert_eq!(
            id(&apply(&scene, house, wishes.clone(), "a").await),
            applied
        );
        let again = apply(&scene, house, wishes, "b").await;
        assert!(matches!(again, Answer::No(Refusal::NotEligible(_))));
        let happen = |event| Order::Happen {
            booking_id: applied,
            event,
            note: String::new(),
            staff_id: 7,
        };
        scene.ask(happen(Event::TakeUp)).await;
        let answer = |on: &str| Order::Answer {
            booking_id: applied,
            on: day(on),
            starts: Some(10 * 60),
            note: "ご希望の日にお取りできました。".into(),
            staff_id: 7,
        };
        let outside = scene.ask(answer("2027-04-01")).await;
        assert!(matches!(outside, Answer::No(Refusal::NotEligible(_))));
        let confirmed = scene.ask(answer("2026-12-14")).await;
        assert_eq!(scene.ask(answer("2026-12-14")).await, confirmed);
        let booking = booking::by_id(scene.db.reader(), applied).await;
        let booking = booking.unwrap().unwrap();
        assert_eq!(booking.state, State::Confirmed);
        assert_eq!(
            (booking.exam_on, booking.starts),
            (Some(day("2026-12-14")), Some(600))
        );
        // not before the day
        let early = scene.ask(happen(Event::MarkDone)).await;
        assert_eq!(early, Answer::No(Refusal::NotNow));
        scene.clock.advance(21 * DAY);
        scene.ask(happen(Event::MarkNoShow)).await;
        assert_eq!(scene.state(applied).await, State::NoShow);
        // not attended: the right is back
        id(&apply(&scene, house, vec![wish("2027-01-12", None)], "c").await);
    })
    .await;
}

#[tokio::test]
async fn wishes_that_cannot_be_are_refused_and_declined_ones_give_the_right_back() {
    on_each(|scene| async move {
        let house = asked_by_wishes(&scene).await;
        let from = day("2026-11-30");
        let soon = apply(&scene, house, vec![wish("2026-11-27", None)], "a").await;
        assert_eq!(soon, Answer::No(Refusal::TooSoon { from }));
        let none = apply(&scene, house, Vec::new(), "a").await;
        assert_eq!(none, Answer::No(Refusal::NotOffered));
        let late = apply(
            &scene,
            house,
            vec![wish("2027-03-30", Some("2027-04-02"))],
            "a",
        )
        .await;
        assert!(matches!(late, Answer::No(Refusal::NotEligible(_))));
        // an institution with places takes no wishes
        let live = apply(&scene, scene.house, vec![wish("2026-12-14", None)], "a").await;
        assert_eq!(live, Answer::No(Refusal::NotOffered));
        let applied = id(&apply(&scene, house, vec![wish("2026-12-14", None)], "a").await);
        let decline = Order::Happen {
            booking_id: applied,
            event: Event::Decline,
            note: "満員でした。".into(),
            staff_id: 7,
        };
        scene.ask(decline).await;
        assert_eq!(scene.state(applied).await, State::Cancelled);
        let place = scene.place("2026-12-14", 1).await;
        scene.booked(0, place).await;
    })
    .await;
}

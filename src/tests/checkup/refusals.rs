//! What the desk refuses: forged numbers, days of the other sex, closed courses, and each rule; nothing is left behind.

use sea_orm::{EntityTrait, PaginatorTrait};

use super::{
    desk::{Scene, id, on_each},
    world::{self, add_place_for, change_person, date, day, options, remaining},
};
use crate::{
    domain::{
        checkup::{booking::State, reason::Reason, refusal::Refusal},
        relationship::Sex,
    },
    server::{
        checkup::order::{Answer, Order},
        db::{course, entity},
    },
};

async fn hold_with(scene: &Scene, place_id: i64, chosen: &[&str]) -> Answer {
    let order = Order::Hold {
        person_id: scene.people[0],
        place_id,
        options: options(chosen),
        replaces: None,
        idem: format!("{place_id}{chosen:?}"),
    };
    scene.ask(order).await
}

/// Asserts that holding the place is refused so, and that nothing is written.
async fn refused(scene: &Scene, place_id: i64, chosen: &[&str], why: Refusal) {
    let before = entity::booking::Entity::find()
        .count(scene.db.reader())
        .await;
    assert_eq!(
        hold_with(scene, place_id, chosen).await,
        Answer::No(why),
        "{chosen:?}"
    );
    let after = entity::booking::Entity::find()
        .count(scene.db.reader())
        .await;
    assert_eq!(before.unwrap(), after.unwrap());
}

#[tokio::test]
async fn what_is_not_offered_is_not_there() {
    on_each(|scene| async move {
        let place = scene.place("2026-12-14", 1).await;
        let not_offered = || Refusal::NotOffered;
        refused(&scene, 4_711, &[], not_offered()).await;
        refused(&scene, place, &["whole-body"], not_offered()).await;
        refused(&scene, place, &["stomach", "stomach"], not_offered()).await;
        let (db, house) = (&scene.db, scene.house);
        let men = add_place_for(db, house, &scene.course, "2026-12-14", "male", 1).await;
        refused(&scene, men, &[], not_offered()).await;
        let women = add_place_for(db, house, &scene.course, "2026-12-14", "female", 1).await;
        assert!(matches!(
            hold_with(&scene, women, &[]).await,
            Answer::Booking { .. }
        ));
        // an option without a price here
        let mut other = world::course("dock", "main");
        other
            .options
            .push(world::course("x", "x").options.remove(0));
        other.options[3].code = options(&["psa"]).remove(0);
        world::add_course(db, &other).await;
        refused(&scene, place, &["psa"], not_offered()).await;
        course::save(db.writer(), &scene.course, false, 0)
            .await
            .unwrap();
        refused(&scene, place, &[], not_offered()).await;
        assert_eq!(remaining(db, place).await, 1);
    })
    .await;
}

#[tokio::test]
async fn nobody_touches_what_is_somebody_elses() {
    on_each(|scene| async move {
        let place = scene.place("2026-12-14", 3).await;
        let held = id(&scene.ask(scene.hold(0, place, "a")).await);
        let not_offered = Answer::No(Refusal::NotOffered);
        assert_eq!(scene.ask(scene.confirm(1, held)).await, not_offered);
        assert_eq!(scene.ask(scene.cancel(1, held)).await, not_offered);
        assert_eq!(scene.ask(scene.confirm(0, 4_711)).await, not_offered);
        let booked = id(&scene.ask(scene.confirm(0, held)).await);
        assert_eq!(scene.ask(scene.cancel(1, booked)).await, not_offered);
        let steal = Order::Hold {
            person_id: scene.people[1],
            place_id: place,
            options: Vec::new(),
            replaces: Some(booked),
            idem: "steal".into(),
        };
        assert_eq!(scene.ask(steal).await, not_offered);
        assert_eq!(scene.state(booked).await, State::Confirmed);
        assert_eq!(remaining(&scene.db, place).await, 2);
    })
    .await;
}

#[tokio::test]
async fn the_rules_are_asked() {
    on_each(|scene| async move {
        let from = day("2026-11-30");
        let near = scene.place("2026-11-29", 1).await;
        refused(&scene, near, &[], Refusal::TooSoon { from }).await;
        let place = scene.place("2026-12-14", 1).await;
        let young = Refusal::OptionNotEligible(
            options(&["brain"]).remove(0),
            Reason::TooYoung {
                age: 37,
                from_year: Some(2029),
            },
        );
        refused(&scene, place, &["brain"], young).await;
        change_person(&scene.db, scene.people[0], |person| {
            person.sex = "male".into()
        })
        .await;
        let men =
            Refusal::OptionNotEligible(options(&["breast"]).remove(0), Reason::Sex(Sex::Female));
        refused(&scene, place, &["breast"], men).await;
        let lost = |person: &mut entity::person::Model| person.lost_on = Some(date("2026-12-14"));
        change_person(&scene.db, scene.people[0], lost).await;
        let on = day("2026-12-14");
        refused(
            &scene,
            place,
            &[],
            Refusal::NotEligible(Reason::Lost { on }),
        )
        .await;
        let late = scene.place("2027-05-14", 1).await;
        refused(
            &scene,
            late,
            &[],
            Refusal::NotEligible(Reason::OutsidePeriod),
        )
        .await;
        change_person(&scene.db, scene.people[0], |person| {
            person.birth_date = date("2000-02-03");
        })
        .await;
        let young = Reason::TooYoung {
            age: 27,
            from_year: Some(2034),
        };
        refused(&scene, place, &[], Refusal::NotEligible(young)).await;
        let mut closed = scene.course.clone();
        closed.application.to = day("2026-11-22");
        world::add_course(&scene.db, &closed).await;
        change_person(&scene.db, scene.people[0], |person| {
            (person.birth_date, person.lost_on) = (date("1990-02-03"), None);
        })
        .await;
        let to = day("2026-11-22");
        let over = Refusal::NotEligible(Reason::ApplicationClosed { to });
        refused(&scene, place, &[], over).await;
    })
    .await;
}

#[tokio::test]
async fn an_option_is_scarcer_than_the_day() {
    on_each(|scene| async move {
        let place = scene.place("2026-12-14", 5).await;
        world::add_scarce_option(&scene.db, place, "stomach", 1).await;
        let first = id(&hold_with(&scene, place, &["stomach"]).await);
        let order = |options, key: &str| Order::Hold {
            person_id: scene.people[1],
            place_id: place,
            options,
            replaces: None,
            idem: key.into(),
        };
        let stomach = options(&["stomach"]);
        let full = Answer::No(Refusal::OptionFull(stomach[0].clone()));
        assert_eq!(scene.ask(order(stomach, "a")).await, full);
        let without = scene.ask(order(options(&["breast"]), "b")).await;
        assert!(matches!(without, Answer::Booking { .. }));
        assert_eq!(remaining(&scene.db, place).await, 3);
        let left = world::option_remaining(&scene.db, place, "stomach").await;
        assert_eq!(left, 0);
        scene.ask(scene.cancel(0, first)).await;
        let left = world::option_remaining(&scene.db, place, "stomach").await;
        assert_eq!((left, remaining(&scene.db, place).await), (1, 4));
    })
    .await;
}

#[tokio::test]
async fn a_result_taken_elsewhere_has_used_the_right() {
    on_each(|scene| async move {
        let place = scene.place("2026-12-14", 1).await;
        for (state, free) in [("sent", true), ("accepted", false)] {
            let result = entity::exam_result::Model {
                id: if free { 1 } else { 2 },
                person_id: scene.people[0],
                fiscal_year: 2026,
                course_code: "elsewhere".into(),
                right_group: "main".into(),
                exam_on: date("2026-06-12"),
                institution: "海辺クリニック".into(),
                media_type: "application/pdf".into(),
                bytes: 1,
                sealed: vec![0],
                state: state.into(),
                note: String::new(),
                sent_at: 0,
                decided_at: None,
            };
            let new = sea_orm::IntoActiveModel::into_active_model(result);
            entity::exam_result::Entity::insert(new)
                .exec_without_returning(scene.db.writer())
                .await
                .unwrap();
            let held = scene.ask(scene.hold(0, place, state)).await;
            let done = Reason::DoneThisYear {
                on: Some(day("2026-06-12")),
                booked: false,
            };
            if free {
                scene.ask(scene.cancel(0, id(&held))).await;
            } else {
                assert_eq!(held, Answer::No(Refusal::NotEligible(done)));
            }
        }
    })
    .await;
}

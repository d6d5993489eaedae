//! The demo's people meet every answer the rules can give, whenever in the year the demo is made.

use std::collections::BTreeSet;

use super::{
    super::db::{each_database, fresh_sqlite},
    demo::{NOW, bookings, fill},
};
use crate::{
    domain::{
        birth_date::BirthDate,
        checkup::{
            booking::State,
            code::CourseCode,
            course::Course,
            eligibility::{Facts, Past, PastKind, Reason, Verdict, decide},
        },
        date::CivilDate,
        eligibility::Enrolment,
        fiscal_year::FiscalYear,
        relationship::{Relationship, Sex},
    },
    server::{
        clock::{Clock, DAY},
        db::{Db, course, entity, roster},
        demo,
    },
};

/// Days on which a demo might be made, counted from [`NOW`]: in November, in February, on 2027-03-20, and 2027-04-01.
const DAYS: [i64; 4] = [0, 80, 117, 129];

fn past(bookings: &[entity::booking::Model], person: i64) -> Vec<Past> {
    let mine = bookings
        .iter()
        .filter(|one| one.person_id == person && one.uses_right);
    mine.map(|one| Past {
        group: one.right_group.clone(),
        course: CourseCode::parse(&one.course_code).unwrap(),
        fiscal_year: one.fiscal_year,
        exam_on: one
            .exam_on
            .map(|day| day.to_string().parse::<CivilDate>().unwrap()),
        kind: match State::from_code(&one.state).unwrap() {
            State::Done => PastKind::Done,
            _ => PastKind::Booked,
        },
    })
    .collect()
}

fn facts(stored: &roster::Stored) -> Facts {
    Facts {
        enrolment: Enrolment {
            relationship: Relationship::from_code(&stored.relationship).unwrap(),
            birth_date: BirthDate::from_stored(stored.birth_date),
            acquired_on: stored.acquired_on,
            lost_on: stored.lost_on,
        },
        sex: Sex::from_code(&stored.sex).unwrap(),
    }
}

/// A reason without its numbers.
fn kind(reason: &Reason) -> String {
    match reason {
        Reason::DoneThisYear { booked, .. } => format!("DoneThisYear booked={booked}"),
        other => {
            let text = format!("{other:?}");
            text.split([' ', '{', '(']).next().unwrap().to_owned()
        }
    }
}

async fn open_courses(db: &Db, today: CivilDate) -> Vec<Course> {
    let mut open = Vec::new();
    for later in 0..=1 {
        let year = FiscalYear::of(today).year() + later;
        let stored = course::of_year(db.reader(), year).await.unwrap();
        open.extend(
            stored
                .into_iter()
                .filter(|one| one.open)
                .map(|one| one.rules),
        );
    }
    open
}

/// The reasons the people who are introduced are told, and how often one of them may apply.
async fn seen(db: &Db, today: CivilDate) -> (BTreeSet<String>, usize) {
    let booked = bookings(db).await;
    let courses = open_courses(db, today).await;
    let names: BTreeSet<_> = demo::introduced(today)
        .into_iter()
        .map(|one| one.member.name)
        .collect();
    let (mut seen, mut free) = (BTreeSet::new(), 0);
    for (id, stored) in roster::all(db.reader()).await.unwrap() {
        if !names.contains(&stored.name) {
            continue;
        }
        for course in &courses {
            match decide(course, &facts(&stored), &past(&booked, id), today) {
                Verdict::Yes { .. } => free += 1,
                Verdict::No(reasons) => seen.extend(reasons.iter().map(kind)),
            }
        }
    }
    (seen, free)
}

#[tokio::test]
async fn every_reason_is_seen_by_somebody_who_is_introduced() {
    let all = BTreeSet::from([
        "Relation",
        "Sex",
        "TooYoung",
        "TooOld",
        "NotMilestone",
        "BirthdayPassed",
        "Lost",
        "NotYet",
        "DoneThisYear booked=true",
        "DoneThisYear booked=false",
        "OnlyEvery",
        "ApplicationNotOpen",
        "ApplicationClosed",
        "OutsidePeriod",
    ]);
    for later in DAYS {
        let clock = Clock::fixed(NOW + later * DAY);
        let today = clock.today();
        let tests = if later == 0 {
            each_database().await
        } else {
            vec![fresh_sqlite().await]
        };
        for test in tests {
            fill(&test.db, &clock).await;
            let (seen, free) = seen(&test.db, today).await;
            let seen: BTreeSet<_> = seen.iter().map(String::as_str).collect();
            let mut expected = all.clone();
            if today.month() == 4 && today.day() == 1 {
                // nothing of a year that begins today is over
                expected.remove("OutsidePeriod");
            }
            assert_eq!(seen, expected, "{today}, {}", test.kind);
            assert!(free > 5, "{today}: somebody can book something");
        }
    }
}

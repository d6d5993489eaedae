//! The rules of 受診資格: tables of the traps.

use super::*;
use crate::domain::checkup::course::testing::{course_code, dock, option};
use crate::domain::date::testing::day;
use crate::domain::relationship::Relationship;

mod laws;

fn person(relationship: Relationship, birth: &str) -> Facts {
    Facts {
        enrolment: Enrolment {
            relationship,
            birth_date: BirthDate::from_stored(day(birth)),
            acquired_on: day("2010-04-01"),
            lost_on: None,
        },
        sex: Sex::Female,
    }
}

fn insured(birth: &str) -> Facts {
    person(Relationship::Insured, birth)
}

fn taken(course: &str, group: &str, on: &str) -> Past {
    Past {
        group: group.into(),
        course: course_code(course),
        fiscal_year: FiscalYear::of(day(on)).year(),
        exam_on: Some(day(on)),
        kind: PastKind::Done,
    }
}

fn yes(from: &str, to: &str) -> Verdict {
    let (from, to) = (day(from), day(to));
    Verdict::Yes { from, to }
}

fn no(reason: Reason) -> Verdict {
    Verdict::No(vec![reason])
}

const TODAY: &str = "2026-06-01";

fn ask(course: &Course, facts: &Facts, past: &[Past]) -> Verdict {
    decide(course, facts, past, day(TODAY))
}

#[test]
fn counts_the_age_at_the_years_end() {
    // 2026年度 ends on 2027-03-31.
    for (birth, age) in [
        ("1991-04-01", 35),
        ("1992-02-29", 35),
        ("1992-03-31", 35),
        ("1992-04-01", 34),
        ("1992-04-02", 34),
    ] {
        let expected = if age >= 35 {
            yes(TODAY, "2027-03-31")
        } else {
            no(Reason::TooYoung {
                age,
                from_year: Some(2027),
            })
        };
        assert_eq!(ask(&dock(), &insured(birth), &[]), expected, "{birth}");
    }
}

#[test]
fn ends_at_the_highest_age_and_at_milestones() {
    let mut course = dock();
    course.ages.max = Some(60);
    assert_eq!(
        ask(&course, &insured("1966-03-31"), &[]),
        no(Reason::TooOld { age: 61 })
    );
    course.ages.milestones = vec![40, 45, 50];
    assert_eq!(
        ask(&course, &insured("1986-04-01"), &[]),
        yes(TODAY, "2027-03-31")
    );
    for (birth, age, next_year) in [
        ("1986-03-31", 41, Some(2030)),
        ("1985-04-01", 41, Some(2030)),
        ("1976-03-31", 51, None),
    ] {
        assert_eq!(
            ask(&course, &insured(birth), &[]),
            no(Reason::NotMilestone { age, next_year }),
            "{birth}"
        );
    }
    // Too young for the lowest age, and then not yet at the first milestone.
    assert_eq!(
        ask(&course, &insured("1996-04-01"), &[]),
        no(Reason::TooYoung {
            age: 30,
            from_year: Some(2036)
        })
    );
}

#[test]
fn ends_the_day_before_the_75th_birthday() {
    let mut course = dock();
    course.before_birthday = Some(75);
    let passed = Reason::BirthdayPassed { age: 75 };
    for (birth, last) in [
        ("1951-10-15", "2026-10-14"),
        ("1952-02-29", "2027-02-28"),
        ("1952-03-31", "2027-03-30"),
        ("1952-04-01", "2027-03-31"),
        ("1951-06-02", "2026-06-01"),
    ] {
        let facts = insured(birth);
        assert_eq!(ask(&course, &facts, &[]), yes(TODAY, last), "{birth}");
        assert_eq!(may_on(&course, &facts, &[], day(last)), Ok(()));
        let next = day(last).add_days(1);
        let after = if course.examination.contains(next) {
            passed
        } else {
            Reason::OutsidePeriod
        };
        assert_eq!(may_on(&course, &facts, &[], next), Err(after), "{birth}");
    }
    for birth in ["1951-06-01", "1951-04-01", "1940-01-01"] {
        assert_eq!(ask(&course, &insured(birth), &[]), no(passed), "{birth}");
    }
}

#[test]
fn asks_relationship_and_sex() {
    for relationship in Relationship::ALL {
        let verdict = ask(&dock(), &person(relationship, "1980-01-31"), &[]);
        let may = matches!(relationship, Relationship::Insured | Relationship::Spouse);
        let expected = if may {
            yes(TODAY, "2027-03-31")
        } else {
            no(Reason::Relation([true, true, false]))
        };
        assert_eq!(verdict, expected, "{relationship:?}");
    }
    let course = Course {
        sex: Some(Sex::Female),
        ..dock()
    };
    for sex in Sex::ALL {
        let facts = Facts {
            sex,
            ..insured("1980-01-31")
        };
        let fits = may_on(&course, &facts, &[], day("2026-07-01"));
        let expected = if sex == Sex::Female {
            Ok(())
        } else {
            Err(Reason::Sex(Sex::Female))
        };
        assert_eq!(fits, expected);
    }
}

#[test]
fn asks_for_enrolment_on_the_day_of_the_examination() {
    let mut facts = insured("1980-01-31");
    facts.enrolment.lost_on = Some(day("2026-10-01"));
    assert_eq!(ask(&dock(), &facts, &[]), yes(TODAY, "2026-09-30"));
    let on = |facts: &Facts, date: &str| may_on(&dock(), facts, &[], day(date));
    assert_eq!(on(&facts, "2026-09-30"), Ok(()));
    let lost = Reason::Lost {
        on: day("2026-10-01"),
    };
    assert_eq!(on(&facts, "2026-10-01"), Err(lost));
    facts.enrolment.lost_on = Some(day(TODAY));
    assert_eq!(
        ask(&dock(), &facts, &[]),
        no(Reason::Lost { on: day(TODAY) })
    );

    let mut joining = insured("1980-01-31");
    joining.enrolment.acquired_on = day("2026-08-01");
    assert_eq!(ask(&dock(), &joining, &[]), yes("2026-08-01", "2027-03-31"));
    let not_yet = Reason::NotYet {
        from: day("2026-08-01"),
    };
    assert_eq!(on(&joining, "2026-07-31"), Err(not_yet));
    joining.enrolment.acquired_on = day("2027-04-01");
    assert_eq!(
        ask(&dock(), &joining, &[]),
        no(Reason::NotYet {
            from: day("2027-04-01")
        })
    );
}

#[test]
fn once_in_the_fiscal_year_of_the_examination() {
    let facts = insured("1980-01-31");
    let done = |on: &str| Reason::DoneThisYear {
        on: Some(day(on)),
        booked: false,
    };
    for (on, counts) in [
        ("2026-03-31", false),
        ("2026-04-01", true),
        ("2027-03-31", true),
        ("2027-04-01", false),
    ] {
        // Whatever year the course was of: the day decides.
        let mut past = taken("dock", "main", on);
        past.fiscal_year = 2020;
        let expected = if counts {
            no(done(on))
        } else {
            yes(TODAY, "2027-03-31")
        };
        assert_eq!(ask(&dock(), &facts, &[past]), expected, "{on}");
    }
    let wished = Past {
        exam_on: None,
        kind: PastKind::Booked,
        ..taken("dock", "main", TODAY)
    };
    assert_eq!(
        ask(&dock(), &facts, std::slice::from_ref(&wished)),
        no(Reason::DoneThisYear {
            on: None,
            booked: true
        })
    );
    // What has been taken says more.
    let both = [taken("lifestyle", "main", "2026-05-12"), wished];
    assert_eq!(ask(&dock(), &facts, &both), no(done("2026-05-12")));
}

#[test]
fn one_of_a_group() {
    let facts = insured("1980-01-31");
    let other = taken("lifestyle", "main", "2026-05-12");
    assert!(matches!(
        ask(&dock(), &facts, &[other]),
        Verdict::No(reasons) if matches!(reasons[..], [Reason::DoneThisYear { .. }])
    ));
    let elsewhere = taken("brain", "brain", "2026-05-12");
    assert_eq!(ask(&dock(), &facts, &[elsewhere]), yes(TODAY, "2027-03-31"));
    // The group was renamed during the year: the course is the same.
    let renamed = taken("dock", "old-name", "2026-05-12");
    assert!(matches!(ask(&dock(), &facts, &[renamed]), Verdict::No(_)));
}

#[test]
fn once_in_some_years() {
    let facts = insured("1980-01-31");
    let course = Course {
        every_years: 3,
        counts_as: vec![course_code("dock-no-stomach")],
        ..dock()
    };
    let refused = |last_year: i32| {
        no(Reason::OnlyEvery {
            years: 3,
            last_year,
            again_year: last_year + 3,
        })
    };
    let free = yes(TODAY, "2027-03-31");
    for (on, expected) in [
        ("2024-03-31", free.clone()),
        ("2024-04-01", refused(2024)),
        ("2026-03-31", refused(2025)),
    ] {
        for variant in ["dock", "dock-no-stomach"] {
            let past = [taken(variant, "main", on)];
            assert_eq!(ask(&course, &facts, &past), expected, "{variant} {on}");
        }
        // Another course of the group is only exclusive within its year.
        let past = [taken("lifestyle", "main", on)];
        assert_eq!(ask(&course, &facts, &past), free, "{on}");
    }
    let later = Past {
        kind: PastKind::Booked,
        ..taken("dock", "main", "2027-05-12")
    };
    assert_eq!(ask(&course, &facts, &[later]), refused(2027));
}

#[test]
fn applications_have_their_time() {
    let (course, facts) = (dock(), insured("1980-01-31"));
    let at = |today: &str| decide(&course, &facts, &[], day(today));
    let (open, close) = (course.application.from, course.application.to);
    assert_eq!(
        at("2026-03-31"),
        no(Reason::ApplicationNotOpen { from: open })
    );
    assert_eq!(at("2026-04-01"), yes("2026-05-01", "2027-03-31"));
    assert_eq!(at("2027-01-10"), yes("2027-01-10", "2027-03-31"));
    assert_eq!(
        at("2027-01-11"),
        no(Reason::ApplicationClosed { to: close })
    );
    assert_eq!(
        at("2027-04-01"),
        Verdict::No(vec![
            Reason::OutsidePeriod,
            Reason::ApplicationClosed { to: close }
        ])
    );
    // Who applied in time may be given another day afterwards.
    assert_eq!(may_on(&course, &facts, &[], day("2027-03-31")), Ok(()));
    assert_eq!(
        may_on(&course, &facts, &[], day("2026-04-30")),
        Err(Reason::OutsidePeriod)
    );
}

#[test]
fn gives_every_reason() {
    let mut facts = person(Relationship::Child, "2010-06-01");
    facts.enrolment.lost_on = Some(day("2026-05-01"));
    let past = [taken("dock", "main", "2026-05-12")];
    let Verdict::No(reasons) = ask(&dock(), &facts, &past) else {
        panic!("a child of 16");
    };
    assert_eq!(
        reasons,
        [
            Reason::Relation([true, true, false]),
            Reason::TooYoung {
                age: 16,
                from_year: Some(2045)
            },
            Reason::DoneThisYear {
                on: Some(day("2026-05-12")),
                booked: false
            },
            Reason::Lost {
                on: day("2026-05-01")
            },
        ]
    );
}

#[test]
fn options_have_ages_and_a_sex_of_their_own() {
    let course = dock();
    let mut breast = option("breast", Some(Sex::Female), 0, 5_000);
    breast.ages.min = Some(40);
    let woman = insured("1980-01-31");
    assert_eq!(may_add(&course, &breast, &woman), Ok(()));
    assert_eq!(
        may_add(&course, &breast, &insured("1987-04-01")),
        Err(Reason::TooYoung {
            age: 39,
            from_year: Some(2027)
        })
    );
    let man = Facts {
        sex: Sex::Male,
        ..woman
    };
    assert_eq!(
        may_add(&course, &breast, &man),
        Err(Reason::Sex(Sex::Female))
    );
}

#[test]
fn travels_as_codes() {
    let wire = serde_json::to_string(&no(Reason::DoneThisYear {
        on: Some(day("2026-06-12")),
        booked: false,
    }))
    .unwrap();
    assert_eq!(
        wire,
        r#"{"no":[{"done_this_year":{"on":"2026-06-12","booked":false}}]}"#
    );
    let read: Verdict =
        serde_json::from_str(r#"{"no":[{"relation":[true,false,false]},"outside_period"]}"#)
            .unwrap();
    assert_eq!(
        read,
        Verdict::No(vec![
            Reason::Relation([true, false, false]),
            Reason::OutsidePeriod
        ])
    );
}

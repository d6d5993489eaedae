//! `eligibility DATABASE`: decides for a million made-up members whether they may take each course a demonstration offers, on
//! the core it is bound to. Prints members, decisions and seconds of deciding.
//! May enter: the product's own rules. Must not: the database while the time is taken.

use anyhow::{Context, Result, ensure};
use mypage::domain::birth_date::BirthDate;
use mypage::domain::checkup::course::{Course, CourseCode};
use mypage::domain::checkup::eligibility::{Facts, Past, PastKind, Verdict, decide};
use mypage::domain::date::CivilDate;
use mypage::domain::eligibility::Enrolment;
use mypage::domain::relationship::{Relationship, Sex};
use std::hint::black_box;
use std::time::{Duration, Instant};

/// Members.
const MEMBERS: usize = 1_000_000;
/// Members made at once: they are gone before the next are made.
const TOGETHER: usize = 10_000;

/// Chance that is the same every time (SplitMix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % end
    }

    fn days(&mut self, end: u64) -> i64 {
        i64::try_from(self.below(end)).unwrap_or_default()
    }
}

/// A member with what was taken before: six of ten are 本人, most of them examined every year.
fn member(dice: &mut Dice, course: &Course, today: CivilDate) -> (Facts, Vec<Past>) {
    let (relationship, youngest) = match dice.below(20) {
        0..12 => (Relationship::Insured, 18),
        12..15 => (Relationship::Spouse, 22),
        15..19 => (Relationship::Child, 0),
        _ => (Relationship::Mother, 60),
    };
    let born = today.add_days(-365 * youngest - dice.days(365 * 55));
    let lost = dice.below(33) == 0;
    let facts = Facts {
        enrolment: Enrolment {
            relationship,
            birth_date: BirthDate::from_stored(born),
            acquired_on: today.add_days(-dice.days(9_000)),
            lost_on: lost.then(|| today.add_days(200 - dice.days(400))),
        },
        sex: if dice.below(2) == 0 {
            Sex::Male
        } else {
            Sex::Female
        },
    };
    let mut past = Vec::new();
    for years in 0..dice.below(4) {
        let on = today.add_days(-365 * i64::try_from(years).unwrap_or_default() - 60);
        past.push(Past {
            group: course.group.clone(),
            course: course.code.clone(),
            fiscal_year: on.year(),
            exam_on: Some(on),
            kind: PastKind::Done,
        });
    }
    (facts, past)
}

/// The courses members see, as the database holds them.
fn courses(file: &str) -> Result<Vec<Course>> {
    let database = rusqlite::Connection::open(file)?;
    let mut rows = database.prepare("SELECT rules FROM course WHERE open ORDER BY id")?;
    let rules = rows.query_map([], |row| row.get::<_, String>(0))?;
    rules
        .map(|json| Ok(serde_json::from_str(&json?)?))
        .collect()
}

fn main() -> Result<()> {
    let file = std::env::args()
        .nth(1)
        .context("usage: eligibility DATABASE")?;
    let courses = courses(&file)?;
    let latest = courses.iter().map(|course| course.fiscal_year).max();
    let open: Vec<&Course> = courses
        .iter()
        .filter(|course| Some(course.fiscal_year) == latest)
        .collect();
    let main = CourseCode::parse("dock").context("a code")?;
    let main = open.iter().find(|course| course.code == main);
    let main = main.context("the demonstration has no 人間ドック")?;
    let today = main.examination.from.add_days(200);
    let mut dice = Dice(1);
    let (mut spent, mut yes) = (Duration::ZERO, 0_usize);
    for _ in 0..MEMBERS / TOGETHER {
        let people: Vec<_> = (0..TOGETHER)
            .map(|_| member(&mut dice, main, today))
            .collect();
        let start = Instant::now();
        for (facts, past) in &people {
            for course in &open {
                let verdict = black_box(decide(course, facts, past, today));
                yes += usize::from(matches!(verdict, Verdict::Yes { .. }));
            }
        }
        spent += start.elapsed();
    }
    let decisions = MEMBERS * open.len();
    ensure!(yes > 0 && yes < decisions, "{yes} of {decisions} may");
    println!("{MEMBERS} {decisions} {:.6}", spent.as_secs_f64());
    Ok(())
}

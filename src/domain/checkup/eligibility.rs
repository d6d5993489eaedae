//! 受診資格: whether a person may take a course, on which days, and if not, why.
//!
//! May enter: the meaning of a course's rules for a person. Must not: contraindications (asked later), free places, the
//! institution's deadlines, sentences.
//!
//! Ages are 年度末年齢 of the course's fiscal year, as most societies count; 「年度に1回」 counts the fiscal year of the
//! examination, not of the booking; a person must be enrolled on the day of the examination, else it costs the full price
//! (健保の健診案内に多い形).

use super::code::CourseCode;
use super::course::{Ages, Course, OptionRule, Period, RelationGroup};
pub use super::reason::{Reason, Verdict};
use crate::domain::birth_date::BirthDate;
use crate::domain::date::CivilDate;
use crate::domain::eligibility::Enrolment;
use crate::domain::fiscal_year::{FiscalYear, birthday};
use crate::domain::relationship::Sex;
use serde::{Deserialize, Serialize};

/// What the rules ask about a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// 資格
    pub enrolment: Enrolment,
    /// 性別
    pub sex: Sex,
}

/// What an earlier examination is known from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PastKind {
    /// A booking that uses the right and is still to come ([`super::booking::uses_right`]).
    Booked,
    /// A booking that was attended.
    Done,
    /// A result recorded without a booking, such as one taken elsewhere.
    Recorded,
}

/// An examination that was taken or is booked. When a booking is moved, the one given up is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past {
    /// 排他グループ of its course.
    pub group: String,
    /// Its course.
    pub course: CourseCode,
    /// The fiscal year of its course; the day of the examination, where known, decides.
    pub fiscal_year: i32,
    /// The day of the examination; none while only wished for.
    pub exam_on: Option<CivilDate>,
    /// What it is known from.
    pub kind: PastKind,
}

impl Past {
    /// The fiscal year of the examination.
    pub fn year(&self) -> i32 {
        self.exam_on
            .map_or(self.fiscal_year, |day| FiscalYear::of(day).year())
    }
}

/// Whether a person may apply for a course today, and for which days.
pub fn decide(course: &Course, facts: &Facts, past: &[Past], today: CivilDate) -> Verdict {
    let mut reasons = Vec::new();
    reasons.extend(person(course, facts));
    reasons.extend(right(course, past));
    let days = days(course, &facts.enrolment, today);
    reasons.extend(days.err());
    if today < course.application.from {
        let from = course.application.from;
        reasons.push(Reason::ApplicationNotOpen { from });
    } else if today > course.application.to {
        let to = course.application.to;
        reasons.push(Reason::ApplicationClosed { to });
    }
    match days {
        Ok(days) if reasons.is_empty() => Verdict::Yes {
            from: days.from,
            to: days.to,
        },
        _ => Verdict::No(reasons),
    }
}

/// Whether a course is for people of this 続柄 and 性別 at all.
pub fn may_ever(course: &Course, facts: &Facts) -> bool {
    let never = |reason: Reason| matches!(reason, Reason::Relation(_) | Reason::Sex(_));
    !person(course, facts).any(never)
}

/// Whether a person may take a course on that day. The application period is not asked: who has applied in time may
/// still be given another day.
///
/// # Errors
/// The first reason against it.
pub fn may_on(course: &Course, facts: &Facts, past: &[Past], day: CivilDate) -> Result<(), Reason> {
    if let Some(reason) = person(course, facts).chain(right(course, past)).next() {
        return Err(reason);
    }
    if !course.examination.contains(day) {
        return Err(Reason::OutsidePeriod);
    }
    let only = Period { from: day, to: day };
    days_within(only, course.before_birthday, &facts.enrolment).map(|_| ())
}

/// Whether a person who may take the course may add the option.
///
/// # Errors
/// The first reason against it.
pub fn may_add(course: &Course, option: &OptionRule, facts: &Facts) -> Result<(), Reason> {
    let birth = facts.enrolment.birth_date;
    let against = sex_fits(option.sex, facts.sex);
    let against = against.or_else(|| age_fits(&option.ages, course.fiscal_year, birth));
    against.map_or(Ok(()), Err)
}

/// What of the person stands against the course, whenever it is.
fn person(course: &Course, facts: &Facts) -> impl Iterator<Item = Reason> {
    let relation = RelationGroup::of(facts.enrolment.relationship);
    let relation = (!course.who.contains(&relation))
        .then(|| Reason::Relation(RelationGroup::ALL.map(|group| course.who.contains(&group))));
    let sex = sex_fits(course.sex, facts.sex);
    let birth = facts.enrolment.birth_date;
    let age = age_fits(&course.ages, course.fiscal_year, birth);
    relation.into_iter().chain(sex).chain(age)
}

fn sex_fits(only: Option<Sex>, sex: Sex) -> Option<Reason> {
    only.filter(|only| *only != sex).map(Reason::Sex)
}

fn age_fits(ages: &Ages, fiscal_year: i32, birth: BirthDate) -> Option<Reason> {
    let born_in = FiscalYear::of(birth.date()).year();
    let age = fiscal_year - born_in;
    if ages.admit(age) {
        return None;
    }
    let year = ages.next_after(age).map(|age| born_in + age);
    Some(if ages.min.is_some_and(|min| age < i32::from(min)) {
        let from_year = year;
        Reason::TooYoung { age, from_year }
    } else if ages.max.is_some_and(|max| age > i32::from(max)) {
        Reason::TooOld { age }
    } else {
        let next_year = year;
        Reason::NotMilestone { age, next_year }
    })
}

/// Whether earlier and booked examinations leave a person the right to the course.
///
/// # Errors
/// The first reason against it.
pub fn has_right(course: &Course, past: &[Past]) -> Result<(), Reason> {
    right(course, past).map_or(Ok(()), Err)
}

/// What of earlier and booked examinations stands against the course.
fn right(course: &Course, past: &[Past]) -> Option<Reason> {
    let same_course =
        |one: &Past| one.course == course.code || course.counts_as.contains(&one.course);
    let this_year = past
        .iter()
        .filter(|one| one.year() == course.fiscal_year)
        .filter(|one| one.group == course.group || same_course(one));
    // What has been taken says more than what is booked.
    if let Some(one) = this_year.max_by_key(|one| one.kind) {
        return Some(Reason::DoneThisYear {
            on: one.exam_on,
            booked: one.kind == PastKind::Booked,
        });
    }
    if course.every_years <= 1 {
        return None;
    }
    // One booked for a later year counts too: the years between are as few.
    let years = i32::from(course.every_years);
    let last_year = past
        .iter()
        .filter(|one| same_course(one))
        .map(Past::year)
        .filter(|year| (course.fiscal_year - year).abs() < years)
        .max()?;
    Some(Reason::OnlyEvery {
        years: course.every_years,
        last_year,
        again_year: last_year + years,
    })
}

/// The days of the examination period, from today on, on which the person can be examined.
fn days(course: &Course, enrolment: &Enrolment, today: CivilDate) -> Result<Period, Reason> {
    let left = Period {
        from: course.examination.from.max(today),
        to: course.examination.to,
    };
    if left.from > left.to {
        return Err(Reason::OutsidePeriod);
    }
    days_within(left, course.before_birthday, enrolment)
}

/// The days among these on which the person is enrolled and before the birthday.
fn days_within(
    days: Period,
    before_birthday: Option<u8>,
    enrolment: &Enrolment,
) -> Result<Period, Reason> {
    let from = days.from.max(enrolment.acquired_on);
    if from > days.to {
        let from = enrolment.acquired_on;
        return Err(Reason::NotYet { from });
    }
    let mut to = days.to;
    if let Some(on) = enrolment.lost_on {
        if on <= from {
            return Err(Reason::Lost { on });
        }
        to = to.min(on.add_days(-1));
    }
    if let Some(age) = before_birthday {
        let first_day_after = birthday(enrolment.birth_date, age);
        if first_day_after <= from {
            return Err(Reason::BirthdayPassed { age });
        }
        to = to.min(first_day_after.add_days(-1));
    }
    Ok(Period { from, to })
}

#[cfg(test)]
mod tests;

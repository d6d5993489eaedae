//! 空き枠の編集: places typed as a weekday pattern, or changed day by day.
//!
//! May enter: raw strings, how they are read, which days a pattern means. Must not: what is taken of a place, stored rows.

mod change;
mod row;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use super::code::{CourseCode, OptionCode};
use super::course::Period;
use super::institution::DaySex;
use super::read::{day, limits, number, parts, time, weekdays};
use crate::domain::date::CivilDate;
use crate::domain::field::{FieldError, FieldErrors};
use crate::domain::form::{cut, fields};
use crate::domain::text::Nfkc;
use crate::domain::weekday::Weekday;

pub use change::{ChangeField, ChangeForm, Deed};
pub use row::{DayField, DayForm, PlaceRow, parse_row, shown_limits, shown_time};

/// Most places of one day and time; more is a slip of the finger.
pub const MAX_CAPACITY: u16 = 999;

fields! {
    /// Fields of a weekday pattern.
    PatternField {
        /// コース
        Course = "course",
        /// この日から
        From = "from",
        /// この日まで
        To = "to",
        /// 曜日
        Weekdays = "weekdays",
        /// 時刻
        Times = "times",
        /// 定員
        Capacity = "capacity",
        /// 対象の性別
        DaySex = "day_sex",
        /// オプションの上限
        Limits = "limits",
    }
}

/// A weekday pattern as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PatternForm {
    /// The code of the course.
    pub course: String,
    /// この日から
    pub from: String,
    /// この日まで
    pub to: String,
    /// Codes of the weekdays.
    pub weekdays: Vec<String>,
    /// Times with commas or spaces between them; empty where none is told.
    pub times: String,
    /// 定員 of each day and time
    pub capacity: String,
    /// For whom the days are: a code of [`DaySex`].
    pub day_sex: String,
    /// `brain=2 stomach=5`
    pub limits: String,
}

/// A weekday pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// The course.
    pub course: CourseCode,
    /// Between which days.
    pub days: Period,
    /// On which weekdays.
    pub weekdays: Vec<Weekday>,
    /// Minutes of the day; none is a day without a time.
    pub times: Vec<Option<u16>>,
    /// 定員 of each day and time.
    pub capacity: u16,
    /// For whom.
    pub day_sex: DaySex,
    /// How many of the places may have an option.
    pub limits: Vec<(OptionCode, u16)>,
}

impl PatternForm {
    /// Most days between the first and the last.
    pub const MAX_DAYS: i64 = 400;
    /// Most times of a day.
    pub const MAX_TIMES: usize = 40;

    /// Reads the pattern.
    ///
    /// # Errors
    /// One code per field: `Wrong` for a last day before the first, `TooLong` for too many days or times.
    pub fn parse(&self, nfkc: Nfkc<'_>) -> Result<Pattern, FieldErrors<PatternField>> {
        use PatternField as F;
        let mut errors = FieldErrors::new();
        let course = CourseCode::parse(&self.course).ok_or(FieldError::Empty);
        let course = errors.keep(F::Course, course);
        let from = errors.keep(F::From, day(&self.from, nfkc));
        let to = errors.keep(F::To, day(&self.to, nfkc));
        let days = from.zip(to).map(|(from, to)| Period { from, to });
        if let Some(error) = days.and_then(wrong_days) {
            errors.insert(F::To, error);
        }
        let weekdays = errors.keep(F::Weekdays, some_weekdays(&self.weekdays));
        let times = errors.keep(F::Times, times(&self.times, nfkc));
        let capacity = errors.keep(F::Capacity, capacity(&self.capacity, nfkc));
        let day_sex = match self.day_sex.as_str() {
            "" => Ok(DaySex::Any),
            code => DaySex::from_code(code).ok_or(FieldError::Unknown),
        };
        let day_sex = errors.keep(F::DaySex, day_sex);
        let limits = errors.keep(F::Limits, limits(&self.limits, nfkc, MAX_CAPACITY));
        if let (Some(limits), Some(capacity)) = (&limits, capacity)
            && limits.iter().any(|(_, most)| *most > capacity)
        {
            errors.insert(F::Limits, FieldError::Wrong);
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        let read = || {
            Some(Pattern {
                course: course?,
                days: days?,
                weekdays: weekdays?,
                times: times?,
                capacity: capacity?,
                day_sex: day_sex?,
                limits: limits?,
            })
        };
        read().ok_or(errors)
    }

    /// What is kept and shown again.
    #[must_use]
    pub fn kept(&self) -> Self {
        Self {
            course: cut(&self.course),
            from: cut(&self.from),
            to: cut(&self.to),
            weekdays: self.weekdays.iter().take(7).map(|code| cut(code)).collect(),
            times: cut(&self.times),
            capacity: cut(&self.capacity),
            day_sex: cut(&self.day_sex),
            limits: cut(&self.limits),
        }
    }
}

fn wrong_days(days: Period) -> Option<FieldError> {
    let length = days.to.days_since_epoch() - days.from.days_since_epoch();
    if length < 0 {
        Some(FieldError::Wrong)
    } else if length >= PatternForm::MAX_DAYS {
        let max = PatternForm::MAX_DAYS as u16;
        Some(FieldError::TooLong { max })
    } else {
        None
    }
}

fn some_weekdays(codes: &[String]) -> Result<Vec<Weekday>, FieldError> {
    match weekdays(codes)? {
        none if none.is_empty() => Err(FieldError::Empty),
        days => Ok(days),
    }
}

fn times(raw: &str, nfkc: Nfkc<'_>) -> Result<Vec<Option<u16>>, FieldError> {
    let mut all: Vec<u16> = parts(raw, nfkc)
        .iter()
        .map(|part| time(part, nfkc))
        .collect::<Result<_, _>>()?;
    all.sort_unstable();
    all.dedup();
    if all.len() > PatternForm::MAX_TIMES {
        let max = PatternForm::MAX_TIMES as u16;
        return Err(FieldError::TooLong { max });
    }
    Ok(if all.is_empty() {
        vec![None]
    } else {
        all.into_iter().map(Some).collect()
    })
}

/// 定員, at least one.
fn capacity(raw: &str, nfkc: Nfkc<'_>) -> Result<u16, FieldError> {
    match number(raw, nfkc, MAX_CAPACITY)? {
        0 => Err(FieldError::Unknown),
        capacity => Ok(capacity),
    }
}

impl Pattern {
    /// The days of the pattern that `is_open`, and how many it leaves out.
    pub fn open_days(&self, is_open: impl Fn(CivilDate) -> bool) -> (Vec<CivilDate>, usize) {
        let (first, last) = (self.days.from, self.days.to);
        let all = (first.days_since_epoch()..=last.days_since_epoch()).map(CivilDate::from_days);
        let meant = all.filter(|day| self.weekdays.contains(&Weekday::of(*day)));
        let (open, left_out): (Vec<_>, Vec<_>) = meant.partition(|day| is_open(*day));
        (open, left_out.len())
    }
}

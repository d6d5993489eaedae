//! Places as rows of a file, and days with a name.

use serde::{Deserialize, Serialize};

use super::super::code::OptionCode;
use super::super::institution::DaySex;
use super::super::read::{day, limits, line, maybe, number, show_limits, show_time, time};
use super::{MAX_CAPACITY, PatternField};
use crate::domain::date::CivilDate;
use crate::domain::field::{FieldError, FieldErrors};
use crate::domain::form::{cut, fields, single};
use crate::domain::text::Nfkc;

/// A place as a row of a file has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceRow {
    /// The day.
    pub day: CivilDate,
    /// Minutes of the day; none where no time is told.
    pub starts: Option<u16>,
    /// For whom.
    pub day_sex: DaySex,
    /// 定員; 0 closes the day.
    pub capacity: u16,
    /// How many may have an option.
    pub limits: Vec<(OptionCode, u16)>,
}

/// Reads the cells of such a row.
///
/// # Errors
/// What is wrong with which cell.
pub fn parse_row(
    nfkc: Nfkc<'_>,
    [on, starts, sex, most, scarce]: [&str; 5],
) -> Result<PlaceRow, FieldErrors<PatternField>> {
    use PatternField as F;
    let mut errors = FieldErrors::new();
    let day = errors.keep(F::From, day(on, nfkc));
    let starts = errors.keep(F::Times, maybe(time(starts, nfkc)));
    let day_sex = match sex {
        "" | "全員" | "any" => Ok(DaySex::Any),
        "女" | "女性" | "female" => Ok(DaySex::Female),
        "男" | "男性" | "male" => Ok(DaySex::Male),
        _ => Err(FieldError::Unknown),
    };
    let day_sex = errors.keep(F::DaySex, day_sex);
    let capacity = errors.keep(F::Capacity, number(most, nfkc, MAX_CAPACITY));
    let limits = errors.keep(F::Limits, limits(scarce, nfkc, MAX_CAPACITY));
    let read = || {
        Some(PlaceRow {
            day: day?,
            starts: starts?,
            day_sex: day_sex?,
            capacity: capacity?,
            limits: limits?,
        })
    };
    read().ok_or(errors)
}

/// A time as files and pages show it; empty where none is told.
pub fn shown_time(starts: Option<u16>) -> String {
    starts.map_or_else(String::new, show_time)
}

/// Limits as files and pages show them.
pub fn shown_limits(limits: &[(OptionCode, u16)]) -> String {
    show_limits(limits)
}

fields! {
    /// Fields of a day with a name: a holiday, a closed day.
    DayField {
        /// 日
        Day = "day",
        /// 名称
        Name = "name",
    }
}

/// A day with a name, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DayForm {
    /// 日
    pub day: String,
    /// 名称
    pub name: String,
}

impl DayForm {
    /// Longest name.
    pub const NAME: u16 = 30;

    /// Reads day and name.
    ///
    /// # Errors
    /// One code per field.
    pub fn named(&self, nfkc: Nfkc<'_>) -> Result<(CivilDate, String), FieldErrors<DayField>> {
        let mut errors = FieldErrors::new();
        let day = errors.keep(DayField::Day, day(&self.day, nfkc));
        let name = errors.keep(DayField::Name, line(&self.name, Self::NAME));
        day.zip(name).ok_or(errors)
    }

    /// Reads the days alone: one, or several with commas between them.
    ///
    /// # Errors
    /// What is wrong with the first that cannot be read.
    pub fn days(&self, nfkc: Nfkc<'_>) -> Result<Vec<CivilDate>, FieldErrors<DayField>> {
        const MAX: usize = 100;
        let raw = cut(&self.day);
        let all = raw.split([',', '、', '\n']).map(str::trim);
        let days: Result<Vec<_>, _> = all
            .filter(|one| !one.is_empty())
            .take(MAX)
            .map(|one| day(one, nfkc))
            .collect();
        let days = days.and_then(|days| match days.len() {
            0 => Err(FieldError::Empty),
            _ => Ok(days),
        });
        single(DayField::Day, days)
    }

    /// What is kept and shown again.
    #[must_use]
    pub fn kept(&self) -> Self {
        Self {
            day: cut(&self.day),
            name: cut(&self.name),
        }
    }
}

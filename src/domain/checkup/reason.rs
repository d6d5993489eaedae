//! The answers of 受診資格: yes and for which days, or no and why.
//!
//! May enter: codes, and the numbers a sentence needs. Must not: the rules (`eligibility`), sentences.

use crate::domain::date::CivilDate;
use crate::domain::relationship::Sex;
use serde::{Deserialize, Serialize};

/// Why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Not for this 続柄, but for these, in the order of [`RelationGroup::ALL`](super::course::RelationGroup::ALL).
    Relation([bool; 3]),
    /// Not for this 性別, or the roster does not tell it, but for that one.
    Sex(Sex),
    /// Too young.
    TooYoung {
        /// 年度末年齢
        age: i32,
        /// The first fiscal year in which the age fits.
        from_year: Option<i32>,
    },
    /// Too old.
    TooOld {
        /// 年度末年齢
        age: i32,
    },
    /// Not one of the 節目年齢.
    NotMilestone {
        /// 年度末年齢
        age: i32,
        /// The next fiscal year in which the age is one.
        next_year: Option<i32>,
    },
    /// The birthday until which the course is offered comes before any day possible.
    BirthdayPassed {
        /// Which birthday.
        age: u8,
    },
    /// The 資格 ends before any day possible.
    Lost {
        /// 資格喪失日, the first day without.
        on: CivilDate,
    },
    /// The 資格 begins after every day possible.
    NotYet {
        /// 資格取得日
        from: CivilDate,
    },
    /// Already examined or booked in this fiscal year, in this course or another of its group.
    DoneThisYear {
        /// The day, where there is one.
        on: Option<CivilDate>,
        /// Still to come.
        booked: bool,
    },
    /// Only once in some years.
    OnlyEvery {
        /// How many.
        years: u8,
        /// The fiscal year of the other examination.
        last_year: i32,
        /// The fiscal year from which it is possible again.
        again_year: i32,
    },
    /// 申込期間 has not begun.
    ApplicationNotOpen {
        /// Its first day.
        from: CivilDate,
    },
    /// 申込期間 is over.
    ApplicationClosed {
        /// Its last day.
        to: CivilDate,
    },
    /// No day of the 受診期間 is left; or the day is none of it.
    OutsidePeriod,
}

/// Whether a person may apply for a course today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Yes, for an examination on these days, both included.
    Yes {
        /// The first day possible for this person, today at the earliest.
        from: CivilDate,
        /// The last.
        to: CivilDate,
    },
    /// No, and every reason there is.
    No(Vec<Reason>),
}

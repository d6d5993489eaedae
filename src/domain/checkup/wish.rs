//! 希望日: first to third wish for the day of an examination, where an institution offers no places of its own.
//!
//! May enter: how wishes are typed and read. Must not: who answers them, free places, lead times (the days that can be wished
//! for come in as an argument).

use super::closed::{Against, ClosedDays};
use super::course::Period;
use crate::domain::birth_date::parse_date;
use crate::domain::date::CivilDate;
use crate::domain::field::{FieldError, FieldErrors};
use crate::domain::form::{cut, fields};
use crate::domain::text::Nfkc;
use crate::domain::weekday::Weekday;
use serde::{Deserialize, Serialize};

fields! {
    /// Fields of the wishes, in the order of the page.
    WishField {
        /// 第1希望 (から)
        FirstFrom = "first_from",
        /// 第1希望 (まで)
        FirstTo = "first_to",
        /// 第1希望の曜日
        FirstWeekdays = "first_weekdays",
        /// 第1希望の時間帯
        FirstHalf = "first_half",
        /// 第2希望 (から)
        SecondFrom = "second_from",
        /// 第2希望 (まで)
        SecondTo = "second_to",
        /// 第2希望の曜日
        SecondWeekdays = "second_weekdays",
        /// 第2希望の時間帯
        SecondHalf = "second_half",
        /// 第3希望 (から)
        ThirdFrom = "third_from",
        /// 第3希望 (まで)
        ThirdTo = "third_to",
        /// 第3希望の曜日
        ThirdWeekdays = "third_weekdays",
        /// 第3希望の時間帯
        ThirdHalf = "third_half",
    }
}

/// The fields of one wish.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineFields {
    /// から
    pub from: WishField,
    /// まで
    pub to: WishField,
    /// 曜日
    pub weekdays: WishField,
    /// 時間帯
    pub half: WishField,
}

/// The fields of the first, second and third wish.
pub const LINES: [LineFields; 3] = [
    LineFields {
        from: WishField::FirstFrom,
        to: WishField::FirstTo,
        weekdays: WishField::FirstWeekdays,
        half: WishField::FirstHalf,
    },
    LineFields {
        from: WishField::SecondFrom,
        to: WishField::SecondTo,
        weekdays: WishField::SecondWeekdays,
        half: WishField::SecondHalf,
    },
    LineFields {
        from: WishField::ThirdFrom,
        to: WishField::ThirdTo,
        weekdays: WishField::ThirdWeekdays,
        half: WishField::ThirdHalf,
    },
];

/// 時間帯
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Half {
    /// どちらでも
    #[default]
    Any,
    /// 午前
    Morning,
    /// 午後
    Afternoon,
}

impl Half {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 3] = [Self::Any, Self::Morning, Self::Afternoon];

    /// The code rows, wires and forms hold.
    pub fn code(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::Morning => "morning",
            Self::Afternoon => "afternoon",
        }
    }

    /// The part of the day of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|half| half.code() == code)
    }
}

/// One wish: a day, or days between two, perhaps on some weekdays only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wish {
    /// The day, or the first.
    pub from: CivilDate,
    /// The last day; none for a single day.
    pub to: Option<CivilDate>,
    /// 曜日, from Monday on; all where empty.
    pub weekdays: Vec<Weekday>,
    /// 時間帯
    pub half: Half,
}

impl Wish {
    /// Whether the day is wished for.
    pub fn admits(&self, day: CivilDate) -> bool {
        let to = self.to.unwrap_or(self.from);
        self.from <= day
            && day <= to
            && (self.weekdays.is_empty() || self.weekdays.contains(&Weekday::of(day)))
    }

    /// Whether any day is: a Saturday between a Monday and a Friday is none.
    fn admits_a_day(&self) -> bool {
        // Within a week every weekday has come.
        (0..7).any(|days| self.admits(self.from.add_days(days)))
    }
}

/// One wish as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WishLine {
    /// から
    pub from: String,
    /// まで (任意)
    pub to: String,
    /// The codes of the weekdays ticked.
    pub weekdays: Vec<String>,
    /// The code of the part of the day.
    pub half: String,
}

/// The wishes as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WishForm {
    /// 第1希望
    pub first: WishLine,
    /// 第2希望 (任意)
    pub second: WishLine,
    /// 第3希望 (任意)
    pub third: WishLine,
}

impl WishForm {
    /// Reads the wishes, at least the first one; a gap between two is closed.
    ///
    /// # Errors
    /// One code per field that needs attention: `Empty`, `NotADate`; `Unknown` for a day that cannot be wished for or a code
    /// that is not offered; `Wrong` for a last day before the first, and for weekdays none of the days is; `SameAsBefore`
    /// for a wish that repeats an earlier one.
    pub fn parse(&self, nfkc: Nfkc<'_>, days: Period) -> Result<Vec<Wish>, FieldErrors<WishField>> {
        self.read(nfkc, days, None)
    }

    /// The same where the institution is closed on some days.
    ///
    /// # Errors
    /// Also `Closed`, at the day or at the weekdays, for a wish that falls on them.
    pub fn parse_open(
        &self,
        nfkc: Nfkc<'_>,
        days: Period,
        closed: &ClosedDays,
    ) -> Result<Vec<Wish>, FieldErrors<WishField>> {
        self.read(nfkc, days, Some(closed))
    }

    fn read(
        &self,
        nfkc: Nfkc<'_>,
        days: Period,
        closed: Option<&ClosedDays>,
    ) -> Result<Vec<Wish>, FieldErrors<WishField>> {
        let mut errors = FieldErrors::new();
        let mut wishes: Vec<Wish> = Vec::new();
        let lines = [&self.first, &self.second, &self.third];
        for (at, (line, fields)) in lines.into_iter().zip(LINES).enumerate() {
            if at > 0 && line.is_blank() {
                continue;
            }
            let Some(wish) = line.parse(nfkc, days, fields, &mut errors) else {
                continue;
            };
            if wishes.contains(&wish) {
                errors.insert(fields.from, FieldError::SameAsBefore);
            }
            match closed.and_then(|closed| closed.against(&wish)) {
                None => {}
                Some(Against::Day(day)) => errors.insert(fields.from, FieldError::Closed { day }),
                Some(Against::Weekday(day)) => {
                    errors.insert(fields.weekdays, FieldError::Closed { day });
                }
            }
            wishes.push(wish);
        }
        errors.into_result(wishes)
    }

    /// The form that reads as these wishes.
    pub fn of(wishes: &[Wish]) -> Self {
        let line = |at: usize| wishes.get(at).map_or_else(WishLine::default, WishLine::of);
        Self {
            first: line(0),
            second: line(1),
            third: line(2),
        }
    }

    /// What may be kept and shown again, each value cut to a sane length.
    #[must_use]
    pub fn without_secrets(&self) -> Self {
        Self {
            first: self.first.cut(),
            second: self.second.cut(),
            third: self.third.cut(),
        }
    }
}

impl WishLine {
    /// Nothing was wished for; the part of the day alone, which always has a value, is no wish.
    fn is_blank(&self) -> bool {
        self.from.trim().is_empty() && self.to.trim().is_empty() && self.weekdays.is_empty()
    }

    fn parse(
        &self,
        nfkc: Nfkc<'_>,
        days: Period,
        fields: LineFields,
        errors: &mut FieldErrors<WishField>,
    ) -> Option<Wish> {
        let from = errors.keep(fields.from, offered(&self.from, nfkc, days));
        let to = match offered(&self.to, nfkc, days) {
            Err(FieldError::Empty) => Some(None),
            read => errors.keep(fields.to, read).map(Some),
        };
        let weekdays = errors.keep(fields.weekdays, weekdays(&self.weekdays));
        let half = errors.keep(fields.half, half(&self.half));
        let (from, to, weekdays, half) = (from?, to?, weekdays?, half?);
        if to.is_some_and(|to| to < from) {
            errors.insert(fields.to, FieldError::Wrong);
            return None;
        }
        let mut wish = Wish {
            from,
            to: to.filter(|to| *to != from),
            weekdays,
            half,
        };
        if !wish.admits_a_day() {
            errors.insert(fields.weekdays, FieldError::Wrong);
            return None;
        }
        if wish.to.is_none() {
            // Which day of the week a day is, is known.
            wish.weekdays.clear();
        }
        Some(wish)
    }

    fn of(wish: &Wish) -> Self {
        let text = |day: CivilDate| day.to_string();
        Self {
            from: text(wish.from),
            to: wish.to.map_or_else(String::new, text),
            weekdays: wish
                .weekdays
                .iter()
                .map(|day| day.code().to_owned())
                .collect(),
            half: wish.half.code().to_owned(),
        }
    }

    fn cut(&self) -> Self {
        Self {
            from: cut(&self.from),
            to: cut(&self.to),
            weekdays: self
                .weekdays
                .iter()
                .take(Weekday::ALL.len())
                .map(|code| cut(code))
                .collect(),
            half: cut(&self.half),
        }
    }
}

fn offered(raw: &str, nfkc: Nfkc<'_>, days: Period) -> Result<CivilDate, FieldError> {
    let day = parse_date(raw, nfkc)?;
    if days.contains(day) {
        Ok(day)
    } else {
        Err(FieldError::Unknown)
    }
}

/// The weekdays of the codes, in order and once each; none when it is all of them.
fn weekdays(codes: &[String]) -> Result<Vec<Weekday>, FieldError> {
    let read = codes.iter().map(|code| Weekday::from_code(code));
    let mut all = read
        .collect::<Option<Vec<_>>>()
        .ok_or(FieldError::Unknown)?;
    all.sort_unstable();
    all.dedup();
    if all.len() == Weekday::ALL.len() {
        all.clear();
    }
    Ok(all)
}

fn half(code: &str) -> Result<Half, FieldError> {
    if code.is_empty() {
        return Ok(Half::Any);
    }
    Half::from_code(code).ok_or(FieldError::Unknown)
}

#[cfg(test)]
mod tests;

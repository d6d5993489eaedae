//! What staff type at the desk of 医療費のお知らせ: whose family, what is done about somebody's rows, when rows are published.
//!
//! May enter: forms and what they mean. Must not: who may do it, rows, sentences.

use serde::{Deserialize, Serialize};

use crate::domain::{
    birth_date::parse_date,
    business_day::BusinessCalendar,
    date::CivilDate,
    field::{FieldError, FieldErrors},
    form::{cut, fields, single},
    symbol_number::{Number, Symbol},
    text::Nfkc,
};

use super::{batch::BatchState, month::Month};

/// The day of the month on which rows are usually published; on the next business day where it is none.
pub const PUBLISHING_DAY: i64 = 10;

fields! {
    /// Fields of the search for a family.
    HouseholdField {
        /// 記号
        Symbol = "symbol",
        /// 番号
        Number = "number",
    }
}

/// The search for a family as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct HouseholdForm {
    /// 記号
    pub symbol: String,
    /// 番号
    pub number: String,
}

impl HouseholdForm {
    /// Reads the search.
    ///
    /// # Errors
    /// One code per field that needs attention.
    pub fn parse(&self, nfkc: Nfkc<'_>) -> Result<(Symbol, Number), FieldErrors<HouseholdField>> {
        let mut errors = FieldErrors::new();
        let symbol = Symbol::parse(&self.symbol, nfkc);
        let symbol = errors.keep(HouseholdField::Symbol, symbol);
        let number = Number::parse(&self.number, nfkc);
        let number = errors.keep(HouseholdField::Number, number);
        symbol.zip(number).ok_or(errors)
    }

    /// What is kept between looks.
    #[must_use]
    pub fn kept(&self) -> Self {
        Self {
            symbol: cut(&self.symbol),
            number: cut(&self.number),
        }
    }
}

/// Something staff do about who sees somebody's rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FamilyAct {
    /// 不開示にする
    Hide,
    /// 不開示をやめる
    Reveal,
    /// 家族に見せない, for somebody who asked by phone.
    Object,
    /// 家族に見せない is taken back, for somebody who asked by phone.
    Allow,
}

impl FamilyAct {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Hide, Self::Reveal, Self::Object, Self::Allow];

    /// The code in addresses, forms and the record.
    pub fn code(self) -> &'static str {
        match self {
            Self::Hide => "hide",
            Self::Reveal => "reveal",
            Self::Object => "object",
            Self::Allow => "allow",
        }
    }

    /// The act of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.code() == code)
    }

    /// Whether it changes anything for somebody who is hidden, or has objected.
    pub fn fits(self, hidden: bool, objected: bool) -> bool {
        match self {
            Self::Hide => !hidden,
            Self::Reveal => hidden,
            Self::Object => !objected,
            Self::Allow => objected,
        }
    }
}

fields! {
    /// Fields of the day rows are published on.
    DayField {
        /// 公開日
        Day = "day",
    }
}

/// The day rows are published on, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DayForm {
    /// Which batch.
    pub id: String,
    /// 公開日
    pub day: String,
}

impl DayForm {
    /// Reads the day.
    ///
    /// # Errors
    /// `Empty`; `NotADate`; `TooOld` for a day before today.
    pub fn parse(
        &self,
        today: CivilDate,
        nfkc: Nfkc<'_>,
    ) -> Result<CivilDate, FieldErrors<DayField>> {
        let day = parse_date(&self.day, nfkc);
        let day = day.and_then(|day| match day < today {
            true => Err(FieldError::TooOld),
            false => Ok(day),
        });
        single(DayField::Day, day)
    }

    /// What is kept between looks.
    #[must_use]
    pub fn kept(&self) -> Self {
        Self {
            id: cut(&self.id),
            day: cut(&self.day),
        }
    }
}

/// Something staff do to a batch, the choice of a day (which has a form of its own) aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BatchAct {
    /// 取り込む
    Load,
    /// 公開日を決める
    SetDay,
    /// 公開日を取り下げる
    ClearDay,
    /// 今すぐ公開する
    Publish,
    /// 取り消す
    Undo,
    /// 破棄する
    Discard,
}

impl BatchAct {
    /// All of them, in the order of work.
    pub const ALL: [Self; 6] = [
        Self::Load,
        Self::SetDay,
        Self::ClearDay,
        Self::Publish,
        Self::Undo,
        Self::Discard,
    ];

    /// The code in forms and the record.
    pub fn code(self) -> &'static str {
        match self {
            Self::Load => "load",
            Self::SetDay => "set-day",
            Self::ClearDay => "clear-day",
            Self::Publish => "publish",
            Self::Undo => "undo",
            Self::Discard => "discard",
        }
    }

    /// The act of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.code() == code)
    }

    /// Whether it can be done to a batch in that state.
    pub fn fits(self, state: BatchState) -> bool {
        use BatchState as S;
        match self {
            Self::Load | Self::Discard => state == S::Checked,
            Self::SetDay | Self::ClearDay | Self::Publish => state == S::Loaded,
            Self::Undo => matches!(state, S::Loaded | S::Published),
        }
    }

    /// Whether the state is what the act leads to: then a second click has nothing left to do.
    pub fn is_done(self, state: BatchState) -> bool {
        use BatchState as S;
        match self {
            Self::Load => matches!(state, S::Loading | S::Loaded),
            Self::SetDay | Self::ClearDay => false,
            Self::Publish => state == S::Published,
            Self::Undo | Self::Discard => state == S::Undone,
        }
    }
}

/// The next day after today on which rows are usually published.
pub fn next_publishing_day(today: CivilDate, calendar: &BusinessCalendar) -> CivilDate {
    let mut month = Month::of(today);
    loop {
        let mut day = month.first_day().add_days(PUBLISHING_DAY - 1);
        while !calendar.is_business_day(day) {
            day = day.add_days(1);
        }
        if day > today {
            return day;
        }
        month = month.plus(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::text::testing::nfkc;

    fn day(month: u8, day: u8) -> CivilDate {
        CivilDate::new(2026, month, day).unwrap()
    }

    #[test]
    fn a_family_is_looked_for_by_both() {
        let form = |symbol: &str, number: &str| HouseholdForm {
            symbol: symbol.into(),
            number: number.into(),
        };
        let (symbol, number) = form("１２", "00345").parse(&nfkc).expect("both");
        assert_eq!((symbol.as_str(), number.as_str()), ("12", "345"));
        let errors = form("", "").parse(&nfkc).expect_err("neither");
        assert_eq!(errors.len(), 2);
        let errors = form("12", "#").parse(&nfkc).expect_err("no number");
        assert!(errors.get(HouseholdField::Number).is_some());
    }

    #[test]
    fn an_act_fits_where_it_changes_something() {
        for act in FamilyAct::ALL {
            assert_eq!(FamilyAct::from_code(act.code()), Some(act));
        }
        for (hidden, objected) in [(false, false), (true, false), (false, true), (true, true)] {
            let fitting = FamilyAct::ALL.into_iter();
            let fitting = fitting.filter(|act| act.fits(hidden, objected));
            assert_eq!(fitting.count(), 2);
        }
    }

    #[test]
    fn acts_have_codes_of_their_own_and_fit_where_they_can_be_done() {
        let states = [
            BatchState::Checking,
            BatchState::Checked,
            BatchState::Loading,
            BatchState::Loaded,
            BatchState::Published,
            BatchState::Undone,
        ];
        for act in BatchAct::ALL {
            assert_eq!(BatchAct::from_code(act.code()), Some(act));
            assert!(states.into_iter().any(|state| act.fits(state)));
            // what is done already cannot be done
            assert!(
                !states
                    .into_iter()
                    .any(|state| act.fits(state) && act.is_done(state))
            );
            assert!(!act.fits(BatchState::Checking) && !act.fits(BatchState::Undone));
        }
        assert_eq!(BatchAct::from_code("drop"), None);
    }

    #[test]
    fn rows_are_published_on_the_tenth_or_the_business_day_after_it() {
        let calendar = BusinessCalendar::new([day(12, 10)]);
        assert_eq!(next_publishing_day(day(11, 9), &calendar), day(11, 10));
        assert_eq!(next_publishing_day(day(11, 10), &calendar), day(12, 11));
        // the 10th of October is a Saturday
        assert_eq!(next_publishing_day(day(10, 1), &calendar), day(10, 12));
        assert_eq!(next_publishing_day(day(10, 11), &calendar), day(10, 12));
    }

    #[test]
    fn rows_are_not_published_in_the_past() {
        let form = |day: &str| DayForm {
            id: String::new(),
            day: day.into(),
        };
        let today = day(11, 23);
        assert_eq!(form("R8.11.23").parse(today, &nfkc), Ok(today));
        let error = |raw: &str| form(raw).parse(today, &nfkc).unwrap_err();
        assert_eq!(
            error("2026-11-22").get(DayField::Day),
            Some(FieldError::TooOld)
        );
        assert_eq!(error("").get(DayField::Day), Some(FieldError::Empty));
    }
}

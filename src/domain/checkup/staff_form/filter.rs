//! 予約の一覧: which bookings are looked for, and in which order.

use serde::{Deserialize, Serialize};

use crate::domain::{
    birth_date::parse_date,
    checkup::{booking::State, course::CourseCode, institution::search_key},
    date::CivilDate,
    field::{FieldError, FieldErrors},
    form::{cut, fields},
    kana_name::KanaName,
    symbol_number::{Number, Symbol},
    text::{Nfkc, fold_ascii, fold_hyphens},
};

/// Longest text that is searched for, in characters.
const MAX: u16 = 60;

fields! {
    /// Fields of the search.
    FilterField {
        /// 予約番号
        Reference = "reference",
        /// 状態
        State = "state",
        /// 健診機関
        Institution = "institution",
        /// コース
        Course = "course",
        /// 期間
        When = "when",
        /// 受診日 (から)
        From = "from",
        /// 受診日 (まで)
        To = "to",
        /// 氏名
        Name = "name",
        /// 記号
        Symbol = "symbol",
        /// 番号
        Number = "number",
        /// 事業所
        Workplace = "workplace",
        /// 並び順
        Sort = "sort",
    }
}

/// 並び順
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// By the day of the examination; wishes without a day last.
    #[default]
    Day,
    /// The latest first.
    Newest,
    /// The oldest first.
    Oldest,
    /// By 氏名カナ.
    Name,
}

impl Sort {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Day, Self::Newest, Self::Oldest, Self::Name];

    /// The code forms hold.
    pub fn code(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Newest => "newest",
            Self::Oldest => "oldest",
            Self::Name => "name",
        }
    }

    /// The order of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.code() == code)
    }
}

/// 期間: which bookings, where neither a number nor days are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum When {
    /// Those from today on, and what waits for a day: the work there is. Whoever opens the list looks at nobody else.
    #[default]
    Upcoming,
    /// Those of a fiscal year.
    Year(i32),
    /// All there are.
    Ever,
}

impl When {
    /// The code of [`When::Ever`].
    pub const EVER: &str = "all";

    /// The period of a code; nothing chosen is [`When::Upcoming`].
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "" => Some(Self::Upcoming),
            Self::EVER => Some(Self::Ever),
            year => {
                let year = year.parse().ok()?;
                (2000..=2100).contains(&year).then_some(Self::Year(year))
            }
        }
    }
}

/// The search as typed; every field may stay empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FilterForm {
    /// 予約番号 as it is read out: `2026-000123`, or its last part.
    pub reference: String,
    /// Code of a state.
    pub state: String,
    /// Name, place or code of an institution.
    pub institution: String,
    /// Code of a course.
    pub course: String,
    /// Code of the period.
    pub when: String,
    /// この受診日から
    pub from: String,
    /// この受診日まで
    pub to: String,
    /// 氏名 or カナ, or a part.
    pub name: String,
    /// 記号
    pub symbol: String,
    /// 番号
    pub number: String,
    /// 事業所, or a part.
    pub workplace: String,
    /// Code of the order.
    pub sort: String,
}

/// A part of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NamePart {
    /// Part of the key that kana names are compared by.
    Kana(String),
    /// Part of the name as written.
    Written(String),
}

/// What the search means.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Our number of the booking, and the fiscal year where it was said.
    pub reference: Option<(Option<i32>, i64)>,
    /// 状態
    pub state: Option<State>,
    /// Part of an institution's search key, or its code.
    pub institution: Option<String>,
    /// コース
    pub course: Option<CourseCode>,
    /// 期間
    pub when: When,
    /// 受診日 from here on.
    pub from: Option<CivilDate>,
    /// 受診日 until here.
    pub to: Option<CivilDate>,
    /// 氏名
    pub name: Option<NamePart>,
    /// 記号 and 番号
    pub number: Option<(Symbol, Number)>,
    /// Part of the name of a 事業所.
    pub workplace: Option<String>,
    /// 並び順
    pub sort: Sort,
}

/// The value of a field that may stay empty.
fn filled(raw: &str) -> Option<&str> {
    Some(raw.trim()).filter(|raw| !raw.is_empty())
}

fn short(text: String) -> Result<String, FieldError> {
    match text.chars().nth(usize::from(MAX)) {
        Some(_) => Err(FieldError::TooLong { max: MAX }),
        None => Ok(text),
    }
}

impl FilterForm {
    /// Reads the search; days are read in every spelling a birth date is.
    ///
    /// # Errors
    /// One code per field that needs attention; 記号 and 番号 go together.
    pub fn parse(&self, nfkc: Nfkc<'_>) -> Result<Filter, FieldErrors<FilterField>> {
        use FilterField as F;
        let mut errors = FieldErrors::new();
        let mut filter = Filter {
            state: code(&mut errors, F::State, &self.state, State::from_code),
            course: code(&mut errors, F::Course, &self.course, CourseCode::parse),
            when: code(&mut errors, F::When, &self.when, When::from_code).unwrap_or_default(),
            sort: code(&mut errors, F::Sort, &self.sort, Sort::from_code).unwrap_or_default(),
            ..Filter::default()
        };
        if filled(&self.symbol).is_some() || filled(&self.number).is_some() {
            let symbol = errors.keep(F::Symbol, Symbol::parse(&self.symbol, nfkc));
            let number = errors.keep(F::Number, Number::parse(&self.number, nfkc));
            filter.number = symbol.zip(number);
        }
        if let Some(raw) = filled(&self.reference) {
            filter.reference = errors.keep(F::Reference, reference(raw, nfkc));
        }
        let mut day = |field, raw| errors.keep(field, parse_date(filled(raw)?, nfkc));
        filter.from = day(F::From, &self.from);
        filter.to = day(F::To, &self.to);
        if filter
            .from
            .zip(filter.to)
            .is_some_and(|(from, to)| to < from)
        {
            errors.insert(F::To, FieldError::Wrong);
        }
        let days = filter.from.is_some() || filter.to.is_some();
        if filter.when == When::Upcoming && (days || filter.reference.is_some()) {
            filter.when = When::Ever;
        }
        let mut text = |field, raw, read: &dyn Fn(&str) -> String| {
            let found = errors.keep(field, short(read(filled(raw)?)))?;
            Some(found).filter(|text| !text.is_empty())
        };
        let folded = |raw: &str| fold_ascii(raw, nfkc);
        filter.institution = text(F::Institution, &self.institution, &|raw| {
            search_key(raw, nfkc)
        });
        filter.workplace = text(F::Workplace, &self.workplace, &folded);
        let name = text(F::Name, &self.name, &folded);
        filter.name = name.map(|name| NamePart::of(name, nfkc));
        errors.into_result(filter)
    }

    /// What is kept between looks.
    #[must_use]
    pub fn kept(&self) -> Self {
        Self {
            reference: cut(&self.reference),
            state: cut(&self.state),
            institution: cut(&self.institution),
            course: cut(&self.course),
            when: cut(&self.when),
            from: cut(&self.from),
            to: cut(&self.to),
            name: cut(&self.name),
            symbol: cut(&self.symbol),
            number: cut(&self.number),
            workplace: cut(&self.workplace),
            sort: cut(&self.sort),
        }
    }
}

/// 予約番号 as people read it out: `2026-000123`, `000123`, `123`.
fn reference(raw: &str, nfkc: Nfkc<'_>) -> Result<(Option<i32>, i64), FieldError> {
    let text = fold_hyphens(&short(fold_ascii(raw, nfkc))?);
    let (year, id) = match text.split_once('-') {
        Some((year, id)) => (Some(year), id),
        None => (None, text.as_str()),
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !digits(id) || !year.is_none_or(digits) {
        return Err(FieldError::NotDigits);
    }
    let year = year.map(str::parse).transpose();
    let id = id.parse();
    match (year, id) {
        (Ok(year), Ok(id)) => Ok((year, id)),
        _ => Err(FieldError::TooLong { max: MAX }),
    }
}

impl NamePart {
    /// Kana where it can be read as kana, else the name as written.
    pub fn of(text: String, nfkc: Nfkc<'_>) -> Self {
        match KanaName::parse(&text, nfkc) {
            Ok(kana) => Self::Kana(kana.key()),
            Err(_) => Self::Written(text),
        }
    }
}

fn code<T>(
    errors: &mut FieldErrors<FilterField>,
    field: FilterField,
    raw: &str,
    read: impl Fn(&str) -> Option<T>,
) -> Option<T> {
    let raw = filled(raw)?;
    errors.keep(field, read(raw).ok_or(FieldError::Unknown))
}

#[cfg(test)]
mod tests;

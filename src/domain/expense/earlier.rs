//! One person under two 記号・番号, as the society says it: what is typed, and why it may not be so.
//!
//! May enter: the form and what it means. Must not: the roster, who may say it, sentences.

use serde::{Deserialize, Serialize};

use crate::domain::{
    birth_date::BirthDate,
    date::CivilDate,
    field::FieldErrors,
    form::{cut, fields},
    symbol_number::{Number, Symbol},
    text::Nfkc,
};

fields! {
    /// Fields of the form.
    EarlierField {
        /// 記号 of now
        Symbol = "symbol",
        /// 番号 of now
        Number = "number",
        /// 記号 of then
        EarlierSymbol = "earlier_symbol",
        /// 番号 of then
        EarlierNumber = "earlier_number",
        /// 生年月日
        BirthDate = "birth_date",
    }
}

/// The two entries of the roster as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EarlierForm {
    /// 記号 of now
    pub symbol: String,
    /// 番号 of now
    pub number: String,
    /// 記号 of then
    pub earlier_symbol: String,
    /// 番号 of then
    pub earlier_number: String,
    /// 生年月日
    pub birth_date: String,
}

/// The two entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// 記号 of now.
    pub symbol: Symbol,
    /// 番号 of now.
    pub number: Number,
    /// 記号 of then.
    pub earlier_symbol: Symbol,
    /// 番号 of then.
    pub earlier_number: Number,
    /// 生年月日, the same in both.
    pub birth_date: BirthDate,
}

impl EarlierForm {
    /// Reads the form.
    ///
    /// # Errors
    /// One code per field that needs attention.
    pub fn parse(
        &self,
        today: CivilDate,
        nfkc: Nfkc<'_>,
    ) -> Result<Pair, FieldErrors<EarlierField>> {
        use EarlierField as F;
        let mut errors = FieldErrors::new();
        let symbol = errors.keep(F::Symbol, Symbol::parse(&self.symbol, nfkc));
        let number = errors.keep(F::Number, Number::parse(&self.number, nfkc));
        let earlier_symbol = Symbol::parse(&self.earlier_symbol, nfkc);
        let earlier_symbol = errors.keep(F::EarlierSymbol, earlier_symbol);
        let earlier_number = Number::parse(&self.earlier_number, nfkc);
        let earlier_number = errors.keep(F::EarlierNumber, earlier_number);
        let birth_date = BirthDate::parse(&self.birth_date, nfkc, today);
        let birth_date = errors.keep(F::BirthDate, birth_date);
        match (symbol, number, earlier_symbol, earlier_number, birth_date) {
            (
                Some(symbol),
                Some(number),
                Some(earlier_symbol),
                Some(earlier_number),
                Some(birth_date),
            ) => Ok(Pair {
                symbol,
                number,
                earlier_symbol,
                earlier_number,
                birth_date,
            }),
            _ => Err(errors),
        }
    }

    /// What is kept between looks.
    #[must_use]
    pub fn kept(&self) -> Self {
        Self {
            symbol: cut(&self.symbol),
            number: cut(&self.number),
            earlier_symbol: cut(&self.earlier_symbol),
            earlier_number: cut(&self.earlier_number),
            birth_date: cut(&self.birth_date),
        }
    }
}

/// What is said of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EarlierAct {
    /// They are one person.
    Link,
    /// They are not.
    Unlink,
}

impl EarlierAct {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Link, Self::Unlink];

    /// The code in forms and the record.
    pub fn code(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::Unlink => "unlink",
        }
    }

    /// The act of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.code() == code)
    }
}

/// Why two entries are not made one, or not made two again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refused {
    /// One of the two is not on the roster.
    Nobody,
    /// Twins: several of one number were born on that day.
    Several,
    /// Another sex, or the earlier 資格 had not ended when the later one began.
    NotOne,
    /// One of the two is linked already.
    Linked,
    /// They are not linked.
    NotLinked,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::text::testing::nfkc;

    #[test]
    fn both_entries_are_named_whole() {
        let today = CivilDate::new(2026, 11, 23).unwrap();
        let errors = EarlierForm::default().parse(today, &nfkc).unwrap_err();
        assert_eq!(errors.len(), 5);
        let form = EarlierForm {
            symbol: "７７".into(),
            number: "001".into(),
            earlier_symbol: "12".into(),
            earlier_number: "345".into(),
            birth_date: "S55.1.31".into(),
        };
        let pair = form.parse(today, &nfkc).unwrap();
        assert_eq!((pair.symbol.as_str(), pair.number.as_str()), ("77", "1"));
        for act in EarlierAct::ALL {
            assert_eq!(EarlierAct::from_code(act.code()), Some(act));
        }
        assert_eq!(EarlierAct::from_code("merge"), None);
    }
}

//! 代理予約: whom the caller is.

use serde::{Deserialize, Serialize};

use crate::domain::{
    birth_date::parse_date,
    date::CivilDate,
    field::{FieldError, FieldErrors},
    form::{cut, fields},
    kana_name::KanaName,
    symbol_number::{Number, Symbol},
    text::Nfkc,
};

fields! {
    /// Fields of the search for a person.
    FindField {
        /// 記号
        Symbol = "symbol",
        /// 番号
        Number = "number",
        /// 生年月日
        BirthDate = "birth_date",
        /// 氏名(カナ)
        Kana = "kana",
    }
}

fields! {
    /// Fields of the page behind a link to 日別名簿.
    HandedField {
        /// 健診機関コード
        Code = "code",
    }
}

/// The search for a person as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FindForm {
    /// 記号
    pub symbol: String,
    /// 番号
    pub number: String,
    /// 生年月日
    pub birth_date: String,
    /// 氏名(カナ), or its beginning.
    pub kana: String,
}

/// What the search means. At least 記号 and 番号, or 生年月日 and kana: less would show too many people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Find {
    /// 記号 and 番号
    pub number: Option<(Symbol, Number)>,
    /// 生年月日
    pub birth_date: Option<CivilDate>,
    /// Beginning of the key that kana names are compared by.
    pub kana_key: Option<String>,
}

impl FindForm {
    /// Reads the search.
    ///
    /// # Errors
    /// One code per field that needs attention. Where too little was said, `Empty` at what is missing.
    pub fn parse(&self, nfkc: Nfkc<'_>) -> Result<Find, FieldErrors<FindField>> {
        use FindField as F;
        let mut errors = FieldErrors::new();
        let blank = |raw: &str| raw.trim().is_empty();
        let mut find = Find::default();
        let by_name = !blank(&self.birth_date) && !blank(&self.kana);
        if !(by_name && blank(&self.symbol) && blank(&self.number)) {
            let symbol = errors.keep(F::Symbol, Symbol::parse(&self.symbol, nfkc));
            let number = errors.keep(F::Number, Number::parse(&self.number, nfkc));
            find.number = symbol.zip(number);
        }
        if !blank(&self.birth_date) {
            find.birth_date = errors.keep(F::BirthDate, parse_date(&self.birth_date, nfkc));
        }
        if !blank(&self.kana) {
            let kana = errors.keep(F::Kana, KanaName::parse(&self.kana, nfkc));
            find.kana_key = kana.map(|kana| kana.key());
        }
        // the digits of a number alone, or a name alone, are asked to be completed and not refused as wrong
        if blank(&self.symbol)
            && blank(&self.number)
            && blank(&self.kana) != blank(&self.birth_date)
        {
            let missing = if blank(&self.kana) {
                F::Kana
            } else {
                F::BirthDate
            };
            let mut only = FieldErrors::new();
            only.insert(missing, FieldError::Empty);
            return Err(only);
        }
        errors.into_result(find)
    }

    /// What is kept between looks.
    #[must_use]
    pub fn kept(&self) -> Self {
        Self {
            symbol: cut(&self.symbol),
            number: cut(&self.number),
            birth_date: cut(&self.birth_date),
            kana: cut(&self.kana),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::text::testing::nfkc;

    fn form(symbol: &str, number: &str, birth_date: &str, kana: &str) -> FindForm {
        FindForm {
            symbol: symbol.into(),
            number: number.into(),
            birth_date: birth_date.into(),
            kana: kana.into(),
        }
    }

    #[test]
    fn a_number_or_a_birth_date_with_a_name_is_enough() {
        assert!(form("12", "345", "", "").parse(&nfkc).is_ok());
        let found = form("", "", "S55.1.31", "そらの")
            .parse(&nfkc)
            .expect("enough");
        assert_eq!(
            (found.number, found.kana_key.as_deref()),
            (None, Some("ソラノ"))
        );
        let all = form("12", "345", "S55.1.31", "ソラノ").parse(&nfkc);
        assert!(all.is_ok_and(|find| find.number.is_some() && find.birth_date.is_some()));
    }

    #[test]
    fn less_is_asked_to_be_completed() {
        for (typed, field) in [
            (form("12", "", "", ""), FindField::Number),
            (form("", "", "", ""), FindField::Symbol),
            (form("", "", "1980-01-31", ""), FindField::Kana),
            (form("", "", "", "ソラノ"), FindField::BirthDate),
        ] {
            let errors = typed.parse(&nfkc).expect_err("too little");
            assert_eq!(errors.get(field), Some(FieldError::Empty), "{typed:?}");
        }
    }
}

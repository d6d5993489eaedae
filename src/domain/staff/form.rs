//! The console's own forms: signing in, the one-time code, the own password, looking for lines of the record.

use serde::{Deserialize, Serialize};

use super::PASSWORD;
use crate::domain::{
    birth_date::parse_date,
    code::ConfirmCode,
    date::CivilDate,
    field::{FieldError, FieldErrors},
    form::{cut, fields, single},
    password::NewPassword,
    symbol_number::{Number, Symbol},
    text::Nfkc,
};

fields! {
    /// Fields of the sign-in.
    SignInField {
        /// ログインID
        Login = "login",
        /// パスワード
        Password = "password",
    }
}

fields! {
    /// Fields of the pages that ask for a one-time code.
    CodeField {
        /// 確認コード
        Code = "code",
    }
}

fields! {
    /// Fields of the change of the own password.
    PasswordField {
        /// 現在のパスワード
        Current = "current",
        /// 新しいパスワード
        Password = "password",
    }
}

fields! {
    /// Fields of the search in the record.
    AuditField {
        /// 記号
        Symbol = "symbol",
        /// 番号
        Number = "number",
        /// この日から
        From = "from",
        /// この日まで
        To = "to",
    }
}

/// The sign-in as typed. Whatever was typed is looked up: a shape that cannot be is answered like an unknown name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SignInForm {
    /// ログインID
    pub login: String,
    /// パスワード
    pub password: String,
    /// Where to go afterwards; read through [`safe_next`](crate::domain::login::safe_next).
    pub next: String,
}

impl SignInForm {
    /// Whether both fields hold something.
    ///
    /// # Errors
    /// `Empty` for each field that does not.
    pub fn check(&self) -> Result<(), FieldErrors<SignInField>> {
        let mut errors = FieldErrors::new();
        if self.login.trim().is_empty() {
            errors.insert(SignInField::Login, FieldError::Empty);
        }
        if self.password.is_empty() {
            errors.insert(SignInField::Password, FieldError::Empty);
        }
        errors.into_result(())
    }

    /// What may be kept and shown again.
    #[must_use]
    pub fn without_secrets(&self) -> Self {
        Self {
            login: cut(&self.login),
            password: String::new(),
            next: cut(&self.next),
        }
    }
}

/// A one-time code as typed. Nothing of it is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CodeForm {
    /// Six digits.
    pub code: String,
    /// Where to go afterwards; read through [`safe_next`](crate::domain::login::safe_next).
    pub next: String,
}

impl CodeForm {
    /// Reads the code.
    ///
    /// # Errors
    /// What is wrong with its shape.
    pub fn parse(&self, nfkc: Nfkc<'_>) -> Result<ConfirmCode, FieldErrors<CodeField>> {
        single(CodeField::Code, ConfirmCode::parse(&cut(&self.code), nfkc))
    }
}

/// The change of the own password as typed. Nothing of it is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PasswordForm {
    /// 現在のパスワード
    pub current: String,
    /// 新しいパスワード
    pub password: String,
}

impl PasswordForm {
    /// Reads the form; the current password is checked by the server.
    ///
    /// # Errors
    /// One code per field that needs attention.
    pub fn parse(&self, nfkc: Nfkc<'_>) -> Result<NewPassword, FieldErrors<PasswordField>> {
        let mut errors = FieldErrors::new();
        if self.current.is_empty() {
            errors.insert(PasswordField::Current, FieldError::Empty);
        }
        let password = errors.keep(
            PasswordField::Password,
            NewPassword::parse(&self.password, nfkc, &PASSWORD),
        );
        match password {
            Some(password) if password.expose() == nfkc(&self.current) => {
                errors.insert(PasswordField::Password, FieldError::SameAsBefore);
                Err(errors)
            }
            Some(password) => errors.into_result(password),
            None => Err(errors),
        }
    }
}

/// A search in the record as typed; every field may stay empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AuditForm {
    /// 記号
    pub symbol: String,
    /// 番号
    pub number: String,
    /// この日から
    pub from: String,
    /// この日まで
    pub to: String,
}

/// What the search means.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditFilter {
    /// Lines about the people with this 記号 and 番号.
    pub number: Option<(Symbol, Number)>,
    /// Lines of this day (in Japan) and later.
    pub from: Option<CivilDate>,
    /// Lines of this day (in Japan) and earlier.
    pub to: Option<CivilDate>,
}

impl AuditForm {
    /// Reads the search; days are read in every spelling a birth date is.
    ///
    /// # Errors
    /// One code per field that needs attention; 記号 and 番号 go together.
    pub fn parse(&self, nfkc: Nfkc<'_>) -> Result<AuditFilter, FieldErrors<AuditField>> {
        let mut errors = FieldErrors::new();
        let mut filter = AuditFilter::default();
        if !self.symbol.trim().is_empty() || !self.number.trim().is_empty() {
            let symbol = errors.keep(AuditField::Symbol, Symbol::parse(&self.symbol, nfkc));
            let number = errors.keep(AuditField::Number, Number::parse(&self.number, nfkc));
            filter.number = symbol.zip(number);
        }
        let mut day = |field, raw: &str| {
            if raw.trim().is_empty() {
                return None;
            }
            errors.keep(field, parse_date(raw, nfkc))
        };
        filter.from = day(AuditField::From, &self.from);
        filter.to = day(AuditField::To, &self.to);
        errors.into_result(filter)
    }

    /// What is kept between looks.
    #[must_use]
    pub fn kept(&self) -> Self {
        Self {
            symbol: cut(&self.symbol),
            number: cut(&self.number),
            from: cut(&self.from),
            to: cut(&self.to),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::text::testing::nfkc;

    #[test]
    fn both_fields_are_needed() {
        let errors = SignInForm::default().check().expect_err("empty");
        assert_eq!(errors.len(), 2);
        let errors = PasswordForm::default().parse(&nfkc).expect_err("empty");
        assert_eq!(errors.len(), 2);
    }

    #[test]
    fn a_password_that_stays_is_no_change() {
        let form = PasswordForm {
            current: "umibe-no-kaze-5".to_owned(),
            password: "ｕmibe-no-kaze-5".to_owned(),
        };
        let errors = form.parse(&nfkc).expect_err("the same");
        assert_eq!(
            errors.get(PasswordField::Password),
            Some(FieldError::SameAsBefore)
        );
    }

    #[test]
    fn a_search_may_be_empty_and_is_read_like_every_form() {
        let none = AuditForm::default().parse(&nfkc);
        assert_eq!(none, Ok(AuditFilter::default()));
        let form = AuditForm {
            symbol: "１２".to_owned(),
            number: "345".to_owned(),
            from: "令和8年11月1日".to_owned(),
            to: String::new(),
        };
        let filter = form.parse(&nfkc).expect("it is readable");
        assert!(filter.number.is_some());
        assert_eq!(filter.from, CivilDate::new(2026, 11, 1));
        let half = AuditForm {
            symbol: "12".to_owned(),
            ..AuditForm::default()
        };
        let errors = half.parse(&nfkc).expect_err("half a number");
        assert_eq!(errors.get(AuditField::Number), Some(FieldError::Empty));
    }
}

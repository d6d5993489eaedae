//! 退会: leaving, with everything that belongs to the account.

use serde::{Deserialize, Serialize};

use super::{
    field::{FieldError, FieldErrors},
    form::fields,
};

fields! {
    /// Fields of the page.
    WithdrawField {
        /// 消える内容を確認しました
        Understood = "understood",
        /// パスワード
        Password = "password",
    }
}

/// 退会, as typed. Nothing of it is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WithdrawForm {
    /// Ticked: "on".
    pub understood: String,
    /// パスワード
    pub password: String,
}

impl WithdrawForm {
    /// Whether the box is ticked and a password given; the password is checked by the server.
    ///
    /// # Errors
    /// One code per field that needs attention.
    pub fn check(&self) -> Result<(), FieldErrors<WithdrawField>> {
        let mut errors = FieldErrors::new();
        if self.understood.is_empty() {
            errors.insert(WithdrawField::Understood, FieldError::NotAgreed);
        }
        if self.password.is_empty() {
            errors.insert(WithdrawField::Password, FieldError::Empty);
        }
        errors.into_result(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_are_needed() {
        assert_eq!(
            WithdrawForm::default()
                .check()
                .expect_err("empty")
                .iter()
                .count(),
            2
        );
    }
}

//! パスワード再発行: asking for the mail, and setting the new password.

use serde::{Deserialize, Serialize};

use super::{
    email::Email,
    field::FieldErrors,
    form::{cut, fields, single},
    password::{NewPassword, PasswordPolicy},
    text::Nfkc,
};

fields! {
    /// Fields of the page that asks for the mail.
    ForgotField {
        /// メールアドレス
        Email = "email",
    }
}

fields! {
    /// Fields of the page behind the mailed link.
    NewPasswordField {
        /// パスワード
        Password = "password",
    }
}

/// 再発行の申込み, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ForgotForm {
    /// メールアドレス
    pub email: String,
}

impl ForgotForm {
    /// Reads the address.
    ///
    /// # Errors
    /// What is wrong with its shape; whether it is known is never said.
    pub fn parse(&self, nfkc: Nfkc<'_>) -> Result<Email, FieldErrors<ForgotField>> {
        single(ForgotField::Email, Email::parse(&self.email, nfkc))
    }

    /// What may be kept and shown again.
    #[must_use]
    pub fn without_secrets(&self) -> Self {
        Self {
            email: cut(&self.email),
        }
    }
}

/// The new password, as typed behind a mailed link.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewPasswordForm {
    /// The link's token: the act needs it again, no session stands for it.
    pub token: String,
    /// パスワード
    pub password: String,
}

impl NewPasswordForm {
    /// Reads the password.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(
        &self,
        nfkc: Nfkc<'_>,
        policy: &PasswordPolicy,
    ) -> Result<NewPassword, FieldErrors<NewPasswordField>> {
        single(
            NewPasswordField::Password,
            NewPassword::parse(&self.password, nfkc, policy),
        )
    }
}

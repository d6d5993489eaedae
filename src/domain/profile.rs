//! 登録情報: changing the address and the password of an account.

use serde::{Deserialize, Serialize};

use super::{
    email::Email,
    field::{FieldError, FieldErrors},
    form::{cut, fields},
    password::{NewPassword, PasswordPolicy, fold},
    text::Nfkc,
};

fields! {
    /// Fields of the change of address.
    EmailChangeField {
        /// メールアドレス
        Email = "email",
        /// 現在のパスワード
        CurrentPassword = "current_password",
    }
}

fields! {
    /// Fields of the page that says where the mail to a new address went.
    EmailSentField {
        /// もう一度送る
        Resend = "resend",
    }
}

fields! {
    /// Fields of the page behind the link mailed to a new address.
    EmailConfirmField {
        /// 現在のパスワード, where the browser is not signed in to the account
        Password = "password",
    }
}

fields! {
    /// Fields of the change of password.
    PasswordChangeField {
        /// 現在のパスワード
        CurrentPassword = "current_password",
        /// パスワード
        Password = "password",
    }
}

/// メールアドレスの変更, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EmailChangeForm {
    /// The new address.
    pub email: String,
    /// 現在のパスワード
    pub current_password: String,
}

impl EmailChangeForm {
    /// Reads the form; the current password is checked by the server.
    ///
    /// # Errors
    /// One code per field that needs attention.
    pub fn parse(&self, nfkc: Nfkc<'_>) -> Result<Email, FieldErrors<EmailChangeField>> {
        let mut errors = FieldErrors::new();
        let email = errors.keep(EmailChangeField::Email, Email::parse(&self.email, nfkc));
        if self.current_password.is_empty() {
            errors.insert(EmailChangeField::CurrentPassword, FieldError::Empty);
        }
        match email {
            Some(email) => errors.into_result(email),
            None => Err(errors),
        }
    }

    /// What may be kept and shown again.
    #[must_use]
    pub fn without_secrets(&self) -> Self {
        Self {
            email: cut(&self.email),
            current_password: String::new(),
        }
    }
}

/// パスワードの変更, as typed. Nothing of it is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PasswordChangeForm {
    /// 現在のパスワード
    pub current_password: String,
    /// The new one.
    pub password: String,
}

impl PasswordChangeForm {
    /// Reads the form; the current password is checked by the server.
    ///
    /// # Errors
    /// One code per field that needs attention.
    pub fn parse(
        &self,
        nfkc: Nfkc<'_>,
        policy: &PasswordPolicy,
    ) -> Result<NewPassword, FieldErrors<PasswordChangeField>> {
        let mut errors = FieldErrors::new();
        if self.current_password.is_empty() {
            errors.insert(PasswordChangeField::CurrentPassword, FieldError::Empty);
        }
        let password = errors.keep(
            PasswordChangeField::Password,
            NewPassword::parse(&self.password, nfkc, policy),
        );
        match password {
            Some(password) => errors.into_result(password),
            None => Err(errors),
        }
    }

    /// Whether `password`, as it was read, is the one typed as the current one. True says nothing of the account until the current one
    /// is known to be right.
    pub fn changes_nothing(&self, password: &NewPassword, nfkc: Nfkc<'_>) -> bool {
        password.expose() == fold(&cut(&self.current_password), nfkc)
    }
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    #[test]
    fn a_password_that_stays_is_no_change() {
        let nfkc = |raw: &str| raw.nfkc().collect::<String>();
        for (new, stays) in [("ｕmibe5", true), ("umibe5", true), ("umibe6", false)] {
            let form = PasswordChangeForm {
                current_password: "umibe5".to_owned(),
                password: new.to_owned(),
            };
            let password = form.parse(&nfkc, &PasswordPolicy::SEED).expect("readable");
            assert_eq!(form.changes_nothing(&password, &nfkc), stays, "{new}");
        }
    }

    #[test]
    fn all_errors_at_once() {
        let nfkc = |raw: &str| raw.nfkc().collect::<String>();
        let errors = EmailChangeForm::default().parse(&nfkc).expect_err("empty");
        assert_eq!(errors.iter().count(), 2);
        let errors = PasswordChangeForm::default()
            .parse(&nfkc, &PasswordPolicy::SEED)
            .expect_err("empty");
        assert_eq!(errors.iter().count(), 2);
    }
}

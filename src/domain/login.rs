//! ログイン: the form. Whatever was typed is looked up: a shape that cannot be is answered like an unknown address.

use serde::{Deserialize, Serialize};

use super::{
    field::{FieldError, FieldErrors},
    form::{cut, fields},
};

fields! {
    /// Fields of the login form.
    LoginField {
        /// メールアドレス
        Email = "email",
        /// パスワード
        Password = "password",
    }
}

/// The login form as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LoginForm {
    /// メールアドレス
    pub email: String,
    /// パスワード
    pub password: String,
    /// Where to go afterwards; read through [`safe_next`].
    pub next: String,
}

impl LoginForm {
    /// Whether both fields hold something.
    ///
    /// # Errors
    /// `Empty` for each field that does not.
    pub fn check(&self) -> Result<(), FieldErrors<LoginField>> {
        let mut errors = FieldErrors::new();
        if self.email.trim().is_empty() {
            errors.insert(LoginField::Email, FieldError::Empty);
        }
        if self.password.is_empty() {
            errors.insert(LoginField::Password, FieldError::Empty);
        }
        errors.into_result(())
    }

    /// What may be kept and shown again.
    #[must_use]
    pub fn without_secrets(&self) -> Self {
        Self {
            email: cut(&self.email),
            password: String::new(),
            next: cut(&self.next),
        }
    }
}

/// A path of this site to return to after login, if `next` is one: it begins with one slash, and holds nothing that a
/// browser could read as another host or as a header's end.
pub fn safe_next(next: &str) -> Option<&str> {
    let plain = next
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'/' | b'-' | b'_' | b'?' | b'=' | b'&'));
    (next.starts_with('/') && !next.starts_with("//") && plain && next.len() <= 200).then_some(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_own_paths_are_returned_to() {
        assert_eq!(
            safe_next("/mypage/newsletters"),
            Some("/mypage/newsletters")
        );
        for bad in [
            "",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/a\r\nLocation: x",
            "/%2F/evil",
            "javascript:alert(1)",
        ] {
            assert_eq!(safe_next(bad), None, "{bad}");
        }
    }

    #[test]
    fn both_fields_are_needed() {
        let errors = LoginForm::default().check().expect_err("empty");
        assert_eq!(errors.iter().count(), 2);
    }
}

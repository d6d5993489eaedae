//! マイページ登録, the small forms after the first one: agreement, code, corrected address, the link opened elsewhere, 登録コード.

use serde::{Deserialize, Serialize};

use super::form::{cut, fields};

fields! {
    /// Fields of the check page.
    ConfirmField {
        /// The answers shown
        Answers = "answers",
        /// 利用規約への同意
        Agreed = "agreed",
    }
}

fields! {
    /// Fields of the page that says where the mail went.
    SentField {
        /// 確認コード
        Code = "code",
        /// メールアドレスの訂正
        Email = "email",
        /// 再送
        Resend = "resend",
    }
}

/// What the page that says where the mail went keeps between POST and GET.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SentEcho {
    /// A corrected address as typed.
    pub email: String,
    /// Whether the mail has just been sent again.
    pub sent_again: bool,
    /// Whether 「登録」 was pressed on a page that showed other answers than those that have been registered.
    pub other_answers: bool,
}

fields! {
    /// Fields of the mailed link's page in a browser that did not register.
    CompleteField {
        /// 登録時に決めたパスワード
        Password = "password",
        /// 生年月日
        BirthDate = "birth_date",
        /// 新しいパスワード
        NewPassword = "new_password",
    }
}

/// How a registration is proven in a browser that did not register.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CompleteForm {
    /// The link's token.
    pub token: String,
    /// The password chosen when registering.
    pub password: String,
    /// 生年月日, together with a new password.
    pub birth_date: String,
    /// A new password instead of a forgotten one.
    pub new_password: String,
    /// Not empty on the form that sets a new password: its fields may all be.
    pub anew: String,
}

impl CompleteForm {
    /// Whether the person wants a new password rather than the one chosen.
    pub fn by_new_password(&self) -> bool {
        !self.anew.is_empty() || !self.birth_date.is_empty() || !self.new_password.is_empty()
    }

    /// What may be kept and shown again.
    #[must_use]
    pub fn without_secrets(&self) -> Self {
        Self {
            birth_date: cut(&self.birth_date),
            ..Self::default()
        }
    }
}

fields! {
    /// Fields of the page that waits for approval.
    WaitingField {
        /// 登録コード
        Code = "code",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_secret_is_kept() {
        let form = CompleteForm {
            token: "t".into(),
            password: "p".into(),
            birth_date: "1980-01-31".into(),
            new_password: "n".into(),
            anew: "1".into(),
        };
        assert!(form.by_new_password());
        assert_eq!(
            form.without_secrets(),
            CompleteForm {
                birth_date: "1980-01-31".into(),
                ..CompleteForm::default()
            }
        );
    }
}

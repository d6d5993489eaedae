//! 健保の職員: who they are to the console, what each role may do, and how they are called there.
//!
//! May enter: roles, rights, login names, the forms of signing in. Must not: passwords at rest, sessions, sentences.

mod action;
mod form;

use serde::{Deserialize, Serialize};

use super::{
    field::FieldError,
    password::PasswordPolicy,
    text::{Nfkc, fold_ascii, fold_hyphens},
};

pub use action::Action;
pub use form::{
    AuditField, AuditFilter, AuditForm, CodeField, CodeForm, PasswordField, PasswordForm,
    SignInField, SignInForm,
};

/// The rule for passwords of staff: they open everybody's data, with a second factor (ASVS 6.2.1 asks for 8).
pub const PASSWORD: PasswordPolicy = PasswordPolicy {
    min_len: 12,
    letter_and_digit: false,
};

/// Who acts, in the record, on the command line. No login name holds a space.
pub const OPERATOR: &str = "command line";

/// What one of the staff is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 窓口: serves members, day by day.
    Clerk,
    /// 管理者: also decides on courses, prices, institutions.
    Manager,
    /// 監査: sees everything, changes nothing.
    Auditor,
}

/// Something a role may or may not do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Capability {
    /// See courses, places, bookings.
    SeeCheckup,
    /// Work on bookings: answer wishes, book by phone, record who came.
    WorkCheckup,
    /// Decide on courses, rules, institutions, places, holidays.
    RuleCheckup,
    /// Read the record of what staff did.
    SeeAudit,
    /// See batches of 医療費 with their counts and totals; nobody's rows.
    SeeExpenses,
    /// Work on 医療費: load and publish batches, settle rows without a person, print, 不開示. 医療費 is 要配慮個人情報, so that
    /// whoever serves members day by day sees none of it.
    WorkExpenses,
}

impl Capability {
    /// All capabilities.
    pub const ALL: [Self; 6] = [
        Self::SeeCheckup,
        Self::WorkCheckup,
        Self::RuleCheckup,
        Self::SeeAudit,
        Self::SeeExpenses,
        Self::WorkExpenses,
    ];

    /// The code in the record of what was refused.
    pub fn code(self) -> &'static str {
        match self {
            Self::SeeCheckup => "see-checkup",
            Self::WorkCheckup => "work-checkup",
            Self::RuleCheckup => "rule-checkup",
            Self::SeeAudit => "see-audit",
            Self::SeeExpenses => "see-expenses",
            Self::WorkExpenses => "work-expenses",
        }
    }
}

impl Role {
    /// All roles.
    pub const ALL: [Self; 3] = [Self::Clerk, Self::Manager, Self::Auditor];

    /// The code in the database and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Self::Clerk => "clerk",
            Self::Manager => "manager",
            Self::Auditor => "auditor",
        }
    }

    /// Reads a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }

    /// Whether the role may do it: the whole table of rights.
    pub fn may(self, capability: Capability) -> bool {
        match capability {
            Capability::SeeCheckup => true,
            Capability::WorkCheckup => matches!(self, Self::Clerk | Self::Manager),
            Capability::RuleCheckup | Capability::WorkExpenses => matches!(self, Self::Manager),
            Capability::SeeAudit | Capability::SeeExpenses => {
                matches!(self, Self::Manager | Self::Auditor)
            }
        }
    }
}

/// What stands between one of the staff and the console.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gate {
    /// Login name and password.
    SignIn,
    /// A password of one's own in place of the start password.
    Password,
    /// An authenticator, to be set up.
    Enrol,
    /// The authenticator's code.
    Verify,
}

/// ログインID: 2 to 32 of a–z, 0–9, `.`, `-`, `_`, beginning with a letter or digit; case and width make no difference.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Login(String);

impl Login {
    /// Fewest characters.
    pub const MIN: usize = 2;
    /// Most characters.
    pub const MAX: usize = 32;

    /// Reads what was typed.
    ///
    /// # Errors
    /// `Empty`, `TooShort`, `TooLong`, `BadCharacter`.
    pub fn parse(raw: &str, nfkc: Nfkc<'_>) -> Result<Self, FieldError> {
        let login = fold_hyphens(&fold_ascii(raw, nfkc)).to_ascii_lowercase();
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
        match login.len() {
            0 => Err(FieldError::Empty),
            _ if !login.bytes().all(|b| plain(b) || b".-_".contains(&b)) => {
                Err(FieldError::BadCharacter)
            }
            _ if !login.as_bytes().first().is_some_and(|b| plain(*b)) => {
                Err(FieldError::BadCharacter)
            }
            length if length < Self::MIN => Err(FieldError::TooShort {
                min: Self::MIN as u16,
            }),
            length if length > Self::MAX => Err(FieldError::TooLong {
                max: Self::MAX as u16,
            }),
            _ => Ok(Self(login)),
        }
    }

    /// A login name as it was stored.
    pub fn from_stored(text: &str) -> Option<Self> {
        Self::parse(text, &str::to_owned)
            .ok()
            .filter(|login| login.0 == text)
    }

    /// As stored and shown.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::text::testing::{hostile, nfkc};

    #[test]
    fn a_login_name_is_read_in_any_case_and_width() {
        for raw in ["sorano", "SORANO", " ｓｏｒａｎｏ ", "Sorano"] {
            assert_eq!(
                Login::parse(raw, &nfkc).map(|login| login.0),
                Ok("sorano".to_owned())
            );
        }
        for (raw, error) in [
            ("", FieldError::Empty),
            ("a", FieldError::TooShort { min: 2 }),
            ("空野", FieldError::BadCharacter),
            ("so rano", FieldError::BadCharacter),
            ("-sorano", FieldError::BadCharacter),
        ] {
            assert_eq!(Login::parse(raw, &nfkc), Err(error), "{raw}");
        }
        let long = "a".repeat(33);
        assert_eq!(
            Login::parse(&long, &nfkc),
            Err(FieldError::TooLong { max: 32 })
        );
    }

    #[test]
    fn an_auditor_changes_nothing_and_a_clerk_decides_nothing() {
        let rights = |role: Role| Capability::ALL.map(|capability| role.may(capability));
        assert_eq!(
            rights(Role::Clerk),
            [true, true, false, false, false, false]
        );
        assert_eq!(rights(Role::Manager), [true; 6]);
        assert_eq!(
            rights(Role::Auditor),
            [true, false, false, true, true, false]
        );
    }

    #[test]
    fn codes_are_read_again() {
        for role in Role::ALL {
            assert_eq!(Role::from_code(role.code()), Some(role));
        }
        assert_eq!(Role::from_code("root"), None);
    }

    proptest! {
        #[test]
        fn what_was_read_is_stored_as_it_is(raw in hostile()) {
            if let Ok(login) = Login::parse(&raw, &nfkc) {
                prop_assert_eq!(Login::from_stored(login.as_str()), Some(login));
            }
        }
    }
}

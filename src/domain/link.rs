//! What a mailed link or code is for, and how long it is good.

/// What a mailed link does. A token made for one purpose is none for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Completes a registration (マイページ登録手続き).
    Registration,
    /// Lets the address registered so far approve or refuse another one.
    Approval,
    /// Sets a new password (再発行).
    PasswordReset,
    /// Confirms a new address of an account.
    EmailChange,
    /// Opens an institution's list of a day (日別名簿).
    DailyList,
    /// The second step before 医療費のお知らせ: a code alone, no link.
    SecondStep,
}

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

impl Purpose {
    /// A short stable name, part of what a token is made from.
    pub fn code(self) -> &'static str {
        match self {
            Self::Registration => "registration",
            Self::Approval => "approval",
            Self::PasswordReset => "password-reset",
            Self::EmailChange => "email-change",
            Self::DailyList => "daily-list",
            Self::SecondStep => "second-step",
        }
    }

    /// How long the link is good, in milliseconds. Links live longer than codes because carriers deliver late
    /// (SECURITY §4: registration 24 h, undo 72 h, reissue 30 min). The code of the second step is waited for and typed at once.
    pub const fn lifetime_ms(self) -> i64 {
        match self {
            Self::Registration | Self::EmailChange => 24 * HOUR,
            Self::Approval => 72 * HOUR,
            Self::DailyList => 7 * 24 * HOUR,
            Self::PasswordReset => 30 * MINUTE,
            Self::SecondStep => 10 * MINUTE,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Purpose;

    #[test]
    fn purposes_have_names_of_their_own() {
        let all = [
            Purpose::Registration,
            Purpose::Approval,
            Purpose::PasswordReset,
            Purpose::EmailChange,
            Purpose::DailyList,
            Purpose::SecondStep,
        ];
        let names: std::collections::BTreeSet<_> =
            all.iter().map(|purpose| purpose.code()).collect();
        assert_eq!(names.len(), all.len());
        let links = all.iter().filter(|one| **one != Purpose::SecondStep);
        assert!(
            links
                .map(|purpose| purpose.lifetime_ms())
                .all(|lifetime| lifetime >= 30 * 60_000)
        );
    }
}

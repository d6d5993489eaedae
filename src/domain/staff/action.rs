//! What the record of staff's work can say.

/// Declares the actions with the codes they are stored under.
macro_rules! actions {
    ($($(#[$meta:meta])* $action:ident = $code:literal,)+) => {
        /// Something one of the staff did, or saw.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Action {
            $($(#[$meta])* $action,)+
        }

        impl Action {
            /// All actions.
            pub const ALL: &[Self] = &[$(Self::$action,)+];

            /// The code in the database. Never changed once it was written.
            pub fn code(self) -> &'static str {
                match self {
                    $(Self::$action => $code,)+
                }
            }

            /// Reads a code.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|action| action.code() == code)
            }
        }
    };
}

actions! {
    /// Signed in, with both factors.
    SignedIn = "signed-in",
    /// Signed out.
    SignedOut = "signed-out",
    /// A password that was not right, for an account there is.
    PasswordRefused = "password-refused",
    /// A one-time code that was not right, after the right password.
    CodeRefused = "code-refused",
    /// An authenticator was set up.
    Enrolled = "enrolled",
    /// The person changed the own password.
    PasswordChanged = "password-changed",
    /// An account was made (command line).
    StaffAdded = "staff-added",
    /// An account got a new start password and lost its authenticator (command line).
    StaffReset = "staff-reset",
    /// An account was closed (command line).
    StaffDisabled = "staff-disabled",
    /// An account was opened again (command line).
    StaffEnabled = "staff-enabled",
    /// The record itself was read.
    AuditViewed = "audit-viewed",
    /// A person was looked up by 記号 and 番号.
    PersonViewed = "person-viewed",
    /// A page was asked for that the role may not see.
    Refused = "refused",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_tell_actions_apart() {
        for action in Action::ALL {
            assert_eq!(Action::from_code(action.code()), Some(*action));
        }
        assert_eq!(Action::from_code(""), None);
    }
}

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
    /// A course was made, changed, opened to members or closed.
    CourseChanged = "course-changed",
    /// The courses of a fiscal year were copied to the next.
    CoursesCopied = "courses-copied",
    /// An institution was made or changed.
    InstitutionChanged = "institution-changed",
    /// Prices of an institution were changed, or a year's were copied to the next.
    PricesChanged = "prices-changed",
    /// Closed days of an institution were changed.
    ClosedDaysChanged = "closed-days-changed",
    /// Places were made, changed or taken away.
    PlacesChanged = "places-changed",
    /// The table of holidays was changed.
    HolidaysChanged = "holidays-changed",
    /// A file of institutions, prices or places was read in.
    RulesImported = "rules-imported",
    /// A file of institutions, prices or places was written out.
    RulesExported = "rules-exported",
    /// The record itself was read.
    AuditViewed = "audit-viewed",
    /// A person was looked up by 記号 and 番号.
    PersonViewed = "person-viewed",
    /// Bookings of a person were seen, in a list or by themselves.
    BookingSeen = "booking-seen",
    /// Something was done to a booking; the detail says what and with which answer.
    BookingWorked = "booking-worked",
    /// Bookings left as a file.
    BookingsExported = "bookings-exported",
    /// A person was looked at for a booking by phone.
    ProxySeen = "proxy-seen",
    /// 日別名簿 was seen.
    DailyListSeen = "daily-list-seen",
    /// 日別名簿 left as a file.
    DailyListExported = "daily-list-exported",
    /// A link to 日別名簿 was made.
    DailyListMade = "daily-list-made",
    /// A link to 日別名簿 was recalled.
    DailyListRecalled = "daily-list-recalled",
    /// An institution opened its 日別名簿 by the link.
    DailyListOpened = "daily-list-opened",
    /// 受診率 left as a file.
    RatesExported = "rates-exported",
    /// Who waits for a place was seen.
    WaitingSeen = "waiting-seen",
    /// A result taken elsewhere was seen.
    ResultSeen = "result-seen",
    /// A result taken elsewhere was accepted or refused.
    ResultDecided = "result-decided",
    /// A family was looked at: who of it sees whose 医療費.
    ExpenseFamilySeen = "expense-family-seen",
    /// 不開示 or 家族に見せない was set or lifted; the detail says which.
    ExpenseFamilyChanged = "expense-family-changed",
    /// Two entries of the roster were said to be one person, or not to be; the detail says which.
    ExpenseEarlierChanged = "expense-earlier-changed",
    /// A file of 医療費 was sent to be checked.
    ExpenseFileSent = "expense-file-sent",
    /// Something was done to a batch of 医療費: loaded, published, taken back; the detail says what.
    ExpenseBatchWorked = "expense-batch-worked",
    /// Rows of 医療費 without a person were seen, with those they may be.
    ExpenseOrphansSeen = "expense-orphans-seen",
    /// A row of 医療費 without a person was given to somebody, or put aside.
    ExpenseOrphanSettled = "expense-orphan-settled",
    /// Requests for 医療費のお知らせ on paper were seen.
    ExpensePaperSeen = "expense-paper-seen",
    /// 医療費のお知らせ was made for printing.
    ExpensePaperMade = "expense-paper-made",
    /// Requests for paper were marked as printed.
    ExpensePaperPrinted = "expense-paper-printed",
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

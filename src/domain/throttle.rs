//! Guessing is slowed down, never locked out: waits that grow with consecutive failures, and quotas per window of time.
//!
//! Pure: the caller keeps the counters and brings the time. Numbers from the threat model (SECURITY §4, design): an office
//! behind one address must not lock itself out, and nobody can lock a colleague out for good.

/// Consecutive failures and what they cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tries {
    /// How many in a row.
    pub failures: u32,
    /// When the row began, ms.
    pub first_at: i64,
    /// The last one, ms.
    pub last_at: i64,
    /// Until when the next try has to wait, ms.
    pub blocked_until: i64,
}

/// How failures turn into waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// So many failures cost nothing.
    pub free: u32,
    /// After so long without a failure the row is forgotten, ms.
    pub forget_after_ms: i64,
    /// The waits after the free ones, in seconds; the last one repeats.
    pub waits_s: &'static [i64],
}

/// So many uses in so long a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota {
    /// Uses allowed.
    pub max: u32,
    /// The window's length, ms.
    pub window_ms: i64,
}

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

/// Wrong passwords for one submitted address, known or not.
pub const LOGIN_IDENTIFIER: Rule = Rule {
    free: 3,
    forget_after_ms: 24 * HOUR,
    waits_s: &[1, 3, 5, 10, 30, 60, 120, 300, 600, 900],
};
/// Wrong passwords from one network: an office of thousands shares an address, so only many failures are slowed, gently.
pub const LOGIN_NETWORK: Rule = Rule {
    free: 100,
    forget_after_ms: 10 * MINUTE,
    waits_s: &[1, 2, 5, 10],
};
/// Wrong passwords for one of the staff, from wherever: beyond what the waits by name and network let through, so that guessing from
/// elsewhere does not keep the person out. 100 in a row are the most (NIST SP 800-63B-4 §3.2.2).
pub const STAFF_LOGIN: Rule = Rule {
    free: 50,
    forget_after_ms: 24 * HOUR,
    waits_s: &[30, 60, 300, 900],
};
/// Roster questions that found nobody, per 記号+番号.
pub const ROSTER_MISS_NUMBER: Rule = Rule {
    free: 3,
    forget_after_ms: HOUR,
    waits_s: &[60, 180, 300, 600, 900],
};
/// Roster questions that found nobody, per network.
pub const ROSTER_MISS_NETWORK: Rule = Rule {
    free: 30,
    forget_after_ms: HOUR,
    waits_s: &[5, 10, 30, 60],
};
/// Wrong passwords or dates on a mailed registration link, and wrong current passwords on own pages.
pub const OWN_SECRET: Rule = Rule {
    free: 5,
    forget_after_ms: HOUR,
    waits_s: &[10, 30, 60, 300, 900],
};
/// Mails to one address in an hour.
pub const MAILS_PER_ADDRESS: Quota = Quota {
    max: 3,
    window_ms: HOUR,
};
/// Mails to one address in a day.
pub const MAILS_PER_ADDRESS_DAY: Quota = Quota {
    max: 10,
    window_ms: 24 * HOUR,
};
/// Registrations finished from one network in an hour; an office on its first day must get through.
pub const REGISTRATIONS_NETWORK: Quota = Quota {
    max: 600,
    window_ms: HOUR,
};
/// How often one person may be told that an address is taken, in an hour.
pub const ADDRESS_TAKEN: Quota = Quota {
    max: 3,
    window_ms: HOUR,
};
/// Messages to the society from one browser in an hour.
pub const CONTACT: Quota = Quota {
    max: 5,
    window_ms: HOUR,
};
/// Messages to the society from one network in an hour: an office of thousands shares an address.
pub const CONTACT_NETWORK: Quota = Quota {
    max: 30,
    window_ms: HOUR,
};
/// Tries at one 6-digit code; after that a new mail is needed.
pub const CODE_TRIES: i64 = 5;

/// Every rule and quota of a society.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Wrong passwords for one submitted address.
    pub login_identifier: Rule,
    /// Wrong passwords from one network.
    pub login_network: Rule,
    /// Roster questions that found nobody, per 記号+番号.
    pub roster_miss_number: Rule,
    /// Roster questions that found nobody, per network.
    pub roster_miss_network: Rule,
    /// Wrong secrets on mailed links and own pages.
    pub own_secret: Rule,
    /// Mails to one address in an hour.
    pub mails_per_address: Quota,
    /// Mails to one address in a day.
    pub mails_per_address_day: Quota,
    /// Registrations finished from one network.
    pub registrations_network: Quota,
    /// How often one person may be told that an address is taken.
    pub address_taken: Quota,
    /// Messages to the society from one browser.
    pub contact: Quota,
    /// Messages to the society from one network.
    pub contact_network: Quota,
}

impl Default for Limits {
    /// What holds where the society sets nothing.
    fn default() -> Self {
        Self {
            login_identifier: LOGIN_IDENTIFIER,
            login_network: LOGIN_NETWORK,
            roster_miss_number: ROSTER_MISS_NUMBER,
            roster_miss_network: ROSTER_MISS_NETWORK,
            own_secret: OWN_SECRET,
            mails_per_address: MAILS_PER_ADDRESS,
            mails_per_address_day: MAILS_PER_ADDRESS_DAY,
            registrations_network: REGISTRATIONS_NETWORK,
            address_taken: ADDRESS_TAKEN,
            contact: CONTACT,
            contact_network: CONTACT_NETWORK,
        }
    }
}

/// The row after one more failure at `now_ms`.
pub fn after_failure(before: Option<Tries>, now_ms: i64, rule: &Rule) -> Tries {
    let before = before.filter(|tries| now_ms - tries.last_at < rule.forget_after_ms);
    let failures = before.map_or(1, |tries| tries.failures.saturating_add(1));
    let wait_s = failures
        .checked_sub(rule.free)
        .filter(|beyond| *beyond > 0)
        .and_then(|beyond| {
            let at = usize::try_from(beyond - 1).unwrap_or(usize::MAX);
            rule.waits_s.get(at).or(rule.waits_s.last())
        })
        .copied()
        .unwrap_or(0);
    Tries {
        failures,
        first_at: before.map_or(now_ms, |tries| tries.first_at),
        last_at: now_ms,
        blocked_until: now_ms.saturating_add(wait_s.saturating_mul(1000)),
    }
}

/// How many whole seconds the next try has to wait, if any.
pub fn wait_s(tries: &Tries, now_ms: i64) -> Option<i64> {
    let left = tries.blocked_until - now_ms;
    (left > 0).then_some((left + 999) / 1000)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const RULES: [Rule; 6] = [
        LOGIN_IDENTIFIER,
        LOGIN_NETWORK,
        STAFF_LOGIN,
        ROSTER_MISS_NUMBER,
        ROSTER_MISS_NETWORK,
        OWN_SECRET,
    ];

    fn wait_after(failures: u32, rule: &Rule) -> i64 {
        let tries = (0..failures).fold(None, |tries, at| {
            Some(after_failure(tries, i64::from(at), rule))
        });
        tries
            .map(|tries| tries.blocked_until - tries.last_at)
            .unwrap_or_default()
    }

    #[test]
    fn the_first_failures_cost_nothing() {
        assert_eq!(wait_after(3, &LOGIN_IDENTIFIER), 0);
        assert_eq!(wait_after(4, &LOGIN_IDENTIFIER), 1000);
        assert_eq!(wait_after(100, &LOGIN_NETWORK), 0);
    }

    proptest! {
        #[test]
        fn waits_grow_and_are_bounded(failures in 1u32..400, which in 0usize..6) {
            let rule = &RULES[which];
            let wait = wait_after(failures, rule);
            prop_assert!(wait >= wait_after(failures - 1, rule));
            prop_assert!(wait <= 15 * MINUTE);
        }

        #[test]
        fn every_wait_ends_and_is_forgotten(failures in 1u32..400, which in 0usize..6) {
            let rule = &RULES[which];
            let tries = (0..failures).fold(None, |tries, at| Some(after_failure(tries, i64::from(at), rule)));
            let tries = tries.expect("at least one failure");
            prop_assert_eq!(wait_s(&tries, tries.blocked_until), None);
            let later = after_failure(Some(tries), tries.last_at + rule.forget_after_ms, rule);
            prop_assert_eq!(later.failures, 1);
        }
    }
}

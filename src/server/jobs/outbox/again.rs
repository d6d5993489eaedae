//! When a mail that was not taken is tried again, and when it is given up.
//!
//! May enter: waits and patience. Must not: sending, the database.

use crate::server::{
    clock::{HOUR, MINUTE, Millis},
    db::outbox::{self, OutboxRow, Outcome},
    mail::transport::Reply,
};

/// How long the n-th failure makes a mail wait (SECURITY §4: 10 s growing to 6 h, ten attempts).
const WAITS: [Millis; 9] = [
    10_000,
    MINUTE,
    5 * MINUTE,
    20 * MINUTE,
    HOUR,
    3 * HOUR,
    6 * HOUR,
    6 * HOUR,
    6 * HOUR,
];
/// A mail that could not be delivered for this long is given up (SECURITY §4).
const PATIENCE: Millis = 72 * HOUR;
/// Attempts in all.
pub(super) const ATTEMPTS_MAX: i32 = WAITS.len() as i32 + 1;

/// When a mail that failed now is tried again; `None` gives it up.
fn next_attempt(attempts: i32, created_at: Millis, now: Millis) -> Option<Millis> {
    let failed = usize::try_from(attempts).ok()?.checked_sub(1)?;
    let next = now + WAITS.get(failed)?;
    (next - created_at <= PATIENCE).then_some(next)
}

pub(super) fn later(row: &OutboxRow, now: Millis, reply: Reply) -> Outcome {
    match next_attempt(row.attempts, row.created_at, now) {
        Some(next_at) => Outcome::Later(stored(reply), next_at),
        None => Outcome::GivenUp(stored(reply)),
    }
}

pub(super) fn given_up(text: &str) -> Outcome {
    Outcome::GivenUp(stored(Reply::new(None, text)))
}

pub(super) fn stored(reply: Reply) -> outbox::Reply {
    outbox::Reply {
        code: reply.code.map(i32::from),
        text: Some(reply.text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_from_ten_seconds_to_six_hours_and_end() {
        let waits: Vec<Millis> = (1..ATTEMPTS_MAX)
            .map(|attempts| next_attempt(attempts, 0, 0).unwrap())
            .collect();
        assert_eq!(waits.first(), Some(&10_000));
        assert_eq!(waits.last(), Some(&(6 * HOUR)));
        assert!(waits.is_sorted());
        assert_eq!(next_attempt(ATTEMPTS_MAX, 0, 0), None);
        assert_eq!(ATTEMPTS_MAX, 10);
    }

    #[test]
    fn nothing_is_tried_after_three_days() {
        assert!(next_attempt(1, 0, 71 * HOUR).is_some());
        assert_eq!(next_attempt(1, 0, 72 * HOUR), None);
    }
}

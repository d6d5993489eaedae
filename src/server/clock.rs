//! The time, as an argument: the machine's clock, or one that tests move.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use chrono::{Datelike, FixedOffset, TimeZone, Utc};

use crate::domain::date::CivilDate;

/// Milliseconds since 1970-01-01T00:00Z: how moments are stored and compared on both databases.
pub type Millis = i64;

/// One minute in milliseconds.
pub const MINUTE: Millis = 60_000;
/// One hour in milliseconds.
pub const HOUR: Millis = 60 * MINUTE;
/// One day in milliseconds.
pub const DAY: Millis = 24 * HOUR;

/// Where the time comes from.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// A clock that stands still until somebody moves it.
    Fixed(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands at `millis`.
    pub fn fixed(millis: Millis) -> Self {
        Self::Fixed(Arc::new(AtomicI64::new(millis)))
    }

    /// Now.
    pub fn now(&self) -> Millis {
        match self {
            Self::System => Utc::now().timestamp_millis(),
            Self::Fixed(at) => at.load(Ordering::SeqCst),
        }
    }

    /// Moves a fixed clock; the machine's clock moves by itself.
    pub fn advance(&self, millis: Millis) {
        if let Self::Fixed(at) = self {
            at.fetch_add(millis, Ordering::SeqCst);
        }
    }

    /// Today in Japan (JST, UTC+9, no summer time).
    pub fn today(&self) -> CivilDate {
        let jst = japan(self.now());
        CivilDate::new(
            jst.year(),
            u8::try_from(jst.month()).expect("months fit"),
            u8::try_from(jst.day()).expect("days fit"),
        )
        .expect("the clock shows real days")
    }
}

/// When a day begins in Japan.
pub fn start_of(day: CivilDate) -> Millis {
    day.days_since_epoch() * DAY - 9 * HOUR
}

/// A moment as wall time in Japan.
pub fn japan(millis: Millis) -> chrono::DateTime<FixedOffset> {
    FixedOffset::east_opt(9 * 3600)
        .expect("nine hours is an offset")
        .timestamp_millis_opt(millis)
        .single()
        .unwrap_or_default()
}

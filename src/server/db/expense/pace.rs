//! How much of a node long work on 医療費 takes for itself.
//!
//! May enter: how long it rests, and after how much. Must not: what the work is.

use std::time::Duration;

/// How much of the database, and of the threads that answer people, long work takes for itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// As little as it can: a node does it beside its pages.
    Gentle,
    /// What helps it: somebody waits for it.
    Brisk,
}

impl Pace {
    /// Lets others go first for as long as a piece of the work took, where it goes on beside them.
    pub async fn rest(self, took: Duration) {
        match self {
            Self::Gentle => tokio::time::sleep(took).await,
            Self::Brisk => {}
        }
    }
}

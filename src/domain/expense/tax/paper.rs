//! How far a request for the paper original is.
//!
//! May enter: its states. Must not: who asked, sentences.

use serde::{Deserialize, Serialize};

/// The state of a request that was not cancelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// 受付
    Received,
    /// 発送準備: one of the staff has it in hand.
    InHand,
    /// 印刷済
    Printed,
}

impl State {
    /// Whether it can still be cancelled.
    pub fn is_open(self) -> bool {
        self != Self::Printed
    }
}

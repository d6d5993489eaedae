//! The desk (stand-in until the engine's own file is merged).

use super::order::{Answer, Order};
use crate::server::error::{Error, Result};

/// The desk.
#[derive(Clone, Default)]
pub struct Desk;

impl Desk {
    /// Asks.
    ///
    /// # Errors
    /// Always busy.
    pub async fn ask(&self, _order: Order) -> Result<Answer> {
        Err(Error::Busy)
    }
}

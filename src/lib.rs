//! 健保マイページ, the member portal of a health insurance society: the map of the rooms.
//!
//! Where a line runs is the first segment of its path:
//! [`domain`] (both sides, pure rules), [`api`] (both sides, the only door), [`web`] (both sides, what people see),
//! `browser` (WASM only), `server` (native only), `tests` (native tests over HTTP against real databases).
//! Only this file, `main.rs` and `api/ambient.rs` may ask for a feature; `tests/rooms.rs` holds that.

#![recursion_limit = "256"]

pub mod api;
pub mod domain;
pub mod web;

#[cfg(feature = "hydrate")]
pub mod browser;
#[cfg(feature = "ssr")]
pub mod server;
#[cfg(all(test, feature = "ssr"))]
mod tests;

//! The desk of 受診ナビ on the wire: bookings, 代理予約, 日別名簿, 受診率, キャンセル待ち, results taken elsewhere.

pub mod bookings;
pub mod daily;
pub mod proxy;
pub mod rates;
pub mod results;
mod shared;
pub mod waiting;

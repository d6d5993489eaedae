//! The desk of bookings at the console: overview, list, booking, 代理予約, 日別名簿, 受診率, キャンセル待ち,
//! results taken elsewhere.
//!
//! May enter: controls, words, the door in `api::staff_checkup`. Must not: decisions, islands.

mod booking;
mod booking_work;
mod bookings;
mod bookings_table;
mod daily;
mod lists;
mod overview;
pub(super) mod parts;
mod proxy;
mod proxy_check;
mod proxy_choose;
mod proxy_institutions;
mod rates;
mod results;
mod waiting;

pub use booking::StaffBookingPage;
pub use bookings::StaffBookingsPage;
pub use daily::DailyPage;
pub use lists::HandedListPage;
pub use overview::CheckupOverviewPage;
pub use proxy::ProxyPage;
pub use proxy_check::ProxyCheckPage;
pub use rates::RatesPage;
pub use results::StaffResultsPage;
pub use waiting::StaffWaitingPage;

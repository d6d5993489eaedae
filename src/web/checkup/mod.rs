//! 受診ナビ: from the courses to a booked place, and what follows.
//!
//! May enter: controls, words, the doors in `api::checkup` and `api::checkup_booking`. Must not: decisions (those are the server's).

mod booking;
mod bookings;
mod calendar;
mod cancel;
mod change;
mod confirm;
mod course;
mod courses;
mod finder;
mod institution;
mod institutions;
mod price;
mod refused;
mod reminders;
mod results;
mod stop;
mod waiting;
mod wishes;

pub use booking::{BookingDonePage, BookingPage};
pub use bookings::BookingsPage;
pub use cancel::BookingCancelPage;
pub use confirm::ConfirmPage;
pub use course::CoursePage;
pub use courses::CoursesPage;
pub use institution::InstitutionPage;
pub use institutions::InstitutionsPage;
pub use refused::RefusedPage;
pub use reminders::RemindersPage;
pub use results::ResultsPage;
pub use stop::StopPage;
pub use waiting::WaitingListPage;

//! The console of the society's staff: its frame, signing in, the overview, the record.
//!
//! May enter: controls, words, the door in `api::staff`. Must not: decisions (those are the server's), islands (the console works
//! without scripts).

mod audit;
pub mod checkup;
mod enrol;
pub mod expenses;
mod frame;
mod home;
mod login;
mod password;
pub mod rules;

pub use audit::AuditPage;
pub use enrol::EnrolPage;
pub use frame::{ConsoleBody, ConsoleFrame};
pub use home::StaffHome;
pub use login::{StaffLoggedOutPage, StaffLoginPage, VerifyPage};
pub use password::OwnPasswordPage;

//! `/staff/checkup`, what is decided there: courses, institutions, prices, closed days, places, holidays, files.
//!
//! May enter: controls, words, the door in `api::staff_rules`. Must not: decisions, islands (the console works without scripts).

mod closed;
mod controls;
mod course_form;
mod course_options;
mod course_parts;
mod courses;
mod files;
mod holidays;
mod institution_form;
mod institutions;
mod places;
mod places_table;
mod prices;

pub use closed::ClosedPage;
pub use course_form::{CoursePage, NewCoursePage};
pub use courses::CoursesPage;
pub use files::FilesPage;
pub use holidays::HolidaysPage;
pub use institution_form::InstitutionPage;
pub use institutions::InstitutionsPage;
pub use places::PlacesPage;
pub use prices::PricesPage;

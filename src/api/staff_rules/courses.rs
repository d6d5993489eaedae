//! 健診コース on the wire.

#![expect(
    missing_docs,
    reason = "the types that server functions make of their arguments"
)]

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{
    api::error::ApiError,
    domain::checkup::{
        course::{Course, CourseCode},
        course_form::{CourseErrors, CourseForm},
    },
};

/// A course in the list.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CourseLine {
    /// Its rules.
    pub rules: Course,
    /// Whether members see it.
    pub open: bool,
}

/// The courses of a fiscal year.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CoursesPage {
    /// The fiscal year shown.
    pub year: i32,
    /// The one asked for, where there is nothing to see in it.
    pub not_there: Option<i32>,
    /// Those there is something to see or to do in, the latest first.
    pub years: Vec<i32>,
    /// The courses.
    pub courses: Vec<CourseLine>,
    /// How many courses of this year the next one has not got.
    pub not_in_next: usize,
    /// Whether whoever looks may change them.
    pub may_edit: bool,
}

/// A course to be edited.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CoursePage {
    /// Its fiscal year.
    pub year: i32,
    /// Its code; none for a new one.
    pub code: Option<CourseCode>,
    /// What stands in the form.
    pub form: CourseForm,
    /// What was wrong.
    pub errors: CourseErrors,
    /// Whether members see it.
    pub open: bool,
    /// The moment of its last change, which the form hands back.
    pub version: i64,
    /// How many bookings there are.
    pub bookings: i64,
    /// The other courses of the year: code and name.
    pub others: Vec<(CourseCode, String)>,
    /// Whether whoever looks may change it.
    pub may_edit: bool,
}

/// Loads the courses of a fiscal year; of the present one where none is named.
#[server]
pub async fn load_courses(year: Option<i32>) -> Result<CoursesPage, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::page(crate::server::checkup::rules::courses::list(&ctx, year).await)
}

/// Loads a course for editing; without a code a new one. `fresh` leaves aside what was typed and not saved.
#[server]
pub async fn load_course(
    year: i32,
    code: String,
    fresh: bool,
) -> Result<Option<CoursePage>, ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    let page = crate::server::checkup::rules::courses::page(&ctx, year, &code, fresh);
    crate::api::ambient::page_or_go(page.await)
}

/// Saves a course.
#[server(endpoint = "staff/checkup/course")]
pub async fn save_course(
    #[server(default)] year: i32,
    #[server(default)] code: String,
    #[server(default)] version: i64,
    #[server(default)] form: CourseForm,
) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    let saved = crate::server::checkup::rules::courses::save(&ctx, year, &code, version, form);
    crate::api::ambient::answer(saved.await)
}

/// Shows a course to members, or hides it.
#[server(endpoint = "staff/checkup/course/open")]
pub async fn open_course(
    #[server(default)] year: i32,
    #[server(default)] code: String,
    #[server(default)] open: String,
) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    let done = crate::server::checkup::rules::courses::set_open(&ctx, year, &code, &open);
    crate::api::ambient::answer(done.await)
}

/// Copies the courses of a fiscal year to the next.
#[server(endpoint = "staff/checkup/courses/copy")]
pub async fn copy_courses(#[server(default)] year: i32) -> Result<(), ApiError> {
    let ctx = crate::api::ambient::ctx()?;
    crate::api::ambient::answer(crate::server::checkup::rules::courses::copy(&ctx, year).await)
}

//! The addresses of what staff decide for 受診ナビ.

/// 健診コース
pub const COURSES: &str = "/staff/checkup/courses";
/// A new course.
pub const NEW_COURSE: &str = "/staff/checkup/new-course";
/// 健診機関
pub const INSTITUTIONS: &str = "/staff/checkup/institutions";
/// 空き枠
pub const PLACES: &str = "/staff/checkup/places";
/// 休日の表
pub const HOLIDAYS: &str = "/staff/checkup/holidays";
/// CSVの取り込みと書き出し
pub const FILES: &str = "/staff/checkup/files";
/// What all pages of 健診の設定 begin with, COURSES being the first of them.
pub const ALL: [&str; 6] = [COURSES, NEW_COURSE, INSTITUTIONS, PLACES, HOLIDAYS, FILES];
/// Where a file is sent to; no page.
pub const UPLOAD: &str = "/api/staff/checkup/upload";
/// Where files are fetched from; no page. The kind of file follows.
pub const EXPORT: &str = "/staff/checkup/export";

/// What is added to an address to say that what was posted has been saved.
const SAVED: &str = "saved=1";

/// `path` with a note that what was posted has been saved.
pub fn saved(path: &str) -> String {
    let mark = if path.contains('?') { '&' } else { '?' };
    format!("{path}{mark}{SAVED}")
}

/// The courses of a fiscal year.
pub fn courses(year: i32) -> String {
    format!("{COURSES}?year={year}")
}

/// A course of a fiscal year; of one without a code the page for a new one.
pub fn course(year: i32, code: &str) -> String {
    if code.is_empty() {
        format!("{NEW_COURSE}?year={year}")
    } else {
        format!("{COURSES}/{year}/{code}")
    }
}

/// The same, as it is stored and not as it was typed last.
pub fn fresh(path: &str) -> String {
    let mark = if path.contains('?') { '&' } else { '?' };
    format!("{path}{mark}fresh=1")
}

/// An institution; without a number the page for a new one.
pub fn institution(id: Option<i64>) -> String {
    match id {
        Some(id) => format!("{INSTITUTIONS}/{id}"),
        None => format!("{INSTITUTIONS}/new"),
    }
}

/// More institutions that were found by `words`, encoded for an address by the caller.
pub fn institutions_from(encoded: &str, offset: u64) -> String {
    format!("{INSTITUTIONS}?q={encoded}&from={offset}")
}

/// The prices of an institution in a fiscal year.
pub fn prices(id: i64, year: i32) -> String {
    format!("{INSTITUTIONS}/{id}/prices?year={year}")
}

/// The closed days of an institution in a fiscal year.
pub fn closed(id: i64, year: i32) -> String {
    format!("{INSTITUTIONS}/{id}/closed?year={year}")
}

/// The places of an institution in a month (`2026-11`).
pub fn places(id: i64, month: &str) -> String {
    format!("{PLACES}?institution={id}&month={month}")
}

/// The holidays of a year of the calendar.
pub fn holidays(year: i32) -> String {
    format!("{HOLIDAYS}?year={year}")
}

/// A file to fetch: its kind, the fiscal year, the institution, the encoding.
pub fn export(kind: &str, year: i32, institution: Option<i64>, encoding: &str) -> String {
    let institution = institution.map_or_else(String::new, |id| format!("&institution={id}"));
    format!("{EXPORT}/{kind}?year={year}&encoding={encoding}{institution}")
}

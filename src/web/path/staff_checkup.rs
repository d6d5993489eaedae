//! URLs of the desk of bookings at the console, and of the lists it hands out. They hold our numbers and codes, never personal data.

use crate::api::staff_checkup::{proxy::Way, rates::RatesQuery};
use crate::domain::{
    checkup::{code::CourseCode, rate::Axis},
    date::CivilDate,
};

/// 受診ナビの概要
pub const STAFF_CHECKUP: &str = "/staff/checkup";
/// 予約の一覧
pub const STAFF_CHECKUP_BOOKINGS: &str = "/staff/checkup/bookings";
/// The list, saying what became of what was done from it.
pub const STAFF_CHECKUP_BOOKINGS_SAID: &str = "/staff/checkup/bookings?said=1";
/// The list as a file.
pub const STAFF_CHECKUP_BOOKINGS_FILE: &str = "/staff/checkup/bookings.csv";
/// 代理予約
pub const STAFF_CHECKUP_PROXY: &str = "/staff/checkup/proxy";
/// 代理予約, with who was found.
pub const STAFF_CHECKUP_PROXY_FOUND: &str = "/staff/checkup/proxy?said=1";
/// 代理予約, what is read out before it is booked.
pub const STAFF_CHECKUP_PROXY_CHECK: &str = "/staff/checkup/proxy/check";
/// 日別名簿
pub const STAFF_CHECKUP_DAILY: &str = "/staff/checkup/daily";
/// 日別名簿 as a file.
pub const STAFF_CHECKUP_DAILY_FILE: &str = "/staff/checkup/daily.csv";
/// 受診率
pub const STAFF_CHECKUP_RATES: &str = "/staff/checkup/rates";
/// 受診率 as a file.
pub const STAFF_CHECKUP_RATES_FILE: &str = "/staff/checkup/rates.csv";
/// キャンセル待ち
pub const STAFF_CHECKUP_WAITING: &str = "/staff/checkup/waiting";
/// 他で受けた健診の結果
pub const STAFF_CHECKUP_RESULTS: &str = "/staff/checkup/results";
/// The results, saying what became of a decision.
pub const STAFF_CHECKUP_RESULTS_SAID: &str = "/staff/checkup/results?said=1";
/// Prefix of the links under which 日別名簿 is handed out; the token follows.
pub const LISTS: &str = "/lists";

/// One booking.
pub fn staff_booking(id: i64) -> String {
    format!("{STAFF_CHECKUP_BOOKINGS}/{id}")
}

/// One booking, saying what became of what was done to it.
pub fn staff_booking_said(id: i64) -> String {
    format!("{STAFF_CHECKUP_BOOKINGS}/{id}?said=1")
}

/// One booking that was just made by phone.
pub fn staff_booking_made(id: i64) -> String {
    format!("{STAFF_CHECKUP_BOOKINGS}/{id}?made=1")
}

/// A page of the list.
pub fn staff_bookings_page(page: u64) -> String {
    format!("{STAFF_CHECKUP_BOOKINGS}?page={page}")
}

/// An institution's day.
pub fn staff_daily(day: CivilDate, institution: i64) -> String {
    format!("{STAFF_CHECKUP_DAILY}?day={day}&institution={institution}")
}

/// An institution's day, saying what became of what was done from it.
pub fn staff_daily_said(day: CivilDate, institution: i64) -> String {
    format!("{STAFF_CHECKUP_DAILY}?day={day}&institution={institution}&said=1")
}

/// An institution's day as a file.
pub fn staff_daily_file(day: CivilDate, institution: i64, encoding: &str) -> String {
    format!("{STAFF_CHECKUP_DAILY_FILE}?day={day}&institution={institution}&encoding={encoding}")
}

/// 受診率 as it was asked for.
pub fn staff_rates(query: &RatesQuery) -> String {
    format!("{STAFF_CHECKUP_RATES}?{}", rates_query(query))
}

/// 受診率 as a file.
pub fn staff_rates_file(query: &RatesQuery, encoding: &str) -> String {
    let query = rates_query(query);
    format!("{STAFF_CHECKUP_RATES_FILE}?encoding={encoding}&{query}")
}

/// What stands in the address of 受診率: its own names alone, whatever was sent.
fn rates_query(query: &RatesQuery) -> String {
    let year = query.year.map(|year| format!("year={year}"));
    let basis = query.latest.then(|| "basis=latest".to_owned());
    let axes = Axis::of_codes(query.by.split(','));
    let axes = axes.into_iter().map(|axis| format!("{}=1", axis.code()));
    let parts: Vec<_> = year.into_iter().chain(basis).chain(axes).collect();
    parts.join("&")
}

/// The route of the file of a result.
pub fn staff_result_route() -> String {
    format!("{STAFF_CHECKUP_RESULTS}/{{id}}/file")
}

/// The file of a result.
pub fn staff_result_file(id: i64) -> String {
    format!("{STAFF_CHECKUP_RESULTS}/{id}/file")
}

/// An open list as a file.
pub fn handed_file(token: &str, encoding: &str) -> String {
    format!("{LISTS}/{token}/list.csv?encoding={encoding}")
}

/// `path` with a note that CP932 cannot hold what was asked for.
pub fn not_in_cp932(path: &str) -> String {
    let mark = if path.contains('?') { '&' } else { '?' };
    format!("{path}{mark}cp932=no")
}

/// A step of 代理予約. What was typed to search by is left out.
pub fn staff_proxy(way: &Way) -> String {
    let mut parts = Vec::new();
    let mut part = |name: &str, value: Option<String>| {
        parts.extend(value.map(|value| format!("{name}={value}")));
    };
    part("person", way.person.map(|id| id.to_string()));
    part("replaces", way.replaces.map(|id| id.to_string()));
    part("year", way.year.map(|year| year.to_string()));
    // what is no code was never one of ours
    let course = CourseCode::parse(&way.course);
    part("course", course.map(String::from));
    part("institution", way.institution.map(|id| id.to_string()));
    part("said", way.said.then(|| "1".to_owned()));
    if parts.is_empty() {
        return STAFF_CHECKUP_PROXY.to_owned();
    }
    format!("{STAFF_CHECKUP_PROXY}?{}", parts.join("&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_is_written_without_what_was_typed() {
        let way = Way {
            person: Some(3),
            year: Some(2026),
            course: "dock".into(),
            q: "港区".into(),
            ..Way::default()
        };
        assert_eq!(
            staff_proxy(&way),
            "/staff/checkup/proxy?person=3&year=2026&course=dock"
        );
        let odd = Way {
            course: "dock&person=4".into(),
            ..Way::default()
        };
        assert_eq!(staff_proxy(&odd), STAFF_CHECKUP_PROXY);
    }
}

//! Fictitious places: for each course an institution offers, its open days.
//!
//! May enter: days and how many. Must not: who takes them (`crowd`), the database.

use std::collections::BTreeSet;

use super::{
    courses::{self, Year},
    institutions::Institution,
};
use crate::{
    domain::{
        checkup::{course::Course, institution::DaySex},
        date::CivilDate,
        holiday::national_holidays,
        weekday::Weekday,
    },
    server::db::checkup_demo::PlaceRow,
};

/// Days on which most institutions are closed: holidays and 年末年始, among the days from `from` on.
pub(super) fn closed_days(from: CivilDate, days: u16) -> BTreeSet<CivilDate> {
    let last = from.add_days(i64::from(days));
    let holidays = (from.year()..=last.year()).flat_map(national_holidays);
    let new_year = (from.year()..=last.year() + 1).flat_map(|year| {
        let first = CivilDate::new(year, 1, 1).expect("a day of our times");
        (-3..=2).map(move |offset| first.add_days(offset))
    });
    let all = holidays.map(|(day, _)| day).chain(new_year);
    all.filter(|day| (from..=last).contains(day)).collect()
}

/// When it begins, by course: minutes of the day, or -1 where the institution tells the time itself.
fn starts(course: &str) -> &'static [i32] {
    match course {
        courses::DOCK | courses::DOCK_NO_STOMACH => &[510, 540],
        courses::LIFESTYLE | courses::SPOUSE => &[540, 570, 600],
        courses::BRAIN | courses::WOMEN => &[780, 810, 840],
        _ => &[-1],
    }
}

/// The places of an institution from the first day that can be booked, for so many days, of courses of these two years.
pub(super) fn places<'a>(
    institution: &'a mut Institution,
    id: i64,
    today: CivilDate,
    days: u16,
    holidays: &BTreeSet<CivilDate>,
    years: &[Vec<Course>; 2],
) -> Vec<PlaceRow<'a>> {
    let Institution {
        row,
        women_on,
        on_holidays,
        offers,
        dice,
    } = institution;
    let first = i64::from(row.lead_days);
    let next_year = Year::of(today, 1).start;
    let mut places = Vec::new();
    for offer in offers.iter() {
        let code = offer.course.as_str();
        let starts = *dice.pick(starts(code));
        for offset in first..first + i64::from(days) {
            let on = today.add_days(offset);
            let weekday = Weekday::of(on);
            if row.closed.contains(&weekday) || (holidays.contains(&on) && !*on_holidays) {
                continue;
            }
            let year = &years[usize::from(on >= next_year)];
            let course = year.iter().find(|course| course.code == offer.course);
            let Some(course) = course.filter(|course| course.examination.contains(on)) else {
                continue;
            };
            let women = Some(weekday) == *women_on;
            let sex = if women { DaySex::Female } else { DaySex::Any };
            let capacity = 2 + i32::try_from(dice.below(7)).unwrap_or_default();
            places.push((
                id,
                course.fiscal_year,
                code,
                on,
                starts,
                sex.code(),
                capacity,
            ));
        }
    }
    places
}

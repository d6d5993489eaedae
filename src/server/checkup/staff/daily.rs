//! 日別名簿: who comes to an institution on a day, with the fewest columns an institution needs.

use super::{
    bookings::SAID,
    daily_links,
    names::{Courses, markable, may_work},
};
use crate::{
    api::staff_checkup::{
        bookings::Said,
        daily::{DailyLine, DailyPage, DayList},
    },
    domain::{
        birth_date::parse_date, checkup::code::OptionCode, date::CivilDate, fiscal_year::age_on,
        staff::Action,
    },
    server::{
        access::{self, Staff},
        audit,
        ctx::Ctx,
        db::checkup_desk::{
            bookings::{self, Line},
            daily_list,
        },
        error::Result,
        passwords::nfkc,
        staff::kept,
    },
};

/// The page of a day, and of an institution once one is chosen. Without a day, today.
///
/// # Errors
/// Nobody with the right is signed in, or the database's own.
pub async fn page(
    ctx: &Ctx,
    day: &str,
    institution: Option<i64>,
    said: bool,
    not_in_cp932: bool,
) -> Result<DailyPage> {
    let staff = access::checkup_view(ctx).await?;
    let read = parse_date(day, &nfkc);
    let on = read.unwrap_or_else(|_| ctx.clock.today());
    let expecting = daily_list::expecting(ctx.db.reader(), on).await?;
    let list = match institution {
        Some(id) => day_list(ctx, &staff, id, on).await?,
        None => None,
    };
    let said = match said {
        true => kept::<Vec<Said>, ()>(ctx, SAID).await?.0,
        false => Vec::new(),
    };
    let typed = Some(day).filter(|day| !day.trim().is_empty() && read.is_err());
    Ok(DailyPage {
        on,
        not_a_day: typed.map(|day| day.chars().take(40).collect()),
        expecting: expecting
            .into_iter()
            .map(|one| (one.id, one.name, one.people))
            .collect(),
        list,
        may_work: may_work(staff.role),
        said,
        not_in_cp932,
    })
}

async fn day_list(
    ctx: &Ctx,
    staff: &Staff,
    institution: i64,
    on: CivilDate,
) -> Result<Option<DayList>> {
    let found = daily_list::institution(ctx.db.reader(), institution).await?;
    let Some((name, code)) = found else {
        return Ok(None);
    };
    let unseen = bookings::of_day(ctx.db.reader(), institution, on).await?;
    let (action, about) = (Action::DailyListSeen, about(institution, on));
    let seen = audit::look(ctx, staff, action, &about, unseen).await?;
    let courses = Courses::load(ctx).await?;
    Ok(Some(DayList {
        institution,
        name,
        code,
        lines: lines(ctx, &courses, seen),
        links: daily_links::of_day(ctx, institution, on).await?,
    }))
}

/// What the record says a list is about.
pub(super) fn about(institution: i64, on: CivilDate) -> String {
    format!("institution={institution} day={on}")
}

/// The lines of a list: no 記号番号, no 氏名 as written, no address.
pub(super) fn lines(ctx: &Ctx, courses: &Courses, seen: Vec<Line>) -> Vec<DailyLine> {
    let today = ctx.clock.today();
    let lines = seen.into_iter().map(|booking| {
        let (year, code) = (booking.fiscal_year, booking.course.as_str());
        let options: Vec<(OptionCode, i64)> =
            serde_json::from_str(&booking.options).unwrap_or_default();
        let options = options.iter();
        DailyLine {
            id: booking.id,
            starts: booking.starts.filter(|starts| *starts >= 0),
            sex: booking.person.sex,
            age: booking
                .exam_on
                .map_or(0, |on| age_on(booking.person.birth_date, on)),
            course: courses.name(year, code),
            options: options
                .map(|(option, _)| courses.option(year, code, option))
                .collect(),
            state: booking.state,
            markable: markable(booking.state, booking.exam_on, today),
            kana: booking.person.kana,
        }
    });
    lines.collect()
}

//! Bookings and 日別名簿 as files. Everybody in a file has been looked at, and that it left is in the record.

use super::{
    bookings::searched,
    csv::{self, File},
    daily,
    names::{Courses, moment, person_line},
};
use crate::{
    api::staff_checkup::daily::DailyLine,
    domain::{checkup::reference::reference, date::CivilDate, staff::Action},
    server::{
        access, audit,
        ctx::Ctx,
        db::checkup_desk::bookings::{self, Line},
        error::Result,
        roster::decode::Encoding,
    },
    web::words::{
        Lang,
        checkup::day::time,
        staff_checkup::{bookings as words, daily as daily_words},
    },
};

/// Most bookings in one file.
const MOST: u64 = 100_000;

/// The bookings that fit the search kept with the browser; none where CP932 cannot hold them, or the search cannot be read.
///
/// # Errors
/// Nobody with the right is signed in, or the database's own.
pub async fn bookings_file(ctx: &Ctx, encoding: Encoding) -> Result<Option<File>> {
    let staff = access::checkup_view(ctx).await?;
    let (_, _, Some(filter)) = searched(ctx).await? else {
        return Ok(None);
    };
    let today = ctx.clock.today();
    let unseen = bookings::list(ctx.db.reader(), &filter, today, 0, MOST).await?;
    let courses = Courses::load(ctx).await?;
    let make = |lines: Vec<Line>| {
        let rows = lines.into_iter().map(|booking| row(&courses, booking));
        let bytes = csv::bytes(&words::export_columns(Lang::Ja), rows, encoding)?;
        let name = format!("bookings-{today}.csv");
        Some(File { name, bytes })
    };
    let action = Action::BookingsExported;
    audit::hand_out(ctx, &staff, action, encoding.name(), unseen, make).await
}

fn row(courses: &Courses, booking: Line) -> Vec<String> {
    let person = person_line(&booking.person, booking.fiscal_year);
    let starts = booking.starts.filter(|starts| *starts >= 0);
    vec![
        reference(booking.fiscal_year, booking.id),
        words::state(Lang::Ja, booking.state).to_owned(),
        booking
            .exam_on
            .map_or_else(String::new, |day| day.to_string()),
        starts.map_or_else(String::new, |starts| time(Lang::Ja, starts)),
        courses.name(booking.fiscal_year, &booking.course),
        booking.institution,
        person.number,
        person.name,
        person.kana,
        words::sex(Lang::Ja, person.sex).to_owned(),
        person.age.to_string(),
        words::relation(Lang::Ja, person.relation).to_owned(),
        person.workplace,
        moment(booking.created_at),
    ]
}

/// 日別名簿 of an institution's day; none where CP932 cannot hold it.
///
/// # Errors
/// Nobody with the right is signed in, or the database's own.
pub async fn daily(
    ctx: &Ctx,
    institution: i64,
    on: CivilDate,
    encoding: Encoding,
) -> Result<Option<File>> {
    let staff = access::checkup_view(ctx).await?;
    let unseen = bookings::of_day(ctx.db.reader(), institution, on).await?;
    let courses = Courses::load(ctx).await?;
    let make = |lines| daily_file(on, &daily::lines(ctx, &courses, lines), encoding);
    let action = Action::DailyListExported;
    let about = daily::about(institution, on);
    audit::hand_out(ctx, &staff, action, &about, unseen, make).await
}

/// A list as a file: time, kana, sex, age, course, options.
pub(super) fn daily_file(on: CivilDate, lines: &[DailyLine], encoding: Encoding) -> Option<File> {
    let rows = lines.iter().map(|line| {
        vec![
            line.starts
                .map_or_else(String::new, |starts| time(Lang::Ja, starts)),
            line.kana.clone(),
            words::sex(Lang::Ja, line.sex).to_owned(),
            line.age.to_string(),
            line.course.clone(),
            line.options.join("・"),
        ]
    });
    let bytes = csv::bytes(&daily_words::columns(Lang::Ja), rows, encoding)?;
    let name = format!("list-{on}.csv");
    Some(File { name, bytes })
}

//! An institution: what the choice costs there, and its calendar of free places, or the form of wishes.

use std::collections::BTreeMap;

use super::{Choice, Who, choice, days_at, institutions::with_options, number, site, who, wishes};
use crate::{
    api::checkup::{Calendar, DayState, InstitutionPage, Month, PlaceLine, Way},
    domain::{
        checkup::{code::OptionCode, course::Period, institution::DaySex},
        date::CivilDate,
    },
    server::{
        checkup::offers::nearest_for,
        ctx::{Ctx, Page},
        db::{self, institution::Institution, place::Place},
        error::Result,
        link::plain_token,
    },
    web::path,
};

/// The institution, for what was chosen.
///
/// # Errors
/// Signed out, or the database's own.
pub async fn page(
    ctx: &Ctx,
    id: &str,
    month: Option<&str>,
    day: Option<&str>,
    again: bool,
) -> Result<Page<InstitutionPage>> {
    let who = who(ctx).await?;
    let Some(choice) = choice(ctx, &who).await? else {
        return Ok(Page::Go(path::CHECKUP.to_owned()));
    };
    let Some(offered) = offered(ctx, &who, &choice, id).await? else {
        return Ok(Page::Missing);
    };
    let Offered { institution, quote } = offered;
    let days = choice
        .days
        .and_then(|days| days_at(&institution, days, who.today));
    let way = match days {
        None => Way::NoDay,
        Some(days) if institution.live => {
            let day = day.and_then(|day| day.parse().ok());
            let asked = Asked {
                days,
                month: month.and_then(read_month),
                day,
            };
            Way::Live(calendar(ctx, &who, &choice, &institution, asked).await?)
        }
        Some(days) => {
            Way::Wishes(wishes::part(ctx, &who, &choice, &institution, days, again).await?)
        }
    };
    let from_booking = choice.replaces.as_ref().map(|booked| booked.id);
    Ok(Page::Show(InstitutionPage {
        from_booking: from_booking.filter(|_| choice.draft.only_day),
        chosen: choice.shown(),
        site: site(&institution),
        quote,
        way,
    }))
}

/// An institution that offers the choice, and what it costs there.
pub(super) struct Offered {
    /// The institution.
    pub(super) institution: Institution,
    /// What the choice costs.
    pub(super) quote: crate::domain::checkup::price::Quote,
}

/// The institution of a number, where members see it and it offers all that was chosen.
pub(super) async fn offered(
    ctx: &Ctx,
    who: &Who,
    choice: &Choice,
    id: &str,
) -> Result<Option<Offered>> {
    let reader = ctx.db.reader();
    let Some(id) = number(id) else {
        return Ok(None);
    };
    let found = db::institution::by_id(reader, id).await?;
    let Some(institution) = found.filter(|one| one.active) else {
        return Ok(None);
    };
    let course = &choice.course;
    let prices = db::institution::prices(reader, id, course.fiscal_year, &course.code).await?;
    let quote = prices
        .and_then(|prices| who.quote(course, institution.class, &prices, &choice.draft.options));
    Ok(quote.map(|quote| Offered { institution, quote }))
}

fn read_month(text: &str) -> Option<Month> {
    let (year, month) = text.split_once('-')?;
    let first = CivilDate::new(year.parse().ok()?, month.parse().ok()?, 1)?;
    Some(month_of(first))
}

fn month_of(day: CivilDate) -> Month {
    Month {
        year: day.year(),
        month: day.month(),
    }
}

/// The first and the last day of a month.
fn days_of(month: Month) -> Option<(CivilDate, CivilDate)> {
    let first = CivilDate::new(month.year, month.month, 1)?;
    let next = first.add_days(31);
    let last = next.add_days(-i64::from(next.day()));
    Some((first, last))
}

/// What of the calendar is asked for.
struct Asked {
    days: Period,
    month: Option<Month>,
    day: Option<CivilDate>,
}

async fn calendar(
    ctx: &Ctx,
    who: &Who,
    choice: &Choice,
    institution: &Institution,
    asked: Asked,
) -> Result<Calendar> {
    let course = &choice.course;
    let days = asked.days;
    let listed = ctx
        .offers
        .of(&ctx.db, &ctx.tasks, course, who.today, ctx.clock.now())
        .await?;
    let mut listed = listed.all().iter();
    let line = listed.find(|line| line.offer.id == institution.id);
    let mut this: Vec<_> = line
        .map(|line| {
            (
                &*line.offer,
                nearest_for(&line.nearest, who.person.sex, days),
            )
        })
        .into_iter()
        .collect();
    with_options(ctx, choice, who, &mut this).await?;
    let nearest = this.first().and_then(|(_, day)| *day);
    let shown = asked.day.or(nearest).unwrap_or(days.from);
    let month = asked.month.unwrap_or_else(|| month_of(shown));
    let month = month.clamp(month_of(days.from), month_of(days.to));
    let (first, last) = days_of(month).unwrap_or((days.from, days.to));
    let open = open_places(ctx, who, choice, institution.id, days, (first, last)).await?;
    let state = |day: CivilDate| match open.get(&day) {
        None => (day, DayState::None, DaySex::Any),
        Some(lines) => match lines.iter().map(|line| line.free).sum() {
            0 => (day, DayState::Full, day_sex(lines)),
            free => (day, DayState::Free(free), day_sex(lines)),
        },
    };
    let all = (0..=30).map(|at| first.add_days(at));
    let days_shown = all.take_while(|day| *day <= last);
    let neighbour = |day: CivilDate| days.contains_month(day).then(|| month_of(day));
    Ok(Calendar {
        month,
        before: neighbour(first.add_days(-1)),
        after: neighbour(last.add_days(1)),
        days: days_shown.map(state).collect(),
        nearest,
        chosen: asked
            .day
            .and_then(|day| open.get(&day).map(|lines| (day, lines.clone()))),
        idem: plain_token(&ctx.chance),
        may_wait: choice.replaces.is_none(),
    })
}

/// For whom a day is: for one sex alone where all its places are.
fn day_sex(lines: &[PlaceLine]) -> DaySex {
    let mut kinds = lines.iter().map(|line| line.day_sex);
    let first = kinds.next().unwrap_or_default();
    if kinds.all(|kind| kind == first) {
        first
    } else {
        DaySex::Any
    }
}

trait Months {
    /// Whether any day of the month of `day` is one of the days.
    fn contains_month(self, day: CivilDate) -> bool;
}

impl Months for Period {
    fn contains_month(self, day: CivilDate) -> bool {
        (month_of(self.from)..=month_of(self.to)).contains(&month_of(day))
    }
}

/// The places of each day that the person could have, full ones too.
async fn open_places(
    ctx: &Ctx,
    who: &Who,
    choice: &Choice,
    institution_id: i64,
    days: Period,
    shown: (CivilDate, CivilDate),
) -> Result<BTreeMap<CivilDate, Vec<PlaceLine>>> {
    let reader = ctx.db.reader();
    let (year, code) = (choice.course.fiscal_year, &choice.course.code);
    let places = db::place::between(reader, institution_id, year, code, shown).await?;
    let scarce = db::place::scarce(reader, &places).await?;
    let waits = db::waiting::of_person(reader, who.person.id).await?;
    let mut open: BTreeMap<CivilDate, Vec<PlaceLine>> = BTreeMap::new();
    let possible = |place: &Place| days.contains(place.on) && place.day_sex.admits(who.person.sex);
    for place in places.into_iter().filter(possible) {
        // who moves a booking within its own place needs no second one
        let own = choice.replaces.as_ref();
        let own = own.filter(|booked| booked.place_id == Some(place.id));
        let had = |code: &OptionCode| {
            own.is_some_and(|booked| booked.options.iter().any(|(one, _)| one == code))
        };
        let left = |code: &OptionCode| {
            let left = scarce.get(&(place.id, code.clone())).copied()?;
            Some(left + u32::from(had(code)))
        };
        let day = place.remaining + u32::from(own.is_some());
        let options = choice.draft.options.iter().filter_map(left);
        open.entry(place.on).or_default().push(PlaceLine {
            id: place.id,
            starts: place.starts,
            day_sex: place.day_sex,
            free: options.min().map_or(day, |least| least.min(day)),
            waits: waits.iter().any(|wait| wait.place_id == place.id),
        });
    }
    Ok(open)
}

//! An institution: what the choice costs there, and its calendar of free places, or the form of wishes.

use std::collections::BTreeMap;

use super::{Choice, Who, choice, days_at, institutions::with_options, number, refused, site, who};
use crate::{
    api::checkup::{Calendar, DayState, InstitutionPage, Month, PlaceLine, Way, WishesPart},
    domain::{
        checkup::{
            code::OptionCode,
            course::Period,
            refusal::Refusal,
            wish::{WishField, WishForm},
        },
        date::CivilDate,
        field::FieldErrors,
    },
    server::{
        checkup::offers::nearest_for,
        ctx::{Ctx, Next, Page},
        db::{self, institution::Institution, place::Place},
        error::Result,
        link::plain_token,
        passwords::nfkc,
    },
    web::path,
};

/// Name under which wishes are kept when something is wrong with them.
const FORM: &str = "checkup-wishes";

/// The institution, for what was chosen.
///
/// # Errors
/// Signed out, or the database's own.
pub async fn page(
    ctx: &Ctx,
    id: &str,
    month: Option<&str>,
    day: Option<&str>,
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
        Some(days) => Way::Wishes(wishes(ctx, &who, &choice, &institution, days).await?),
    };
    Ok(Page::Show(InstitutionPage {
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
        None => DayState::None,
        Some(lines) => match lines.iter().map(|line| line.free).sum() {
            0 => DayState::Full,
            free => DayState::Free(free),
        },
    };
    let all = (0..=30).map(|at| first.add_days(at));
    let days_shown = all.take_while(|day| *day <= last);
    let neighbour = |day: CivilDate| days.contains_month(day).then(|| month_of(day));
    Ok(Calendar {
        month,
        before: neighbour(first.add_days(-1)),
        after: neighbour(last.add_days(1)),
        days: days_shown.map(|day| (day, state(day))).collect(),
        nearest,
        chosen: asked
            .day
            .and_then(|day| open.get(&day).map(|lines| (day, lines.clone()))),
        idem: plain_token(&ctx.chance),
        may_wait: choice.replaces.is_none(),
    })
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

async fn wishes(
    ctx: &Ctx,
    who: &Who,
    choice: &Choice,
    institution: &Institution,
    days: Period,
) -> Result<WishesPart> {
    let kept: Option<((i64, WishForm), FieldErrors<WishField>)> = who.kept(ctx, FORM).await?;
    let kept = kept.filter(|((id, _), _)| *id == institution.id);
    let (form, errors) = match kept {
        Some(((_, form), errors)) => (form, errors),
        None if choice.draft.institution == Some(institution.id) => {
            (WishForm::of(&choice.draft.wishes), FieldErrors::new())
        }
        None => Default::default(),
    };
    Ok(WishesPart { days, form, errors })
}

/// Keeps wishes, to be checked before they are sent.
///
/// # Errors
/// Signed out, or the database's own.
pub async fn save_wishes(ctx: &Ctx, institution_id: &str, form: WishForm) -> Result<Next> {
    let who = who(ctx).await?;
    let Some(choice) = choice(ctx, &who).await? else {
        return Ok(Next::to(path::CHECKUP));
    };
    let not_offered = || refused::to(ctx, Refusal::NotOffered, refused::About::default());
    let Some(Offered { institution, .. }) = offered(ctx, &who, &choice, institution_id).await?
    else {
        return not_offered().await;
    };
    let days = choice
        .days
        .and_then(|days| days_at(&institution, days, who.today));
    let Some(days) = days.filter(|_| !institution.live) else {
        return not_offered().await;
    };
    match form.parse(&nfkc, days) {
        Err(errors) => {
            let kept = (institution.id, form.without_secrets());
            let cookie = who.keep(ctx, FORM, &kept, &errors).await?;
            Ok(Next::to(path::institution(institution.id)).with(cookie))
        }
        Ok(wishes) => {
            who.forget(ctx, FORM).await?;
            let mut draft = choice.draft;
            draft.wishes = wishes;
            draft.institution = Some(institution.id);
            draft.idem = plain_token(&ctx.chance);
            let (writer, now) = (ctx.db.writer(), ctx.clock.now());
            db::checkup_draft::save(writer, who.person.id, &draft, now).await?;
            Ok(Next::to(path::CHECKUP_CONFIRM))
        }
    }
}

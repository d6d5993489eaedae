//! 健診機関をさがす: what offers the choice, by the question in the address.

use super::{Choice, Who, choice, who};
use crate::{
    api::checkup::{Found, SearchPage},
    domain::{
        checkup::search::{Order, SearchForm},
        date::CivilDate,
    },
    server::{
        checkup::offers::{For, found, in_order},
        ctx::{Ctx, Page},
        db::{
            offer::Offer,
            option_day::{self, Wanted},
        },
        error::Result,
        passwords::nfkc,
    },
    web::path,
};

/// How many stand on one page.
pub const ON_A_PAGE: usize = 20;

/// What the search finds.
///
/// # Errors
/// Signed out, or the database's own.
pub async fn page(ctx: &Ctx, form: SearchForm) -> Result<Page<SearchPage>> {
    let who = who(ctx).await?;
    let Some(choice) = choice(ctx, &who).await? else {
        return Ok(Page::Go(path::CHECKUP.to_owned()));
    };
    let Some(days) = choice.days else {
        return Ok(Page::Go(path::CHECKUP.to_owned()));
    };
    let course = &choice.course;
    let listed = ctx
        .offers
        .of(&ctx.db, &ctx.tasks, course, who.today, ctx.clock.now())
        .await?;
    let search = form.read(&nfkc);
    let asked = For {
        sex: who.person.sex,
        days,
        options: &choice.draft.options,
    };
    let all = found(&listed, &search, asked);
    let total = all.count();
    let pages = total.div_ceil(ON_A_PAGE).max(1);
    let at = search.page.min(pages - 1);
    let mut here = all.some(at * ON_A_PAGE, ON_A_PAGE);
    with_options(ctx, &choice, &who, &mut here).await?;
    if search.order == Order::Nearest {
        in_order(&mut here);
    }
    let line = |(offer, nearest): &(&Offer, Option<CivilDate>)| {
        let quote = who.quote(course, offer.class, &offer.prices, asked.options)?;
        Some(Found {
            id: offer.id,
            name: offer.name.clone(),
            prefecture: offer.prefecture,
            city: offer.city.clone(),
            station: offer.station.clone(),
            class: offer.class,
            marks: [offer.saturdays, offer.women_days, offer.barrier_free],
            own: quote.own,
            live: offer.live,
            nearest: *nearest,
        })
    };
    Ok(Page::Show(SearchPage {
        found: here.iter().filter_map(line).collect(),
        cities: listed.cities(&search),
        total,
        page: at + 1,
        pages,
        chosen: choice.shown(),
        form,
    }))
}

/// The days of these institutions on which all that was chosen has room: an option may be scarcer than the day, which is all that is
/// kept of institutions as a whole.
pub(super) async fn with_options(
    ctx: &Ctx,
    choice: &Choice,
    who: &Who,
    found: &mut [(&Offer, Option<CivilDate>)],
) -> Result<()> {
    let (Some(days), false) = (choice.days, choice.draft.options.is_empty()) else {
        return Ok(());
    };
    let from = found
        .iter()
        .filter_map(|(offer, day)| Some((offer.id, (*day)?)));
    let from: Vec<(i64, CivilDate)> = from.collect();
    let wanted = Wanted {
        fiscal_year: choice.course.fiscal_year,
        course: &choice.course.code,
        options: &choice.draft.options,
        sex: who.person.sex,
        to: days.to,
    };
    let nearest = option_day::nearest(ctx.db.reader(), &from, wanted).await?;
    for (offer, day) in found {
        *day = nearest.get(&offer.id).copied();
    }
    Ok(())
}

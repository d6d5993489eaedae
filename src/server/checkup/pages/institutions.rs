//! 健診機関をさがす: what offers the choice, by the question in the address.

use super::{choice, who};
use crate::{
    api::checkup::{Found, SearchPage},
    domain::checkup::search::SearchForm,
    server::{
        checkup::offers::{For, cities, found},
        ctx::{Ctx, Page},
        db::offer::Offer,
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
    let line = |(offer, nearest): &(&Offer, _)| {
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
    let here = all.some(at * ON_A_PAGE, ON_A_PAGE);
    Ok(Page::Show(SearchPage {
        found: here.iter().filter_map(line).collect(),
        cities: cities(&listed, &search),
        total,
        page: at + 1,
        pages,
        chosen: choice.shown(),
        form,
    }))
}

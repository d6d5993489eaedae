//! What was asked of the desk and not done: kept for the page that says why and where to go from there.

use serde::{Deserialize, Serialize};

use super::{choice, who};
use crate::{
    api::checkup::RefusedPage,
    domain::{checkup::refusal::Refusal, date::CivilDate},
    server::{
        ctx::{Ctx, Next, Page},
        db,
        error::Result,
    },
    web::path,
};

const FORM: &str = "checkup-refused";

/// What the refusal is about, as far as the person may know it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// The institution.
    pub institution: Option<i64>,
    /// The day.
    pub on: Option<CivilDate>,
}

/// To the page that says why something was not done.
///
/// # Errors
/// The database's own.
pub async fn to(ctx: &Ctx, refusal: Refusal, about: About) -> Result<Next> {
    let who = who(ctx).await?;
    let cookie = who.keep(ctx, FORM, &about, &refusal).await?;
    Ok(Next::to(path::CHECKUP_REFUSED).with(cookie))
}

/// Why something was not done.
///
/// # Errors
/// Signed out, or the database's own.
pub async fn page(ctx: &Ctx) -> Result<Page<RefusedPage>> {
    let who = who(ctx).await?;
    let kept: Option<(About, Refusal)> = who.kept(ctx, FORM).await?;
    let Some((about, refusal)) = kept else {
        return Ok(Page::Go(path::CHECKUP.to_owned()));
    };
    let code = match &refusal {
        Refusal::OptionFull(code) | Refusal::OptionNotEligible(code, _) => Some(code),
        _ => None,
    };
    let course = choice(ctx, &who).await?.map(|choice| choice.course);
    let option = code.and_then(|code| Some(course?.option(code)?.name.clone()));
    let phone = match about.institution {
        Some(id) => db::institution::by_id(ctx.db.reader(), id).await?,
        None => None,
    };
    Ok(Page::Show(RefusedPage {
        refusal,
        option,
        institution: about.institution,
        on: about.on,
        phone: phone.map(|institution| institution.phone),
    }))
}

//! After the end: until when somebody could look who lost the 資格.

use crate::{
    api::expense::OverPage,
    domain::expense::season,
    server::{
        ctx::{Ctx, Page},
        error::Result,
        expense::second_step::is_over,
    },
    web::path,
};

/// Until when it was; whoever may still look is led there.
///
/// # Errors
/// Signed out, or the database's own.
pub async fn page(ctx: &Ctx) -> Result<Page<OverPage>> {
    let member = ctx.signed_in().await?;
    Ok(match member.person.lost_on {
        Some(lost) if is_over(Some(lost), ctx.clock.today()) => Page::Show(OverPage {
            until: season::open_until(lost),
        }),
        _ => Page::Go(path::EXPENSES.to_owned()),
    })
}

//! The form of wishes at an institution that offers no places.
//!
//! May enter: what was typed, read and kept until it is sent. Must not: sending it (`act`'s).

use super::{
    Choice, Who, choice, days_at,
    institution::{Offered, offered},
    refused, who,
};
use crate::{
    api::checkup::WishesPart,
    domain::{
        checkup::{
            closed::ClosedDays,
            course::Period,
            refusal::Refusal,
            wish::{WishField, WishForm},
        },
        field::FieldErrors,
    },
    server::{
        ctx::{Ctx, Next},
        db::{self, institution::Institution},
        error::Result,
        link::plain_token,
        passwords::nfkc,
    },
    web::path,
};

/// Name under which wishes are kept when something is wrong with them.
const FORM: &str = "checkup-wishes";

/// The form, as it was left; what was refused comes again with its answer alone.
pub(super) async fn part(
    ctx: &Ctx,
    who: &Who,
    choice: &Choice,
    institution: &Institution,
    days: Period,
    again: bool,
) -> Result<WishesPart> {
    let kept: Option<((i64, WishForm), FieldErrors<WishField>)> = match again {
        true => who.kept(ctx, FORM).await?,
        false => None,
    };
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
pub async fn save(ctx: &Ctx, institution_id: &str, form: WishForm) -> Result<Next> {
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
    let closed = ClosedDays {
        weekdays: institution.closed_weekdays.clone(),
        days: db::place::closed_between(ctx.db.reader(), institution.id, (days.from, days.to))
            .await?
            .into_iter()
            .collect(),
    };
    match form.parse_open(&nfkc, days, &closed) {
        Err(errors) => {
            let kept = (institution.id, form.without_secrets());
            let cookie = who.keep(ctx, FORM, &kept, &errors).await?;
            Ok(Next::to(path::again(&path::institution(institution.id))).with(cookie))
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

//! Where the mail to a new address went, and sending it once more.

use crate::{
    api::mypage::EmailSentPage,
    domain::{field::FieldErrors, profile::EmailSentField},
    server::{
        ctx::{Ctx, Next, Page},
        db::{self, link::EmailChange},
        error::Result,
        mail::{Links, Mail},
        registration::{take_mail, throttled},
    },
    web::path,
};

/// Name under which the page keeps why nothing was sent.
pub const FORM: &str = "profile-email-sent";

/// The address that waits to be confirmed; without one the way leads to 登録情報.
///
/// # Errors
/// Signed out, or the database's own.
pub async fn page(ctx: &Ctx) -> Result<Page<EmailSentPage>> {
    let member = ctx.signed_in().await?;
    let reader = ctx.db.reader();
    let open = db::link::open_email_change_of(reader, member.account.id).await?;
    let Some(change) = open.filter(|change| still_counts(ctx, change)) else {
        return Ok(Page::Go(path::PROFILE.to_owned()));
    };
    let echo = match &ctx.visit.visitor {
        Some(visitor) => db::echo::get(reader, visitor, FORM, ctx.clock.now()).await?,
        None => None,
    };
    let ((), errors) = echo.unwrap_or_default();
    Ok(Page::Show(EmailSentPage {
        email: change.email.as_str().to_owned(),
        errors,
    }))
}

fn still_counts(ctx: &Ctx, change: &EmailChange) -> bool {
    change.link.expires_at > ctx.clock.now()
}

/// Mails the same link once more, within the quota of every address.
///
/// # Errors
/// Signed out, or the database's own.
pub async fn resend(ctx: &Ctx) -> Result<Next> {
    let member = ctx.signed_in().await?;
    let (visitor, cookie) = ctx.visitor();
    let now = ctx.clock.now();
    let txn = ctx.db.begin().await?;
    let open = db::link::open_email_change_of(&txn, member.account.id).await?;
    let Some(change) = open.filter(|change| still_counts(ctx, change)) else {
        txn.rollback().await?;
        return Ok(Next::to(path::PROFILE));
    };
    if let Err(wait) = take_mail(ctx, &txn, &change.email).await? {
        let mut errors = FieldErrors::new();
        errors.insert(EmailSentField::Resend, throttled(wait));
        db::echo::put(&txn, &visitor, FORM, &(), &errors, now).await?;
        txn.commit().await?;
        return Ok(Next::to(path::PROFILE_EMAIL_SENT).with(cookie));
    }
    db::echo::clear(&txn, &visitor, FORM).await?;
    let links = Links {
        account_id: Some(member.account.id),
        registration_id: None,
    };
    let mail = Mail::EmailChange {
        seed: change.link.seed,
        expires_at: change.link.expires_at,
    };
    mail.enqueue(&txn, &change.email, links, now).await?;
    txn.commit().await?;
    ctx.bell.ring();
    Ok(Next::to(path::saved(path::PROFILE_EMAIL_SENT)).with(cookie))
}

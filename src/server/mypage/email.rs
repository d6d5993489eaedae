//! メールアドレスの変更: confirmed at the new address, told to the old one.

use crate::{
    domain::{
        email::Email,
        field::{FieldError, FieldErrors},
        form::cut,
        link::Purpose,
        profile::{EmailChangeField, EmailChangeForm, EmailConfirmField},
    },
    server::{
        ctx::{Ctx, Next},
        db::{self, account::Account, ended::EndedAs, link::EmailChange},
        error::Result,
        link::Seed,
        mail::{Links, Mail},
        mypage::{email_sent, is_password_of, own_password},
        passwords::nfkc,
        registration::{take_mail, taken, throttled, told_taken},
    },
    web::path,
};

/// Name under which the change of address keeps what was typed.
pub const FORM: &str = "profile-email";

/// Mails a link to a new address; nothing changes before it is confirmed there.
///
/// # Errors
/// Signed out, busy, or the database's own.
pub async fn change(ctx: &Ctx, form: EmailChangeForm) -> Result<Next> {
    let member = ctx.signed_in().await?;
    let errors = match form.parse(&nfkc) {
        Err(errors) => errors,
        Ok(email) => {
            let mut errors = FieldErrors::new();
            match own_password(ctx, &member, &form.current_password).await? {
                Err(error) => errors.insert(EmailChangeField::CurrentPassword, error),
                Ok(()) => match open_email_change(ctx, &member.account, &email).await? {
                    Ok(()) => {
                        forget(ctx).await?;
                        return Ok(Next::to(path::PROFILE_EMAIL_SENT));
                    }
                    Err(error) => errors.insert(EmailChangeField::Email, error),
                },
            }
            errors
        }
    };
    let (visitor, cookie) = ctx.visitor();
    let now = ctx.clock.now();
    db::echo::put(
        ctx.db.writer(),
        &visitor,
        FORM,
        &form.without_secrets(),
        &errors,
        now,
    )
    .await?;
    Ok(Next::to(path::PROFILE_EMAIL).with(cookie))
}

/// What was wrong with a change before this one is no longer said.
async fn forget(ctx: &Ctx) -> Result<()> {
    if let Some(visitor) = &ctx.visit.visitor {
        for form in [FORM, email_sent::FORM] {
            db::echo::clear(ctx.db.writer(), visitor, form).await?;
        }
    }
    Ok(())
}

async fn open_email_change(
    ctx: &Ctx,
    account: &Account,
    email: &Email,
) -> Result<std::result::Result<(), FieldError>> {
    if account.email == *email {
        return Ok(Err(FieldError::SameAsBefore));
    }
    let now = ctx.clock.now();
    let txn = ctx.db.begin().await?;
    if taken(&txn, email, account.person_id).await? {
        let error = told_taken(ctx, &txn, account.person_id).await?;
        txn.commit().await?;
        return Ok(Err(error));
    }
    if let Err(wait) = take_mail(ctx, &txn, email).await? {
        txn.commit().await?;
        return Ok(Err(throttled(wait)));
    }
    let seed = Seed::random(&ctx.chance);
    let expires_at = now + Purpose::EmailChange.lifetime_ms();
    db::link::open_email_change(&txn, account.id, email, &seed, now, expires_at).await?;
    let links = Links {
        account_id: Some(account.id),
        registration_id: None,
    };
    Mail::EmailChange { seed, expires_at }
        .enqueue(&txn, email, links, now)
        .await?;
    txn.commit().await?;
    ctx.bell.ring();
    Ok(Ok(()))
}

/// What a link to a new address leads to.
pub enum Found {
    /// The token is not one of ours.
    Damaged,
    /// Used, replaced by a later one, or too old.
    Over,
    /// It has been confirmed.
    Done,
    /// It can be confirmed.
    Open(Box<EmailChange>),
}

/// What the token in a link leads to.
///
/// # Errors
/// The database's own.
pub async fn find(ctx: &Ctx, token: &str) -> Result<Found> {
    let Some(seed) = ctx.keys.read_token(Purpose::EmailChange, token) else {
        return Ok(Found::Damaged);
    };
    let found = db::link::email_change_by_seed(ctx.db.reader(), &seed).await?;
    Ok(match found {
        Some(change) if matches!(change.link.ended, Some((EndedAs::Completed, _))) => Found::Done,
        Some(change) if change.link.ended.is_none() && change.link.expires_at > ctx.clock.now() => {
            Found::Open(Box::new(change))
        }
        _ => Found::Over,
    })
}

/// Name under which the page behind the link keeps its errors.
pub fn echo_of(change: &EmailChange) -> String {
    format!("email-confirm-{}", change.link.id)
}

/// Whether this browser is signed in to the account whose address is to change. The mail alone proves only who reads it, and an
/// address may have been mistyped.
///
/// # Errors
/// The database's own.
pub async fn is_own(ctx: &Ctx, change: &EmailChange) -> Result<bool> {
    let member = ctx.member().await?;
    Ok(member.is_some_and(|member| member.account.id == change.link.account_id))
}

/// What is wrong with the proof that it is the account's person who confirms, if anything.
async fn unproven(
    ctx: &Ctx,
    change: &EmailChange,
    account: &Account,
    password: &str,
) -> Result<Option<FieldError>> {
    if is_own(ctx, change).await? {
        return Ok(None);
    }
    if password.is_empty() {
        return Ok(Some(FieldError::Empty));
    }
    // counted by the link: whoever got it by mistake cannot slow the member's own pages down
    let key = ctx.counter("email-confirm", &change.link.id.to_string());
    Ok(is_password_of(ctx, account, password, &key).await?.err())
}

async fn stay(ctx: &Ctx, change: &EmailChange, error: FieldError, here: String) -> Result<Next> {
    let (visitor, cookie) = ctx.visitor();
    let mut errors = FieldErrors::new();
    errors.insert(EmailConfirmField::Password, error);
    let (writer, now) = (ctx.db.writer(), ctx.clock.now());
    db::echo::put(writer, &visitor, &echo_of(change), &(), &errors, now).await?;
    Ok(Next::to(here).with(cookie))
}

/// Makes the new address the account's; the old one gets a notice. Only for a browser signed in to the account, or with its
/// password.
///
/// # Errors
/// Busy, or the database's own.
pub async fn confirm(ctx: &Ctx, token: &str, password: &str) -> Result<Next> {
    let here = path::with_token(path::EMAIL_CONFIRM, &cut(token));
    let Found::Open(change) = find(ctx, token).await? else {
        return Ok(Next::to(here));
    };
    let Some(account) = db::account::by_id(ctx.db.reader(), change.link.account_id).await? else {
        return Ok(Next::to(here));
    };
    if let Some(error) = unproven(ctx, &change, &account, password).await? {
        return stay(ctx, &change, error, here).await;
    }
    let now = ctx.clock.now();
    let txn = ctx.db.begin().await?;
    // A registration that was opened while the old address was the account's must not bring that address back.
    db::registration::supersede(&txn, account.person_id, now).await?;
    if !db::link::end_email_change(&txn, change.link.id, EndedAs::Completed, now).await? {
        txn.rollback().await?;
        return Ok(Next::to(here));
    }
    if db::account::set_email(&txn, account.id, &change.email)
        .await?
        .is_err()
    {
        txn.rollback().await?;
        let writer = ctx.db.writer();
        db::link::end_email_change(writer, change.link.id, EndedAs::Failed, now).await?;
        return Ok(Next::to(here));
    }
    db::link::end_resets_of(&txn, account.id, now).await?;
    Mail::EmailChanged
        .enqueue(&txn, &account.email, Links::default(), now)
        .await?;
    txn.commit().await?;
    ctx.bell.ring();
    Ok(Next::to(here))
}

//! パスワード再発行. Asking answers the same at the same time for every address: the look-up happens after the answer.

use crate::{
    api::session::ResetPage,
    domain::{
        email::Email,
        field::{FieldError, FieldErrors},
        form::cut,
        link::Purpose,
        password::{Personal, is_personal},
        password_reset::{ForgotField, ForgotForm, NewPasswordField, NewPasswordForm},
    },
    server::{
        ctx::{Ctx, Next},
        db::{self, ended::EndedAs, link::Link},
        error::Result,
        link::Seed,
        mail::{Links, Mail},
        passwords::{is_common, nfkc},
        registration::{take_mail, throttled},
    },
    web::path,
};

/// Name under which the page that asks keeps what was typed.
pub const FORGOT: &str = "password-forgot";
/// Name under which the page behind the link keeps its errors.
pub const RESET: &str = "password-reset";

/// The page that asks, as it was left.
///
/// # Errors
/// The database's own.
pub async fn forgot_page(ctx: &Ctx) -> Result<(ForgotForm, FieldErrors<ForgotField>)> {
    let Some(visitor) = &ctx.visit.visitor else {
        return Ok(Default::default());
    };
    let echo = db::echo::get(ctx.db.reader(), visitor, FORGOT, ctx.clock.now()).await?;
    Ok(echo.unwrap_or_default())
}

/// What the page behind a link shows.
///
/// # Errors
/// The database's own.
pub async fn reset_page(ctx: &Ctx, token: &str) -> Result<ResetPage> {
    Ok(match find(ctx, token).await? {
        Found::Damaged => ResetPage::Damaged,
        Found::Over => ResetPage::Over,
        Found::Open(_) => {
            let echo = match &ctx.visit.visitor {
                Some(visitor) => {
                    db::echo::get(ctx.db.reader(), visitor, RESET, ctx.clock.now()).await?
                }
                None => None,
            };
            let ((), errors) = echo.unwrap_or_default();
            ResetPage::Open(errors)
        }
    })
}

/// Takes an address; if an account has it, a mail follows.
///
/// # Errors
/// The database's own.
pub async fn ask(ctx: &Ctx, form: ForgotForm) -> Result<Next> {
    let email = match form.parse(&nfkc) {
        Ok(email) => email,
        Err(errors) => return stay(ctx, &form, &errors).await,
    };
    let txn = ctx.db.begin().await?;
    let quota = take_mail(ctx, &txn, &email).await?;
    txn.commit().await?;
    if let Err(wait) = quota {
        let mut errors = FieldErrors::new();
        errors.insert(ForgotField::Email, throttled(wait));
        return stay(ctx, &form, &errors).await;
    }
    let later = ctx.clone();
    ctx.tasks.spawn(async move {
        if mail_link(&later, &email).await.is_err() {
            tracing::error!("a reissue mail could not be written");
        }
    });
    Ok(Next::to(path::PASSWORD_SENT))
}

async fn mail_link(ctx: &Ctx, email: &Email) -> Result<()> {
    let txn = ctx.db.begin().await?;
    let Some(account) = db::account::by_email_key(&txn, &email.key()).await? else {
        return Ok(txn.rollback().await?);
    };
    let now = ctx.clock.now();
    let seed = Seed::random(&ctx.chance);
    let expires_at = now + Purpose::PasswordReset.lifetime_ms();
    db::link::open_reset(&txn, account.id, &seed, now, expires_at).await?;
    let links = Links {
        account_id: Some(account.id),
        registration_id: None,
    };
    Mail::PasswordReset { seed, expires_at }
        .enqueue(&txn, &account.email, links, now)
        .await?;
    txn.commit().await?;
    ctx.bell.ring();
    Ok(())
}

async fn stay(ctx: &Ctx, form: &ForgotForm, errors: &FieldErrors<ForgotField>) -> Result<Next> {
    let (visitor, cookie) = ctx.visitor();
    let now = ctx.clock.now();
    db::echo::put(
        ctx.db.writer(),
        &visitor,
        FORGOT,
        &form.without_secrets(),
        errors,
        now,
    )
    .await?;
    Ok(Next::to(path::PASSWORD_FORGOT).with(cookie))
}

/// What a reissue link leads to.
pub enum Found {
    /// The token is not one of ours.
    Damaged,
    /// Used, replaced by a later one, or too old.
    Over,
    /// A new password can be set.
    Open(Link),
}

/// What the token in a link leads to.
///
/// # Errors
/// The database's own.
pub async fn find(ctx: &Ctx, token: &str) -> Result<Found> {
    let Some(seed) = ctx.keys.read_token(Purpose::PasswordReset, token) else {
        return Ok(Found::Damaged);
    };
    let found = db::link::reset_by_seed(ctx.db.reader(), &seed).await?;
    Ok(match found {
        Some(link) if link.ended.is_none() && link.expires_at > ctx.clock.now() => {
            Found::Open(link)
        }
        _ => Found::Over,
    })
}

/// Sets the new password. The token itself is the right to do so; it is used up, every session ends, and a notice goes out.
///
/// # Errors
/// Busy, or the database's own.
pub async fn set(ctx: &Ctx, form: NewPasswordForm) -> Result<Next> {
    let here = path::with_token(path::PASSWORD_RESET, &cut(&form.token));
    let Found::Open(link) = find(ctx, &form.token).await? else {
        return Ok(Next::to(here));
    };
    let Some(account) = db::account::by_id(ctx.db.reader(), link.account_id).await? else {
        return Ok(Next::to(here));
    };
    let checked = form
        .parse(&nfkc, &ctx.settings.password)
        .and_then(|password| {
            let personal = Personal {
                email: Some(&account.email),
                society_words: &ctx.society.password_words,
                ..Personal::default()
            };
            let mut errors = FieldErrors::new();
            if is_personal(password.expose(), &personal) {
                errors.insert(NewPasswordField::Password, FieldError::Personal);
            } else if is_common(&password, &ctx.settings.password) {
                errors.insert(NewPasswordField::Password, FieldError::Common);
            }
            errors.into_result(password)
        });
    let now = ctx.clock.now();
    let password = match checked {
        Ok(password) => password,
        Err(errors) => {
            let (visitor, cookie) = ctx.visitor();
            db::echo::put(ctx.db.writer(), &visitor, RESET, &(), &errors, now).await?;
            return Ok(Next::to(here).with(cookie));
        }
    };
    let hashed = ctx.hasher.hash(&password).await?;
    let txn = ctx.db.begin().await?;
    db::registration::supersede(&txn, account.person_id, now).await?;
    if !db::link::end_reset(&txn, link.id, EndedAs::Completed, now).await? {
        txn.rollback().await?;
        return Ok(Next::to(here));
    }
    db::account::set_password(&txn, account.id, &hashed, now).await?;
    db::session::end_all(&txn, account.id, None).await?;
    db::link::end_email_changes_of(&txn, account.id, now).await?;
    let links = Links {
        account_id: Some(account.id),
        registration_id: None,
    };
    Mail::PasswordChanged
        .enqueue(&txn, &account.email, links, now)
        .await?;
    txn.commit().await?;
    ctx.bell.ring();
    Ok(Next::to(path::PASSWORD_DONE))
}

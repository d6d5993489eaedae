//! 職員のログイン, its second half: the authenticator, set up once, and its code at every sign-in.
//!
//! A code opens once: the database keeps the last step that was used and takes later ones alone. A session that has shown both factors
//! is a new one, under a new token.

use super::{kept, sign_in::note, stay};
use crate::{
    api::staff::{EnrolPage, VerifyPage},
    domain::{
        code::ConfirmCode,
        field::{FieldError, FieldErrors},
        form::cut,
        login::safe_next,
        staff::{Action, CodeField, CodeForm, Gate},
        totp::{grouped, otpauth},
    },
    server::{
        access::{self, HalfWay},
        ctx::{Ctx, Next, Page},
        db::{self, Txn},
        error::{Error, Result},
        link::{plain_token, token_digest},
        passwords::nfkc,
        registration::throttled,
        totp::{TotpSecret, qr},
    },
    web::path,
};

/// Name under which both pages keep what was wrong.
const FORM: &str = "staff-code";

/// Offers a fresh secret to whoever has no authenticator yet.
///
/// # Errors
/// The database's own.
pub(super) async fn offer(ctx: &Ctx, txn: &Txn, staff_id: i64) -> Result<()> {
    let sealed = TotpSecret::random(&ctx.chance).seal(&ctx.keys, staff_id, &ctx.chance);
    Ok(db::staff::offer_totp(txn, staff_id, &sealed).await?)
}

/// Who has shown the password; whoever is not at this gate goes to where he is.
async fn at(ctx: &Ctx, gate: Gate, next: &str) -> Result<std::result::Result<HalfWay, String>> {
    let half = access::half_way(ctx).await?;
    let half = half.ok_or(Error::Staff(Gate::SignIn))?;
    Ok(match half.gate() {
        Some(reached) if reached == gate => Ok(half),
        other => Err(path::staff_gate(other, next_of(next))),
    })
}

fn next_of(next: &str) -> Option<&str> {
    safe_next(next).filter(|next| path::is_staff(next))
}

fn secret_of(ctx: &Ctx, half: &HalfWay) -> Option<TotpSecret> {
    let sealed = half.row.totp_sealed.as_deref()?;
    let secret = TotpSecret::unseal(&ctx.keys, half.row.id, sealed);
    if secret.is_none() {
        tracing::error!(
            staff = half.row.id,
            "an authenticator's secret cannot be opened: was the key changed? `mypage staff reset` helps"
        );
    }
    secret
}

/// The page that asks for the code.
///
/// # Errors
/// Nobody has shown a password, or the database's own.
pub async fn verify_page(ctx: &Ctx) -> Result<Page<VerifyPage>> {
    let half = match at(ctx, Gate::Verify, "").await? {
        Ok(half) => half,
        Err(to) => return Ok(Page::Go(to)),
    };
    let ((), errors) = kept(ctx, FORM).await?;
    Ok(Page::Show(VerifyPage {
        name: half.row.name,
        errors,
    }))
}

/// The page that shows the secret and asks for the first code.
///
/// # Errors
/// Nobody has shown a password, or the database's own.
pub async fn enrol_page(ctx: &Ctx) -> Result<Page<EnrolPage>> {
    let half = match at(ctx, Gate::Enrol, "").await? {
        Ok(half) => half,
        Err(to) => return Ok(Page::Go(to)),
    };
    // offered at the sign-in; one that cannot be opened any more is offered anew there
    let secret = secret_of(ctx, &half).ok_or(Error::Staff(Gate::SignIn))?;
    let base32 = secret.base32();
    let link = otpauth(&ctx.society.name, half.row.login.as_str(), &base32);
    let ((), errors) = kept(ctx, FORM).await?;
    Ok(Page::Show(EnrolPage {
        name: half.row.name,
        secret: grouped(&base32),
        qr: qr(&link),
        link,
        errors,
    }))
}

/// Checks the code and opens the console.
///
/// # Errors
/// Nobody has shown a password, or the database's own.
pub async fn verify(ctx: &Ctx, form: CodeForm) -> Result<Next> {
    let half = match at(ctx, Gate::Verify, &form.next).await? {
        Ok(half) => half,
        Err(to) => return Ok(Next::to(to)),
    };
    let step = match checked(ctx, &half, &form).await? {
        Ok(step) => step,
        Err(errors) => return refuse(ctx, &errors, path::STAFF_VERIFY, &form).await,
    };
    let sealed = half.row.totp_sealed.clone().unwrap_or_default();
    let txn = ctx.db.begin().await?;
    if !db::staff::use_code(&txn, half.row.id, &sealed, step).await? {
        txn.rollback().await?;
        let errors = wrong(FieldError::SameAsBefore);
        note(ctx, &half.row, Action::CodeRefused).await?;
        return refuse(ctx, &errors, path::STAFF_VERIFY, &form).await;
    }
    open(ctx, txn, &half, Action::SignedIn, &form).await
}

/// Checks the first code of a new authenticator, which is then the person's own, and opens the console.
///
/// # Errors
/// Nobody has shown a password, or the database's own.
pub async fn enrol(ctx: &Ctx, form: CodeForm) -> Result<Next> {
    let half = match at(ctx, Gate::Enrol, &form.next).await? {
        Ok(half) => half,
        Err(to) => return Ok(Next::to(to)),
    };
    let step = match checked(ctx, &half, &form).await? {
        Ok(step) => step,
        Err(errors) => return refuse(ctx, &errors, path::STAFF_ENROL, &form).await,
    };
    let sealed = half.row.totp_sealed.clone().unwrap_or_default();
    let now = ctx.clock.now();
    let txn = ctx.db.begin().await?;
    if !db::staff::enrol(&txn, half.row.id, &sealed, step, now).await? {
        // another tab was faster, with this secret or with another one
        txn.rollback().await?;
        return Ok(Next::to(path::STAFF_VERIFY));
    }
    open(ctx, txn, &half, Action::Enrolled, &form).await
}

fn wrong(error: FieldError) -> FieldErrors<CodeField> {
    let mut errors = FieldErrors::new();
    errors.insert(CodeField::Code, error);
    errors
}

/// The step of the code that was typed; tries are counted before they are answered.
async fn checked(
    ctx: &Ctx,
    half: &HalfWay,
    form: &CodeForm,
) -> Result<std::result::Result<i64, FieldErrors<CodeField>>> {
    let typed: ConfirmCode = match form.parse(&nfkc) {
        Ok(typed) => typed,
        Err(errors) => return Ok(Err(errors)),
    };
    let now = ctx.clock.now();
    let key = ctx.counter("staff-code", &half.row.id.to_string());
    let txn = ctx.db.begin().await?;
    let attempt = db::throttle::attempt(&txn, &key, &ctx.settings.limits.own_secret, now).await?;
    txn.commit().await?;
    if let Err(wait) = attempt {
        return Ok(Err(wrong(throttled(wait))));
    }
    let step = secret_of(ctx, half).and_then(|secret| secret.matching(&typed, now));
    let Some(step) = step else {
        note(ctx, &half.row, Action::CodeRefused).await?;
        return Ok(Err(wrong(FieldError::Wrong)));
    };
    Ok(Ok(step))
}

async fn refuse(
    ctx: &Ctx,
    errors: &FieldErrors<CodeField>,
    gate: &str,
    form: &CodeForm,
) -> Result<Next> {
    let here = match next_of(&cut(&form.next)) {
        Some(next) => format!("{gate}?next={next}"),
        None => gate.to_owned(),
    };
    stay(ctx, FORM, &(), errors, here).await
}

/// Puts a whole session in the half one's place.
async fn open(
    ctx: &Ctx,
    txn: Txn,
    half: &HalfWay,
    action: Action,
    form: &CodeForm,
) -> Result<Next> {
    let (now, id) = (ctx.clock.now(), half.row.id);
    let token = plain_token(&ctx.chance);
    db::staff_session::end(&txn, &half.session).await?;
    db::staff_session::create(&txn, &token_digest(&token), id, Some(now), now).await?;
    let key = ctx.counter("staff-code", &id.to_string());
    db::throttle::clear(&txn, &key).await?;
    if let Some(visitor) = &ctx.visit.visitor {
        db::echo::clear(&txn, visitor, FORM).await?;
    }
    let deed = db::staff_audit::Deed {
        staff_id: Some(id),
        login: half.row.login.as_str(),
        action,
        detail: "",
        at: now,
    };
    db::staff_audit::record(&txn, &deed, &[None]).await?;
    if let Some(secret) = secret_of(ctx, half).filter(|secret| secret.retired) {
        let sealed = secret.seal(&ctx.keys, id, &ctx.chance);
        let before = half.row.totp_sealed.as_deref().unwrap_or_default();
        db::staff::reseal_totp(&txn, id, before, &sealed).await?;
    }
    txn.commit().await?;
    let to = path::staff_gate(None, next_of(&form.next));
    Ok(Next::to(to).with([ctx.cookies.set_staff(&token)]))
}

//! The address registered so far agrees (承認) or refuses (拒否), or the person shows a one-time 登録コード of the society.

use crate::{
    api::registration::{APPROVE, REJECT},
    domain::{
        code::RegistrationCode,
        field::{FieldError, FieldErrors},
        form::cut,
        link::Purpose,
        registration_steps::WaitingField,
    },
    server::{
        clock::DAY,
        ctx::{Ctx, Next},
        db::{self, ended::EndedAs, registration::Registration},
        error::Result,
        member_code,
        passwords::nfkc,
        registration::{
            apply::if_proven,
            complete::{self, Found},
            own_registration,
            sent::after,
            throttled,
        },
    },
    web::path,
};

/// Name under which the page keeps its errors.
pub const FORM: &str = "register-waiting";

/// How long a refusal keeps others from trying again (SECURITY §2.2).
pub const FREEZE: i64 = 30 * DAY;

/// What the token in the old address's mail leads to.
///
/// # Errors
/// The database's own.
pub async fn find(ctx: &Ctx, token: &str) -> Result<Found> {
    let Some(seed) = ctx.keys.read_token(Purpose::Approval, token) else {
        return Ok(Found::Damaged);
    };
    let found = db::registration::by_approval_seed(ctx.db.reader(), &seed).await?;
    Ok(found.map_or(Found::Gone, |registration| {
        Found::Registration(Box::new(registration))
    }))
}

/// Whether the old address can still say yes or no.
pub fn is_open(ctx: &Ctx, registration: &Registration) -> bool {
    registration.ended.is_none()
        && registration.approved_at.is_none()
        && registration.expires_at > ctx.clock.now()
}

/// The old address's word.
///
/// # Errors
/// The database's own.
pub async fn decide(ctx: &Ctx, token: &str, decision: &str) -> Result<Next> {
    let here = path::with_token(path::REGISTER_APPROVE, &cut(token));
    let agree = match decision {
        APPROVE => true,
        REJECT => false,
        _ => return Ok(Next::to(here)),
    };
    if let Found::Registration(registration) = find(ctx, token).await?
        && is_open(ctx, &registration)
    {
        let now = ctx.clock.now();
        let txn = ctx.db.begin().await?;
        db::person::lock(&txn, registration.person_id).await?;
        if agree {
            db::registration::approve(&txn, registration.id, "mail", now).await?;
            if_proven(ctx, &txn, registration.id).await?;
        } else if db::registration::end(&txn, registration.id, EndedAs::Rejected, now).await? {
            let person = registration.person_id;
            db::person::freeze(&txn, person, now + FREEZE).await?;
            db::staff_event::record(&txn, "registration-rejected", Some(person), "", now).await?;
        }
        txn.commit().await?;
        ctx.bell.ring();
    }
    Ok(Next::to(here))
}

/// The society's one-time code, typed on the page that waits for approval: in the browser that registered, or behind the link
/// (`token`) in another one.
///
/// # Errors
/// The database's own.
pub async fn spend_code(ctx: &Ctx, token: &str, raw: &str) -> Result<Next> {
    let (registration, here) = if token.is_empty() {
        (
            own_registration(ctx).await?,
            path::REGISTER_WAITING.to_owned(),
        )
    } else {
        let found = match complete::find(ctx, token).await? {
            Found::Registration(registration) => Some(*registration),
            Found::Damaged | Found::Gone => None,
        };
        (
            found,
            path::with_token(path::REGISTER_COMPLETE, &cut(token)),
        )
    };
    let waiting = registration
        .filter(|registration| registration.confirmed_at.is_some() && is_open(ctx, registration));
    let Some(registration) = waiting else {
        return Ok(Next::to(here));
    };
    let code = match RegistrationCode::parse(raw, &nfkc) {
        Ok(code) => code,
        Err(error) => return stay(ctx, error, here).await,
    };
    let now = ctx.clock.now();
    let txn = ctx.db.begin().await?;
    db::person::lock(&txn, registration.person_id).await?;
    let key = ctx.counter("registration-code", &registration.person_id.to_string());
    if let Err(wait) =
        db::throttle::attempt(&txn, &key, &ctx.settings.limits.own_secret, now).await?
    {
        txn.commit().await?;
        return stay(ctx, throttled(wait), here).await;
    }
    let digest = ctx.keys.digest(member_code::DIGEST, code.as_str());
    if !db::code::spend(&txn, registration.person_id, &digest, now).await? {
        txn.commit().await?;
        return stay(ctx, FieldError::Wrong, here).await;
    }
    db::throttle::clear(&txn, &key).await?;
    db::registration::approve(&txn, registration.id, "code", now).await?;
    let standing = if_proven(ctx, &txn, registration.id).await?;
    txn.commit().await?;
    ctx.bell.ring();
    Ok(Next::to(match after(standing) {
        path::REGISTER_DONE if token.is_empty() => path::REGISTER_DONE.to_owned(),
        _ => here,
    }))
}

async fn stay(ctx: &Ctx, error: FieldError, here: String) -> Result<Next> {
    let (visitor, cookie) = ctx.visitor();
    let mut errors = FieldErrors::new();
    errors.insert(WaitingField::Code, error);
    db::echo::put(
        ctx.db.writer(),
        &visitor,
        FORM,
        &(),
        &errors,
        ctx.clock.now(),
    )
    .await?;
    Ok(Next::to(here).with(cookie))
}

//! Step 4: the mail is on its way. Its real state, sending it again, correcting the address, and the six digits instead of the link.

use crate::{
    domain::{
        code::ConfirmCode,
        email::Email,
        field::{FieldError, FieldErrors},
        form::cut,
        link::Purpose,
        registration_steps::{SentEcho, SentField},
        throttle::CODE_TRIES,
    },
    server::{
        ctx::{Ctx, Next},
        db::{
            self, Txn,
            registration::{NewAddress, Registration},
        },
        error::Result,
        link::Seed,
        mail::{Links, Mail},
        passwords::nfkc,
        registration::{
            apply::{Standing, if_proven},
            own_registration, take_mail, taken, throttled, to_approve, told_taken,
        },
    },
    web::path,
};

/// Name under which the page keeps what was typed.
pub const FORM: &str = "register-sent";

/// Where a registration's browser belongs, if not here.
pub(crate) fn elsewhere(registration: Option<&Registration>) -> Option<&'static str> {
    let Some(registration) = registration else {
        return Some(path::REGISTER_LOST_SENT);
    };
    match registration.ended {
        Some((db::ended::EndedAs::Completed, _)) => Some(path::REGISTER_DONE),
        Some(_) => Some(path::REGISTER_FAILED),
        _ if registration.confirmed_at.is_some() => Some(path::REGISTER_WAITING),
        _ => None,
    }
}

/// The six digits of the mail, typed where the registration was begun.
///
/// # Errors
/// The database's own.
pub async fn confirm_code(ctx: &Ctx, raw: &str) -> Result<Next> {
    let registration = own_registration(ctx).await?;
    if let Some(to) = elsewhere(registration.as_ref()) {
        return Ok(Next::to(to));
    }
    let Some(registration) = registration else {
        return Ok(Next::to(path::REGISTER_LOST_SENT));
    };
    let code = match ConfirmCode::parse(raw, &nfkc) {
        Ok(code) => code,
        Err(error) => return stay(ctx, SentField::Code, error, SentEcho::default()).await,
    };
    let txn = ctx.db.begin().await?;
    db::person::lock(&txn, registration.person_id).await?;
    let tried = try_code(ctx, &txn, registration.id, &code).await?;
    txn.commit().await?;
    ctx.bell.ring();
    match tried {
        Ok(standing) => Ok(Next::to(after(standing))),
        Err(error) => stay(ctx, SentField::Code, error, SentEcho::default()).await,
    }
}

/// `Unknown` where no code can be tried any more: the page says why by itself.
async fn try_code(
    ctx: &Ctx,
    txn: &Txn,
    id: i64,
    code: &ConfirmCode,
) -> Result<std::result::Result<Standing, FieldError>> {
    let now = ctx.clock.now();
    let open = db::registration::by_id(txn, id)
        .await?
        .filter(|registration| registration.ended.is_none() && registration.expires_at > now);
    let Some(registration) = open else {
        return Ok(Err(FieldError::Unknown));
    };
    if registration.wrong_tries >= CODE_TRIES {
        return Ok(Err(FieldError::Unknown));
    }
    let expected = ctx
        .keys
        .confirm_code(Purpose::Registration, &registration.seed);
    if expected != *code {
        let tries = db::registration::wrong_try(txn, id).await?;
        return Ok(Err(if tries >= CODE_TRIES {
            FieldError::Unknown
        } else {
            FieldError::Wrong
        }));
    }
    db::registration::confirm(txn, id, now).await?;
    if_proven(ctx, txn, id).await.map(Ok)
}

/// The page after a step.
pub(crate) fn after(standing: Standing) -> &'static str {
    match standing {
        Standing::Done => path::REGISTER_DONE,
        Standing::AwaitsApproval => path::REGISTER_WAITING,
        Standing::AwaitsConfirmation => path::REGISTER_SENT,
        Standing::Taken => path::REGISTER_FAILED,
    }
}

async fn stay(ctx: &Ctx, field: SentField, error: FieldError, echo: SentEcho) -> Result<Next> {
    let mut errors = FieldErrors::new();
    errors.insert(field, error);
    keep(ctx, &echo, &errors).await
}

async fn keep(ctx: &Ctx, echo: &SentEcho, errors: &FieldErrors<SentField>) -> Result<Next> {
    let (visitor, cookie) = ctx.visitor();
    db::echo::put(
        ctx.db.writer(),
        &visitor,
        FORM,
        echo,
        errors,
        ctx.clock.now(),
    )
    .await?;
    Ok(Next::to(path::REGISTER_SENT).with(cookie))
}

/// Sends the mail once more: the same link and code, or new ones when the code was mistyped too often.
///
/// # Errors
/// The database's own.
pub async fn resend(ctx: &Ctx) -> Result<Next> {
    let registration = own_registration(ctx).await?;
    if let Some(to) = elsewhere(registration.as_ref()) {
        return Ok(Next::to(to));
    }
    let Some(registration) = registration else {
        return Ok(Next::to(path::REGISTER_LOST_SENT));
    };
    match send_to(ctx, &registration, None).await? {
        Ok(()) => {
            let echo = SentEcho {
                sent_again: true,
                ..SentEcho::default()
            };
            keep(ctx, &echo, &FieldErrors::new()).await
        }
        Err((_, error)) => stay(ctx, SentField::Resend, error, SentEcho::default()).await,
    }
}

/// Sends the registration to another address, after a typing error.
///
/// # Errors
/// The database's own.
pub async fn correct_address(ctx: &Ctx, raw: &str) -> Result<Next> {
    let registration = own_registration(ctx).await?;
    if let Some(to) = elsewhere(registration.as_ref()) {
        return Ok(Next::to(to));
    }
    let Some(registration) = registration else {
        return Ok(Next::to(path::REGISTER_LOST_SENT));
    };
    let echo = SentEcho {
        email: cut(raw),
        ..SentEcho::default()
    };
    let email = match Email::parse(raw, &nfkc) {
        Ok(email) => email,
        Err(error) => return stay(ctx, SentField::Email, error, echo).await,
    };
    match send_to(ctx, &registration, Some(&email)).await? {
        Ok(()) => {
            let echo = SentEcho {
                sent_again: true,
                ..SentEcho::default()
            };
            keep(ctx, &echo, &FieldErrors::new()).await
        }
        Err((field, error)) => stay(ctx, field, error, echo).await,
    }
}

type Sent = std::result::Result<(), (SentField, FieldError)>;

/// Mails the registration again, or to a `corrected` address. There, and where the code is spent or the time over, under new seeds,
/// after which older links and codes are dead.
async fn send_to(ctx: &Ctx, shown: &Registration, corrected: Option<&Email>) -> Result<Sent> {
    let txn = ctx.db.begin().await?;
    db::person::lock(&txn, shown.person_id).await?;
    // what the page showed may have ended or been confirmed since
    let current = db::registration::by_id(&txn, shown.id).await?;
    let open = current.filter(|now| now.ended.is_none() && now.confirmed_at.is_none());
    let Some(registration) = open else {
        return Ok(Err((SentField::Resend, FieldError::Unknown)));
    };
    let email = corrected.unwrap_or(&registration.email);
    if taken(&txn, email, registration.person_id).await? {
        let error = told_taken(ctx, &txn, registration.person_id).await?;
        txn.commit().await?;
        return Ok(Err((SentField::Email, error)));
    }
    let old = match other_address(ctx, &txn, &registration, email).await? {
        Ok(old) => old,
        Err(error) => return Ok(Err((SentField::Email, error))),
    };
    let renew = corrected.is_some()
        || registration.wrong_tries >= CODE_TRIES
        || registration.expires_at <= ctx.clock.now();
    let asked = old.as_ref().filter(|_| renew);
    for address in [Some(email), asked].into_iter().flatten() {
        if let Err(wait) = take_mail(ctx, &txn, address).await? {
            txn.rollback().await?;
            return Ok(Err((SentField::Resend, throttled(wait))));
        }
    }
    if renew {
        renew_and_mail(ctx, &txn, &registration, email, old).await?;
    } else {
        mail_again(ctx, &txn, &registration).await?;
    }
    txn.commit().await?;
    ctx.bell.ring();
    Ok(Ok(()))
}

/// The address that has to approve `email`: that of the person's account where it is another. None while a refusal holds.
async fn other_address(
    ctx: &Ctx,
    txn: &Txn,
    registration: &Registration,
    email: &Email,
) -> Result<std::result::Result<Option<Email>, FieldError>> {
    let Some(person) = db::person::by_id(txn, registration.person_id).await? else {
        return Ok(Err(FieldError::Unknown));
    };
    let old = to_approve(ctx, txn, &person, email).await?;
    Ok(old.map_err(|_| FieldError::Unknown))
}

async fn mail_again(ctx: &Ctx, txn: &Txn, registration: &Registration) -> Result<()> {
    let mail = Mail::Registration {
        seed: registration.seed.clone(),
        expires_at: registration.expires_at,
    };
    let links = links(registration);
    mail.enqueue(txn, &registration.email, links, ctx.clock.now())
        .await?;
    Ok(())
}

/// `old` is the address that has to approve, if any.
async fn renew_and_mail(
    ctx: &Ctx,
    txn: &Txn,
    registration: &Registration,
    email: &Email,
    old: Option<Email>,
) -> Result<()> {
    let now = ctx.clock.now();
    let purpose = if old.is_some() {
        Purpose::Approval
    } else {
        Purpose::Registration
    };
    let expires_at = now + purpose.lifetime_ms();
    let (seed, approval) = (Seed::random(&ctx.chance), Seed::random(&ctx.chance));
    let address = NewAddress {
        email,
        seed: &seed,
        approval_seed: &approval,
        needs_approval: old.is_some(),
        expires_at,
    };
    db::registration::set_email(txn, registration.id, &address).await?;
    Mail::Registration { seed, expires_at }
        .enqueue(txn, email, links(registration), now)
        .await?;
    if let Some(old) = old {
        let mail = Mail::Approval {
            seed: approval,
            expires_at,
        };
        mail.enqueue(txn, &old, Links::default(), now).await?;
    }
    Ok(())
}

fn links(registration: &Registration) -> Links {
    Links {
        registration_id: Some(registration.id),
        account_id: None,
    }
}

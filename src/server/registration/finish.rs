//! Step 3: 「登録」. Everything is checked again, the registration is opened and its mail written, in one transaction.

use crate::{
    domain::{
        field::{FieldError, FieldErrors},
        link::Purpose,
        registration::{AccountField, Step},
        registration_steps::ConfirmField,
    },
    server::{
        ctx::{Ctx, Next},
        db::{self, Txn, draft::Draft, person::Person, registration::NewRegistration},
        error::Result,
        link::Seed,
        mail::{Links, Mail},
        registration::{draft_of, eligible, step_of, take_mail, taken, throttled},
    },
    web::path,
};

/// Name under which the check page keeps its errors.
pub const FORM: &str = "register-confirm";

/// What stops 「登録」: an error at the first form, one here, or a person who may not.
enum Stop {
    Account(AccountField, FieldError),
    Here(FieldError),
    Elsewhere(String),
}

/// Opens the registration and sends the mail. Pressed twice, it does so once.
///
/// # Errors
/// Busy, or the database's own.
pub async fn finish(ctx: &Ctx, agreed: bool) -> Result<Next> {
    let Some(draft) = draft_of(ctx).await? else {
        return Ok(Next::to(path::REGISTER));
    };
    match step_of(Some(&draft)) {
        Step::Account => return Ok(Next::to(path::REGISTER)),
        Step::Newsletters => return Ok(Next::to(path::REGISTER_NEWSLETTERS)),
        Step::Sent => return Ok(Next::to(path::REGISTER_SENT)),
        Step::Confirm => {}
    }
    if !agreed {
        return stay(ctx, &draft, FieldError::NotAgreed).await;
    }
    let txn = ctx.db.begin().await?;
    let stop = open(ctx, &txn, &draft).await?;
    let Some(stop) = stop else {
        txn.commit().await?;
        ctx.bell.ring();
        return Ok(Next::to(path::REGISTER_SENT));
    };
    txn.rollback().await?;
    match stop {
        Stop::Elsewhere(to) => Ok(Next::to(to)),
        Stop::Here(error) => stay(ctx, &draft, error).await,
        Stop::Account(field, error) => {
            let mut draft = draft;
            draft.errors.insert(field, error);
            draft.person_id = None;
            db::draft::save(ctx.db.writer(), &draft).await?;
            Ok(Next::to(path::REGISTER))
        }
    }
}

async fn stay(ctx: &Ctx, draft: &Draft, error: FieldError) -> Result<Next> {
    let mut errors = FieldErrors::new();
    errors.insert(ConfirmField::Agreed, error);
    db::echo::put(
        ctx.db.writer(),
        &draft.visitor,
        FORM,
        &(),
        &errors,
        ctx.clock.now(),
    )
    .await?;
    Ok(Next::to(path::REGISTER_CONFIRM))
}

/// Everything in one transaction that holds the person still; `None` when it is done.
async fn open(ctx: &Ctx, txn: &Txn, draft: &Draft) -> Result<Option<Stop>> {
    let gone = Stop::Account(AccountField::Symbol, FieldError::NotMatched);
    let Some(person_id) = draft.person_id else {
        return Ok(Some(gone));
    };
    db::person::lock(txn, person_id).await?;
    let current = db::draft::load(txn, &draft.visitor).await?;
    if current.is_some_and(|current| current.registration_id.is_some()) {
        return Ok(None);
    }
    let Some(person) = db::person::by_id(txn, person_id).await? else {
        return Ok(Some(gone));
    };
    if let Err(why) = eligible(ctx, &person) {
        return Ok(Some(Stop::Elsewhere(path::ineligible(why))));
    }
    let (Some(email), Some(_)) = (&draft.email, &draft.password_hash) else {
        return Ok(Some(gone));
    };
    if taken(txn, email, person.id).await? {
        return Ok(Some(Stop::Account(AccountField::Email, FieldError::Taken)));
    }
    let network = ctx.counter("registrations-net", &ctx.visit.network);
    let now = ctx.clock.now();
    let slow = |wait| Stop::Here(throttled(wait));
    if let Err(wait) = db::throttle::take(
        txn,
        &network,
        &ctx.settings.limits.registrations_network,
        now,
    )
    .await?
    {
        return Ok(Some(slow(wait)));
    }
    let account = db::account::by_person(txn, person.id).await?;
    let old = account.filter(|account| account.email.key() != email.key());
    if old.is_some() && person.frozen_until.is_some_and(|until| until > now) {
        return Ok(Some(Stop::Account(
            AccountField::Symbol,
            FieldError::NotMatched,
        )));
    }
    let old = old.map(|account| account.email);
    for address in [Some(email), old.as_ref()].into_iter().flatten() {
        if let Err(wait) = take_mail(ctx, txn, address).await? {
            return Ok(Some(slow(wait)));
        }
    }
    write(ctx, txn, draft, &person, old).await?;
    Ok(None)
}

/// Writes the registration, the draft's end and the mails. `old` is the address that has to approve, if any.
async fn write(
    ctx: &Ctx,
    txn: &Txn,
    draft: &Draft,
    person: &Person,
    old: Option<crate::domain::email::Email>,
) -> Result<()> {
    let now = ctx.clock.now();
    let (Some(email), Some(password_hash)) = (&draft.email, &draft.password_hash) else {
        return Ok(());
    };
    let purpose = if old.is_some() {
        Purpose::Approval
    } else {
        Purpose::Registration
    };
    let expires_at = now + purpose.lifetime_ms();
    let (seed, approval) = (Seed::random(&ctx.chance), Seed::random(&ctx.chance));
    let id = db::registration::open(
        txn,
        &NewRegistration {
            person_id: person.id,
            email,
            password_hash,
            pepper_id: draft.pepper_id.as_deref().unwrap_or_default(),
            password_weak: draft.password_weak,
            newsletters: draft.newsletters.as_deref().unwrap_or_default(),
            terms_version: &ctx.settings.terms.version,
            visitor: &draft.visitor,
            seed: &seed,
            approval_seed: &approval,
            needs_approval: old.is_some(),
            created_at: now,
            expires_at,
        },
    )
    .await?;
    let links = Links {
        registration_id: Some(id),
        account_id: None,
    };
    Mail::Registration { seed, expires_at }
        .enqueue(txn, email, links, now)
        .await?;
    if let Some(old) = old {
        let mail = Mail::Approval {
            seed: approval,
            expires_at,
        };
        mail.enqueue(txn, &old, Links::default(), now).await?;
    }
    let done = Draft {
        registration_id: Some(id),
        password_hash: None,
        updated_at: now,
        ..draft.clone()
    };
    db::draft::save(txn, &done).await?;
    db::echo::clear(txn, &draft.visitor, FORM).await?;
    Ok(())
}

//! Step 3: 「登録」. Everything is checked again, the registration is opened and its mail written, in one transaction.

use crate::{
    domain::{
        field::{FieldError, FieldErrors},
        link::Purpose,
        registration::{AccountField, Step},
        registration_steps::{ConfirmField, SentEcho},
    },
    server::{
        ctx::{Ctx, Next},
        db::{self, Txn, draft::Draft, person::Person, registration::NewRegistration},
        error::Result,
        link::Seed,
        mail::{Links, Mail},
        registration::{
            draft_of, eligible, page_of, sent, step_of, take_mail, taken, throttled, to_approve,
            without_draft,
        },
    },
    web::path,
};

/// Name under which the check page keeps its errors.
pub const FORM: &str = "register-confirm";

/// Which answers a draft holds, as the check page shows them: no secret, and nobody can make one up.
pub fn mark(ctx: &Ctx, draft: &Draft) -> String {
    let answers = (&draft.form, draft.person_id, &draft.newsletters);
    // texts and numbers can always be written down
    let answers = serde_json::to_string(&answers).unwrap_or_default();
    ctx.keys.digest("registration-draft", &answers)
}

/// What stops 「登録」: an error at the first form, one here, or a person who may not.
enum Stop {
    Account(AccountField, FieldError),
    Here(ConfirmField, FieldError),
    Elsewhere(String),
}

/// Opens the registration and sends the mail. Pressed twice, it does so once. `shown` is the [`mark`] of the answers on the page:
/// where another tab has changed them since, they are shown again first.
///
/// # Errors
/// Busy, or the database's own.
pub async fn finish(ctx: &Ctx, agreed: bool, shown: &str) -> Result<Next> {
    let Some(draft) = draft_of(ctx).await? else {
        return Ok(Next::to(without_draft(ctx).await?));
    };
    let same = mark(ctx, &draft) == shown;
    match step_of(Some(&draft)) {
        Step::Confirm if !same => {
            return stay(ctx, &draft, ConfirmField::Answers, FieldError::Unknown).await;
        }
        Step::Confirm if !agreed => {
            return stay(ctx, &draft, ConfirmField::Agreed, FieldError::NotAgreed).await;
        }
        Step::Confirm => {}
        Step::Sent if !same => return registered_others(ctx, &draft).await,
        _ => return Ok(Next::to(page_of(&draft))),
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
        Stop::Here(field, error) => stay(ctx, &draft, field, error).await,
        Stop::Account(field, error) => {
            let mut draft = draft;
            draft.errors.insert(field, error);
            draft.person_id = None;
            db::draft::save(ctx.db.writer(), &draft).await?;
            Ok(Next::to(path::REGISTER))
        }
    }
}

/// Another tab has registered its answers; those of this page have not been.
async fn registered_others(ctx: &Ctx, draft: &Draft) -> Result<Next> {
    let echo = SentEcho {
        other_answers: true,
        ..SentEcho::default()
    };
    let none = FieldErrors::<ConfirmField>::new();
    let now = ctx.clock.now();
    db::echo::put(
        ctx.db.writer(),
        &draft.visitor,
        sent::FORM,
        &echo,
        &none,
        now,
    )
    .await?;
    Ok(Next::to(path::REGISTER_SENT))
}

async fn stay(ctx: &Ctx, draft: &Draft, field: ConfirmField, error: FieldError) -> Result<Next> {
    let mut errors = FieldErrors::new();
    errors.insert(field, error);
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
    if let Some(current) = db::draft::load(txn, &draft.visitor).await? {
        if current.registration_id.is_some() {
            return Ok(None);
        }
        if mark(ctx, &current) != mark(ctx, draft) {
            let changed = Stop::Here(ConfirmField::Answers, FieldError::Unknown);
            return Ok(Some(changed));
        }
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
    let slow = |wait| Stop::Here(ConfirmField::Agreed, throttled(wait));
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
    let Ok(old) = to_approve(ctx, txn, &person, email).await? else {
        return Ok(Some(Stop::Elsewhere(path::REGISTER_PAUSED.to_owned())));
    };
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
    // what was typed wrongly for an earlier registration is no mistake in this one
    db::echo::clear(txn, &draft.visitor, sent::FORM).await?;
    Ok(())
}

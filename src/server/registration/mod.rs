//! マイページ登録: the use cases from the first form to a working account.
//!
//! `draft` (steps 1 and 2), `finish` (step 3, the mail goes out), `sent` (step 4: resend, correct the address, the code),
//! `complete` (the mailed link), `approve` (the address registered so far agrees or refuses), `apply` (what changes when all is
//! proven). Nothing of an existing account changes before `apply`.

pub mod apply;
pub mod approve;
pub mod complete;
pub mod draft;
pub mod finish;
pub mod pages;
pub mod sent;

use super::{
    ctx::Ctx,
    db::{self, Txn, person::Person, registration::Registration},
    error::Result,
};
use crate::{
    domain::{
        eligibility::{Enrolment, Ineligible, may_register},
        email::Email,
        field::FieldError,
        registration::Step,
    },
    web::path,
};

/// The browser's draft, if it has one.
pub(crate) async fn draft_of(ctx: &Ctx) -> Result<Option<db::draft::Draft>> {
    match &ctx.visit.visitor {
        Some(visitor) => Ok(db::draft::load(ctx.db.reader(), visitor).await?),
        None => Ok(None),
    }
}

/// The step a draft is at.
pub(crate) fn step_of(draft: Option<&db::draft::Draft>) -> Step {
    let Some(draft) = draft else {
        return Step::Account;
    };
    crate::domain::registration::next_step(
        draft.person_id.is_some() && draft.email.is_some() && draft.password_hash.is_some(),
        draft.newsletters.is_some(),
        draft.registration_id.is_some(),
    )
}

/// The page a browser with this draft belongs to.
pub(crate) fn page_of(draft: &db::draft::Draft) -> &'static str {
    match step_of(Some(draft)) {
        Step::Account => path::REGISTER,
        Step::Newsletters => path::REGISTER_NEWSLETTERS,
        Step::Confirm => path::REGISTER_CONFIRM,
        Step::Sent => path::REGISTER_SENT,
    }
}

/// The page a browser without a draft belongs to that comes to a later step: its cookie is lost, its draft too old, or all is done.
pub(crate) async fn without_draft(ctx: &Ctx) -> Result<&'static str> {
    let ended = own_registration(ctx).await?.and_then(|last| last.ended);
    Ok(match ended {
        Some((db::ended::EndedAs::Completed, _)) => path::REGISTER_DONE,
        _ => path::REGISTER_LOST,
    })
}

/// Whether a person of the roster may have an account today.
pub(crate) fn eligible(ctx: &Ctx, person: &Person) -> std::result::Result<(), Ineligible> {
    may_register(
        &Enrolment {
            relationship: person.relationship,
            birth_date: person.birth_date,
            acquired_on: person.acquired_on,
            lost_on: person.lost_on,
        },
        ctx.clock.today(),
    )
}

/// Whether another person's account has the address.
pub(crate) async fn taken(txn: &Txn, email: &Email, person_id: i64) -> Result<bool> {
    let owner = db::account::by_email_key(txn, &email.key()).await?;
    Ok(owner.is_some_and(|account| account.person_id != person_id))
}

/// The address that has to approve `email` before it can be the person's: that of the person's account where it is another. An error
/// while a refusal holds (拒否): then no other address is taken.
pub(crate) async fn to_approve(
    ctx: &Ctx,
    txn: &Txn,
    person: &Person,
    email: &Email,
) -> Result<std::result::Result<Option<Email>, Paused>> {
    let account = db::account::by_person(txn, person.id).await?;
    let old = account
        .map(|account| account.email)
        .filter(|old| old.key() != email.key());
    let refused = person
        .frozen_until
        .is_some_and(|until| until > ctx.clock.now());
    Ok(if old.is_some() && refused {
        Err(Paused)
    } else {
        Ok(old)
    })
}

/// The address registered so far has refused another one not long ago.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Paused;

/// What the person is told of an address that is another's: that it is, but not too often, lest it be a way to ask who has an
/// account. The caller commits, so that the telling counts.
pub(crate) async fn told_taken(ctx: &Ctx, txn: &Txn, person_id: i64) -> Result<FieldError> {
    let key = ctx.counter("taken", &person_id.to_string());
    let quota = &ctx.settings.limits.address_taken;
    let told = db::throttle::take(txn, &key, quota, ctx.clock.now()).await?;
    Ok(match told {
        Ok(()) => FieldError::Taken,
        Err(wait) => throttled(wait),
    })
}

/// Takes the quota of one mail to an address; the error is how many seconds to wait.
pub(crate) async fn take_mail(
    ctx: &Ctx,
    txn: &Txn,
    email: &Email,
) -> Result<std::result::Result<(), i64>> {
    let now = ctx.clock.now();
    for (kind, quota) in [
        ("mail-hour", &ctx.settings.limits.mails_per_address),
        ("mail-day", &ctx.settings.limits.mails_per_address_day),
    ] {
        let key = ctx.counter(kind, &email.key());
        if let Err(wait) = db::throttle::take(txn, &key, quota, now).await? {
            return Ok(Err(wait));
        }
    }
    Ok(Ok(()))
}

/// The registration this browser finished last, if it still has the draft for it.
pub(crate) async fn own_registration(ctx: &Ctx) -> Result<Option<Registration>> {
    let Some(visitor) = &ctx.visit.visitor else {
        return Ok(None);
    };
    Ok(db::registration::latest_of_visitor(ctx.db.reader(), visitor).await?)
}

/// What a person is told who has to wait so many seconds.
pub(crate) fn throttled(seconds: i64) -> FieldError {
    FieldError::Throttled {
        seconds: u32::try_from(seconds.max(1)).unwrap_or(u32::MAX),
    }
}

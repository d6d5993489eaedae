//! What changes when a registration is proven: the account is made, or its password (and address) replaced. The only place
//! where a registration touches an account.

use crate::{
    domain::newsletter::CategoryId,
    server::{
        ctx::Ctx,
        db::{
            self, Txn,
            account::{Account, Conflict, NewAccount},
            consent::Consent,
            ended::EndedAs,
            registration::Registration,
        },
        error::Result,
        mail::{Links, Mail},
        passwords::Hashed,
    },
    web::words::{Lang, registration},
};

/// Where a registration stands after a step towards its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The account is ready.
    Done,
    /// The new address is proven; the old one, or the society, has yet to agree.
    AwaitsApproval,
    /// The old address agreed; the new one is not proven yet.
    AwaitsConfirmation,
    /// Another person's account took the address meanwhile.
    Taken,
}

/// Applies the registration if all that it needs has been proven. The caller holds the person still and has read the
/// registration inside the same transaction.
///
/// # Errors
/// The database's own.
pub async fn if_proven(ctx: &Ctx, txn: &Txn, id: i64) -> Result<Standing> {
    let Some(registration) = db::registration::by_id(txn, id).await? else {
        return Ok(Standing::AwaitsConfirmation);
    };
    if matches!(registration.ended, Some((EndedAs::Completed, _))) {
        return Ok(Standing::Done);
    }
    if registration.confirmed_at.is_none() {
        return Ok(Standing::AwaitsConfirmation);
    }
    if registration.needs_approval && registration.approved_at.is_none() {
        return Ok(Standing::AwaitsApproval);
    }
    apply(ctx, txn, &registration).await
}

async fn apply(ctx: &Ctx, txn: &Txn, registration: &Registration) -> Result<Standing> {
    let now = ctx.clock.now();
    let before = db::account::by_person(txn, registration.person_id).await?;
    let made = match &before {
        Some(account) => replace(ctx, txn, account, registration).await?,
        None => insert(txn, registration, now).await?,
    };
    let Ok(account_id) = made else {
        db::registration::end(txn, registration.id, EndedAs::Failed, now).await?;
        return Ok(Standing::Taken);
    };
    choices(ctx, txn, account_id, &registration.newsletters).await?;
    agree(ctx, txn, account_id, registration).await?;
    db::registration::end(txn, registration.id, EndedAs::Completed, now).await?;
    db::draft::delete(txn, &registration.visitor).await?;
    let mail = match before {
        Some(_) => Mail::Overwritten,
        None => Mail::Registered,
    };
    let links = Links {
        account_id: Some(account_id),
        registration_id: None,
    };
    mail.enqueue(txn, &registration.email, links, now).await?;
    Ok(Standing::Done)
}

type Made = std::result::Result<i64, Conflict>;

async fn insert(txn: &Txn, registration: &Registration, now: i64) -> Result<Made> {
    let new = NewAccount {
        person_id: registration.person_id,
        email: &registration.email,
        password_hash: &registration.password_hash,
        pepper_id: &registration.pepper_id,
        password_weak: registration.password_weak,
    };
    Ok(db::account::insert(txn, &new, now).await?)
}

/// Another password, perhaps another address: every session and every link that was open dies.
async fn replace(
    ctx: &Ctx,
    txn: &Txn,
    account: &Account,
    registration: &Registration,
) -> Result<Made> {
    let now = ctx.clock.now();
    if account.email.key() != registration.email.key() {
        if let Err(conflict) = db::account::set_email(txn, account.id, &registration.email).await? {
            return Ok(Err(conflict));
        }
        Mail::EmailChanged
            .enqueue(txn, &account.email, Links::default(), now)
            .await?;
    }
    let hashed = Hashed {
        hash: registration.password_hash.clone(),
        pepper_id: registration.pepper_id.clone(),
        weak: registration.password_weak,
    };
    db::account::set_password(txn, account.id, &hashed, now).await?;
    db::session::end_all(txn, account.id, None).await?;
    db::link::end_resets_of(txn, account.id, now).await?;
    db::link::end_email_changes_of(txn, account.id, now).await?;
    Ok(Ok(account.id))
}

/// Keeps which mails are wanted, with a consent record for each category: what, when, which wording.
///
/// # Errors
/// The database's own.
pub async fn choices(ctx: &Ctx, txn: &Txn, account_id: i64, wanted: &[CategoryId]) -> Result<()> {
    let before = db::newsletter::choices(txn, account_id).await?;
    for category in &ctx.settings.newsletters {
        let given = category.mandatory || wanted.contains(&category.id);
        if before.get(&category.id) == Some(&given) {
            continue;
        }
        db::newsletter::set_choice(txn, account_id, &category.id, given).await?;
        let consent = Consent {
            subject: ["newsletter:", category.id.as_str()].concat(),
            given,
            at: ctx.clock.now(),
            wording_version: ctx.settings.terms.version.clone(),
            wording: [
                &category.name,
                " / ",
                &category.description,
                " / ",
                &category.frequency,
            ]
            .concat(),
            source: "member".to_owned(),
        };
        db::consent::record(txn, account_id, &consent).await?;
    }
    Ok(())
}

/// Records that the terms were agreed to, in the version shown.
async fn agree(ctx: &Ctx, txn: &Txn, account_id: i64, registration: &Registration) -> Result<()> {
    let consent = Consent {
        subject: "terms".to_owned(),
        given: true,
        at: ctx.clock.now(),
        wording_version: registration.terms_version.clone(),
        wording: registration::registration(Lang::Ja)
            .confirm
            .agree
            .to_owned(),
        source: "registration".to_owned(),
    };
    db::consent::record(txn, account_id, &consent).await?;
    Ok(())
}

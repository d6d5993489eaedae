//! 家族の表示: whether the family's rows are shown to oneself, and one's own to the family. Each decision is in the consent record.

use super::second_step::{Proven, proven};
use crate::{
    api::expense::FamilyPage,
    server::{
        ctx::{Ctx, Next},
        db::{self, Txn, consent::Consent, expense::sharing::Sharing},
        error::Result,
    },
    web::{
        path,
        words::{
            Lang,
            expense::family::{FAMILY_NOTICE_VERSION, FamilyChoice, recorded},
        },
    },
};

/// What was decided so far.
///
/// # Errors
/// Signed out; the second step is to be done; the time to look is over; the database's own.
pub async fn page(ctx: &Ctx) -> Result<FamilyPage> {
    let proven = proven(ctx).await?;
    let own = own(ctx.db.reader(), &proven).await?;
    Ok(FamilyPage {
        shown: match (own.notice_at, own.declined_at) {
            (Some(_), _) => Some(true),
            (None, Some(_)) => Some(false),
            (None, None) => None,
        },
        opted_out: own.opted_out_at.is_some(),
    })
}

async fn own<C: db::ConnectionTrait>(c: &C, proven: &Proven) -> Result<Sharing> {
    let id = proven.member.person.id;
    let found = db::expense::sharing::of(c, &[id]).await?;
    Ok(found.get(&id).copied().unwrap_or_default())
}

/// Whether the family's rows are shown to oneself: `family`, or `own`; anything else changes nothing.
///
/// # Errors
/// Signed out; the second step is to be done; the time to look is over; the database's own.
pub async fn choose_view(ctx: &Ctx, raw: &str) -> Result<Next> {
    let proven = proven(ctx).await?;
    let choice = match raw {
        "family" => FamilyChoice::ShowFamily,
        "own" => FamilyChoice::OwnAlone,
        _ => return Ok(Next::to(path::EXPENSES_FAMILY)),
    };
    let show = choice == FamilyChoice::ShowFamily;
    let (now, id) = (ctx.clock.now(), proven.member.person.id);
    let txn = ctx.db.begin().await?;
    db::person::lock(&txn, id).await?;
    let before = own(&txn, &proven).await?;
    let first = before.notice_at.is_none() && before.declined_at.is_none();
    if first || before.notice_at.is_some() != show {
        if show {
            db::expense::sharing::read_notice(&txn, id, now).await?;
        } else {
            db::expense::sharing::decline_notice(&txn, id, now).await?;
        }
        record(ctx, &txn, &proven, choice).await?;
    }
    txn.commit().await?;
    Ok(Next::to(if first {
        path::EXPENSES.to_owned()
    } else {
        path::saved(path::EXPENSES_FAMILY)
    }))
}

/// Whether one's own rows are shown to the family: `show`, or `hide`; anything else changes nothing.
///
/// # Errors
/// Signed out; the second step is to be done; the time to look is over; the database's own.
pub async fn object(ctx: &Ctx, raw: &str) -> Result<Next> {
    let proven = proven(ctx).await?;
    let (since, choice) = match raw {
        "hide" => (Some(ctx.clock.now()), FamilyChoice::HideOwn),
        "show" => (None, FamilyChoice::ShowOwn),
        _ => return Ok(Next::to(path::EXPENSES_FAMILY)),
    };
    let id = proven.member.person.id;
    let txn = ctx.db.begin().await?;
    db::person::lock(&txn, id).await?;
    let before = own(&txn, &proven).await?.opted_out_at;
    if before.is_some() != since.is_some() {
        db::expense::sharing::opt_out(&txn, id, since).await?;
        record(ctx, &txn, &proven, choice).await?;
    }
    txn.commit().await?;
    Ok(Next::to(path::saved(path::EXPENSES_FAMILY)))
}

async fn record(ctx: &Ctx, txn: &Txn, proven: &Proven, choice: FamilyChoice) -> Result<()> {
    let (subject, given) = match choice {
        FamilyChoice::ShowFamily => (db::consent::FAMILY_VIEW, true),
        FamilyChoice::OwnAlone => (db::consent::FAMILY_VIEW, false),
        FamilyChoice::ShowOwn => (db::consent::SHOWN_TO_FAMILY, true),
        FamilyChoice::HideOwn => (db::consent::SHOWN_TO_FAMILY, false),
    };
    let consent = Consent {
        subject: subject.to_owned(),
        given,
        at: ctx.clock.now(),
        wording_version: FAMILY_NOTICE_VERSION.to_owned(),
        wording: recorded(Lang::Ja, choice),
        source: "expenses".to_owned(),
    };
    db::consent::record(txn, proven.member.account.id, &consent).await?;
    Ok(())
}

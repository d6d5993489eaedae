//! The page of the second step: a code is mailed on request, and shown where it was asked for. A code counts for [`Purpose::SecondStep`]'s
//! lifetime, for the session it was made for, for [`CODE_TRIES`] tries, and once.
//!
//! A password is enough to move an account to another address. So that it is not enough to read somebody's 医療費, no code goes to an
//! address that has been the account's for less than [`HOLD`]: by then the person has read the note at the old one.

use crate::{
    api::expense::{CodeState, VerifyPage},
    domain::{
        code::ConfirmCode,
        expense::second_step::VerifyField,
        field::{FieldError, FieldErrors},
        link::Purpose,
        login::safe_next,
        throttle::CODE_TRIES,
    },
    server::{
        clock::{Millis, japan},
        ctx::{Ctx, Member, Next, Page},
        db::{self, session_code::Code},
        error::{Error, Result},
        expense::second_step::{is_fresh, viewer},
        link::Seed,
        mail::{Links, Mail},
        passwords::nfkc,
        registration::{take_mail, throttled},
    },
    web::path,
};

/// For how long a new address gets no code: as long as an old one may refuse a registration anew.
const HOLD: Millis = Purpose::Approval.lifetime_ms();

/// Until when the account's address is too new for a code, if it is.
async fn held(ctx: &Ctx, member: &Member) -> Result<Option<Millis>> {
    let changed = db::link::email_changed_at(ctx.db.reader(), member.account.id).await?;
    let until = changed.map(|at| at + HOLD);
    Ok(until.filter(|until| *until > ctx.clock.now()))
}

/// The name under which the page keeps its errors: of this session alone, for another one's code is none of its business.
fn form(member: &Member) -> String {
    ["expenses-verify-", &member.session[..16]].concat()
}

/// Where the way leads afterwards: a page of one person's own, or else the first one of 医療費のお知らせ.
fn onward(next: &str) -> &str {
    let page = |next: &str| next.split('?').next().unwrap_or_default().to_owned();
    safe_next(next)
        .filter(|next| path::is_private(&page(next)) && page(next) != path::EXPENSES_VERIFY)
        .unwrap_or(path::EXPENSES)
}

fn state(code: Option<&Code>, now: Millis) -> CodeState {
    let lifetime = Purpose::SecondStep.lifetime_ms();
    match code {
        None => CodeState::None,
        Some(code) if now - code.made_at >= lifetime => CodeState::Expired,
        Some(code) if code.tries >= CODE_TRIES => CodeState::Spent,
        Some(code) => CodeState::Sent {
            until: japan(code.made_at + lifetime).format("%H:%M").to_string(),
        },
    }
}

/// How far the second step is; whoever has done it goes on.
///
/// # Errors
/// Signed out; the time to look is over; the database's own.
pub async fn page(ctx: &Ctx, next: &str) -> Result<Page<VerifyPage>> {
    let member = viewer(ctx).await?;
    let (next, now, reader) = (onward(next), ctx.clock.now(), ctx.db.reader());
    if is_fresh(member.proven_at, now) {
        return Ok(Page::Go(next.to_owned()));
    }
    let code = db::session_code::of(reader, &member.session).await?;
    let state = match held(ctx, &member).await? {
        Some(until) => CodeState::Held {
            until: japan(until).format("%Y-%m-%d %H:%M").to_string(),
        },
        None => state(code.as_ref(), now),
    };
    let echo = match &ctx.visit.visitor {
        Some(visitor) => db::echo::get(reader, visitor, &form(&member), now).await?,
        None => None,
    };
    let ((), mut errors): ((), FieldErrors<VerifyField>) = echo.unwrap_or_default();
    if !matches!(state, CodeState::Sent { .. }) {
        // why no code can be typed is said instead
        errors.remove(VerifyField::Code);
    }
    Ok(Page::Show(VerifyPage {
        address: member.account.email.masked(),
        state,
        next: next.to_owned(),
        errors,
    }))
}

/// Mails a new code, within the quota of every address; the one before it counts no more.
///
/// # Errors
/// Signed out; the time to look is over; the database's own.
pub async fn send(ctx: &Ctx, next: &str) -> Result<Next> {
    let member = viewer(ctx).await?;
    let (now, email) = (ctx.clock.now(), &member.account.email);
    let to = path::expenses_verify(Some(onward(next)));
    if held(ctx, &member).await?.is_some() {
        return Ok(Next::to(to));
    }
    let (visitor, cookie) = ctx.visitor();
    let txn = ctx.db.begin().await?;
    if let Err(wait) = take_mail(ctx, &txn, email).await? {
        let mut errors = FieldErrors::new();
        errors.insert(VerifyField::Send, throttled(wait));
        db::echo::put(&txn, &visitor, &form(&member), &(), &errors, now).await?;
        txn.commit().await?;
        return Ok(Next::to(to).with(cookie));
    }
    let seed = Seed::random(&ctx.chance);
    if !db::session_code::put(&txn, &member.session, &seed, now).await? {
        return Err(Error::SignedOut);
    }
    db::echo::clear(&txn, &visitor, &form(&member)).await?;
    let links = Links {
        account_id: Some(member.account.id),
        registration_id: None,
    };
    let expires_at = now + Purpose::SecondStep.lifetime_ms();
    Mail::SessionCode { seed, expires_at }
        .enqueue(&txn, email, links, now)
        .await?;
    txn.commit().await?;
    ctx.bell.ring();
    Ok(Next::to(to).with(cookie))
}

/// Reads a code; the right one opens 医療費のお知らせ to this session.
///
/// # Errors
/// Signed out; the time to look is over; the database's own.
pub async fn check(ctx: &Ctx, raw: &str, next: &str) -> Result<Next> {
    let member = viewer(ctx).await?;
    let (now, next) = (ctx.clock.now(), onward(next));
    let code = match ConfirmCode::parse(raw, &nfkc) {
        Ok(code) => code,
        Err(error) => return stay(ctx, &member, error, next).await,
    };
    let after = now - Purpose::SecondStep.lifetime_ms();
    let txn = ctx.db.begin().await?;
    let session = &member.session;
    let Some(seed) = db::session_code::count_try(&txn, session, CODE_TRIES, after).await? else {
        txn.rollback().await?;
        // the page says that a new code is needed, or leads on where another tab was faster
        return Ok(Next::to(path::expenses_verify(Some(next))));
    };
    if ctx.keys.confirm_code(Purpose::SecondStep, &seed) != code {
        txn.commit().await?;
        return stay(ctx, &member, FieldError::Wrong, next).await;
    }
    db::session_code::prove(&txn, session, now).await?;
    if let Some(visitor) = &ctx.visit.visitor {
        db::echo::clear(&txn, visitor, &form(&member)).await?;
    }
    txn.commit().await?;
    Ok(Next::to(next))
}

async fn stay(ctx: &Ctx, member: &Member, error: FieldError, next: &str) -> Result<Next> {
    let (visitor, cookie) = ctx.visitor();
    let mut errors = FieldErrors::new();
    errors.insert(VerifyField::Code, error);
    let (writer, now) = (ctx.db.writer(), ctx.clock.now());
    db::echo::put(writer, &visitor, &form(member), &(), &errors, now).await?;
    Ok(Next::to(path::expenses_verify(Some(next))).with(cookie))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_on_stays_among_own_pages() {
        for next in ["/expenses/tax", "/expenses?year=2026&person=2", "/mypage"] {
            assert_eq!(onward(next), next);
        }
        for next in [
            "",
            "/",
            "/logout",
            "/expenses/verify",
            "/expenses/verify?next=/expenses",
            "//evil.example",
            "https://evil.example/expenses",
            "/expensesx",
            "/staff",
        ] {
            assert_eq!(onward(next), path::EXPENSES, "{next}");
        }
    }
}

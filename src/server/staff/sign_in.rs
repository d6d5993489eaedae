//! 職員のログイン, its first half: login name and password. Known and unknown names cost the same work and get the same answer; tries
//! are counted before they are answered and slowed down, never locked.

use super::{kept, second_factor, stay};
use crate::{
    api::staff::SignInPage,
    domain::{
        field::{FieldError, FieldErrors},
        login::safe_next,
        password::{MAX_BYTES, NewPassword, PasswordPolicy, fold},
        staff::{Action, Login, SignInField, SignInForm},
        throttle::{Rule, STAFF_LOGIN},
    },
    server::{
        access,
        ctx::{Ctx, Next},
        db::{self, staff::StaffRow, staff_audit::Deed},
        error::Result,
        link::{plain_token, token_digest},
        passwords::nfkc,
        registration::throttled,
    },
    web::path,
};

/// A password that was accepted once stays accepted: hashing it anew asks nothing of it.
const ANY: PasswordPolicy = PasswordPolicy {
    min_len: 0,
    letter_and_digit: false,
};

/// Name under which the page keeps what was typed.
pub const FORM: &str = "staff-login";

/// The page, as it was left.
///
/// # Errors
/// The database's own.
pub async fn page(ctx: &Ctx) -> Result<SignInPage> {
    let (form, errors) = kept(ctx, FORM).await?;
    let signed_in = access::half_way(ctx).await?;
    Ok(SignInPage {
        form,
        errors,
        signed_in: signed_in.is_some_and(|half| half.gate().is_none()),
    })
}

/// Checks name and password and opens half a session: the second factor, or what comes before it, follows.
///
/// # Errors
/// Busy (more passwords to check than this node can), or the database's own.
pub async fn sign_in(ctx: &Ctx, form: SignInForm) -> Result<Next> {
    let mut errors = match form.check() {
        Ok(()) => FieldErrors::new(),
        Err(errors) => errors,
    };
    if errors.is_empty() {
        match verified(ctx, &form).await? {
            Ok(row) => match open_half(ctx, &form, &row).await? {
                Some(next) => return Ok(next),
                None => errors.insert(SignInField::Login, FieldError::Wrong),
            },
            Err(error) => errors.insert(SignInField::Login, error),
        }
    }
    let here = path::STAFF_LOGIN.to_owned();
    stay(ctx, FORM, &form.without_secrets(), &errors, here).await
}

/// Counts a try; the error is how long it has to wait. By name and network with the members' waits; by name alone more patiently, so
/// that who guesses from elsewhere does not keep the person out; and by network.
async fn count(ctx: &Ctx, name: &str) -> Result<std::result::Result<Counted, FieldError>> {
    let limits = &ctx.settings.limits;
    let here = [name, "|", &ctx.visit.network].concat();
    let counted = Counted {
        here: ctx.counter("staff-login", &here),
        everywhere: ctx.counter("staff-login-all", name),
        network: ctx.counter("login-net", &ctx.visit.network),
    };
    let rules: [(&str, &Rule); 3] = [
        (&counted.here, &limits.login_identifier),
        (&counted.everywhere, &STAFF_LOGIN),
        (&counted.network, &limits.login_network),
    ];
    let now = ctx.clock.now();
    let txn = ctx.db.begin().await?;
    let mut wait = None;
    for (key, rule) in rules {
        if wait.is_none() {
            wait = db::throttle::attempt(&txn, key, rule, now).await?.err();
        }
    }
    txn.commit().await?;
    Ok(match wait {
        None => Ok(counted),
        Some(wait) => Err(throttled(wait)),
    })
}

/// Counters of one try.
struct Counted {
    here: String,
    everywhere: String,
    network: String,
}

/// The account, if name and password are right and it is open.
async fn verified(
    ctx: &Ctx,
    form: &SignInForm,
) -> Result<std::result::Result<StaffRow, FieldError>> {
    let login = Login::parse(&form.login, &nfkc).ok();
    let name = match &login {
        Some(login) => login.as_str().to_owned(),
        None => nfkc(form.login.trim()).to_lowercase(),
    };
    let counted = match count(ctx, &name).await? {
        Ok(counted) => counted,
        Err(error) => return Ok(Err(error)),
    };
    let now = ctx.clock.now();
    let row = match &login {
        Some(login) => db::staff::by_login(ctx.db.reader(), login).await?,
        None => None,
    };
    let password = if form.password.len() > 4 * MAX_BYTES {
        String::new()
    } else {
        fold(&form.password, &nfkc)
    };
    let Some(mut row) = row else {
        ctx.hasher.verify_nobody(&password).await?;
        return Ok(Err(FieldError::Wrong));
    };
    let verdict = ctx
        .hasher
        .verify(&password, &row.password_hash, &row.pepper_id)
        .await?;
    let open = row.disabled_at.is_none() && row.start_until.is_none_or(|until| now < until);
    if !verdict.ok || !open {
        note(ctx, &row, Action::PasswordRefused).await?;
        return Ok(Err(FieldError::Wrong));
    }
    let writer = ctx.db.writer();
    db::throttle::clear(writer, &counted.here).await?;
    db::throttle::clear(writer, &counted.everywhere).await?;
    db::throttle::forgive(writer, &counted.network, now).await?;
    if verdict.rehash
        && let Ok(again) = NewPassword::parse(&password, &nfkc, &ANY)
    {
        let hashed = ctx.hasher.hash(&again).await?;
        db::staff::rehash(writer, row.id, &row.password_hash, &hashed).await?;
        row.password_hash = hashed.hash;
    }
    Ok(Ok(row))
}

/// Records what happened to an account without a right having been shown.
///
/// # Errors
/// The database's own.
pub(super) async fn note(ctx: &Ctx, row: &StaffRow, action: Action) -> Result<()> {
    let deed = Deed {
        staff_id: Some(row.id),
        login: row.login.as_str(),
        action,
        detail: "",
        at: ctx.clock.now(),
    };
    Ok(db::staff_audit::record(ctx.db.writer(), &deed, &[None]).await?)
}

/// Opens a session that has only shown the password, unless that was changed or the account closed meanwhile. Who has no
/// authenticator yet is offered a fresh secret for one.
async fn open_half(ctx: &Ctx, form: &SignInForm, row: &StaffRow) -> Result<Option<Next>> {
    let now = ctx.clock.now();
    let token = plain_token(&ctx.chance);
    let digest = token_digest(&token);
    let txn = ctx.db.begin().await?;
    if let Some(old) = &ctx.visit.staff {
        db::staff_session::end(&txn, old).await?;
    }
    db::staff_session::create(&txn, &digest, row.id, None, now).await?;
    let still = |now: &StaffRow| {
        now.password_hash == row.password_hash && now.disabled_at == row.disabled_at
    };
    let Some(row) = db::staff::by_id(&txn, row.id).await?.filter(still) else {
        txn.rollback().await?;
        return Ok(None);
    };
    if row.enrolled_at.is_none() {
        second_factor::offer(ctx, &txn, row.id).await?;
    }
    if let Some(visitor) = &ctx.visit.visitor {
        db::echo::clear(&txn, visitor, FORM).await?;
    }
    txn.commit().await?;
    let half = access::HalfWay {
        row,
        session: digest,
        verified: false,
    };
    let next = safe_next(&form.next).filter(|next| path::is_staff(next));
    let next = Next::to(path::staff_gate(half.gate(), next));
    Ok(Some(next.with([ctx.cookies.set_staff(&token)])))
}

/// Ends the session, whether it still lives or not.
///
/// # Errors
/// The database's own.
pub async fn sign_out(ctx: &Ctx) -> Result<Next> {
    if let Some(digest) = &ctx.visit.staff {
        if let Some(half) = access::half_way(ctx).await?
            && half.verified
        {
            note(ctx, &half.row, Action::SignedOut).await?;
        }
        db::staff_session::end(ctx.db.writer(), digest).await?;
    }
    let next = Next::to(path::STAFF_LOGGED_OUT).with([ctx.cookies.set_staff("")]);
    Ok(Next {
        forget: true,
        ..next
    })
}

//! ログイン and ログアウト. Known and unknown addresses cost the same work and get the same answer; tries are counted before
//! they are answered, by the address typed (known or not) and by network, and slowed down, never locked.

use crate::{
    api::session::LoginPage,
    domain::{
        email::Email,
        field::{FieldError, FieldErrors},
        login::{LoginField, LoginForm, safe_next},
        password::{MAX_BYTES, NewPassword, PasswordPolicy, fold},
    },
    server::{
        ctx::{Ctx, Next, Page},
        db::{self, account::Account},
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
pub const FORM: &str = "login";

/// The page, as it was left; whoever is signed in goes on to where it would lead.
///
/// # Errors
/// The database's own.
pub async fn page(ctx: &Ctx, next: &str) -> Result<Page<LoginPage>> {
    if ctx.member().await?.is_some() {
        let to = safe_next(next).unwrap_or(path::MYPAGE);
        return Ok(Page::Go(to.to_owned()));
    }
    let echo = match &ctx.visit.visitor {
        Some(visitor) => db::echo::get(ctx.db.reader(), visitor, FORM, ctx.clock.now()).await?,
        None => None,
    };
    let (form, errors) = echo.unwrap_or_default();
    Ok(Page::Show(LoginPage { form, errors }))
}

/// The page that asks whether to log out: nobody who is not signed in can.
///
/// # Errors
/// The database's own.
pub async fn logout_page(ctx: &Ctx) -> Result<Page<()>> {
    Ok(match ctx.member().await? {
        Some(_) => Page::Show(()),
        None => Page::Go(path::LOGIN.to_owned()),
    })
}

/// A page that says that one has left is true only for who has `just_left`: who is signed in goes to マイページ, others to the login.
///
/// # Errors
/// The database's own.
pub async fn farewell(ctx: &Ctx, just_left: bool) -> Result<Page<()>> {
    Ok(match ctx.member().await? {
        Some(_) => Page::Go(path::MYPAGE.to_owned()),
        None if just_left => Page::Show(()),
        None => Page::Go(path::LOGIN.to_owned()),
    })
}

/// Checks address and password and opens a session under a fresh token.
///
/// # Errors
/// Busy (more passwords to check than this node can), or the database's own.
pub async fn login(ctx: &Ctx, form: LoginForm) -> Result<Next> {
    if let Err(errors) = form.check() {
        return stay(ctx, &form, &errors).await;
    }
    match verified(ctx, &form).await? {
        Ok(proved) => open_session(ctx, &form, proved).await,
        Err(error) => {
            let mut errors = FieldErrors::new();
            errors.insert(LoginField::Email, error);
            stay(ctx, &form, &errors).await
        }
    }
}

async fn stay(ctx: &Ctx, form: &LoginForm, errors: &FieldErrors<LoginField>) -> Result<Next> {
    let (visitor, cookie) = ctx.visitor();
    let now = ctx.clock.now();
    db::echo::put(
        ctx.db.writer(),
        &visitor,
        FORM,
        &form.without_secrets(),
        errors,
        now,
    )
    .await?;
    Ok(Next::to(path::LOGIN).with(cookie))
}

/// Whoever has shown to know the password.
struct Proved {
    account: Account,
    /// The counter of the address under which the try stands; it was no failure.
    own: String,
    /// The counter of the network.
    net: String,
}

/// The account, if address and password are right. A browser that has logged in to the account before is counted by itself, so
/// that nobody can keep somebody else out by guessing.
async fn verified(ctx: &Ctx, form: &LoginForm) -> Result<std::result::Result<Proved, FieldError>> {
    let now = ctx.clock.now();
    let typed = Email::parse(&form.email, &nfkc)
        .ok()
        .map(|email| email.key());
    let identifier = typed
        .clone()
        .unwrap_or_else(|| nfkc(form.email.trim()).to_lowercase());
    let visitor = ctx.visit.visitor.clone().unwrap_or_default();
    let txn = ctx.db.begin().await?;
    let account = db::account::by_email_key(&txn, typed.as_deref().unwrap_or_default()).await?;
    let account_id = account.as_ref().map_or(0, |account| account.id);
    let known = db::session::known_device::is_known(&txn, account_id, &visitor).await?;
    let lane = if known { visitor.as_str() } else { "" };
    let own = ctx.counter("login", &[identifier.as_str(), "|", lane].concat());
    let net = ctx.counter("login-net", &ctx.visit.network);
    let mut wait = None;
    for (key, rule) in [
        (&own, &ctx.settings.limits.login_identifier),
        (&net, &ctx.settings.limits.login_network),
    ] {
        if wait.is_none() {
            wait = db::throttle::attempt(&txn, key, rule, now).await?.err();
        }
    }
    txn.commit().await?;
    if let Some(wait) = wait {
        return Ok(Err(throttled(wait)));
    }
    let password = if form.password.len() > 4 * MAX_BYTES {
        String::new()
    } else {
        fold(&form.password, &nfkc)
    };
    let Some(account) = account else {
        ctx.hasher.verify_nobody(&password).await?;
        return Ok(Err(FieldError::Wrong));
    };
    let verdict = ctx
        .hasher
        .verify(&password, &account.password_hash, &account.pepper_id)
        .await?;
    if !verdict.ok {
        return Ok(Err(FieldError::Wrong));
    }
    if verdict.rehash
        && let Ok(again) = NewPassword::parse(&password, &nfkc, &ANY)
    {
        let hashed = ctx.hasher.hash(&again).await?;
        db::account::rehash(ctx.db.writer(), account.id, &account.password_hash, &hashed).await?;
    }
    Ok(Ok(Proved { account, own, net }))
}

async fn open_session(ctx: &Ctx, form: &LoginForm, proved: Proved) -> Result<Next> {
    let Proved { account, own, net } = proved;
    let now = ctx.clock.now();
    let (visitor, cookie) = ctx.visitor();
    let token = plain_token(&ctx.chance);
    let txn = ctx.db.begin().await?;
    db::throttle::clear(&txn, &own).await?;
    db::throttle::forgive(&txn, &net, now).await?;
    if let Some(old) = &ctx.visit.session {
        db::session::end(&txn, old).await?;
    }
    db::session::create(&txn, &token_digest(&token), account.id, now).await?;
    db::session::known_device::remember(&txn, account.id, &visitor, now).await?;
    db::echo::clear(&txn, &visitor, FORM).await?;
    txn.commit().await?;
    let session = ctx.cookies.set(ctx.cookies.session(), &token, None);
    let to = safe_next(&form.next).unwrap_or(path::MYPAGE);
    Ok(Next::to(to).with(cookie).with([session]))
}

/// Ends the session, whether it still lives or not.
///
/// # Errors
/// The database's own.
pub async fn logout(ctx: &Ctx) -> Result<Next> {
    if let Some(digest) = &ctx.visit.session {
        db::session::end(ctx.db.writer(), digest).await?;
    }
    let gone = ctx.cookies.set(ctx.cookies.session(), "", Some(0));
    let next = Next::to(path::just_left(path::LOGGED_OUT)).with([gone]);
    Ok(Next {
        forget: true,
        ..next
    })
}

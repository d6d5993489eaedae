//! マイページ: mail categories, address, password, and leaving. Every act takes a [`Member`], which only a live session gives.

pub mod email;
pub mod email_sent;
pub mod pages;

use crate::{
    domain::{
        field::{FieldError, FieldErrors},
        form::cut,
        password::{NewPassword, Personal, fold, is_personal},
        profile::{PasswordChangeField, PasswordChangeForm},
        withdraw::{WithdrawField, WithdrawForm},
    },
    server::{
        checkup::{decide::Moment, withdrawal},
        ctx::{Ctx, Member, Next},
        db::{self, account::Account},
        error::Result,
        mail::{Links, Mail},
        passwords::{is_common, nfkc},
        registration::{apply::choices, draft::wanted, throttled},
    },
    web::path,
};

/// Name under which the change of password keeps its errors.
pub const PASSWORD: &str = "profile-password";
/// Name under which 退会 keeps its errors.
pub const WITHDRAW: &str = "withdraw";

/// Changes which mails are wanted, with a consent record for what changed.
///
/// # Errors
/// Signed out, or the database's own.
pub async fn save_newsletters(ctx: &Ctx, ticked: &[String]) -> Result<Next> {
    let member = ctx.signed_in().await?;
    let txn = ctx.db.begin().await?;
    choices(ctx, &txn, member.account.id, &wanted(ctx, ticked)).await?;
    txn.commit().await?;
    Ok(Next::to(path::saved(path::NEWSLETTERS)))
}

/// Whether `password` is the member's own; tries are counted before they are answered.
async fn own_password(
    ctx: &Ctx,
    member: &Member,
    password: &str,
) -> Result<std::result::Result<(), FieldError>> {
    let key = ctx.counter("own-password", &member.account.id.to_string());
    is_password_of(ctx, &member.account, password, &key).await
}

/// Whether `password` is the account's; tries are counted under `key` before they are answered.
async fn is_password_of(
    ctx: &Ctx,
    account: &Account,
    password: &str,
    key: &str,
) -> Result<std::result::Result<(), FieldError>> {
    let now = ctx.clock.now();
    let txn = ctx.db.begin().await?;
    let attempt = db::throttle::attempt(&txn, key, &ctx.settings.limits.own_secret, now).await?;
    txn.commit().await?;
    if let Err(wait) = attempt {
        return Ok(Err(throttled(wait)));
    }
    let verified = ctx
        .hasher
        .verify(
            &fold(&cut(password), &nfkc),
            &account.password_hash,
            &account.pepper_id,
        )
        .await?;
    if !verified.ok {
        return Ok(Err(FieldError::Wrong));
    }
    db::throttle::clear(ctx.db.writer(), key).await?;
    Ok(Ok(()))
}

/// Sets a new password; every other session ends and a notice goes out.
///
/// # Errors
/// Signed out, busy, or the database's own.
pub async fn change_password(ctx: &Ctx, form: PasswordChangeForm) -> Result<Next> {
    let member = ctx.signed_in().await?;
    let checked = match form.parse(&nfkc, &ctx.settings.password) {
        Err(errors) => Err(errors),
        Ok(password) => {
            let mut errors = FieldErrors::new();
            match own_password(ctx, &member, &form.current_password).await? {
                Err(error) => errors.insert(PasswordChangeField::CurrentPassword, error),
                Ok(()) if form.changes_nothing(&password, &nfkc) => {
                    errors.insert(PasswordChangeField::Password, FieldError::SameAsBefore);
                }
                Ok(()) => {}
            }
            if let Some(error) = refused(ctx, &member, &password) {
                errors.insert(PasswordChangeField::Password, error);
            }
            errors.into_result(password)
        }
    };
    let now = ctx.clock.now();
    let password = match checked {
        Ok(password) => password,
        Err(errors) => {
            let (visitor, cookie) = ctx.visitor();
            db::echo::put(ctx.db.writer(), &visitor, PASSWORD, &(), &errors, now).await?;
            return Ok(Next::to(path::PROFILE_PASSWORD).with(cookie));
        }
    };
    let hashed = ctx.hasher.hash(&password).await?;
    let txn = ctx.db.begin().await?;
    let account = &member.account;
    db::registration::supersede(&txn, account.person_id, now).await?;
    db::account::set_password(&txn, account.id, &hashed, now).await?;
    db::session::end_all(&txn, account.id, Some(&member.session)).await?;
    db::link::end_resets_of(&txn, account.id, now).await?;
    db::link::end_email_changes_of(&txn, account.id, now).await?;
    let links = Links {
        account_id: Some(account.id),
        registration_id: None,
    };
    Mail::PasswordChanged
        .enqueue(&txn, &account.email, links, now)
        .await?;
    txn.commit().await?;
    ctx.bell.ring();
    Ok(Next::to(path::saved(path::PROFILE)))
}

/// Why a new password is refused although it satisfies the rule.
fn refused(ctx: &Ctx, member: &Member, password: &NewPassword) -> Option<FieldError> {
    let person = &member.person;
    let personal = Personal {
        symbol: Some(&person.symbol),
        number: Some(&person.number),
        birth_date: Some(person.birth_date),
        kana: Some(&person.kana),
        email: Some(&member.account.email),
        society_words: &ctx.society.password_words,
    };
    if is_personal(password.expose(), &personal) {
        Some(FieldError::Personal)
    } else if is_common(password, &ctx.settings.password) {
        Some(FieldError::Common)
    } else {
        None
    }
}

/// 退会: the account and everything that hangs on it is erased at once, and the person waits for no place any more. The roster stays,
/// it is the society's by law.
///
/// # Errors
/// Signed out, busy, or the database's own.
pub async fn withdraw(ctx: &Ctx, form: WithdrawForm) -> Result<Next> {
    let member = ctx.signed_in().await?;
    let mut errors = form.check().err().unwrap_or_default();
    if errors.is_empty()
        && let Err(error) = own_password(ctx, &member, &form.password).await?
    {
        errors.insert(WithdrawField::Password, error);
    }
    let now = ctx.clock.now();
    if !errors.is_empty() {
        let (visitor, cookie) = ctx.visitor();
        let ticked = !form.understood.is_empty();
        db::echo::put(ctx.db.writer(), &visitor, WITHDRAW, &ticked, &errors, now).await?;
        return Ok(Next::to(path::WITHDRAW).with(cookie));
    }
    let account = &member.account;
    let txn = ctx.db.begin().await?;
    db::person::lock(&txn, account.person_id).await?;
    let at = Moment {
        now,
        today: ctx.clock.today(),
    };
    withdrawal::leave_queues(&txn, account.person_id, at).await?;
    db::erase::person_traces(&txn, account.person_id).await?;
    db::account::delete(&txn, account.id).await?;
    Mail::Withdrawn
        .enqueue(&txn, &account.email, Links::default(), now)
        .await?;
    txn.commit().await?;
    ctx.bell.ring();
    let gone = ctx.cookies.set(ctx.cookies.session(), "", Some(0));
    let visit = ctx.cookies.set(ctx.cookies.visit(), "", Some(0));
    let next = Next::to(path::just_left(path::WITHDRAWN)).with([gone, visit]);
    Ok(Next {
        forget: true,
        ..next
    })
}

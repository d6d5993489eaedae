//! The mailed link. Looking at it changes nothing, any number of times; only the POST does, and only for the browser that
//! registered, or for somebody who knows the password chosen or who the person is.

use crate::{
    domain::{
        birth_date::BirthDate,
        field::{FieldError, FieldErrors},
        form::cut,
        link::Purpose,
        password::{NewPassword, Personal, fold, is_personal},
        registration_steps::{CompleteField, CompleteForm},
    },
    server::{
        ctx::{Ctx, Next},
        db::{self, ended::EndedAs, registration::Registration},
        error::Result,
        passwords::{is_common, nfkc},
        registration::{apply::if_proven, sent::after, throttled},
    },
    web::path,
};

/// Name under which the page keeps what was typed for a registration.
pub fn echo_of(registration: &Registration) -> String {
    format!("register-complete-{}", registration.id)
}

/// What a link leads to.
pub enum Found {
    /// The token is not one of ours: cut off or changed on the way.
    Damaged,
    /// Ours, but nothing waits under it any more.
    Gone,
    /// The registration it belongs to.
    Registration(Box<Registration>),
}

/// What the token in a link leads to.
///
/// # Errors
/// The database's own.
pub async fn find(ctx: &Ctx, token: &str) -> Result<Found> {
    let Some(seed) = ctx.keys.read_token(Purpose::Registration, token) else {
        return Ok(Found::Damaged);
    };
    let found = db::registration::by_seed(ctx.db.reader(), &seed).await?;
    Ok(found.map_or(Found::Gone, |registration| {
        Found::Registration(Box::new(registration))
    }))
}

/// Whether this browser is the one that registered.
pub fn same_browser(ctx: &Ctx, registration: &Registration) -> bool {
    ctx.visit.visitor.as_deref() == Some(registration.visitor.as_str())
}

/// Whether the registration can still be confirmed.
pub fn is_open(ctx: &Ctx, registration: &Registration) -> bool {
    registration.ended.is_none()
        && registration.confirmed_at.is_none()
        && registration.expires_at > ctx.clock.now()
}

/// Completes the registration the token belongs to. Repeated, it leads to the same page again.
///
/// # Errors
/// Busy, or the database's own.
pub async fn complete(ctx: &Ctx, form: CompleteForm) -> Result<Next> {
    let here = path::with_token(path::REGISTER_COMPLETE, &cut(&form.token));
    let Found::Registration(registration) = find(ctx, &form.token).await? else {
        return Ok(Next::to(here));
    };
    let own = same_browser(ctx, &registration);
    if !is_open(ctx, &registration) {
        return Ok(Next::to(match registration.ended {
            Some((EndedAs::Completed, _)) if own => path::REGISTER_DONE.to_owned(),
            _ => here,
        }));
    }
    let new_password = if own {
        None
    } else {
        match prove(ctx, &registration, &form).await? {
            Ok(new_password) => new_password,
            Err(errors) => return stay(ctx, &registration, &form, errors, here).await,
        }
    };
    let hashed = match &new_password {
        Some(password) => Some(ctx.hasher.hash(password).await?),
        None => None,
    };
    let now = ctx.clock.now();
    let txn = ctx.db.begin().await?;
    db::person::lock(&txn, registration.person_id).await?;
    if let Some(hashed) = &hashed {
        db::registration::set_password(&txn, registration.id, hashed).await?;
    }
    db::registration::confirm(&txn, registration.id, now).await?;
    let standing = if_proven(ctx, &txn, registration.id).await?;
    txn.commit().await?;
    ctx.bell.ring();
    Ok(Next::to(match after(standing) {
        path::REGISTER_DONE if own => path::REGISTER_DONE.to_owned(),
        // the other pages know the browser that registered; the link's own says the same to any
        _ => here,
    }))
}

type Proof = std::result::Result<Option<NewPassword>, FieldErrors<CompleteField>>;

/// Another browser: the password chosen, or the birth date with a new password. Tries are counted before they are answered.
async fn prove(ctx: &Ctx, registration: &Registration, form: &CompleteForm) -> Result<Proof> {
    let now = ctx.clock.now();
    let by_new_password = form.by_new_password();
    let first = if by_new_password {
        CompleteField::BirthDate
    } else {
        CompleteField::Password
    };
    let wrong = |field, error| {
        let mut errors = FieldErrors::new();
        errors.insert(field, error);
        Ok(Err(errors))
    };
    let chosen = if by_new_password {
        match new_password(ctx, registration, form).await? {
            Ok(chosen) => Some(chosen),
            Err(errors) => return Ok(Err(errors)),
        }
    } else if form.password.is_empty() {
        return wrong(CompleteField::Password, FieldError::Empty);
    } else {
        None
    };
    let key = ctx.counter("complete", &registration.id.to_string());
    let txn = ctx.db.begin().await?;
    let attempt = db::throttle::attempt(&txn, &key, &ctx.settings.limits.own_secret, now).await?;
    txn.commit().await?;
    if let Err(wait) = attempt {
        return wrong(first, throttled(wait));
    }
    let right = match &chosen {
        Some((_, birth)) => {
            let person = db::person::by_id(ctx.db.reader(), registration.person_id).await?;
            person.is_some_and(|person| person.birth_date == *birth)
        }
        None => {
            let folded = fold(&form.password, &nfkc);
            let verified = ctx
                .hasher
                .verify(
                    &folded,
                    &registration.password_hash,
                    &registration.pepper_id,
                )
                .await?;
            verified.ok
        }
    };
    if !right {
        return wrong(first, FieldError::Wrong);
    }
    db::throttle::forgive(ctx.db.writer(), &key, now).await?;
    Ok(Ok(chosen.map(|(password, _)| password)))
}

type Chosen = std::result::Result<(NewPassword, BirthDate), FieldErrors<CompleteField>>;

async fn new_password(
    ctx: &Ctx,
    registration: &Registration,
    form: &CompleteForm,
) -> Result<Chosen> {
    let mut errors = FieldErrors::new();
    let birth = errors.keep(
        CompleteField::BirthDate,
        BirthDate::parse(&form.birth_date, &nfkc, ctx.clock.today()),
    );
    let password = errors.keep(
        CompleteField::NewPassword,
        NewPassword::parse(&form.new_password, &nfkc, &ctx.settings.password),
    );
    let (Some(birth), Some(password)) = (birth, password) else {
        return Ok(Err(errors));
    };
    let personal = Personal {
        birth_date: Some(birth),
        email: Some(&registration.email),
        society_words: &ctx.society.password_words,
        ..Personal::default()
    };
    if is_personal(password.expose(), &personal) {
        errors.insert(CompleteField::NewPassword, FieldError::Personal);
    } else if is_common(&password, &ctx.settings.password) {
        errors.insert(CompleteField::NewPassword, FieldError::Common);
    }
    Ok(errors.into_result((password, birth)))
}

async fn stay(
    ctx: &Ctx,
    registration: &Registration,
    form: &CompleteForm,
    errors: FieldErrors<CompleteField>,
    here: String,
) -> Result<Next> {
    let (visitor, cookie) = ctx.visitor();
    db::echo::put(
        ctx.db.writer(),
        &visitor,
        &echo_of(registration),
        &form.without_secrets(),
        &errors,
        ctx.clock.now(),
    )
    .await?;
    Ok(Next::to(here).with(cookie))
}

/// 「心当たりがない」: whoever got the mail says that it is none of theirs. The registration ends; nothing else changes.
///
/// # Errors
/// The database's own.
pub async fn disown(ctx: &Ctx, token: &str) -> Result<Next> {
    let here = path::with_token(path::REGISTER_COMPLETE, &cut(token));
    if let Found::Registration(registration) = find(ctx, token).await?
        && is_open(ctx, &registration)
    {
        let txn = ctx.db.begin().await?;
        db::person::lock(&txn, registration.person_id).await?;
        let now = ctx.clock.now();
        if db::registration::end(&txn, registration.id, EndedAs::Disowned, now).await? {
            db::staff_event::record(
                &txn,
                "registration-disowned",
                Some(registration.person_id),
                "",
                now,
            )
            .await?;
        }
        txn.commit().await?;
    }
    Ok(Next::to(here))
}

//! The own password of one of the staff: in place of the start password at the first sign-in, and whenever the person wishes.

use super::{kept, stay};
use crate::{
    api::staff::OwnPasswordPage,
    domain::{
        field::{FieldError, FieldErrors},
        form::cut,
        password::{NewPassword, Personal, fold, is_personal},
        staff::{Action, Gate, PASSWORD, PasswordField, PasswordForm},
    },
    server::{
        access::{self, HalfWay},
        ctx::{Ctx, Next},
        db::{self, staff_audit::Deed},
        error::{Error, Result},
        passwords::{is_common, nfkc},
        registration::throttled,
    },
    web::path,
};

/// Name under which the page keeps what was wrong.
const FORM: &str = "staff-password";

/// Who may change the own password: whoever is signed in, and whoever has still the start password.
async fn owner(ctx: &Ctx) -> Result<HalfWay> {
    let half = access::half_way(ctx).await?;
    let half = half.ok_or(Error::Staff(Gate::SignIn))?;
    match half.gate() {
        None | Some(Gate::Password) => Ok(half),
        Some(gate) => Err(Error::Staff(gate)),
    }
}

/// The page, as it was left.
///
/// # Errors
/// Nobody is signed in, or the database's own.
pub async fn page(ctx: &Ctx) -> Result<OwnPasswordPage> {
    let half = owner(ctx).await?;
    let ((), errors) = kept(ctx, FORM).await?;
    Ok(OwnPasswordPage {
        login: half.row.login.as_str().to_owned(),
        first: half.row.start_until.is_some(),
        errors,
    })
}

/// Sets a new password; every other session of the person ends.
///
/// # Errors
/// Nobody is signed in, busy, or the database's own.
pub async fn change(ctx: &Ctx, form: PasswordForm) -> Result<Next> {
    let half = owner(ctx).await?;
    let checked = match form.parse(&nfkc) {
        Err(errors) => Err(errors),
        Ok(password) => {
            let mut errors = FieldErrors::new();
            if let Some(error) = refused(ctx, &half, &password) {
                errors.insert(PasswordField::Password, error);
            }
            if let Err(error) = current(ctx, &half, &form.current).await? {
                errors.insert(PasswordField::Current, error);
            }
            errors.into_result(password)
        }
    };
    let password = match checked {
        Ok(password) => password,
        Err(errors) => {
            let here = path::STAFF_PASSWORD.to_owned();
            return stay(ctx, FORM, &(), &errors, here).await;
        }
    };
    let hashed = ctx.hasher.hash(&password).await?;
    let (now, id) = (ctx.clock.now(), half.row.id);
    let txn = ctx.db.begin().await?;
    db::staff::set_password(&txn, id, &hashed, None, now).await?;
    db::staff_session::end_all(&txn, id, Some(&half.session)).await?;
    let deed = Deed {
        staff_id: Some(id),
        login: half.row.login.as_str(),
        action: Action::PasswordChanged,
        detail: "",
        at: now,
    };
    db::staff_audit::record(&txn, &deed, &[None]).await?;
    if let Some(visitor) = &ctx.visit.visitor {
        db::echo::clear(&txn, visitor, FORM).await?;
    }
    txn.commit().await?;
    Ok(Next::to(path::saved(path::STAFF)))
}

/// Why a new password is refused although it satisfies the rule.
fn refused(ctx: &Ctx, half: &HalfWay, password: &NewPassword) -> Option<FieldError> {
    let mut words = ctx.society.password_words.clone();
    words.push(half.row.login.as_str().to_owned());
    let personal = Personal {
        society_words: &words,
        ..Personal::default()
    };
    if is_personal(password.expose(), &personal) {
        Some(FieldError::Personal)
    } else if is_common(password, &PASSWORD) {
        Some(FieldError::Common)
    } else {
        None
    }
}

/// Whether `password` is the person's own; tries are counted before they are answered.
async fn current(
    ctx: &Ctx,
    half: &HalfWay,
    password: &str,
) -> Result<std::result::Result<(), FieldError>> {
    let row = &half.row;
    let key = ctx.counter("staff-own-password", &row.id.to_string());
    let txn = ctx.db.begin().await?;
    let rule = &ctx.settings.limits.own_secret;
    let attempt = db::throttle::attempt(&txn, &key, rule, ctx.clock.now()).await?;
    txn.commit().await?;
    if let Err(wait) = attempt {
        return Ok(Err(throttled(wait)));
    }
    let typed = fold(&cut(password), &nfkc);
    let verified = ctx
        .hasher
        .verify(&typed, &row.password_hash, &row.pepper_id)
        .await?;
    if !verified.ok {
        return Ok(Err(FieldError::Wrong));
    }
    db::throttle::clear(ctx.db.writer(), &key).await?;
    Ok(Ok(()))
}

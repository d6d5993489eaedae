//! What each page of マイページ shows, to whoever holds a live session.

use serde::de::DeserializeOwned;

use super::{
    PASSWORD, WITHDRAW,
    email::{self, Found},
};
use crate::{
    api::{
        mypage::{ConsentLine, Decision, EmailConfirmPage, MemberCard, NewAddress},
        registration::Choice,
    },
    domain::{
        field::FieldErrors,
        profile::{EmailChangeField, EmailChangeForm, PasswordChangeField},
        symbol_number::masked,
        withdraw::WithdrawField,
    },
    server::{
        clock::japan,
        ctx::Ctx,
        db::{
            self,
            consent::{self, Consent},
            link::EmailChange,
        },
        error::Result,
    },
};

/// Who is signed in.
///
/// # Errors
/// Signed out, or the database's own.
pub async fn card(ctx: &Ctx) -> Result<MemberCard> {
    let member = ctx.signed_in().await?;
    let reader = ctx.db.reader();
    let account = &member.account;
    let person = &member.person;
    let choices = db::newsletter::choices(reader, account.id).await?;
    let wanted = |category: &&crate::domain::newsletter::Category| {
        category.mandatory || choices.get(&category.id) == Some(&true)
    };
    let new_email = db::link::open_email_change_of(reader, account.id)
        .await?
        .filter(|change| change.link.expires_at > ctx.clock.now());
    let today = ctx.clock.today();
    let birth = person.birth_date;
    Ok(MemberCard {
        kana: person.kana.as_str().to_owned(),
        symbol: person.symbol.as_str().to_owned(),
        number_masked: masked(person.number.as_str()),
        birth_date: (
            birth.date().to_string(),
            birth
                .wareki()
                .map_or_else(String::new, |day| day.to_string()),
        ),
        email: account.email.as_str().to_owned(),
        new_email: new_email.map(|change| change.email.as_str().to_owned()),
        password_weak: account.password_weak,
        newsletters: (
            ctx.settings.newsletters.iter().filter(wanted).count(),
            ctx.settings.newsletters.len(),
        ),
        lost: person.lost_on.is_some_and(|lost| lost <= today),
        name: person.name.clone(),
    })
}

/// The categories as they stand, and the record of what was agreed to.
///
/// # Errors
/// Signed out, or the database's own.
pub async fn newsletters(ctx: &Ctx) -> Result<(Vec<Choice>, Vec<ConsentLine>)> {
    let member = ctx.signed_in().await?;
    let choices = db::newsletter::choices(ctx.db.reader(), member.account.id).await?;
    let choices = ctx.settings.newsletters.iter().map(|category| Choice {
        wanted: category.mandatory || choices.get(&category.id) == Some(&true),
        category: category.clone(),
    });
    let consents = db::consent::of_account(ctx.db.reader(), member.account.id).await?;
    let lines = consents.into_iter().rev().map(|consent| ConsentLine {
        at: japan(consent.at).format("%Y-%m-%d %H:%M").to_string(),
        decision: decision(&consent),
        wording: consent.wording,
    });
    Ok((choices.collect(), lines.collect()))
}

/// The terms are recorded only when they are agreed to; what is about none of the others is about a newsletter.
fn decision(consent: &Consent) -> Decision {
    match (consent.subject.as_str(), consent.given) {
        (consent::TERMS, _) => Decision::Agreed,
        (consent::FAMILY_VIEW | consent::SHOWN_TO_FAMILY, _) => Decision::Chosen,
        (_, true) => Decision::Wanted,
        (_, false) => Decision::Unwanted,
    }
}

async fn kept<V, E>(ctx: &Ctx, form: &str) -> Result<(V, E)>
where
    V: DeserializeOwned + Default,
    E: DeserializeOwned + Default,
{
    ctx.signed_in().await?;
    let Some(visitor) = &ctx.visit.visitor else {
        return Ok(Default::default());
    };
    let echo = db::echo::get(ctx.db.reader(), visitor, form, ctx.clock.now()).await?;
    Ok(echo.unwrap_or_default())
}

/// The change of address, as it was left.
///
/// # Errors
/// Signed out, or the database's own.
pub async fn email(ctx: &Ctx) -> Result<(EmailChangeForm, FieldErrors<EmailChangeField>)> {
    kept(ctx, email::FORM).await
}

/// The change of password, as it was left.
///
/// # Errors
/// Signed out, or the database's own.
pub async fn password(ctx: &Ctx) -> Result<FieldErrors<PasswordChangeField>> {
    let ((), errors) = kept(ctx, PASSWORD).await?;
    Ok(errors)
}

/// 退会, as it was left: whether the box was ticked, and what was wrong.
///
/// # Errors
/// Signed out, or the database's own.
pub async fn withdraw(ctx: &Ctx) -> Result<(bool, FieldErrors<WithdrawField>)> {
    kept(ctx, WITHDRAW).await
}

/// What the link to a new address leads to.
///
/// # Errors
/// The database's own.
pub async fn email_confirm(ctx: &Ctx, token: &str) -> Result<EmailConfirmPage> {
    Ok(match email::find(ctx, token).await? {
        Found::Damaged => EmailConfirmPage::Damaged,
        Found::Over => EmailConfirmPage::Over,
        Found::Done => EmailConfirmPage::Done,
        Found::Open(change) => EmailConfirmPage::Open(new_address(ctx, &change).await?),
    })
}

async fn new_address(ctx: &Ctx, change: &EmailChange) -> Result<NewAddress> {
    let echo = match &ctx.visit.visitor {
        Some(visitor) => {
            let form = email::echo_of(change);
            db::echo::get(ctx.db.reader(), visitor, &form, ctx.clock.now()).await?
        }
        None => None,
    };
    let ((), errors) = echo.unwrap_or_default();
    let password_needed = !email::is_own(ctx, change).await?;
    Ok(NewAddress {
        email: change.email.as_str().to_owned(),
        errors: if password_needed {
            errors
        } else {
            FieldErrors::new()
        },
        password_needed,
    })
}

//! What each page of the registration shows. Looking changes nothing.

use crate::{
    api::registration::{
        AccountPage, ApprovePage, Choice, CompletePage, ConfirmPage, MailProgress, SentPage,
    },
    domain::{
        field::FieldErrors,
        registration::{AccountField, AccountForm, Step},
        registration_steps::{CompleteForm, SentEcho, SentField, WaitingField},
        throttle::CODE_TRIES,
    },
    server::{
        clock::japan,
        ctx::{Ctx, Page},
        db::{
            self,
            ended::EndedAs,
            outbox::{MailState, State},
            registration::Registration,
        },
        error::Result,
        mail::transport::WRITTEN,
        passwords::nfkc,
        registration::{
            approve,
            complete::{self, Found},
            draft_of, finish, own_registration, page_of, sent, step_of, without_draft,
        },
    },
    web::path,
};

/// Step 1, as it was left.
///
/// # Errors
/// The database's own.
pub async fn account(ctx: &Ctx) -> Result<AccountPage> {
    let draft = draft_of(ctx).await?.unwrap_or_default();
    let answered = draft.form != AccountForm::default();
    let told = draft.errors.get(AccountField::Password).is_some();
    Ok(AccountPage {
        password_again: answered && draft.password_hash.is_none() && !told,
        form: draft.form,
        errors: draft.errors,
        password_kept: draft.password_hash.is_some(),
    })
}

/// Step 2: every category, ticked unless it was unticked before.
///
/// # Errors
/// The database's own.
pub async fn newsletters(ctx: &Ctx) -> Result<Page<Vec<Choice>>> {
    let Some(draft) = draft_of(ctx).await? else {
        return Ok(Page::Go(without_draft(ctx).await?.to_owned()));
    };
    if matches!(step_of(Some(&draft)), Step::Account | Step::Sent) {
        return Ok(Page::Go(page_of(&draft).to_owned()));
    }
    let ticked = draft.newsletters;
    let choices = ctx.settings.newsletters.iter().map(|category| Choice {
        wanted: ticked
            .as_ref()
            .is_none_or(|ticked| ticked.contains(&category.id)),
        category: category.clone(),
    });
    Ok(Page::Show(choices.collect()))
}

/// Step 3: all answers, as they were read.
///
/// # Errors
/// The database's own.
pub async fn confirm(ctx: &Ctx) -> Result<Page<ConfirmPage>> {
    let Some(draft) = draft_of(ctx).await? else {
        return Ok(Page::Go(without_draft(ctx).await?.to_owned()));
    };
    if step_of(Some(&draft)) != Step::Confirm {
        return Ok(Page::Go(page_of(&draft).to_owned()));
    }
    let shown = finish::mark(ctx, &draft);
    let today = ctx.clock.today();
    let reading = draft.form.reading(&nfkc, today);
    let ticked = draft.newsletters.unwrap_or_default();
    let echo = db::echo::get(
        ctx.db.reader(),
        &draft.visitor,
        finish::FORM,
        ctx.clock.now(),
    )
    .await?;
    let ((), errors) = echo.unwrap_or_default();
    Ok(Page::Show(ConfirmPage {
        symbol: reading.symbol.unwrap_or_default(),
        number: reading.number.unwrap_or_default(),
        branch: reading.branch,
        kana: reading.kana.unwrap_or_default(),
        birth_date: reading
            .birth_date
            .map(|(date, wareki)| (date.to_string(), wareki))
            .unwrap_or_default(),
        email: draft
            .email
            .map_or_else(String::new, |email| email.as_str().to_owned()),
        newsletters: ctx
            .settings
            .newsletters
            .iter()
            .filter(|category| ticked.contains(&category.id))
            .map(|category| category.name.clone())
            .collect(),
        errors,
        terms_version: ctx.settings.terms.version.clone(),
        shown,
    }))
}

/// Step 4: where the mail went and how far it got.
///
/// # Errors
/// The database's own.
pub async fn sent(ctx: &Ctx) -> Result<Page<SentPage>> {
    let registration = own_registration(ctx).await?;
    if let Some(to) = sent::elsewhere(registration.as_ref()) {
        return Ok(Page::Go(to.to_owned()));
    }
    let Some(registration) = registration else {
        return Ok(Page::Go(path::REGISTER_LOST_SENT.to_owned()));
    };
    let now = ctx.clock.now();
    let reader = ctx.db.reader();
    let mail = db::outbox::latest_of_registration(reader, registration.id, "registration").await?;
    let echo = db::echo::get(reader, &registration.visitor, sent::FORM, now).await?;
    let (echo, mut errors): (SentEcho, FieldErrors<SentField>) = echo.unwrap_or_default();
    let code_spent = registration.wrong_tries >= CODE_TRIES;
    let expired = registration.ended.is_some() || registration.expires_at <= now;
    if code_spent || expired {
        // the page says so, and shows no field for the code
        errors.remove(SentField::Code);
    }
    Ok(Page::Show(SentPage {
        carrier: registration.email.is_carrier(),
        mail: mail.as_ref().map_or(MailProgress::Queued, progress),
        needs_approval: registration.needs_approval,
        code_spent,
        expired,
        until: japan(registration.expires_at)
            .format("%Y-%m-%d %H:%M")
            .to_string(),
        email: registration.email.as_str().to_owned(),
        echo,
        errors,
    }))
}

fn progress(mail: &MailState) -> MailProgress {
    let code = mail.reply_code.and_then(|code| u16::try_from(code).ok());
    match mail.state {
        State::Accepted if mail.reply_text.as_deref() == Some(WRITTEN) => MailProgress::Written,
        State::Accepted => MailProgress::Accepted,
        State::Refused | State::GivenUp => MailProgress::Refused { code },
        State::Queued | State::Sending if mail.attempts > 0 && mail.reply_code.is_some() => {
            MailProgress::Retrying { code }
        }
        State::Queued | State::Sending => MailProgress::Queued,
    }
}

/// What the mailed link leads to.
///
/// # Errors
/// The database's own.
pub async fn complete(ctx: &Ctx, token: &str) -> Result<CompletePage> {
    let registration = match complete::find(ctx, token).await? {
        Found::Damaged => return Ok(CompletePage::Damaged),
        Found::Gone => return Ok(CompletePage::Old),
        Found::Registration(registration) => registration,
    };
    if let Some((ended, _)) = registration.ended {
        return Ok(ended_page(ended));
    }
    if registration.expires_at <= ctx.clock.now() {
        return Ok(CompletePage::Expired);
    }
    if registration.confirmed_at.is_some() {
        return waiting_errors(ctx).await.map(CompletePage::Waiting);
    }
    if complete::same_browser(ctx, &registration) {
        return Ok(CompletePage::SameBrowser);
    }
    other_browser(ctx, &registration).await
}

fn ended_page(ended: EndedAs) -> CompletePage {
    match ended {
        EndedAs::Completed => CompletePage::Done,
        EndedAs::Superseded => CompletePage::Old,
        EndedAs::Rejected => CompletePage::Rejected,
        EndedAs::Disowned => CompletePage::Disowned,
        EndedAs::Expired => CompletePage::Expired,
        EndedAs::Failed => CompletePage::Failed,
    }
}

async fn other_browser(ctx: &Ctx, registration: &Registration) -> Result<CompletePage> {
    let echo = match &ctx.visit.visitor {
        Some(visitor) => {
            let now = ctx.clock.now();
            db::echo::get(
                ctx.db.reader(),
                visitor,
                &complete::echo_of(registration),
                now,
            )
            .await?
        }
        None => None,
    };
    let (form, errors): (CompleteForm, _) = echo.unwrap_or_default();
    Ok(CompletePage::OtherBrowser(form, errors))
}

async fn waiting_errors(ctx: &Ctx) -> Result<FieldErrors<WaitingField>> {
    let Some(visitor) = &ctx.visit.visitor else {
        return Ok(FieldErrors::new());
    };
    let echo = db::echo::get(ctx.db.reader(), visitor, approve::FORM, ctx.clock.now()).await?;
    let ((), errors) = echo.unwrap_or_default();
    Ok(errors)
}

/// What the link in the old address's mail leads to.
///
/// # Errors
/// The database's own.
pub async fn approve(ctx: &Ctx, token: &str) -> Result<ApprovePage> {
    let registration = match approve::find(ctx, token).await? {
        Found::Damaged => return Ok(ApprovePage::Damaged),
        Found::Gone => return Ok(ApprovePage::Over),
        Found::Registration(registration) => registration,
    };
    Ok(match registration.ended {
        Some((EndedAs::Rejected, _)) => ApprovePage::Rejected,
        Some((EndedAs::Completed, _)) if registration.approved_at.is_some() => {
            ApprovePage::Switched
        }
        _ if registration.approved_at.is_some() => ApprovePage::Approved,
        _ if approve::is_open(ctx, &registration) => ApprovePage::Open(registration.email.masked()),
        _ => ApprovePage::Over,
    })
}

/// How the registration this browser made ended, where that is not well.
///
/// # Errors
/// The database's own.
pub async fn over(ctx: &Ctx) -> Result<Page<CompletePage>> {
    let registration = own_registration(ctx).await?;
    let ended = registration.and_then(|registration| registration.ended);
    Ok(match ended {
        Some((EndedAs::Completed, _)) => Page::Go(path::REGISTER_DONE.to_owned()),
        Some((ended, _)) => Page::Show(ended_page(ended)),
        None => Page::Go(path::REGISTER_SENT.to_owned()),
    })
}

/// Whether the registration this browser made is complete. Where it is not, nothing was done here that a page could confirm.
///
/// # Errors
/// The database's own.
pub async fn done(ctx: &Ctx) -> Result<Page<()>> {
    let registration = own_registration(ctx).await?;
    Ok(
        match registration.and_then(|registration| registration.ended) {
            Some((EndedAs::Completed, _)) => Page::Show(()),
            _ => Page::Go(path::LOGIN.to_owned()),
        },
    )
}

/// The page that waits for approval.
///
/// # Errors
/// The database's own.
pub async fn waiting(ctx: &Ctx) -> Result<Page<FieldErrors<WaitingField>>> {
    let registration = own_registration(ctx).await?;
    let to = match &registration {
        Some(registration) if matches!(registration.ended, Some((EndedAs::Completed, _))) => {
            path::REGISTER_DONE
        }
        Some(registration) if registration.ended.is_some() => path::REGISTER_FAILED,
        Some(registration) if registration.confirmed_at.is_some() => {
            return waiting_errors(ctx).await.map(Page::Show);
        }
        _ => path::REGISTER_SENT,
    };
    Ok(Page::Go(to.to_owned()))
}

//! The choice made on a course's page: read, kept, and where it leads.
//!
//! May enter: the answers about health, as long as the form is read. Must not: keeping them.

use super::{
    Who, change,
    course::{FORM, open_course},
    kept_choice, movable, past, refused, who,
};
use crate::{
    domain::{
        checkup::{
            choice::{ChoiceField, ChoiceForm, PRICE},
            code::OptionCode,
            contraindication::{Advice, advise},
            course::Course,
            eligibility::may_add,
            led::{Led, led},
            reason::Verdict,
            refusal::Refusal,
        },
        field::FieldErrors,
    },
    server::{
        ctx::{Ctx, Next},
        db::{self, checkup_draft::Draft},
        error::Result,
    },
    web::path,
};

/// Keeps the choice and leads on: to the search, to another course, to a stop, or back where something is wrong.
///
/// # Errors
/// Signed out, or the database's own.
pub async fn choose(ctx: &Ctx, form: ChoiceForm) -> Result<Next> {
    let who = who(ctx).await?;
    let Some(course) = open_course(ctx, &form.fiscal_year, &form.course).await? else {
        return refused::to(ctx, Refusal::NotOffered, refused::About::default()).await;
    };
    let replaces = match form.replaces() {
        Some(id) => match movable(ctx, who.person.id, id).await? {
            Some(booked) => {
                if let Some(refusal) = change::too_late(ctx, &booked).await? {
                    let about = refused::About {
                        institution: Some(booked.institution_id),
                        on: None,
                    };
                    return refused::to(ctx, refusal, about).await;
                }
                Some(booked.id)
            }
            None => {
                return refused::to(ctx, Refusal::NotOffered, refused::About::default()).await;
            }
        },
        None => None,
    };
    if let Some(refusal) = against(ctx, &who, &course, &form, replaces).await? {
        return refused::to(ctx, refusal, refused::About::default()).await;
    }
    if form.act == PRICE {
        // Nothing is chosen by asking: a script asks at every tick, and its question may arrive late.
        return back(ctx, &who, &course, &form, &FieldErrors::new()).await;
    }
    let before = kept_choice(ctx, &who).await?;
    let answered = before.filter(|one| {
        one.answered && one.fiscal_year == course.fiscal_year && one.course == course.code
    });
    // What was answered on the course that led here is not asked again.
    let told = match &answered {
        Some(_) => form.answered_none(),
        None => form.clone(),
    };
    let choice = match told.parse(&course, who.person.sex) {
        Ok(choice) => choice,
        Err(errors) => return back(ctx, &who, &course, &form, &errors).await,
    };
    who.forget(ctx, FORM).await?;
    let mut draft = draft(&course, choice.options.clone(), replaces);
    draft.ready = true;
    if let Some(led) = answered {
        let (left_out, options) = draft
            .options
            .into_iter()
            .partition(|code| led.barred.contains(code));
        (draft.left_out, draft.options) = (left_out, options);
    }
    let mut next = path::CHECKUP_INSTITUTIONS.to_owned();
    match advise(&course, &draft.options, &choice.conditions) {
        Advice::Fine => {}
        Advice::WithoutOptions { options, .. } => {
            draft.options.retain(|code| !options.contains(code));
            draft.left_out = options;
        }
        Advice::Other { course: code, .. } => {
            let other = open_course(ctx, &form.fiscal_year, code.as_str()).await?;
            let facts = who.facts();
            let led = other.and_then(|other| Some((led(&course, &other, &choice, &facts)?, other)));
            next = match led {
                Some((led, other)) => {
                    draft = led_draft(&other, led, replaces);
                    path::course_led(course.fiscal_year, code.as_str(), replaces)
                }
                None => {
                    draft.ready = false;
                    path::CHECKUP_STOP.to_owned()
                }
            };
        }
        Advice::Stop { .. } => {
            draft.ready = false;
            next = path::CHECKUP_STOP.to_owned();
        }
    }
    save(ctx, &who, &draft).await?;
    Ok(Next::to(next))
}

fn draft(course: &Course, options: Vec<OptionCode>, replaces: Option<i64>) -> Draft {
    Draft {
        options,
        replaces,
        ..Draft::new(course.fiscal_year, course.code.clone())
    }
}

/// The choice on a course to which the answers on another one led.
fn led_draft(course: &Course, led: Led, replaces: Option<i64>) -> Draft {
    Draft {
        left_out: led.left_out,
        dropped: led.dropped,
        answered: led.answered,
        barred: led.barred,
        ..draft(course, led.options, replaces)
    }
}

async fn save(ctx: &Ctx, who: &Who, draft: &Draft) -> Result<()> {
    let (writer, now) = (ctx.db.writer(), ctx.clock.now());
    Ok(db::checkup_draft::save(writer, who.person.id, draft, now).await?)
}

/// What stands against the course or an option ticked. The page offers neither; who sends it all the same is told.
async fn against(
    ctx: &Ctx,
    who: &Who,
    course: &Course,
    form: &ChoiceForm,
    replaces: Option<i64>,
) -> Result<Option<Refusal>> {
    let past = past(ctx, who, replaces).await?;
    if let Verdict::No(reasons) = who.verdict(course, &past, replaces.is_some()) {
        return Ok(reasons.into_iter().next().map(Refusal::NotEligible));
    }
    let facts = who.facts();
    let options = form.options_of(course);
    let rules = options.iter().filter_map(|code| course.option(code));
    let refusal = |rule: &crate::domain::checkup::course::OptionRule| {
        let reason = may_add(course, rule, &facts).err()?;
        Some(Refusal::OptionNotEligible(rule.code.clone(), reason))
    };
    Ok(rules.filter_map(refusal).next())
}

/// Back to the course, with what was ticked and what was wrong with it.
async fn back(
    ctx: &Ctx,
    who: &Who,
    course: &Course,
    form: &ChoiceForm,
    errors: &FieldErrors<ChoiceField>,
) -> Result<Next> {
    let kept = form.without_secrets();
    let cookie = who.keep(ctx, FORM, &kept, errors).await?;
    let (year, code) = (course.fiscal_year, course.code.as_str());
    let to = path::course_again(year, code, form.replaces());
    let mark = if errors.is_empty() { "#price" } else { "" };
    Ok(Next::to([&to, mark].concat()).with(cookie))
}

//! A course: its options, what is asked before, what it costs; and the choice that is made there.

use super::{Who, kept_choice, movable, number, past, refused, replaced, who};
use crate::{
    api::checkup::{CoursePage, Estimate, OptionLine},
    domain::{
        checkup::{
            choice::{ChoiceField, ChoiceForm, PRICE, asked},
            code::{CourseCode, OptionCode},
            contraindication::{Advice, advise},
            course::Course,
            eligibility::may_add,
            institution::InstitutionClass,
            reason::Verdict,
            refusal::Refusal,
        },
        field::FieldErrors,
    },
    server::{
        ctx::{Ctx, Next, Page},
        db::{self, booked::Booked, checkup_draft::Draft},
        error::Result,
    },
    web::path,
};

/// Name under which the choice keeps what was ticked and what was wrong with it.
const FORM: &str = "checkup-choice";

async fn open_course(ctx: &Ctx, fiscal_year: &str, code: &str) -> Result<Option<Course>> {
    let (Ok(year), Some(code)) = (fiscal_year.parse(), CourseCode::parse(code)) else {
        return Ok(None);
    };
    let found = db::course::by_code(ctx.db.reader(), year, &code).await?;
    Ok(found
        .filter(|course| course.open)
        .map(|course| course.rules))
}

/// The course, as the person left it.
///
/// # Errors
/// Signed out, or the database's own.
pub async fn page(
    ctx: &Ctx,
    fiscal_year: &str,
    code: &str,
    replaces: Option<&str>,
    led: bool,
) -> Result<Page<CoursePage>> {
    let who = who(ctx).await?;
    let Some(course) = open_course(ctx, fiscal_year, code).await? else {
        return Ok(Page::Missing);
    };
    let draft = kept_choice(ctx, &who).await?;
    let draft = draft
        .filter(|draft| draft.fiscal_year == course.fiscal_year && draft.course == course.code);
    let (form, errors) = echo(ctx, &who, &course).await?;
    let asked_for = replaces.and_then(number);
    let kept = draft.as_ref().and_then(|draft| draft.replaces);
    let replaces = match asked_for.or(kept) {
        Some(id) => movable(ctx, who.person.id, id).await?,
        None => None,
    };
    let chosen = match (&form, draft) {
        (Some(form), _) => form.options_of(&course),
        (None, Some(draft)) => draft.options,
        (None, None) => options_booked(replaces.as_ref(), &course),
    };
    shown(ctx, &who, course, &chosen, replaces, led, errors)
        .await
        .map(Page::Show)
}

/// The options of the booking that is to be moved, as far as the course still has them.
fn options_booked(replaces: Option<&Booked>, course: &Course) -> Vec<OptionCode> {
    let booked = replaces.map(|booked| booked.options.as_slice());
    let codes = booked.unwrap_or_default().iter().map(|(code, _)| code);
    codes
        .filter(|code| course.option(code).is_some())
        .cloned()
        .collect()
}

/// What was ticked and refused for this very course, if anything.
async fn echo(
    ctx: &Ctx,
    who: &Who,
    course: &Course,
) -> Result<(Option<ChoiceForm>, FieldErrors<ChoiceField>)> {
    let kept: Option<(ChoiceForm, FieldErrors<ChoiceField>)> = who.kept(ctx, FORM).await?;
    let same = kept.filter(|(form, _)| {
        form.course == course.code.as_str() && form.fiscal_year == course.fiscal_year.to_string()
    });
    Ok(same.map_or_else(Default::default, |(form, errors)| (Some(form), errors)))
}

async fn shown(
    ctx: &Ctx,
    who: &Who,
    course: Course,
    chosen: &[OptionCode],
    replaces: Option<Booked>,
    led: bool,
    errors: FieldErrors<ChoiceField>,
) -> Result<CoursePage> {
    let without = replaces.as_ref().map(|booked| booked.id);
    let past = past(ctx, who, without).await?;
    let verdict = who.verdict(&course, &past, replaces.is_some());
    let facts = who.facts();
    let options: Vec<OptionLine> = course
        .options
        .iter()
        .map(|rule| {
            let against = may_add(&course, rule, &facts).err();
            OptionLine {
                chosen: against.is_none() && chosen.contains(&rule.code),
                against,
                rule: rule.clone(),
            }
        })
        .collect();
    let taken: Vec<OptionCode> = options
        .iter()
        .filter(|line| line.chosen)
        .map(|line| line.rule.code.clone())
        .collect();
    let estimates = match verdict {
        Verdict::Yes { .. } => estimates(ctx, who, &course, &taken).await?,
        Verdict::No(_) => Vec::new(),
    };
    Ok(CoursePage {
        cap: course.subsidy.cap_at(who.age(course.fiscal_year)),
        conditions: asked(&course),
        replaces: replaces.as_ref().map(replaced),
        course,
        verdict,
        options,
        estimates,
        led,
        errors,
    })
}

/// What the choice costs at the institutions that offer all of it, by class.
async fn estimates(
    ctx: &Ctx,
    who: &Who,
    course: &Course,
    options: &[OptionCode],
) -> Result<Vec<Estimate>> {
    let listed = ctx
        .offers
        .of(&ctx.db, &ctx.tasks, course, who.today, ctx.clock.now())
        .await?;
    let of_class = |class: InstitutionClass| {
        let offers = listed.all().iter().map(|line| &line.offer);
        let there = offers.filter(|offer| offer.class == class);
        let own: Vec<_> = there
            .filter_map(|offer| who.quote(course, class, &offer.prices, options))
            .map(|quote| quote.own)
            .collect();
        Some(Estimate {
            class,
            institutions: own.len(),
            least: own.iter().min().copied()?,
            most: own.iter().max().copied()?,
        })
    };
    Ok(InstitutionClass::ALL
        .into_iter()
        .filter_map(of_class)
        .collect())
}

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
            Some(booked) => Some(booked.id),
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
        let options = form.options_of(&course);
        save(ctx, &who, &draft(&course, options, replaces)).await?;
        return back(ctx, &who, &course, &form, &FieldErrors::new()).await;
    }
    let choice = match form.parse(&course) {
        Ok(choice) => choice,
        Err(errors) => return back(ctx, &who, &course, &form, &errors).await,
    };
    who.forget(ctx, FORM).await?;
    let mut draft = draft(&course, choice.options, replaces);
    draft.ready = true;
    let mut next = path::CHECKUP_INSTITUTIONS.to_owned();
    match advise(&course, &draft.options, &choice.conditions) {
        Advice::Fine => {}
        Advice::WithoutOptions { options, .. } => {
            draft.options.retain(|code| !options.contains(code));
            draft.left_out = options;
        }
        Advice::Other { course: code, .. } => {
            draft.ready = false;
            next = path::course_led(course.fiscal_year, code.as_str(), replaces);
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
        fiscal_year: course.fiscal_year,
        course: course.code.clone(),
        options,
        left_out: Vec::new(),
        ready: false,
        replaces,
        institution: None,
        wishes: Vec::new(),
        idem: String::new(),
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
    let to = match form.replaces() {
        Some(id) => path::course_instead(year, code, id),
        None => path::course(year, code),
    };
    let mark = if errors.is_empty() { "#price" } else { "" };
    Ok(Next::to([&to, mark].concat()).with(cookie))
}

//! A course: its options, what is asked before, what it costs.

use super::{Who, change, kept_choice, movable, number, past, replaced, who};
use crate::{
    api::checkup::{CoursePage, Estimate, OptionLine},
    domain::{
        checkup::{
            choice::{ChoiceField, ChoiceForm, asked},
            code::{CourseCode, OptionCode},
            course::Course,
            eligibility::may_add,
            institution::InstitutionClass,
            reason::Verdict,
        },
        field::FieldErrors,
    },
    server::{
        ctx::{Ctx, Page},
        db::{self, booked::Booked, checkup_draft::Draft},
        error::Result,
    },
    web::path,
};

/// Name under which the choice keeps what was ticked and what was wrong with it.
pub(super) const FORM: &str = "checkup-choice";

pub(super) async fn open_course(
    ctx: &Ctx,
    fiscal_year: &str,
    code: &str,
) -> Result<Option<Course>> {
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
    marks: Marks,
) -> Result<Page<CoursePage>> {
    let who = who(ctx).await?;
    let Some(course) = open_course(ctx, fiscal_year, code).await? else {
        return Ok(Page::Missing);
    };
    let draft = kept_choice(ctx, &who).await?;
    let draft = draft
        .filter(|draft| draft.fiscal_year == course.fiscal_year && draft.course == course.code);
    let (form, errors) = match marks.again {
        true => echo(ctx, &who, &course).await?,
        false => Default::default(),
    };
    let asked_for = replaces.and_then(number);
    let kept = draft.as_ref().and_then(|draft| draft.replaces);
    let replaces = match asked_for.or(kept) {
        Some(id) => movable(ctx, who.person.id, id).await?,
        None => None,
    };
    if let Some(booked) = &replaces
        && change::too_late(ctx, booked).await?.is_some()
    {
        return Ok(Page::Go(path::booking_late(booked.id)));
    }
    let chosen = match (&form, &draft) {
        (Some(form), _) => form.options_of(&course),
        (None, Some(draft)) => draft.options.clone(),
        (None, None) => options_booked(replaces.as_ref(), &course),
    };
    let left = Left {
        chosen,
        led: marks.led,
        draft,
        errors,
    };
    shown(ctx, &who, course, left, replaces)
        .await
        .map(Page::Show)
}

/// What the address says of how the person came to the course.
#[derive(Clone, Copy, Debug, Default)]
pub struct Marks {
    /// Answers on another course led here.
    pub led: bool,
    /// The form comes back with what was ticked.
    pub again: bool,
}

/// How the person left the course.
struct Left {
    chosen: Vec<OptionCode>,
    led: bool,
    draft: Option<Draft>,
    errors: FieldErrors<ChoiceField>,
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
    left: Left,
    replaces: Option<Booked>,
) -> Result<CoursePage> {
    let Left {
        chosen,
        led,
        draft,
        errors,
    } = left;
    let draft = draft.filter(|draft| draft.answered);
    let barred = draft.as_ref().map(|draft| draft.barred.as_slice());
    let barred = barred.unwrap_or_default();
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
                chosen: against.is_none()
                    && chosen.contains(&rule.code)
                    && !barred.contains(&rule.code),
                against,
                barred: barred.contains(&rule.code),
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
        conditions: match &draft {
            Some(_) => Vec::new(),
            None => asked(&course, who.person.sex),
        },
        left_out: draft
            .filter(|_| led)
            .map_or_else(Vec::new, |draft| left_out(&course, draft)),
        replaces: replaces.as_ref().map(replaced),
        course,
        verdict,
        options,
        estimates,
        led,
        errors,
    })
}

/// The names of what was chosen with another course and did not come along.
fn left_out(course: &Course, draft: Draft) -> Vec<String> {
    let names = draft
        .left_out
        .iter()
        .filter_map(|code| course.option(code))
        .map(|rule| rule.name.clone());
    draft.dropped.into_iter().chain(names).collect()
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

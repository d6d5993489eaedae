//! 健診コース: the list of a fiscal year, editing, showing to members, copying to the next year.

use super::{chosen, diff::changes, done, forget, looking, years};
use crate::{
    api::staff_rules::{CourseLine, CoursePage, CoursesPage},
    domain::{
        checkup::{
            course::{Course, CourseCode},
            course_form::{CourseErrors, CourseField, CourseForm},
            next_year::next_year,
        },
        field::FieldError,
        staff::Action,
    },
    server::{
        access,
        ctx::{Ctx, Next, Page},
        db::{self, checkup_rules::course},
        error::Result,
        passwords::nfkc,
        staff::{kept, stay},
    },
    web::path::rules as path,
};

/// Name under which what was typed for a course is kept.
fn form_of(year: i32, code: &str) -> String {
    let code: String = code.chars().take(40).collect();
    format!("course:{year}:{code}")
}

/// The courses of a fiscal year.
///
/// # Errors
/// Nobody with the right is signed in, or the database's own.
pub async fn list(ctx: &Ctx, asked: Option<i32>) -> Result<CoursesPage> {
    let (_, may_edit) = looking(ctx).await?;
    let years = years(ctx).await?;
    let year = chosen(ctx, asked, &years);
    let reader = ctx.db.reader();
    let courses = db::course::of_year(reader, year).await?;
    let next = db::course::of_year(reader, year + 1).await?;
    let has = |code: &CourseCode| next.iter().any(|course| course.rules.code == *code);
    let not_in_next = courses
        .iter()
        .filter(|course| !has(&course.rules.code))
        .count();
    let lines = courses.into_iter().map(|course| CourseLine {
        rules: course.rules,
        open: course.open,
    });
    Ok(CoursesPage {
        year,
        not_there: asked.filter(|asked| *asked != year),
        years,
        courses: lines.collect(),
        not_in_next,
        may_edit,
    })
}

/// A course for editing, as it was left; `fresh` as it is stored.
///
/// # Errors
/// Nobody with the right is signed in, or the database's own.
pub async fn page(ctx: &Ctx, year: i32, code: &str, fresh: bool) -> Result<Page<CoursePage>> {
    let (_, may_edit) = looking(ctx).await?;
    let reader = ctx.db.reader();
    let parsed = CourseCode::parse(code);
    let stored = match &parsed {
        Some(code) => course::find(reader, year, code).await?,
        None => None,
    };
    let missing = stored.is_none() && !code.is_empty();
    if missing || !years(ctx).await?.contains(&year) {
        return Ok(Page::Go(path::COURSES.to_owned()));
    }
    let typed: (Option<(CourseForm, i64)>, CourseErrors) = match fresh {
        true => Default::default(),
        false => kept(ctx, &form_of(year, code)).await?,
    };
    let version = stored.as_ref().map_or(0, |course| course.changed_at);
    let blank = || CourseForm {
        every_years: "1".to_owned(),
        ..CourseForm::default()
    };
    let as_stored = || {
        let rules = stored.as_ref().map(|course| CourseForm::of(&course.rules));
        (rules.unwrap_or_else(blank), version)
    };
    let (form, version) = typed.0.unwrap_or_else(as_stored);
    let bookings = match &parsed {
        Some(code) => course::bookings(reader, year, code).await?,
        None => 0,
    };
    let others = db::course::of_year(reader, year).await?.into_iter();
    let others = others.filter(|other| Some(&other.rules.code) != parsed.as_ref());
    Ok(Page::Show(CoursePage {
        year,
        form: form.kept(),
        errors: typed.1,
        open: stored.is_some_and(|course| course.open),
        version,
        bookings,
        others: others
            .map(|other| (other.rules.code, other.rules.name))
            .collect(),
        code: parsed,
        may_edit,
    }))
}

/// Saves a course that was typed; `code` is empty for a new one.
///
/// # Errors
/// Nobody with the right is signed in, or the database's own.
pub async fn save(
    ctx: &Ctx,
    year: i32,
    code: &str,
    version: i64,
    mut form: CourseForm,
) -> Result<Next> {
    let office = access::checkup_office(ctx).await?;
    if !years(ctx).await?.contains(&year) {
        return Ok(Next::to(path::COURSES));
    }
    if !code.is_empty() {
        // a course keeps its code: by it earlier examinations are found
        form.code = code.to_owned();
    }
    let here = path::course(year, code);
    let refuse = async |errors: CourseErrors| {
        let typed = (form.kept(), version);
        stay(ctx, &form_of(year, code), &Some(typed), &errors, here).await
    };
    let rules = match form.parse(&nfkc, year) {
        Ok(rules) => rules,
        Err(errors) => return refuse(errors).await,
    };
    let now = ctx.clock.now();
    let txn = ctx.db.begin().await?;
    let (written, detail) = if code.is_empty() {
        let detail = format!("{year}/{}: new", rules.code);
        (course::insert(&txn, &rules, now).await?, detail)
    } else {
        let before = course::find(&txn, year, &rules.code).await?;
        let difference = before.map(|before| changes(&before.rules, &rules));
        let detail = format!("{year}/{}: {}", rules.code, difference.unwrap_or_default());
        (course::update(&txn, &rules, version, now).await?, detail)
    };
    if !written {
        drop(txn);
        return refuse(not_written(code)).await;
    }
    forget(ctx, &txn, &form_of(year, code)).await?;
    done(ctx, txn, &office, Action::CourseChanged, &detail).await?;
    Ok(Next::to(path::saved(&path::course(
        year,
        rules.code.as_str(),
    ))))
}

/// Why a course was not written: the code of a new one is taken, or somebody else was faster.
fn not_written(code: &str) -> CourseErrors {
    let mut errors = CourseErrors::default();
    if code.is_empty() {
        errors.fields.insert(CourseField::Code, FieldError::Taken);
    } else {
        errors.stale = true;
    }
    errors
}

/// Shows a course to members (`open` says anything), or hides it. Only what makes sense is shown.
///
/// # Errors
/// Nobody with the right is signed in, or the database's own.
pub async fn set_open(ctx: &Ctx, year: i32, code: &str, open: &str) -> Result<Next> {
    let office = access::checkup_office(ctx).await?;
    let txn = ctx.db.begin().await?;
    let Some(code) = CourseCode::parse(code) else {
        return Ok(Next::to(path::COURSES));
    };
    let Some(stored) = course::find(&txn, year, &code).await? else {
        return Ok(Next::to(path::COURSES));
    };
    let here = path::course(year, code.as_str());
    let open = !open.is_empty();
    if let (true, Err(problems)) = (open, stored.rules.check()) {
        drop(txn);
        let errors = CourseErrors {
            problems,
            ..CourseErrors::default()
        };
        let typed = (CourseForm::of(&stored.rules), stored.changed_at);
        return stay(
            ctx,
            &form_of(year, code.as_str()),
            &Some(typed),
            &errors,
            here,
        )
        .await;
    }
    if course::set_open(&txn, year, &code, open, ctx.clock.now()).await? {
        let detail = format!("{year}/{code}: open: {} > {open}", !open);
        forget(ctx, &txn, &form_of(year, code.as_str())).await?;
        done(ctx, txn, &office, Action::CourseChanged, &detail).await?;
    }
    Ok(Next::to(path::saved(&here)))
}

/// Copies the courses of a fiscal year to the next, closed, with their days a year later. Courses the next year has already stay as
/// they are.
///
/// # Errors
/// Nobody with the right is signed in, or the database's own.
pub async fn copy(ctx: &Ctx, year: i32) -> Result<Next> {
    let office = access::checkup_office(ctx).await?;
    let now = ctx.clock.now();
    let txn = ctx.db.begin().await?;
    let courses = db::course::of_year(&txn, year).await?;
    let mut copied: Vec<Course> = Vec::new();
    for stored in courses {
        let next = next_year(&stored.rules);
        if course::insert(&txn, &next, now).await? {
            copied.push(next);
        }
    }
    if copied.is_empty() {
        return Ok(Next::to(path::courses(year)));
    }
    let codes: Vec<&str> = copied.iter().map(|course| course.code.as_str()).collect();
    let detail = format!("{year} > {}: {}", year + 1, codes.join(" "));
    done(ctx, txn, &office, Action::CoursesCopied, &detail).await?;
    Ok(Next::to(path::saved(&path::courses(year + 1))))
}

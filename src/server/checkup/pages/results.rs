//! 健診結果の提出: results of examinations taken elsewhere, kept sealed until the society has looked at them.

use chrono::Datelike;

use super::{Who, bookings::name_of, number, who};
use crate::{
    api::checkup_booking::{ResultLine, ResultsPage},
    domain::{
        checkup::{
            code::CourseCode,
            course::Course,
            eligibility::may_ever,
            result::{MAX_BYTES, MAX_MB, Media, ResultField, ResultForm},
        },
        date::CivilDate,
        field::{FieldError, FieldErrors},
        fiscal_year::FiscalYear,
    },
    server::{
        clock::{Millis, japan},
        ctx::{Ctx, Next},
        db::{self, exam_result::NewResult},
        error::Result,
        passwords::nfkc,
    },
    web::path,
};

const FORM: &str = "checkup-result";
/// What a result is sealed for.
const SEAL: &str = "exam-result";

/// So many results of one person may wait for the society; more nobody has.
const MOST_WAITING: i64 = 10;

/// The form, and what was sent before.
///
/// # Errors
/// Signed out, or the database's own.
pub async fn page(ctx: &Ctx, again: bool) -> Result<ResultsPage> {
    let who = who(ctx).await?;
    let kept: Option<(ResultForm, FieldErrors<ResultField>)> = match again {
        true => who.kept(ctx, FORM).await?,
        false => None,
    };
    let (form, errors) = kept.unwrap_or_default();
    let mut sent = Vec::new();
    for one in db::exam_result::of_person(ctx.db.reader(), who.person.id).await? {
        let course = match CourseCode::parse(&one.course) {
            Some(code) => name_of(ctx, one.fiscal_year, &code).await?,
            None => one.course,
        };
        sent.push(ResultLine {
            id: one.id,
            course,
            exam_on: one.exam_on,
            institution: one.institution,
            bytes: one.bytes,
            state: one.state,
            note: one.note,
            sent_on: day(one.sent_at),
        });
    }
    let courses = courses(ctx, &who).await?;
    Ok(ResultsPage {
        courses: courses
            .iter()
            .map(|course| (key(course), course.name.clone()))
            .collect(),
        form,
        errors,
        sent,
    })
}

fn day(at: Millis) -> CivilDate {
    let clock = japan(at);
    let part = |number: u32| u8::try_from(number).unwrap_or(1);
    CivilDate::new(clock.year(), part(clock.month()), part(clock.day())).unwrap_or(CivilDate::MIN)
}

fn key(course: &Course) -> String {
    format!("{}/{}", course.fiscal_year, course.code)
}

/// The courses a result may stand for: open ones of this fiscal year and of the last that are for people like this one.
async fn courses(ctx: &Ctx, who: &Who) -> Result<Vec<Course>> {
    let this_year = FiscalYear::of(who.today).year();
    let mut courses = Vec::new();
    for year in [this_year, this_year - 1] {
        let stored = db::course::of_year(ctx.db.reader(), year).await?;
        let open = stored.into_iter().filter(|course| course.open);
        let rules = open.map(|course| course.rules);
        courses.extend(rules.filter(|course| may_ever(course, &who.facts())));
    }
    Ok(courses)
}

/// Seals and keeps a result.
///
/// # Errors
/// Signed out, or the database's own.
pub async fn send(ctx: &Ctx, form: ResultForm, file: Vec<u8>) -> Result<Next> {
    let who = who(ctx).await?;
    let courses = courses(ctx, &who).await?;
    let course = courses.iter().find(|course| key(course) == form.course);
    let mut errors = FieldErrors::new();
    let read = match form.parse(&file, &nfkc, who.today) {
        Ok(read) => Some(read),
        Err(found) => {
            errors = found;
            None
        }
    };
    if course.is_none() {
        errors.insert(ResultField::Course, FieldError::Unknown);
    }
    if let (Some(course), Some(read)) = (course, &read)
        && FiscalYear::of(read.exam_on).year() != course.fiscal_year
    {
        errors.insert(ResultField::ExamOn, FieldError::Unknown);
    }
    if file.len() > MAX_BYTES {
        // what stood behind the file was not read: only the file is to blame
        errors = FieldErrors::new();
        errors.insert(ResultField::File, FieldError::TooLong { max: MAX_MB });
    }
    let waiting = db::exam_result::waiting_of(ctx.db.reader(), who.person.id).await?;
    if waiting >= MOST_WAITING {
        errors.insert(ResultField::File, FieldError::Throttled { seconds: 0 });
    }
    let (Some(course), Some(read), true) = (course, read, errors.is_empty()) else {
        let cookie = who
            .keep(ctx, FORM, &form.without_secrets(), &errors)
            .await?;
        return Ok(Next::to(path::again(path::CHECKUP_RESULTS)).with(cookie));
    };
    let new = NewResult {
        person_id: who.person.id,
        course,
        exam_on: read.exam_on,
        institution: &read.institution,
        media: read.media,
        bytes: file.len(),
        sealed: ctx
            .keys
            .seal_bytes(SEAL, &who.person.id.to_string(), &file, &ctx.chance),
    };
    db::exam_result::insert(ctx.db.writer(), new, ctx.clock.now()).await?;
    who.forget(ctx, FORM).await?;
    Ok(Next::to(path::saved(path::CHECKUP_RESULTS)))
}

/// A file of the person, opened.
///
/// # Errors
/// Signed out, or the database's own.
pub async fn file(ctx: &Ctx, id: &str) -> Result<Option<(Media, Vec<u8>)>> {
    let who = who(ctx).await?;
    let Some(id) = number(id) else {
        return Ok(None);
    };
    let found = db::exam_result::file_of(ctx.db.reader(), who.person.id, id).await?;
    Ok(found.and_then(|(media, sealed)| Some((media, opened(ctx, who.person.id, id, &sealed)?))))
}

/// What a person sent, out of its seal: in another person's row it would not open.
pub fn opened(ctx: &Ctx, person_id: i64, id: i64, sealed: &[u8]) -> Option<Vec<u8>> {
    let unsealed = ctx.keys.unseal_bytes(SEAL, &person_id.to_string(), sealed);
    if unsealed.is_none() {
        tracing::error!(id, "a sealed result does not open");
    }
    Some(unsealed?.bytes.to_vec())
}

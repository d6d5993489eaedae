//! What each page of 受診ナビ shows to the person who is signed in, and what its forms ask of the desk.
//!
//! May enter: reading for one person, keeping the half-made choice. Must not: writing bookings or places (the desk's), sentences.

pub mod act;
mod again;
pub mod bookings;
pub mod change;
pub mod choose;
pub mod confirm;
pub mod course;
pub mod courses;
pub mod document;
pub mod institution;
pub mod institutions;
pub mod refused;
pub mod reminders;
pub mod results;
pub mod waits;
pub mod wishes;

use std::sync::Arc;

use axum::http::HeaderValue;
use serde::{Serialize, de::DeserializeOwned};

use crate::{
    api::checkup::{Chosen, Replaced, Site},
    domain::{
        checkup::{
            booking::uses_right,
            code::OptionCode,
            course::{Course, Period},
            eligibility::{self, Facts, Past},
            institution::InstitutionClass,
            price::{self, Quote},
            reason::Verdict,
        },
        date::CivilDate,
        fiscal_year::FiscalYear,
    },
    server::{
        checkup::cutoff::{self, Closed, Deadline, REACH_DAYS},
        ctx::{Ctx, Member},
        db::{
            self,
            booked::Booked,
            checkup_draft::Draft,
            institution::{Institution, Prices},
            person::Person,
        },
        error::Result,
    },
};

/// Who looks at a page.
pub struct Who {
    /// The account.
    pub member: Member,
    /// The person on the roster.
    pub person: Arc<Person>,
    /// Today in Japan.
    pub today: CivilDate,
}

/// Who is signed in, with what the roster says.
///
/// # Errors
/// Signed out, or the database's own.
pub async fn who(ctx: &Ctx) -> Result<Who> {
    let member = ctx.signed_in().await?;
    Ok(Who {
        person: member.person.clone(),
        member,
        today: ctx.clock.today(),
    })
}

impl Who {
    fn facts(&self) -> Facts {
        Facts {
            enrolment: self.person.enrolment(),
            sex: self.person.sex,
        }
    }

    /// The name under which a form is kept for this person in this browser, which others of the household may use too.
    fn form(&self, name: &str) -> String {
        format!("{name}-{}", self.person.id)
    }

    /// Keeps a form's values and errors for the page that follows; answers the cookie to set.
    async fn keep(
        &self,
        ctx: &Ctx,
        name: &str,
        values: &impl Serialize,
        errors: &impl Serialize,
    ) -> Result<Option<HeaderValue>> {
        let (visitor, cookie) = ctx.visitor();
        let (writer, now) = (ctx.db.writer(), ctx.clock.now());
        db::echo::put(writer, &visitor, &self.form(name), values, errors, now).await?;
        Ok(cookie)
    }

    /// What was kept of a form.
    async fn kept<V: DeserializeOwned, E: DeserializeOwned>(
        &self,
        ctx: &Ctx,
        name: &str,
    ) -> Result<Option<(V, E)>> {
        let Some(visitor) = &ctx.visit.visitor else {
            return Ok(None);
        };
        let (reader, now) = (ctx.db.reader(), ctx.clock.now());
        Ok(db::echo::get(reader, visitor, &self.form(name), now).await?)
    }

    /// Forgets what was kept of a form.
    async fn forget(&self, ctx: &Ctx, name: &str) -> Result<()> {
        if let Some(visitor) = &ctx.visit.visitor {
            db::echo::clear(ctx.db.writer(), visitor, &self.form(name)).await?;
        }
        Ok(())
    }

    /// 年度末年齢
    fn age(&self, fiscal_year: i32) -> i32 {
        fiscal_year - FiscalYear::of(self.person.birth_date.date()).year()
    }

    /// Whether the person may take the course. Who moves a booking has applied in time.
    fn verdict(&self, course: &Course, past: &[Past], moves: bool) -> Verdict {
        if !moves {
            return eligibility::decide(course, &self.facts(), past, self.today);
        }
        let mut course = course.clone();
        course.application = Period {
            from: CivilDate::MIN,
            to: CivilDate::MAX,
        };
        eligibility::decide(&course, &self.facts(), past, self.today)
    }

    fn quote(
        &self,
        course: &Course,
        class: InstitutionClass,
        prices: &Prices,
        options: &[OptionCode],
    ) -> Option<Quote> {
        let options = prices.of(options)?;
        let age = self.age(course.fiscal_year);
        Some(price::quote(course, class, age, prices.course, &options))
    }
}

/// What has been chosen so far, read again from the rules in force.
pub struct Choice {
    /// As kept.
    pub draft: Draft,
    /// The course.
    pub course: Course,
    /// The days that are possible for the person; none where the course no longer is.
    pub days: Option<Period>,
    /// The booking that is to be moved.
    pub replaces: Option<Booked>,
}

impl Choice {
    /// For the page.
    fn shown(&self) -> Chosen {
        Chosen {
            course: self.course.clone(),
            options: self.draft.options.clone(),
            left_out: self.draft.left_out.clone(),
            replaces: self.replaces.as_ref().map(replaced),
        }
    }
}

fn replaced(booked: &Booked) -> Replaced {
    Replaced {
        id: booked.id,
        institution: booked.institution.clone(),
        exam_on: booked.exam_on,
    }
}

/// The person's draft.
async fn kept_choice(ctx: &Ctx, who: &Who) -> Result<Option<Draft>> {
    // no place has the number 0
    let found = ctx.looks.choices.ask((who.person.id, 0)).await?;
    Ok(found.map(|(draft, _)| draft))
}

/// What the person has taken and booked, without one booking that is to be moved.
async fn past(ctx: &Ctx, who: &Who, without: Option<i64>) -> Result<Vec<Past>> {
    let taken = ctx.looks.taken.ask(who.person.id).await?;
    Ok(db::booked::past_of(taken.unwrap_or_default(), without))
}

/// What the person has chosen so far; none where a course has to be chosen first.
///
/// # Errors
/// The database's own.
pub async fn choice(ctx: &Ctx, who: &Who) -> Result<Option<Choice>> {
    let Some(draft) = kept_choice(ctx, who).await?.filter(|draft| draft.ready) else {
        return Ok(None);
    };
    let course = (draft.fiscal_year, draft.course.clone());
    let course = ctx.looks.courses.ask(course).await?;
    let Some(course) = course.filter(|course| course.open) else {
        return Ok(None);
    };
    let replaces = match draft.replaces {
        Some(id) => movable(ctx, who.person.id, id).await?,
        None => None,
    };
    let past = past(ctx, who, replaces.as_ref().map(|b| b.id)).await?;
    let days = match who.verdict(&course.rules, &past, replaces.is_some()) {
        Verdict::Yes { from, to } => Some(Period { from, to }),
        Verdict::No(_) => None,
    };
    Ok(Some(Choice {
        course: course.rules,
        draft,
        days,
        replaces,
    }))
}

/// The person's booking of that number, where it is one that can be moved by its state.
async fn movable(ctx: &Ctx, person_id: i64, id: i64) -> Result<Option<Booked>> {
    let booked = db::booked::one_of(ctx.db.reader(), person_id, id).await?;
    Ok(booked.filter(|booked| {
        let open = uses_right(booked.state) && !booked.state.is_final();
        open && !booked.beside
    }))
}

/// The days that are possible at an institution; none where there are none left.
fn days_at(institution: &Institution, days: Period, today: CivilDate) -> Option<Period> {
    days.and(Period {
        from: today.add_days(institution.lead_days),
        to: CivilDate::MAX,
    })
}

/// Until when a booking there can be changed.
///
/// # Errors
/// The database's own.
async fn deadline(ctx: &Ctx, institution: &Institution, exam_on: CivilDate) -> Result<Deadline> {
    let days = (exam_on.add_days(-REACH_DAYS), exam_on);
    let reader = ctx.db.reader();
    let holidays = db::holiday::between(reader, days.0, days.1).await?;
    let closed = Closed {
        weekdays: institution.closed_weekdays.clone(),
        days: db::place::closed_between(reader, institution.id, days).await?,
    };
    Ok(cutoff::deadline(
        institution.cutoff,
        &closed,
        &holidays,
        exam_on,
    ))
}

fn site(institution: &Institution) -> Site {
    let (hour, minute) = institution.cutoff.time();
    Site {
        id: institution.id,
        name: institution.name.clone(),
        kana: institution.kana.clone(),
        prefecture: institution.prefecture,
        city: institution.city.clone(),
        address: institution.address.clone(),
        station: institution.station.clone(),
        phone: institution.phone.clone(),
        class: institution.class,
        marks: [
            institution.saturdays,
            institution.women_days,
            institution.barrier_free,
        ],
        closed: institution.closed_weekdays.clone(),
        cutoff: (institution.cutoff.business_days(), hour, minute),
        cancel_cost: institution.cancel_cost.clone(),
        questionnaire_url: institution.questionnaire_url.clone(),
    }
}

/// A number as it came in an address or a form.
fn number(raw: &str) -> Option<i64> {
    raw.parse().ok().filter(|number| *number > 0)
}

//! 代理予約, step by step: who calls, which course, where, when. What was typed about a person is kept with the browser; addresses
//! hold our numbers and codes alone.

use super::names::{Courses, person_card, short_line};
use crate::{
    api::staff_checkup::{
        bookings::PersonCard,
        proxy::{
            CourseLine, CoursePage, FindPage, InstitutionLine, InstitutionPage, ProxyPage, Way,
        },
    },
    domain::{
        checkup::{
            course::{Course, Period},
            eligibility::{Facts, Past, Reason, Verdict, decide},
            institution::search_key,
            price::quote,
            rate::age_in,
            staff_form::{FindField, FindForm},
        },
        field::FieldErrors,
        fiscal_year::FiscalYear,
        staff::Action,
    },
    server::{
        access::{self, CheckupDesk},
        audit,
        ctx::{Ctx, Next, Page},
        db::{
            self,
            checkup_desk::{
                detail,
                offers::{self, Offering, Wanted},
                people,
            },
            person::Person,
        },
        error::Result,
        passwords::nfkc,
        staff::{kept, stay},
    },
    web::path,
};

/// Name under which the search for a person is kept.
const FIND: &str = "staff-checkup-find";
/// Most people shown.
const PEOPLE: u64 = 20;
/// Most institutions shown.
const INSTITUTIONS: u64 = 30;

/// Keeps a search for a person and shows who is found.
///
/// # Errors
/// Nobody with the right is signed in, or the database's own.
pub async fn find(ctx: &Ctx, form: FindForm) -> Result<Next> {
    access::checkup_desk(ctx).await?;
    let errors = form.parse(&nfkc).err().unwrap_or_default();
    let to = path::STAFF_CHECKUP_PROXY_FOUND.to_owned();
    stay(ctx, FIND, &form.kept(), &errors, to).await
}

/// The step the way has come to. Where it leads nowhere (a number that is none), back to its beginning.
///
/// # Errors
/// Nobody with the right is signed in, or the database's own.
pub async fn page(ctx: &Ctx, way: Way) -> Result<Page<ProxyPage>> {
    let desk = access::checkup_desk(ctx).await?;
    if way.person.is_none() {
        let shown = find_page(ctx, &desk, way.said).await?;
        return Ok(Page::Show(ProxyPage::Find(shown)));
    }
    let Some(caller) = Caller::of(ctx, &desk, &way).await? else {
        return Ok(Page::Go(path::STAFF_CHECKUP_PROXY.to_owned()));
    };
    let Some(course) = caller.course(&way) else {
        let shown = caller.course_page(ctx, way);
        return Ok(Page::Show(ProxyPage::Course(shown)));
    };
    if let Some(id) = way.institution {
        let wanted = caller.wanted(ctx, course);
        if let Some(offering) = offers::institution(ctx.db.reader(), &wanted, id).await? {
            let shown = super::proxy_book::choose_page(ctx, &caller, &way, course, offering);
            return Ok(Page::Show(ProxyPage::Choose(shown.await?)));
        }
    }
    let shown = caller.institution_page(ctx, way.clone(), course).await?;
    Ok(Page::Show(ProxyPage::Institution(shown)))
}

async fn find_page(ctx: &Ctx, desk: &CheckupDesk, searched: bool) -> Result<FindPage> {
    if !searched {
        return Ok(FindPage {
            form: FindForm::default(),
            errors: FieldErrors::new(),
            found: None,
            more: false,
        });
    }
    let (form, errors): (FindForm, FieldErrors<FindField>) = kept(ctx, FIND).await?;
    let mut found = None;
    let mut more = false;
    if let Ok(find) = form.parse(&nfkc) {
        let unseen = people::find(ctx.db.reader(), &find, PEOPLE + 1).await?;
        more = unseen.len() as u64 > PEOPLE;
        let mut seen = audit::look(ctx, desk, Action::ProxySeen, "find", unseen).await?;
        seen.truncate(PEOPLE as usize);
        let year = FiscalYear::of(ctx.clock.today()).year();
        let lines = seen
            .iter()
            .map(|person| (person.id, short_line(person, year)));
        found = Some(lines.collect());
    }
    Ok(FindPage {
        form,
        errors,
        found,
        more,
    })
}

/// Whoever calls, with what decides about a booking.
pub(super) struct Caller {
    pub(super) person: Person,
    pub(super) courses: Courses,
    pub(super) open: Vec<Course>,
    past: Vec<Past>,
}

impl Caller {
    /// The person of the way, looked at; nothing where there is none, or the booking to be moved is another's.
    pub(super) async fn of(ctx: &Ctx, desk: &CheckupDesk, way: &Way) -> Result<Option<Self>> {
        let Some(id) = way.person else {
            return Ok(None);
        };
        let reader = ctx.db.reader();
        if let Some(replaces) = way.replaces {
            let glance = detail::glance(reader, replaces).await?;
            if glance.is_none_or(|glance| glance.person_id != id) {
                return Ok(None);
            }
        }
        let unseen = people::one(reader, id).await?;
        let seen = audit::look(ctx, desk, Action::ProxySeen, "booking", unseen).await?;
        let Some(person) = seen.into_iter().next() else {
            return Ok(None);
        };
        let this_year = FiscalYear::of(ctx.clock.today()).year();
        let mut open = Vec::new();
        for year in [this_year, this_year + 1] {
            let stored = db::course::of_year(reader, year).await?;
            let offered = stored.into_iter().filter(|course| course.open);
            open.extend(offered.map(|course| course.rules));
        }
        Ok(Some(Self {
            past: people::past(reader, id, way.replaces).await?,
            courses: Courses::load(ctx).await?,
            person,
            open,
        }))
    }

    pub(super) fn card(&self, ctx: &Ctx) -> PersonCard {
        let year = FiscalYear::of(ctx.clock.today()).year();
        person_card(&self.person, year)
    }

    pub(super) fn facts(&self) -> Facts {
        Facts {
            enrolment: self.person.enrolment(),
            sex: self.person.sex,
        }
    }

    /// The course of the way, if it is open and nothing stands against it that staff may not pass over.
    pub(super) fn course(&self, way: &Way) -> Option<&Course> {
        self.open.iter().find(|course| {
            Some(course.fiscal_year) == way.year && course.code.as_str() == way.course
        })
    }

    fn course_page(&self, ctx: &Ctx, way: Way) -> CoursePage {
        let today = ctx.clock.today();
        let lines = self.open.iter().map(|course| {
            let reasons = match decide(course, &self.facts(), &self.past, today) {
                Verdict::Yes { .. } => Vec::new(),
                Verdict::No(reasons) => reasons,
            };
            CourseLine {
                year: course.fiscal_year,
                code: course.code.as_str().to_owned(),
                name: course.name.clone(),
                open: reasons.iter().all(may_pass_over),
                reasons,
            }
        });
        CoursePage {
            person: self.card(ctx),
            courses: lines.collect(),
            way,
        }
    }

    /// The days that can be asked for: no first day binds staff.
    pub(super) fn days(&self, ctx: &Ctx, course: &Course) -> Period {
        let today = ctx.clock.today();
        match decide(course, &self.facts(), &self.past, today) {
            Verdict::Yes { from, to } => Period { from, to },
            Verdict::No(_) => Period {
                from: course.examination.from.max(today),
                to: course.examination.to,
            },
        }
    }

    pub(super) fn wanted<'a>(&self, ctx: &Ctx, course: &'a Course) -> Wanted<'a> {
        let days = self.days(ctx, course);
        Wanted {
            fiscal_year: course.fiscal_year,
            course: &course.code,
            sex: self.person.sex,
            from: days.from,
            to: days.to,
        }
    }

    async fn institution_page(
        &self,
        ctx: &Ctx,
        way: Way,
        course: &Course,
    ) -> Result<InstitutionPage> {
        let key: String = search_key(&way.q, &nfkc).chars().take(60).collect();
        let wanted = self.wanted(ctx, course);
        let limit = INSTITUTIONS + 1;
        let mut found = offers::institutions(ctx.db.reader(), &wanted, &key, limit).await?;
        let more = found.len() as u64 > INSTITUTIONS;
        found.truncate(INSTITUTIONS as usize);
        let found = found
            .into_iter()
            .map(|offering| self.line(course, offering));
        Ok(InstitutionPage {
            person: self.card(ctx),
            course: course.name.clone(),
            found: found.collect(),
            more,
            way,
        })
    }

    pub(super) fn line(&self, course: &Course, offering: Offering) -> InstitutionLine {
        let age = age_in(course.fiscal_year, self.person.birth_date);
        let own = quote(course, offering.class, age, offering.price, &[]).own;
        let area = [offering.city.as_str(), offering.station.as_str()];
        let area: Vec<_> = area.into_iter().filter(|part| !part.is_empty()).collect();
        InstitutionLine {
            id: offering.id,
            area: area.join(" "),
            name: offering.name,
            class: offering.class,
            live: offering.live,
            first_free: offering.first_free,
            own,
        }
    }
}

/// Whether staff may go on all the same: 申込期間 binds members.
fn may_pass_over(reason: &Reason) -> bool {
    matches!(
        reason,
        Reason::ApplicationNotOpen { .. } | Reason::ApplicationClosed { .. }
    )
}

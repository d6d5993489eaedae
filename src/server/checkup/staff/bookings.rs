//! 予約の一覧: the search is kept with the browser and never stands in an address; whoever is shown has been looked at.

use super::names::{Courses, markable, may_work, moment, person_line};
use crate::{
    api::staff_checkup::bookings::{BookingLine, ListPage, Said},
    domain::{
        checkup::{
            reference::reference,
            staff_form::{Filter, FilterField, FilterForm},
        },
        field::FieldErrors,
        staff::Action,
    },
    server::{
        access, audit,
        ctx::{Ctx, Next},
        db::checkup_desk::bookings::{self, Line},
        error::Result,
        passwords::nfkc,
        staff::{kept, stay},
    },
    web::path,
};

/// Name under which the page keeps the search.
const FORM: &str = "staff-checkup-bookings";
/// Name under which it keeps what became of the last thing done.
pub(super) const SAID: &str = "staff-checkup-said";
/// Bookings on one page.
pub const PER_PAGE: u64 = 50;

/// The search as kept, and what it means; one that cannot be read finds nothing but its errors.
pub(super) async fn searched(
    ctx: &Ctx,
) -> Result<(FilterForm, FieldErrors<FilterField>, Option<Filter>)> {
    let (form, _): (FilterForm, ()) = kept(ctx, FORM).await?;
    Ok(match form.parse(&nfkc) {
        Ok(filter) => (form, FieldErrors::new(), Some(filter)),
        Err(errors) => (form, errors, None),
    })
}

/// A page of the bookings that fit the search, the first one being 1.
///
/// # Errors
/// Nobody with the right is signed in, or the database's own.
pub async fn page(ctx: &Ctx, page: u64, said: bool, not_in_cp932: bool) -> Result<ListPage> {
    let staff = access::checkup_view(ctx).await?;
    let (form, errors, filter) = searched(ctx).await?;
    let reader = ctx.db.reader();
    let courses = Courses::load(ctx).await?;
    let mut lines = Vec::new();
    let (mut total, mut page) = (0, page);
    if let Some(filter) = &filter {
        let today = ctx.clock.today();
        total = bookings::count(reader, filter, today).await?;
        page = page.clamp(1, pages(total));
        let skip = (page - 1) * PER_PAGE;
        let unseen = bookings::list(reader, filter, today, skip, PER_PAGE).await?;
        let seen = audit::look(ctx, &staff, Action::BookingSeen, "list", unseen).await?;
        lines.extend(seen.into_iter().map(|booking| line(ctx, &courses, booking)));
    }
    let said = match said {
        true => kept::<Vec<Said>, ()>(ctx, SAID).await?.0,
        false => Vec::new(),
    };
    Ok(ListPage {
        lines,
        total,
        page,
        pages: pages(total),
        searching: form != FilterForm::default(),
        form,
        errors,
        courses: courses.choices(),
        years: courses.years(),
        may_work: may_work(staff.role),
        said,
        not_in_cp932,
    })
}

fn pages(total: i64) -> u64 {
    u64::try_from(total)
        .unwrap_or_default()
        .div_ceil(PER_PAGE)
        .max(1)
}

fn line(ctx: &Ctx, courses: &Courses, booking: Line) -> BookingLine {
    BookingLine {
        id: booking.id,
        reference: reference(booking.fiscal_year, booking.id),
        state: booking.state,
        person: person_line(&booking.person, booking.fiscal_year),
        course: courses.name(booking.fiscal_year, &booking.course),
        institution: booking.institution,
        exam_on: booking.exam_on,
        starts: booking.starts.filter(|starts| *starts >= 0),
        made: moment(booking.created_at),
        markable: markable(booking.state, booking.exam_on, ctx.clock.today()),
    }
}

/// Keeps a search and shows what it finds.
///
/// # Errors
/// Nobody with the right is signed in, or the database's own.
pub async fn search(ctx: &Ctx, form: FilterForm) -> Result<Next> {
    access::checkup_view(ctx).await?;
    let here = path::STAFF_CHECKUP_BOOKINGS.to_owned();
    stay(ctx, FORM, &form.kept(), &(), here).await
}

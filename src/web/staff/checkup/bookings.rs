//! 予約の一覧: search, table, bulk, export.

use leptos::{prelude::*, server_fn::ServerFn};

use super::{
    bookings_table::Lines,
    parts::{Pages, asked, bulk_notices, cp932_notice},
};
use crate::{
    api::staff_checkup::bookings::{
        ActOnBookings, BookingLine, ListPage, SearchBookings, load_bookings,
    },
    domain::{
        checkup::{
            booking::State,
            staff_form::{Act, FilterField, FilterForm, Sort, When},
        },
        field::Field,
    },
    web::{
        load::loaded,
        path,
        problems::Problems,
        staff::ConsoleBody,
        ui::{Button, ButtonKind, Choice, Disclosure, ErrorSummary, PageTitle, TextField, Width},
        words::{
            Lang,
            staff_checkup::{
                bookings::{act, bookings, filter_error, filter_label, sort, state, total},
                rates::year,
            },
        },
    },
};

/// 予約の一覧
#[component]
pub fn StaffBookingsPage() -> impl IntoView {
    let page = asked("page")
        .and_then(|page| page.parse().ok())
        .unwrap_or(1);
    let (said, cp932) = (asked("said").is_some(), asked("cp932").is_some());
    loaded(
        load_bookings(page, said, cp932),
        |data| view! { <List data/> },
    )
}

#[component]
fn List(data: ListPage) -> impl IntoView {
    let words = bookings(Lang::Ja);
    let error = |field, error| filter_error(Lang::Ja, field, error);
    let problems = Problems::new(&data.errors, error);
    let none = data.lines.is_empty();
    let found = total(Lang::Ja, data.total, data.page, data.pages);
    let markable = data.may_work && data.lines.iter().any(|line| line.markable);
    view! {
        <ConsoleBody>
            <ErrorSummary problems=problems.summary()/>
            <PageTitle heading=words.heading has_error=problems.any()>
                <p>{words.lead}</p>
            </PageTitle>
            {bulk_notices(&data.said)}
            {cp932_notice(data.not_in_cp932)}
            <Disclosure summary=words.search open=data.searching>
                <Search
                    form=data.form
                    problems
                    courses=data.courses
                    years=data.years
                    searching=data.searching
                />
            </Disclosure>
            <p>{found}</p>
            {if none {
                view! { <p>{words.none}</p> }.into_any()
            } else if markable {
                view! { <Bulk lines=data.lines/> }.into_any()
            } else {
                view! { <Lines lines=data.lines boxes=false/> }.into_any()
            }}
            <Pages page=data.page pages=data.pages at=path::staff_bookings_page/>
            {(!none).then(|| view! { <Export/> })}
        </ConsoleBody>
    }
}

#[component]
fn Search(
    form: FilterForm,
    problems: Problems<FilterField>,
    courses: Vec<(String, String)>,
    years: Vec<i32>,
    searching: bool,
) -> impl IntoView {
    use FilterField as F;
    let words = bookings(Lang::Ja);
    let label = |field| filter_label(Lang::Ja, field);
    let name = |field: F| format!("form[{}]", field.name());
    let states = State::ALL.map(|one| (one.code().to_owned(), state(Lang::Ja, one).to_owned()));
    let sorts = Sort::ALL.map(|one| (one.code().to_owned(), sort(Lang::Ja, one).to_owned()));
    let years = years.into_iter();
    let periods = years.map(|one| (one.to_string(), year(Lang::Ja, one)));
    let periods = periods.chain([(When::EVER.to_owned(), words.ever.to_owned())]);
    let text = |field: F, value: String, hint: &'static str| {
        view! {
            <TextField
                id=field.name()
                name=name(field)
                label=label(field)
                hint
                value
                error=problems.of(field)
                required=false
                autocomplete="off"
                width=Width::Medium
            />
        }
    };
    let choice =
        |field: F, options: Vec<(String, String)>, value: String, none: Option<&'static str>| {
            view! {
                <Choice
                    id=field.name()
                    name=name(field)
                    label=label(field)
                    none
                    options
                    value
                />
            }
        };
    view! {
        <form method="post" action=SearchBookings::url() novalidate class="form">
            <div class="staff__search">
                {text(F::Reference, form.reference, words.reference_hint)}
                {choice(F::State, states.to_vec(), form.state, Some(words.any))}
                {text(F::Institution, form.institution, words.institution_hint)}
                {choice(F::Course, courses, form.course, Some(words.any))}
                {choice(F::When, periods.collect(), form.when, Some(words.upcoming))}
                {text(F::From, form.from, words.date_hint)}
                {text(F::To, form.to, words.date_hint)}
                {text(F::Name, form.name, words.name_hint)}
                {text(F::Symbol, form.symbol, "")}
                {text(F::Number, form.number, "")}
                {text(F::Workplace, form.workplace, "")}
                {choice(F::Sort, sorts.to_vec(), form.sort, None)}
            </div>
            <Button label=words.search_button/>
        </form>
        {searching.then(|| view! {
            <form method="post" action=SearchBookings::url()>
                <Button label=words.clear_button kind=ButtonKind::Quiet/>
            </form>
        })}
    }
}

/// The table in a form that notes 受診済 or 未受診 of what is ticked.
#[component]
fn Bulk(lines: Vec<BookingLine>) -> impl IntoView {
    let words = bookings(Lang::Ja);
    view! {
        <form method="post" action=ActOnBookings::url() class="stack">
            <Lines lines boxes=true/>
            <p>{words.bulk} {words.bulk_hint}</p>
            <BulkButtons/>
        </form>
    }
}

/// 受診済 and 未受診 for what is ticked.
#[component]
pub(super) fn BulkButtons() -> impl IntoView {
    let button = |of: Act, kind| {
        let (label, _) = act(Lang::Ja, of);
        view! { <Button label name="form[act]" value=of.code() kind/> }
    };
    view! {
        <p class="cluster">
            {button(Act::Done, ButtonKind::Primary)}
            {button(Act::NoShow, ButtonKind::Secondary)}
        </p>
    }
}

#[component]
fn Export() -> impl IntoView {
    let words = bookings(Lang::Ja);
    let file =
        |encoding: &str| format!("{}?encoding={encoding}", path::STAFF_CHECKUP_BOOKINGS_FILE);
    view! {
        <h2>{words.export}</h2>
        <p>{words.export_hint}</p>
        <ExportLinks utf8=file("utf8") cp932=file("cp932")/>
    }
}

/// The same file in two encodings. The answer says whether it is a file: one that cannot be made is a page that says why.
#[component]
pub(super) fn ExportLinks(utf8: String, cp932: String) -> impl IntoView {
    let words = bookings(Lang::Ja);
    view! {
        <p class="cluster">
            <a class="button" data-kind="secondary" href=utf8>{words.utf8}</a>
            <a class="button" data-kind="secondary" href=cp932>{words.cp932}</a>
        </p>
    }
}

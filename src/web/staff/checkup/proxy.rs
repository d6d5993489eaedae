//! 代理予約: who calls, which course. The last steps are in `proxy_choose` and `proxy_check`.

use leptos::{prelude::*, server_fn::ServerFn};

use super::{
    parts::{PersonFacts, Table, asked},
    proxy_choose::Choose,
    proxy_institutions::Institutions,
};
use crate::{
    api::staff_checkup::{
        bookings::{PersonCard, PersonLine},
        proxy::{CourseLine, CoursePage, FindPage, FindPerson, ProxyPage as Step, Way, load_proxy},
    },
    domain::{checkup::staff_form::FindField, field::Field},
    web::{
        load::loaded_or_gone,
        path,
        problems::Problems,
        staff::ConsoleBody,
        ui::{BackLink, Button, ErrorSummary, Notice, NoticeKind, PageTitle, TextField, Width},
        words::{
            Lang,
            checkup::{day::fiscal_year, reason::reason},
            staff_checkup::{
                bookings::{age, bookings, relation, sex},
                proxy::{find_error, find_label, proxy},
            },
            ui::about,
        },
    },
};

/// The way as the address says it.
fn way() -> Way {
    let number = |name| asked(name).and_then(|text| text.parse().ok());
    Way {
        person: number("person"),
        replaces: number("replaces"),
        year: asked("year").and_then(|year| year.parse().ok()),
        course: asked("course").unwrap_or_default(),
        institution: number("institution"),
        q: asked("q").unwrap_or_default(),
        from: asked("from").unwrap_or_default(),
        said: asked("said").is_some(),
    }
}

/// 代理予約
#[component]
pub fn ProxyPage() -> impl IntoView {
    loaded_or_gone(load_proxy(way()), |step| match step {
        Step::Find(data) => view! { <Find data/> }.into_any(),
        Step::Course(data) => view! { <Courses data/> }.into_any(),
        Step::Institution(data) => view! { <Institutions data/> }.into_any(),
        Step::Choose(data) => view! { <Choose data/> }.into_any(),
    })
}

#[component]
fn Find(data: FindPage) -> impl IntoView {
    use FindField as F;
    let words = proxy(Lang::Ja);
    let problems = Problems::new(&data.errors, |field, error| {
        find_error(Lang::Ja, field, error)
    });
    let (summary, has_error) = (problems.summary(), problems.any());
    let text = move |field: F, value: String| {
        let error = problems.of(field);
        view! {
            <TextField
                id=field.name()
                name=format!("form[{}]", field.name())
                label=find_label(Lang::Ja, field)
                value
                error
                required=false
                autocomplete="off"
                width=Width::Medium
            />
        }
    };
    let more = data.more;
    view! {
        <ConsoleBody>
            <ErrorSummary problems=summary/>
            <PageTitle heading=words.find caption=words.heading has_error>
                <p>{words.find_lead}</p>
            </PageTitle>
            <form method="post" action=FindPerson::url() novalidate class="form">
                <div class="staff__search">
                    {text(F::Symbol, data.form.symbol)}
                    {text(F::Number, data.form.number)}
                    {text(F::BirthDate, data.form.birth_date)}
                    {text(F::Kana, data.form.kana)}
                </div>
                <Button label=words.find_button/>
            </form>
            {data.found.map(|found| view! { <Found found more/> })}
        </ConsoleBody>
    }
}

#[component]
fn Found(found: Vec<(i64, PersonLine)>, more: bool) -> impl IntoView {
    let words = proxy(Lang::Ja);
    let list = bookings(Lang::Ja);
    if found.is_empty() {
        let none = view! { <Notice announce=true><p>{words.nobody}</p></Notice> };
        return none.into_any();
    }
    let headings = [
        list.person,
        list.card_number,
        list.sex,
        list.age,
        list.relation,
        list.workplace,
        list.select,
    ];
    let rows = found
        .into_iter()
        .map(|(id, person)| {
            let way = Way {
                person: Some(id),
                ..Way::default()
            };
            let whom = about(Lang::Ja, &person.name);
            view! {
                <tr>
                    <th scope="row">
                        {person.name}
                        <br/>
                        <span class="staff__detail">{person.kana}</span>
                    </th>
                    <td>{person.number}</td>
                    <td>{sex(Lang::Ja, person.sex)}</td>
                    <td>{age(Lang::Ja, person.age)}</td>
                    <td>{relation(Lang::Ja, person.relation)}</td>
                    <td>{person.workplace}</td>
                    <td>
                        <a href=path::staff_proxy(&way)>
                            {words.choose_person}
                            <span class="visually-hidden">{whom}</span>
                        </a>
                    </td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <h2>{words.found}</h2>
        <p>{words.found_lead}</p>
        {more.then(|| view! { <Notice kind=NoticeKind::Warning><p>{words.more_people}</p></Notice> })}
        <Table label=words.found headings=headings.map(str::to_owned).to_vec()>
            {rows}
        </Table>
    }
    .into_any()
}

/// What stands above every step once the person is known.
#[component]
pub(super) fn Whom(person: PersonCard, moving: bool) -> impl IntoView {
    let words = proxy(Lang::Ja);
    view! {
        {moving.then(|| view! { <Notice><p>{words.moving}</p></Notice> })}
        <PersonFacts person/>
        <p><a href=path::STAFF_CHECKUP_PROXY>{words.start}</a></p>
    }
}

#[component]
fn Courses(data: CoursePage) -> impl IntoView {
    let words = proxy(Lang::Ja);
    let none = data.courses.is_empty();
    let way = data.way;
    let moving = way.replaces.is_some();
    let courses = data
        .courses
        .into_iter()
        .map(|course| view! { <CourseItem course way=way.clone()/> })
        .collect_view();
    view! {
        <ConsoleBody>
            <BackLink href=path::STAFF_CHECKUP_PROXY_FOUND/>
            <PageTitle heading=words.course caption=words.heading>
                <p>{words.course_lead}</p>
            </PageTitle>
            {none.then(|| view! { <p>{words.no_courses}</p> })}
            <ul class="desk-list">{courses}</ul>
            <h2>{bookings(Lang::Ja).who}</h2>
            <Whom person=data.person moving/>
        </ConsoleBody>
    }
}

#[component]
fn CourseItem(course: CourseLine, way: Way) -> impl IntoView {
    let words = proxy(Lang::Ja);
    let year = fiscal_year(Lang::Ja, course.year);
    let which = about(Lang::Ja, &format!("{} {year}", course.name));
    let way = Way {
        year: Some(course.year),
        course: course.code,
        said: false,
        ..way
    };
    let reasons = course
        .reasons
        .iter()
        .map(|why| view! { <li>{reason(Lang::Ja, why, &year)}</li> })
        .collect_view();
    let verdict = match (course.open, course.reasons.is_empty()) {
        (true, true) => words.eligible,
        (true, false) => words.passed_over,
        (false, _) => words.not_eligible,
    };
    view! {
        <li class="desk-list__item">
            <h2>{course.name} " " {year}</h2>
            <p><strong>{verdict}</strong></p>
            <ul>{reasons}</ul>
            {course.open.then(|| view! {
                <p>
                    <a href=path::staff_proxy(&way)>
                        {words.choose_course}
                        <span class="visually-hidden">{which}</span>
                    </a>
                </p>
            })}
        </li>
    }
}

/// The way so far, for a form that looks something up.
pub(super) fn hidden_way(way: &Way) -> impl IntoView + use<> {
    let number = |name: &'static str, value: Option<i64>| {
        value.map(|value| view! { <input type="hidden" name=name value=value/> })
    };
    view! {
        {number("person", way.person)}
        {number("replaces", way.replaces)}
        {number("year", way.year.map(i64::from))}
        <input type="hidden" name="course" value=way.course.clone()/>
        {number("institution", way.institution)}
    }
}

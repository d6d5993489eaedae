//! 受診ナビの入口: every course with yes or no and why.

use leptos::prelude::*;

use crate::{
    api::checkup::{CoursesPage as Data, load_courses},
    domain::checkup::{course::Course, reason::Verdict},
    web::{
        load::loaded,
        path,
        ui::{
            BackLink, Card, CardGrid, Disclosure, LinkButton, Notice, NoticeKind, PageBody,
            PageTitle,
        },
        words::{
            Lang,
            checkup::{
                course::{
                    CourseWords, bookings_text, course as words_of, of_year, possible, unfold_year,
                },
                day::{fiscal_year, period},
                reason::{reason, year_name},
            },
            ui::about,
        },
    },
};

/// 受診ナビ
#[component]
pub fn CoursesPage() -> impl IntoView {
    loaded(load_courses(), |data| view! { <Courses data/> })
}

#[component]
fn Courses(data: Data) -> impl IntoView {
    let words = words_of(Lang::Ja);
    let this_year = data.years.first().map_or(0, |(year, _)| *year);
    // A later year waits folded, unless there is nothing to apply for before it.
    let mut fold = false;
    let years = data
        .years
        .into_iter()
        .map(|(year, courses)| {
            let folded = fold;
            fold = fold || courses.iter().any(|(_, verdict)| may_apply(verdict));
            view! { <Year year this_year courses folded words/> }
        })
        .collect_view();
    view! {
        <PageBody wide=true>
            <BackLink href=path::MYPAGE label=words.back_home/>
            <PageTitle heading=words.heading>
                <p>{words.lead}</p>
            </PageTitle>
            {data.held.then(|| view! {
                <Notice kind=NoticeKind::Warning>
                    <p>{words.held} " " <a href=path::CHECKUP_CONFIRM>{words.held_link}</a></p>
                </Notice>
            })}
            {data.waits.1.then(|| view! {
                <Notice kind=NoticeKind::Success>
                    <p>{words.offered} " " <a href=path::CHECKUP_WAITING>{words.offered_link}</a></p>
                </Notice>
            })}
            {years}
            <h2>{words.more}</h2>
            <CardGrid>
                <Card
                    href=path::CHECKUP_BOOKINGS
                    title=words.bookings
                    text=bookings_text(Lang::Ja, data.bookings)
                />
                <Card href=path::CHECKUP_WAITING title=words.waiting text=words.waiting_text/>
                <Card href=path::CHECKUP_REMINDERS title=words.reminders text=words.reminders_text/>
                <Card href=path::CHECKUP_RESULTS title=words.results text=words.results_text/>
            </CardGrid>
        </PageBody>
    }
}

fn may_apply(verdict: &Verdict) -> bool {
    matches!(verdict, Verdict::Yes { .. })
}

/// The courses of a fiscal year; the server puts those first that one can apply for.
#[component]
fn Year(
    year: i32,
    this_year: i32,
    courses: Vec<(Course, Verdict)>,
    folded: bool,
    words: &'static CourseWords,
) -> impl IntoView {
    let name = year_name(Lang::Ja, year, this_year);
    let all = courses.len();
    let open = courses.iter().filter(|(_, verdict)| may_apply(verdict));
    let open = open.count();
    let items = courses
        .into_iter()
        .map(|(course, verdict)| view! { <CourseItem course verdict year=name.clone() words/> })
        .collect_view();
    let list = view! { <ul class="course-list">{items}</ul> };
    view! {
        <section>
            <h2>{fiscal_year(Lang::Ja, year)}</h2>
            {match (all, folded) {
                (0, _) => view! { <p>{words.none}</p> }.into_any(),
                (_, false) => view! { <p>{of_year(Lang::Ja, open, all)}</p> {list} }.into_any(),
                (_, true) => view! {
                    <Disclosure summary=unfold_year(Lang::Ja, year, open, all)>{list}</Disclosure>
                }
                .into_any(),
            }}
        </section>
    }
}

#[component]
fn CourseItem(
    course: Course,
    verdict: Verdict,
    year: String,
    words: &'static CourseWords,
) -> impl IntoView {
    let yes = may_apply(&verdict);
    let (kind, word) = if yes {
        ("ok", words.yes)
    } else {
        ("optional", words.no)
    };
    let href = path::course(course.fiscal_year, course.code.as_str());
    let options = course.options.iter().map(|option| option.name.clone());
    let options: Vec<String> = options.collect();
    let name = about(Lang::Ja, &course.name);
    view! {
        <li class="course" data-open=yes.then_some("")>
            <h3 class="course__name">
                <span>{course.name.clone()}</span>
                " "
                <span class="chip course__verdict" data-kind=kind>{word}</span>
            </h3>
            <Why verdict year/>
            {yes.then(|| summary(&course))}
            {yes.then(|| view! { <LinkButton href label=words.choose about=name.clone()/> })}
            <Facts course yes options name words/>
        </li>
    }
}

/// What a course is; of one that cannot be taken it waits with the other facts.
fn summary(course: &Course) -> Option<impl IntoView + use<>> {
    let text = course.summary.clone();
    (!text.is_empty()).then(|| view! { <p>{text}</p> })
}

/// The days possible, or every reason against it.
#[component]
pub fn Why(verdict: Verdict, year: String) -> impl IntoView {
    match verdict {
        Verdict::Yes { from, to } => {
            view! { <p class="course__why">{possible(Lang::Ja, from, to)}</p> }.into_any()
        }
        Verdict::No(reasons) => {
            let lines = reasons
                .iter()
                .map(|why| view! { <li>{reason(Lang::Ja, why, &year)}</li> })
                .collect_view();
            view! { <ul class="course__why">{lines}</ul> }.into_any()
        }
    }
}

#[component]
fn Facts(
    course: Course,
    yes: bool,
    options: Vec<String>,
    name: String,
    words: &'static CourseWords,
) -> impl IntoView {
    let list = |lines: Vec<String>| {
        lines
            .into_iter()
            .map(|line| view! { <li>{line}</li> })
            .collect_view()
    };
    let has_options = !options.is_empty();
    view! {
        <Disclosure summary=words.facts about=name>
            {(!yes).then(|| summary(&course))}
            <dl class="course__facts">
                <div>
                    <dt>{words.application}</dt>
                    <dd>{period(Lang::Ja, course.application)}</dd>
                </div>
                <div>
                    <dt>{words.examination}</dt>
                    <dd>{period(Lang::Ja, course.examination)}</dd>
                </div>
            </dl>
            <h4>{words.examined}</h4>
            <ul>{list(course.examined)}</ul>
            {has_options.then(|| view! { <h4>{words.options}</h4> })}
            <ul>{list(options)}</ul>
        </Disclosure>
    }
}

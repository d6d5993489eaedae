//! The courses of a fiscal year.

use leptos::{prelude::*, server_fn::ServerFn};

use super::controls::{RulesTop, Years, query_number};
use crate::{
    api::staff_rules::{CopyCourses, CourseLine, CoursesPage as Data, load_courses},
    web::{
        load::loaded,
        path::rules as path,
        staff::ConsoleBody,
        ui::{Button, ButtonKind, Disclosure, LinkButton, Notice, NoticeKind, PageTitle},
        words::{
            Lang,
            staff_rules::{copy_button, count, courses, fiscal_year, not_there, rules, span, who},
        },
    },
};

/// 健診コース
#[component]
pub fn CoursesPage() -> impl IntoView {
    let year = query_number("year");
    loaded(load_courses(year), |data| view! { <List data/> })
}

#[component]
fn List(data: Data) -> impl IntoView {
    let words = courses(Lang::Ja);
    let (year, may_edit, not_in_next) = (data.year, data.may_edit, data.not_in_next);
    let heading = format!("{} {}", fiscal_year(Lang::Ja, year), words.heading);
    let none = data.courses.is_empty();
    view! {
        <ConsoleBody>
            <RulesTop may_edit/>
            <PageTitle heading caption=rules(Lang::Ja).caption>
                <p>{words.lead}</p>
            </PageTitle>
            {data.not_there.map(|asked| view! {
                <Notice kind=NoticeKind::Warning><p>{not_there(Lang::Ja, asked, year)}</p></Notice>
            })}
            <Years years=data.years year href=|year, _| path::courses(year)/>
            {if none {
                view! { <p>{words.none}</p> }.into_any()
            } else {
                view! { <Table year courses=data.courses/> }.into_any()
            }}
            {may_edit.then(|| view! { <LinkButton href=path::course(year, "") label=words.new/> })}
            {(may_edit && not_in_next > 0).then(|| view! { <Copy year number=not_in_next/> })}
        </ConsoleBody>
    }
}

#[component]
fn Table(year: i32, courses: Vec<CourseLine>) -> impl IntoView {
    let words = crate::web::words::staff_rules::courses(Lang::Ja);
    let headings = [
        words.code,
        words.name,
        words.group,
        words.who,
        words.examination,
        words.cap,
        words.options,
        words.state,
    ];
    let rows = courses
        .into_iter()
        .map(|CourseLine { rules: one, open }| {
            let (from, to) = (one.examination.from, one.examination.to);
            view! {
                <tr>
                    <td>{one.code.to_string()}</td>
                    <th scope="row">
                        <a href=path::course(year, one.code.as_str())>{one.name.clone()}</a>
                    </th>
                    <td>{one.group.clone()}</td>
                    <td>{who(Lang::Ja, &one)}</td>
                    <td>{span(Lang::Ja, &from.to_string(), &to.to_string())}</td>
                    <td>{one.subsidy.cap.to_string()}</td>
                    <td>{count(Lang::Ja, one.options.len())}</td>
                    <td>{if open { words.open } else { words.closed }}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="table__scroll" tabindex="0" role="region" aria-label=words.found>
            <table class="table">
                <thead>
                    <tr>
                        {headings.map(|heading| view! { <th scope="col">{heading}</th> }).collect_view()}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Copy(year: i32, number: usize) -> impl IntoView {
    let words = courses(Lang::Ja);
    view! {
        <Disclosure summary=words.copy>
            <p>{words.copy_lead}</p>
            <form method="post" action=CopyCourses::url()>
                <input type="hidden" name="year" value=year/>
                <Button label=copy_button(Lang::Ja, year, number) kind=ButtonKind::Secondary/>
            </form>
        </Disclosure>
    }
}

//! 家族の表示と不開示: the search for a family, and who of it sees whose rows.

use leptos::{prelude::*, server_fn::ServerFn};

use super::{
    super::checkup::parts::Table,
    parts::{ExpensesTop, detail, short_field, told},
};
use crate::{
    api::staff_expense::family::{FamilyLine, FamilyPage, FindExpenseFamily, load_expense_family},
    domain::expense::desk::{FamilyAct, HouseholdField},
    web::{
        load::{loaded, query},
        path,
        problems::Problems,
        staff::ConsoleBody,
        ui::{Button, ErrorSummary, Notice, NoticeKind, PageTitle},
        words::{
            Lang,
            checkup::day::plain_day,
            staff_expense::{
                expenses,
                family::{
                    act, family, household_error, household_label, relationship, said, since,
                },
            },
            ui::about,
        },
    },
};

/// 家族の表示と不開示
#[component]
pub fn ExpenseFamilyPage() -> impl IntoView {
    loaded(
        load_expense_family(query("said").is_some()),
        |data| view! { <Family data/> },
    )
}

#[component]
fn Family(data: FamilyPage) -> impl IntoView {
    let words = family(Lang::Ja);
    let problems = Problems::new(&data.errors, |field, error| {
        household_error(Lang::Ja, field, error)
    });
    let (summary, has_error) = (problems.summary(), problems.any());
    let text = move |field: HouseholdField, value: String| {
        short_field(field, household_label(Lang::Ja, field), value, &problems)
    };
    let answer = data.said.map(|it| {
        let kind = match it.changed {
            true => NoticeKind::Success,
            false => NoticeKind::Info,
        };
        told(kind, said(Lang::Ja, it))
    });
    view! {
        <ConsoleBody>
            <ErrorSummary problems=summary/>
            <ExpensesTop/>
            <PageTitle heading=words.heading caption=expenses(Lang::Ja).heading has_error>
                <p>{words.lead}</p>
            </PageTitle>
            {answer}
            <Notice kind=NoticeKind::Warning title=words.silence>
                <p>{words.silence_text}</p>
            </Notice>
            <form method="post" action=FindExpenseFamily::url() novalidate class="form">
                <div class="staff__search">
                    {text(HouseholdField::Symbol, data.form.symbol)}
                    {text(HouseholdField::Number, data.form.number)}
                </div>
                <Button label=words.find_button/>
            </form>
            {data.found.map(|found| view! { <Found found/> })}
        </ConsoleBody>
    }
}

#[component]
fn Found(found: Vec<FamilyLine>) -> impl IntoView {
    let words = family(Lang::Ja);
    if found.is_empty() {
        return view! { <Notice announce=true><p>{words.nobody}</p></Notice> }.into_any();
    }
    let headings = words.columns.map(str::to_owned).to_vec();
    let rows = found.into_iter().map(row).collect_view();
    view! {
        <h2>{words.found}</h2>
        <div class="table-cards">
            <Table label=words.found headings>{rows}</Table>
        </div>
    }
    .into_any()
}

fn row(line: FamilyLine) -> impl IntoView {
    let words = family(Lang::Ja);
    let label = |at: usize| words.columns[at];
    let (hidden, objected) = (line.hidden_at.is_some(), line.objected_at.is_some());
    let (id, name) = (line.id, line.name.clone());
    let way = move |choice: FamilyAct, name: &str| {
        view! {
            <a href=path::staff_expenses_act(id, choice)>
                {act(Lang::Ja, choice)}
                <span class="visually-hidden">{about(Lang::Ja, name)}</span>
            </a>
        }
    };
    let hiding = match hidden {
        true => FamilyAct::Reveal,
        false => FamilyAct::Hide,
    };
    let showing = match objected {
        true => FamilyAct::Allow,
        false => FamilyAct::Object,
    };
    let read = match line.notice_at {
        Some(_) => words.notice_read,
        None => words.notice_unread,
    };
    view! {
        <tr>
            <td data-label=label(0)>{line.branch}</td>
            <th scope="row">
                {line.name}
                " "
                {relationship(Lang::Ja, line.relationship)}
                <span class="desk-bookings__detail">{line.kana}</span>
            </th>
            <td data-label=label(2)>{plain_day(Lang::Ja, line.birth_date)}</td>
            <td data-label=label(3)>
                <span>{plain_day(Lang::Ja, line.acquired_on)} {words.enrolled_from}</span>
                {line.lost_on.map(|day| view! {
                    <span class="desk-bookings__detail">
                        {plain_day(Lang::Ja, day)} {words.enrolled_to}
                    </span>
                })}
            </td>
            <td data-label=label(4)>
                {mark(hidden, words.hidden, words.not_hidden)}
                {line.hidden_at.map(|at| detail(since(Lang::Ja, &at)))}
                <p>{way(hiding, &name)}</p>
            </td>
            <td data-label=label(5)>
                {mark(objected, words.objected, words.shown)}
                {line.objected_at.map(|at| detail(since(Lang::Ja, &at)))}
                {detail(read)}
                <p>{way(showing, &name)}</p>
            </td>
        </tr>
    }
}

/// What is so, the exception in bold: told apart by words and not by colour alone.
fn mark(is: bool, yes: &'static str, no: &'static str) -> impl IntoView {
    match is {
        true => view! { <strong>{yes}</strong> }.into_any(),
        false => view! { <span>{no}</span> }.into_any(),
    }
}

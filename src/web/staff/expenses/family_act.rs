//! What an act on one of a family does, before it is done.

use leptos::{prelude::*, server_fn::ServerFn};

use super::parts::ExpensesTop;
use crate::{
    api::staff_expense::family::{ActOnExpenseFamily, FamilyActPage, load_expense_family_act},
    domain::expense::desk::FamilyAct,
    web::{
        load::{loaded_or_missing, param},
        path,
        staff::ConsoleBody,
        ui::{
            BackLink, Button, ButtonKind, Notice, NoticeKind, PageTitle, SummaryList, SummaryRow,
        },
        words::{
            Lang,
            checkup::day::plain_day,
            staff_expense::family::{act, effects, family, relationship},
        },
    },
};

/// The page before an act.
#[component]
pub fn ExpenseFamilyActPage() -> impl IntoView {
    loaded_or_missing(
        load_expense_family_act(param("person"), param("act")),
        |data| view! { <Ask data/> },
    )
}

#[component]
fn Ask(data: FamilyActPage) -> impl IntoView {
    let words = family(Lang::Ja);
    let person = data.person;
    let [.., birth_date, _, _, _] = words.columns;
    let lines = effects(Lang::Ja, data.act)
        .iter()
        .map(|line| view! { <li>{*line}</li> })
        .collect_view();
    let what = match data.fits {
        true => view! { <Effects act=data.act id=person.id>{lines}</Effects> }.into_any(),
        false => view! { <Notice><p>{words.already}</p></Notice> }.into_any(),
    };
    view! {
        <ConsoleBody>
            <BackLink href=path::STAFF_EXPENSES_FAMILY_FOUND label=words.back/>
            <ExpensesTop/>
            <PageTitle heading=act(Lang::Ja, data.act) caption=words.heading/>
            <SummaryList>
                <SummaryRow
                    label=words.columns[1]
                    value=format!("{} {}", person.name, relationship(Lang::Ja, person.relationship))
                />
                <SummaryRow label=birth_date value=plain_day(Lang::Ja, person.birth_date)/>
                <SummaryRow label=words.branch value=person.branch/>
            </SummaryList>
            {what}
        </ConsoleBody>
    }
}

#[component]
fn Effects(act: FamilyAct, id: i64, children: Children) -> impl IntoView {
    let words = family(Lang::Ja);
    let kind = match act {
        FamilyAct::Hide | FamilyAct::Object => ButtonKind::Primary,
        // shows what was kept from the family
        FamilyAct::Reveal | FamilyAct::Allow => ButtonKind::Danger,
    };
    view! {
        <h2>{words.what_happens}</h2>
        <ul>{children()}</ul>
        <Notice kind=NoticeKind::Warning>
            <p>{words.check_caller}</p>
        </Notice>
        <form method="post" action=ActOnExpenseFamily::url()>
            <input type="hidden" name="person" value=id/>
            <Button
                label=crate::web::words::staff_expense::family::act(Lang::Ja, act)
                kind
                name="act"
                value=act.code()
            />
        </form>
    }
}

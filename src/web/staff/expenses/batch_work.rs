//! What can be done to a batch next, in the order of work.

use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    api::staff_expense::batches::{ActOnExpenseBatch, BatchLine, SetExpenseDay},
    domain::{
        expense::desk::{BatchAct, DayField, DayForm},
        field::Field,
    },
    web::{
        path,
        problems::Problems,
        ui::{Button, ButtonKind, LinkButton, TextField, Width},
        words::{
            Lang,
            staff_expense::batch::{act, batch, effect},
        },
    },
};

/// The acts that fit the batch's state.
#[component]
pub(super) fn Work(line: BatchLine, form: DayForm, problems: Problems<DayField>) -> impl IntoView {
    let words = batch(Lang::Ja);
    let state = line.state;
    let dated = line.publish_on.is_some();
    let acts = BatchAct::ALL
        .into_iter()
        .filter(|act| act.fits(state) && (*act != BatchAct::ClearDay || dated));
    let acts: Vec<BatchAct> = acts.collect();
    if acts.is_empty() {
        // what runs by itself says so above
        let text = (!state.is_busy()).then_some(words.nothing_to_do);
        return text.map(|text| view! { <p>{text}</p> }).into_any();
    }
    let id = line.id;
    let error = problems.of(DayField::Day);
    let items = acts
        .into_iter()
        .map(|choice| match choice {
            BatchAct::SetDay => {
                let (form, error) = (form.clone(), error.clone());
                view! { <Day form error/> }.into_any()
            }
            BatchAct::Undo => view! { <Undo id/> }.into_any(),
            choice => view! { <One id choice seen=state.code()/> }.into_any(),
        })
        .map(|item| view! { <li class="desk-list__item stack" data-gap="small">{item}</li> })
        .collect_view();
    view! {
        <h2>{words.next}</h2>
        <ul class="desk-list">{items}</ul>
    }
    .into_any()
}

#[component]
fn One(id: i64, choice: BatchAct, seen: &'static str) -> impl IntoView {
    let kind = match choice {
        BatchAct::Discard => ButtonKind::Danger,
        // mails go out at once and cannot be taken back: the day is the usual way
        BatchAct::Publish | BatchAct::ClearDay => ButtonKind::Secondary,
        _ => ButtonKind::Primary,
    };
    view! {
        <form method="post" action=ActOnExpenseBatch::url() class="form">
            <input type="hidden" name="id" value=id/>
            <input type="hidden" name="seen" value=seen/>
            <p>{effect(Lang::Ja, choice)}</p>
            <Button label=act(Lang::Ja, choice) kind name="act" value=choice.code()/>
        </form>
    }
}

#[component]
fn Day(form: DayForm, error: Option<String>) -> impl IntoView {
    let words = batch(Lang::Ja);
    view! {
        <form method="post" action=SetExpenseDay::url() novalidate class="form">
            <input type="hidden" name="form[id]" value=form.id/>
            <TextField
                id=DayField::Day.name()
                name="form[day]"
                label=words.day
                hint=words.day_hint
                value=form.day
                error
                autocomplete="off"
                width=Width::Medium
            />
            <Button label=act(Lang::Ja, BatchAct::SetDay)/>
        </form>
    }
}

/// Leads to the page that asks once more.
#[component]
fn Undo(id: i64) -> impl IntoView {
    let label = act(Lang::Ja, BatchAct::Undo);
    view! {
        <p>{effect(Lang::Ja, BatchAct::Undo)}</p>
        <LinkButton href=path::staff_expenses_undo(id) label kind=ButtonKind::Secondary/>
    }
}

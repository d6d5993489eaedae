//! Asks once more before a batch is taken back whole.

use leptos::{prelude::*, server_fn::ServerFn};

use super::parts::{ExpensesTop, state_mark};
use crate::{
    api::staff_expense::batches::{ActOnExpenseBatch, UndoPage, load_expense_undo},
    domain::expense::desk::BatchAct,
    web::{
        load::{loaded_or_missing, param},
        path,
        staff::ConsoleBody,
        ui::{Button, ButtonKind, LinkButton, Notice, NoticeKind, PageTitle},
        words::{
            Lang,
            staff_expense::batch::{act, batch, undo_effects},
        },
    },
};

/// Asks once more.
#[component]
pub fn ExpenseUndoPage() -> impl IntoView {
    loaded_or_missing(load_expense_undo(param("id")), |data| view! { <Ask data/> })
}

#[component]
fn Ask(data: UndoPage) -> impl IntoView {
    let words = batch(Lang::Ja);
    let line = data.line;
    let here = path::staff_expenses_batch(line.id);
    let caption = format!("{} {}", line.id, line.label);
    let effects = undo_effects(Lang::Ja, &line)
        .into_iter()
        .map(|text| view! { <li>{text}</li> })
        .collect_view();
    let ask = match data.fits {
        true => view! {
            <Notice kind=NoticeKind::Warning>
                <ul>{effects}</ul>
            </Notice>
            <form method="post" action=ActOnExpenseBatch::url()>
                <input type="hidden" name="id" value=line.id/>
                <input type="hidden" name="seen" value=line.state.code()/>
                <Button
                    label=act(Lang::Ja, BatchAct::Undo)
                    kind=ButtonKind::Danger
                    name="act"
                    value=BatchAct::Undo.code()
                />
            </form>
        }
        .into_any(),
        false => view! { <Notice><p>{words.not_now}</p></Notice> }.into_any(),
    };
    view! {
        <ConsoleBody>
            <ExpensesTop/>
            <PageTitle heading=words.undo_question caption/>
            <p>{words.state} " " {state_mark(line.state)}</p>
            {ask}
            <LinkButton href=here label=words.undo_keep kind=ButtonKind::Secondary/>
        </ConsoleBody>
    }
}

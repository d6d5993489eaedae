//! 記号・番号の変更: two entries of the roster, said to be one person or not.

use leptos::{prelude::*, server_fn::ServerFn};

use super::parts::{ExpensesTop, short_field, told};
use crate::{
    api::staff_expense::earlier::{ActOnExpenseEarlier, EarlierPage, load_expense_earlier},
    domain::expense::earlier::{EarlierAct, EarlierField},
    web::{
        load::{loaded, query},
        problems::Problems,
        staff::ConsoleBody,
        ui::{Button, ButtonKind, ErrorSummary, Notice, NoticeKind, PageTitle},
        words::{
            Lang,
            staff_expense::{
                earlier::{act, earlier, error, label, said},
                expenses,
            },
        },
    },
};

/// 記号・番号の変更
#[component]
pub fn ExpenseEarlierPage() -> impl IntoView {
    loaded(
        load_expense_earlier(query("said").is_some()),
        |data| view! { <Earlier data/> },
    )
}

#[component]
fn Earlier(data: EarlierPage) -> impl IntoView {
    let words = earlier(Lang::Ja);
    let problems = Problems::new(&data.errors, |field, of| error(Lang::Ja, field, of));
    let (summary, has_error) = (problems.summary(), problems.any());
    let text = move |field: EarlierField, value: String| {
        short_field(field, label(Lang::Ja, field), value, &problems)
    };
    let answer = data.said.map(|it| {
        let kind = match it.refused {
            None => NoticeKind::Success,
            Some(_) => NoticeKind::Warning,
        };
        told(kind, said(Lang::Ja, it))
    });
    let form = data.form;
    view! {
        <ConsoleBody>
            <ErrorSummary problems=summary/>
            <ExpensesTop/>
            <PageTitle heading=words.heading caption=expenses(Lang::Ja).heading has_error>
                <p>{words.lead}</p>
            </PageTitle>
            {answer}
            <Notice kind=NoticeKind::Warning title=words.sure>
                <p>{words.sure_text}</p>
            </Notice>
            <form method="post" action=ActOnExpenseEarlier::url() novalidate class="form">
                <h2>{words.now}</h2>
                <div class="staff__search">
                    {text(EarlierField::Symbol, form.symbol)}
                    {text(EarlierField::Number, form.number)}
                </div>
                <h2>{words.then}</h2>
                <div class="staff__search">
                    {text(EarlierField::EarlierSymbol, form.earlier_symbol)}
                    {text(EarlierField::EarlierNumber, form.earlier_number)}
                </div>
                {text(EarlierField::BirthDate, form.birth_date)}
                <div class="cluster">
                    {one(EarlierAct::Link, ButtonKind::Primary)}
                    {one(EarlierAct::Unlink, ButtonKind::Secondary)}
                </div>
            </form>
        </ConsoleBody>
    }
}

fn one(choice: EarlierAct, kind: ButtonKind) -> impl IntoView {
    view! { <Button label=act(Lang::Ja, choice) kind name="act" value=choice.code()/> }
}

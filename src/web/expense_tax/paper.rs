//! The paper original: asked for, how far it is, taken back.

use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    api::expense_tax::{CancelPaper, PaperRequest, RequestPaper, TaxPage},
    web::{
        ui::{Button, ButtonKind, Notice, NoticeKind, SummaryList, SummaryRow},
        words::{
            Lang,
            expense_tax::{TaxWords, day, paper_state},
        },
    },
};

/// The part of the page about the paper original; a year without rows has none.
pub(super) fn paper(data: &TaxPage, words: &'static TaxWords) -> impl IntoView + use<> {
    let year = data.year.to_string();
    let early = !data.missing.is_empty();
    let asked = data.paper.clone();
    let open = asked.as_ref().is_some_and(|paper| paper.state.is_open());
    let label = match asked {
        Some(_) => words.paper_again,
        None => words.paper_button,
    };
    let form = (!open && data.totals.rows > 0).then(|| {
        view! {
            {early.then(|| view! {
                <Notice kind=NoticeKind::Warning><p>{words.paper_early}</p></Notice>
            })}
            <form method="post" action=RequestPaper::url() class="form no-print">
                <input type="hidden" name="year" value=year.clone()/>
                <Button label/>
            </form>
        }
    });
    let cancel = open.then(|| {
        view! {
            <form method="post" action=CancelPaper::url() class="form no-print">
                <input type="hidden" name="year" value=year/>
                <Button label=words.paper_cancel kind=ButtonKind::Secondary/>
            </form>
        }
    });
    view! {
        <section id="paper" class="stack" aria-labelledby="paper-heading">
            <h2 id="paper-heading">{words.paper}</h2>
            <p>{words.paper_text}</p>
            {asked.map(|asked| state(&asked, words))}
            {form}
            {cancel}
        </section>
    }
}

fn state(asked: &PaperRequest, words: &'static TaxWords) -> impl IntoView + use<> {
    let (word, kind) = paper_state(Lang::Ja, asked.state);
    let printed = asked.printed_on.as_deref().map(|on| day(Lang::Ja, on));
    let requested = day(Lang::Ja, &asked.requested_on);
    view! {
        <SummaryList>
            <SummaryRow label=words.paper_state>
                <span class="chip" data-kind=kind>{word}</span>
            </SummaryRow>
            <SummaryRow label=words.paper_requested value=requested/>
            {printed.map(|on| view! { <SummaryRow label=words.paper_printed value=on/> })}
        </SummaryList>
    }
}

//! The receipts still to be collected, with boxes to tick: on the screen, or with a pencil on paper.

use leptos::prelude::*;

use crate::{
    domain::expense::tax::checklist::ToCollect,
    web::{
        ui::{CheckboxCard, CheckboxList},
        words::{
            Lang,
            expense_tax::{TaxWords, collect},
        },
    },
};

/// The list; nothing of it is sent or kept.
pub(super) fn checklist(items: &[ToCollect], words: &'static TaxWords) -> impl IntoView + use<> {
    let boxes = items
        .iter()
        .map(|item| {
            let (label, text) = collect(Lang::Ja, item);
            view! { <CheckboxCard name="collected" value="1" label text/> }
        })
        .collect_view();
    view! {
        <section class="stack" aria-labelledby="to-collect">
            <h2 id="to-collect">{words.collect}</h2>
            <p>{words.collect_text}</p>
            <CheckboxList legend=words.collect_legend id="receipts">
                {boxes}
            </CheckboxList>
        </section>
    }
}

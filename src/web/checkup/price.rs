//! 費用の内訳: what the member pays, line by line, and how each line comes about.

use leptos::prelude::*;

use crate::{
    domain::checkup::{
        course::Course,
        price::{Item, Quote},
    },
    web::words::{
        Lang,
        checkup::course::{course as words_of, parts, sum},
    },
};

/// The name of what a line is for.
pub fn item_name(course: &Course, item: &Item) -> String {
    match item {
        Item::Course => course.name.clone(),
        Item::Option(code) => course
            .option(code)
            .map_or_else(|| code.as_str().to_owned(), |rule| rule.name.clone()),
    }
}

/// The lines by the names given, and their sum.
#[component]
pub fn PriceParts(
    /// The lines.
    quote: Quote,
    /// Their names.
    names: Vec<String>,
    /// Nothing is to be paid any more.
    #[prop(optional)]
    over: bool,
) -> impl IntoView {
    let words = words_of(Lang::Ja);
    let note = if over {
        words.price_tax
    } else {
        words.price_note
    };
    let lines = quote
        .lines
        .iter()
        .zip(names)
        .map(|(line, name)| {
            view! {
                <li class="price__line">
                    <span class="price__item">{name}</span>
                    <span class="price__own">{line.own.to_string()}</span>
                    <span class="price__parts">{parts(Lang::Ja, line)}</span>
                </li>
            }
        })
        .collect_view();
    view! {
        <ul class="price">
            {lines}
            <li class="price__line" data-total="">
                <span class="price__item">{words.own} " " {words.total}</span>
                <span class="price__own">{quote.own.to_string()}</span>
                <span class="price__parts">{sum(Lang::Ja, quote.price, quote.society)}</span>
            </li>
        </ul>
        <p class="price__note">{note}</p>
    }
}

/// The lines of a quote by the names of a course.
pub fn names_of(course: &Course, quote: &Quote) -> Vec<String> {
    quote
        .lines
        .iter()
        .map(|line| item_name(course, &line.item))
        .collect()
}

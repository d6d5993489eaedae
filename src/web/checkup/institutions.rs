//! 健診機関をさがす: the question, and what is found, twenty at a time.

use leptos::prelude::*;

use super::finder::{Finder, NothingFound, address};
use crate::{
    api::checkup::{Chosen, Found, SearchPage, load_search},
    domain::checkup::search::SearchForm,
    web::{
        load::{loaded_or_gone, query},
        path,
        ui::{BackLink, Notice, NoticeKind, PageBody, PageTitle, Remembered, StepNav},
        words::{
            Lang,
            checkup::{
                course::course as course_words,
                day::class,
                find::{FindWords, counted, find, nearest_free},
            },
        },
    },
};

/// 健診機関をさがす
#[component]
pub fn InstitutionsPage() -> impl IntoView {
    let asked = |name| query(name).unwrap_or_default();
    let form = SearchForm {
        pref: asked("pref"),
        city: asked("city"),
        q: asked("q"),
        class: asked("class"),
        sat: asked("sat"),
        women: asked("women"),
        bf: asked("bf"),
        sort: asked("sort"),
        page: asked("page"),
    };
    loaded_or_gone(load_search(form), |data| view! { <Search data/> })
}

#[component]
fn Search(data: SearchPage) -> impl IntoView {
    let words = find(Lang::Ja);
    let back = course_of(&data.chosen);
    let (change, none) = (back.clone(), data.total == 0);
    let found = data.found.into_iter().map(item).collect_view();
    view! {
        <PageBody wide=true>
            <BackLink href=back label=words.change/>
            <StepNav steps=&course_words(Lang::Ja).steps current=2/>
            <PageTitle heading=words.heading/>
            <ChosenBox chosen=data.chosen/>
            <Finder form=data.form.clone() cities=data.cities none words/>
            <section class="stack" id="found">
                <h2>{counted(Lang::Ja, data.total, data.page, data.pages)}</h2>
                {none.then(|| view! { <NothingFound form=data.form.clone() change words/> })}
                <ul class="institution-list">{found}</ul>
                <Pages form=data.form page=data.page pages=data.pages words/>
            </section>
        </PageBody>
    }
}

/// The page on which the choice is changed.
pub fn course_of(chosen: &Chosen) -> String {
    let (year, code) = (chosen.course.fiscal_year, chosen.course.code.as_str());
    match &chosen.replaces {
        Some(booked) => path::course_instead(year, code, booked.id),
        None => path::course(year, code),
    }
}

/// The names of the options chosen.
pub fn option_names(chosen: &Chosen) -> Vec<String> {
    let rules = chosen
        .options
        .iter()
        .filter_map(|code| chosen.course.option(code));
    rules.map(|rule| rule.name.clone()).collect()
}

/// What was chosen so far.
#[component]
pub fn ChosenBox(
    /// The choice.
    chosen: Chosen,
    /// Whether a day is found by wishes here.
    #[prop(optional)]
    by_wish: bool,
) -> impl IntoView {
    let words = find(Lang::Ja);
    let names = option_names(&chosen);
    let options = if names.is_empty() {
        words.no_options.to_owned()
    } else {
        names.join("、")
    };
    let out: Vec<String> = chosen
        .left_out
        .iter()
        .filter_map(|code| chosen.course.option(code))
        .map(|rule| rule.name.clone())
        .collect();
    let moving = chosen.replaces.is_some().then(|| moving(by_wish));
    view! {
        {(!out.is_empty()).then(|| view! {
            <Notice kind=NoticeKind::Warning announce=true>
                <p>{words.left_out} " " <strong>{out.join("、")}</strong></p>
            </Notice>
        })}
        {moving.map(|text| view! { <Notice><p>{text}</p></Notice> })}
        <p class="chosen">
            <span class="chosen__key">{words.chosen}</span>
            " "
            <strong>{chosen.course.name}</strong>
            " "
            <span class="chosen__key">{words.options}</span>
            " "
            {options}
        </p>
    }
}

/// What becomes of the booking that is to be moved.
pub fn moving(by_wish: bool) -> &'static str {
    let words = course_words(Lang::Ja);
    if by_wish {
        words.moving_by_wish
    } else {
        words.moving
    }
}

/// A card; the same for everybody who finds the same.
fn item(found: Found) -> impl IntoView {
    static LATELY: Remembered<Found> = Remembered::new();
    LATELY.of(found, card)
}

fn card(found: &Found) -> impl IntoView + use<> {
    let words = find(Lang::Ja);
    let place = [found.prefecture.name(), &found.city].concat();
    let (name, station) = (found.name.clone(), found.station.clone());
    let marks = words.marks.into_iter().zip(found.marks);
    let marks = marks
        .filter(|(_, yes)| *yes)
        .map(|(word, _)| view! { <li class="chip">{word}</li> })
        .collect_view();
    let day = match (found.live, found.nearest) {
        (true, Some(day)) => nearest_free(Lang::Ja, day),
        (true, None) => words.no_day.to_owned(),
        (false, _) => words.by_wish.to_owned(),
    };
    let open = found.nearest.is_some();
    view! {
        <li class="card institution">
            <h3 class="card__title">
                <a class="card__link" href=path::institution(found.id)>{name}</a>
            </h3>
            <p class="institution__day" data-open=open.then_some("")>{day}</p>
            <p class="institution__own">
                {words.own} " " <strong>{found.own.to_string()}</strong>
                " " <span class="chip">{class(Lang::Ja, found.class)}</span>
            </p>
            <p class="card__text">{place} " " {station}</p>
            <ul class="cluster institution__marks">{marks}</ul>
        </li>
    }
}

#[component]
fn Pages(form: SearchForm, page: usize, pages: usize, words: &'static FindWords) -> impl IntoView {
    let link = move |page: usize, label: &'static str| {
        let href = address(&form, page);
        view! { <a class="button" data-kind="secondary" href=href>{label}</a> }
    };
    (pages > 1).then(|| {
        view! {
            <nav class="cluster" aria-label=words.pages>
                {(page > 1).then(|| link(page - 1, words.before_page))}
                {(page < pages).then(|| link(page + 1, words.next_page))}
            </nav>
        }
    })
}

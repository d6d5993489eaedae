//! The question of 健診機関をさがす: name and area first, the other conditions folded; and, where nothing is found, what to loosen.

use leptos::prelude::*;

use crate::{
    domain::checkup::{
        institution::{InstitutionClass, Prefecture},
        search::{Order, SearchForm},
    },
    web::{
        path,
        ui::{Button, Choice, Disclosure, Lasting, LinkItem, LinkList, Notice, lasting},
        words::{
            Lang,
            checkup::{
                day::class,
                find::{FindWords, more_conditions, order, without, without_words},
            },
        },
    },
};

/// The form. No fragment in its address: asked the same once more, a browser would move to it instead of asking.
#[component]
pub(super) fn Finder(
    form: SearchForm,
    cities: Vec<String>,
    none: bool,
    words: &'static FindWords,
) -> impl IntoView {
    let city = (!cities.is_empty()).then(|| {
        let cities = cities.into_iter().map(|city| (city.clone(), city));
        let any = Some(words.any_city);
        view! { <Choice id="city" name="city" label=words.city none=any options=cities.collect() value=form.city.clone()/> }
    });
    let set = folded(&form, words);
    // What is found comes first; what may be the reason that nothing is found can be seen at once.
    let open = none && !set.is_empty();
    let summary = more_conditions(Lang::Ja, &set);
    view! {
        <form class="finder" method="get" action=path::CHECKUP_INSTITUTIONS role="search">
            <div class="field finder__words">
                <label class="field__label" for="q">{words.words}</label>
                <p class="field__hint" id="q-hint">{words.words_hint}</p>
                <input
                    class="field__input"
                    type="search"
                    id="q"
                    name="q"
                    value=form.q.clone()
                    aria-describedby="q-hint"
                />
            </div>
            <div class="finder__area">
                {prefectures(&form.pref, words)}
                {city}
            </div>
            <div class="finder__more">
                <Disclosure summary open>
                    <More form words/>
                </Disclosure>
            </div>
            <Button label=words.search/>
        </form>
    }
}

/// The 47 都道府県 with one of them chosen, or none: half a page's elements, kept once for each choice.
fn prefectures(chosen: &str, words: &'static FindWords) -> impl IntoView + use<> {
    static KEPT: [Lasting; 48] = [const { Lasting::new() }; 48];
    let chosen = chosen.parse().ok().and_then(Prefecture::from_code);
    lasting(
        &KEPT[usize::from(chosen.map_or(0, Prefecture::code))],
        || {
            let value = chosen.map(|one| one.code().to_string()).unwrap_or_default();
            let options =
                Prefecture::all().map(|one| (one.code().to_string(), one.name().to_owned()));
            let none = Some(words.everywhere);
            view! { <Choice id="pref" name="pref" label=words.prefecture none options=options.collect() value/> }
        },
    )
}

/// The conditions that are folded.
#[component]
fn More(form: SearchForm, words: &'static FindWords) -> impl IntoView {
    let classes = InstitutionClass::ALL
        .into_iter()
        .map(|one| (one.code().to_owned(), class(Lang::Ja, one).to_owned()));
    let orders = Order::ALL
        .into_iter()
        .map(|one| (one.code().to_owned(), order(Lang::Ja, one).to_owned()));
    let boxes = marks(&form).into_iter().zip(words.marks);
    let boxes = boxes
        .map(|((name, value), label)| {
            let checked = !value.is_empty();
            view! {
                <label class="finder__mark">
                    <input class="checkbox__input" type="checkbox" name=name value="1" checked=checked/>
                    <span>{label}</span>
                </label>
            }
        })
        .collect_view();
    let any_class = Some(words.any_class);
    view! {
        <fieldset class="finder__marks">
            <legend class="visually-hidden">{words.conditions}</legend>
            {boxes}
        </fieldset>
        <div class="finder__fields">
            <Choice id="class" name="class" label=words.class hint=words.class_hint none=any_class options=classes.collect() value=form.class.clone()/>
            <Choice id="sort" name="sort" label=words.order options=orders.collect() value=form.sort.clone()/>
        </div>
    }
}

/// The boxes, in the order of their words.
fn marks(form: &SearchForm) -> [(&'static str, &str); 3] {
    [("sat", &form.sat), ("women", &form.women), ("bf", &form.bf)]
}

/// What is asked among the folded conditions, in words.
fn folded(form: &SearchForm, words: &'static FindWords) -> Vec<&'static str> {
    let of_class = InstitutionClass::from_code(&form.class).map(|one| class(Lang::Ja, one));
    let ticked = marks(form).into_iter().zip(words.marks);
    let ticked = ticked.filter(|((_, value), _)| !value.is_empty());
    ticked.map(|(_, word)| word).chain(of_class).collect()
}

/// What to try where nothing is found: the same question with one condition less, one link for each.
#[component]
pub(super) fn NothingFound(
    form: SearchForm,
    change: String,
    words: &'static FindWords,
) -> impl IntoView {
    let fewer = loosened(&form, words);
    let asked = !fewer.is_empty();
    let links = fewer
        .into_iter()
        .map(|(label, form)| view! { <LinkItem href=address(&form, 1) label/> })
        .collect_view();
    view! {
        <Notice>
            {asked.then(|| view! { <p>{words.nothing_text}</p> <LinkList>{links}</LinkList> })}
            <p>{words.nothing_options} " " <a href=change>{words.change}</a></p>
        </Notice>
    }
}

/// Every question that asks for one thing less, and the one that asks for nothing.
fn loosened(form: &SearchForm, words: &'static FindWords) -> Vec<(String, SearchForm)> {
    let mut fewer = Vec::new();
    let mut less = |label: String, change: fn(&mut SearchForm)| {
        let mut form = form.clone();
        change(&mut form);
        fewer.push((label, form));
    };
    if !form.q.is_empty() {
        less(without_words(Lang::Ja, &form.q), |form| form.q.clear());
    }
    if !form.city.is_empty() {
        less(words.whole_prefecture.to_owned(), |form| form.city.clear());
    }
    if !form.pref.is_empty() {
        less(words.whole_country.to_owned(), |form| {
            form.pref.clear();
            form.city.clear();
        });
    }
    let boxes: [fn(&mut SearchForm); 3] = [
        |form| form.sat.clear(),
        |form| form.women.clear(),
        |form| form.bf.clear(),
    ];
    for (((_, value), word), change) in marks(form).into_iter().zip(words.marks).zip(boxes) {
        if !value.is_empty() {
            less(without(Lang::Ja, word), change);
        }
    }
    if let Some(one) = InstitutionClass::from_code(&form.class) {
        less(without(Lang::Ja, class(Lang::Ja, one)), |form| {
            form.class.clear()
        });
    }
    if fewer.len() > 1 {
        fewer.push((words.everything.to_owned(), SearchForm::default()));
    }
    fewer
}

/// The address of a page of what is found.
pub(super) fn address(form: &SearchForm, page: usize) -> String {
    let pairs = form.pairs().into_iter();
    let pairs = pairs.map(|(name, value)| [name, "=", &encoded(value), "&"].concat());
    let pairs: String = pairs.collect();
    format!("{}?{pairs}page={page}#found", path::CHECKUP_INSTITUTIONS)
}

/// A value as it may stand in an address.
fn encoded(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            text.push_str(&format!("%{byte:02X}"));
        }
    }
    text
}

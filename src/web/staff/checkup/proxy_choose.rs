//! 代理予約: day and options, or wishes.

use leptos::{prelude::*, server_fn::ServerFn};

use super::{
    parts::exam,
    proxy::{Whom, hidden_way},
};
use crate::{
    api::staff_checkup::proxy::{ChooseForPerson, ChoosePage, OptionLine, PlaceLine, Way},
    domain::{
        checkup::wish::{Half, LINES, LineFields, WishField, WishForm, WishLine},
        field::Field,
        weekday::Weekday,
    },
    web::{
        path,
        problems::Problems,
        staff::ConsoleBody,
        ui::{
            BackLink, Button, ButtonKind, CheckboxCard, CheckboxList, ErrorSummary, FieldProblem,
            Notice, NoticeKind, PageTitle, RadioCard, TextField, Width,
        },
        words::{
            Lang,
            checkup::{
                day::fiscal_year,
                reason::reason,
                wish::{half, wish_error},
            },
            staff_checkup::{
                bookings::bookings,
                outcome::refusal,
                proxy::{day_sex, proxy, remaining},
            },
        },
    },
};

/// When, and with which options?
#[component]
pub(super) fn Choose(data: ChoosePage) -> impl IntoView {
    let words = proxy(Lang::Ja);
    let problems = Problems::new(&data.errors.wishes, |field, error| {
        wish_error(Lang::Ja, field, error)
    });
    let mut summary = problems.summary();
    if data.errors.no_place {
        summary.push(FieldProblem {
            id: "place".to_owned(),
            text: words.no_place.to_owned(),
        });
    }
    let has_error = !summary.is_empty();
    let back = Way {
        institution: None,
        said: false,
        ..data.way.clone()
    };
    let refused = data.errors.refusal.as_ref().map(|why| {
        let text = refusal(Lang::Ja, why);
        view! { <Notice kind=NoticeKind::Warning announce=true><p>{text}</p></Notice> }
    });
    let moving = data.way.replaces.is_some();
    let person = data.person.clone();
    let live = data.institution.live;
    let caption = format!("{} {}", data.course, data.institution.name);
    let dead_end = live && data.places.is_empty();
    view! {
        <ConsoleBody>
            <BackLink href=path::staff_proxy(&back)/>
            <ErrorSummary problems=summary/>
            <PageTitle heading=words.choose caption has_error/>
            {refused}
            {live.then(|| view! { <From way=data.way.clone()/> })}
            {if dead_end {
                view! { <p>{words.no_places}</p> }.into_any()
            } else {
                view! { <ChoiceForm data problems/> }.into_any()
            }}
            <h2>{bookings(Lang::Ja).who}</h2>
            <Whom person moving/>
        </ConsoleBody>
    }
}

/// Places from another day on.
#[component]
fn From(way: Way) -> impl IntoView {
    let words = proxy(Lang::Ja);
    view! {
        <form method="get" action=path::STAFF_CHECKUP_PROXY class="form">
            {hidden_way(&way)}
            <TextField
                id="from"
                label=words.from_label
                hint=bookings(Lang::Ja).date_hint
                value=way.from.clone()
                required=false
                autocomplete="off"
                width=Width::Medium
            />
            <Button label=words.from_button kind=ButtonKind::Secondary/>
        </form>
    }
}

#[component]
fn ChoiceForm(data: ChoosePage, problems: Problems<WishField>) -> impl IntoView {
    let words = proxy(Lang::Ja);
    let way = &data.way;
    let hidden = |name: &'static str, value: String| {
        view! { <input type="hidden" name=format!("form[{name}]") value=value/> }
    };
    let number = |value: Option<i64>| value.map_or_else(String::new, |value| value.to_string());
    let (live, no_place) = (data.institution.live, data.errors.no_place);
    let year = fiscal_year(Lang::Ja, way.year.unwrap_or_default());
    let when = match live {
        true => view! { <Places places=data.places chosen=data.form.place.clone() no_place/> }
            .into_any(),
        false => view! { <Wishes form=data.form.wishes.clone() problems/> }.into_any(),
    };
    view! {
        <form method="post" action=ChooseForPerson::url() novalidate class="form">
            {hidden("person", number(way.person))}
            {hidden("year", number(way.year.map(i64::from)))}
            {hidden("course", way.course.clone())}
            {hidden("institution", number(way.institution))}
            <input type="hidden" name="replaces" value=number(way.replaces)/>
            <h2>{words.options}</h2>
            <Options options=data.options chosen=data.form.options year/>
            {when}
            <Button label=words.check_button/>
        </form>
    }
}

#[component]
fn Options(options: Vec<OptionLine>, chosen: Vec<String>, year: String) -> impl IntoView {
    let words = proxy(Lang::Ja);
    if options.is_empty() {
        return view! { <p>{words.no_options}</p> }.into_any();
    }
    let boxes = options
        .into_iter()
        .map(|option| {
            let why = option
                .reason
                .as_ref()
                .map(|why| reason(Lang::Ja, why, &year));
            let text = why.unwrap_or_else(|| format!("{} {}", option.price, option.needs));
            view! {
                <CheckboxCard
                    name="form[options][]"
                    checked=chosen.contains(&option.code)
                    value=option.code
                    label=option.name
                    text
                    disabled=option.reason.is_some()
                />
            }
        })
        .collect_view();
    view! { <CheckboxList id="options" legend=words.options>{boxes}</CheckboxList> }.into_any()
}

#[component]
fn Places(places: Vec<PlaceLine>, chosen: String, no_place: bool) -> impl IntoView {
    let words = proxy(Lang::Ja);
    let buttons = places
        .into_iter()
        .map(|place| {
            let id = place.id.to_string();
            let when = exam(Some(place.on), place.starts);
            let label = format!("{when}{}", day_sex(Lang::Ja, place.day_sex));
            view! {
                <RadioCard
                    name="form[place]"
                    checked=chosen == id
                    value=id
                    label
                    text=remaining(Lang::Ja, place.remaining)
                />
            }
        })
        .collect_view();
    let error = no_place.then(|| words.no_place.to_owned());
    view! {
        <h2>{words.places}</h2>
        <CheckboxList id="place" legend=words.places error>{buttons}</CheckboxList>
    }
}

#[component]
fn Wishes(form: WishForm, problems: Problems<WishField>) -> impl IntoView {
    let words = proxy(Lang::Ja);
    let lines = [
        ("first", form.first),
        ("second", form.second),
        ("third", form.third),
    ];
    let lines = lines
        .into_iter()
        .zip(LINES)
        .zip(words.wish)
        .map(|(((name, line), fields), legend)| wish_line(name, line, fields, legend, &problems))
        .collect_view();
    view! {
        <h2>{words.wishes}</h2>
        <p>{words.wishes_lead}</p>
        {lines}
    }
}

fn wish_line(
    name: &'static str,
    line: WishLine,
    fields: LineFields,
    legend: &'static str,
    problems: &Problems<WishField>,
) -> impl IntoView + use<> {
    let words = proxy(Lang::Ja);
    let day = |field: WishField, part: &str, label: &'static str, value: String| {
        view! {
            <TextField
                id=field.name()
                name=format!("form[wishes][{name}][{part}]")
                label
                hint=bookings(Lang::Ja).date_hint
                value
                error=problems.of(field)
                required=false
                autocomplete="off"
                width=Width::Medium
            />
        }
    };
    let weekdays = Weekday::ALL.map(|weekday| {
        let checked = line.weekdays.iter().any(|code| code == weekday.code());
        view! {
            <label class="week__day">
                <input
                    class="checkbox__input"
                    type="checkbox"
                    name=format!("form[wishes][{name}][weekdays][]")
                    value=weekday.code()
                    checked=checked
                />
                <span>{weekday.kanji().to_string()}</span>
            </label>
        }
    });
    let halves = Half::ALL.map(|one| {
        let checked = line.half == one.code() || (line.half.is_empty() && one == Half::Any);
        view! {
            <RadioCard
                name=format!("form[wishes][{name}][half]")
                value=one.code()
                label=half(Lang::Ja, one)
                checked
            />
        }
    });
    view! {
        <fieldset class="group desk-wish stack" data-gap="small">
            <legend class="group__legend">{legend}</legend>
            <div class="staff__search">
                {day(fields.from, "from", words.wish_from, line.from.clone())}
                {day(fields.to, "to", words.wish_to, line.to.clone())}
            </div>
            <p>{words.wish_weekdays}</p>
            <CheckboxList
                id=fields.weekdays.name()
                legend=words.wish_weekdays
                error=problems.of(fields.weekdays)
            >
                <div class="week">{weekdays.collect_view()}</div>
            </CheckboxList>
            <p>{words.wish_half}</p>
            <CheckboxList
                id=fields.half.name()
                legend=words.wish_half
                error=problems.of(fields.half)
            >
                <div class="wish__halves">{halves.collect_view()}</div>
            </CheckboxList>
        </fieldset>
    }
}

//! 空いている日: a month as a table whose days are links, and the times of the day chosen.
//!
//! Without scripts every day is a link of its own; a script then moves between them by arrow keys (`data-calendar`).

use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    api::{
        checkup::{Calendar, CalendarDay, DayState, Hold, Month, PlaceLine},
        checkup_booking::Wait,
    },
    domain::{date::CivilDate, weekday::Weekday},
    web::{
        path,
        ui::{Button, ButtonKind, Notice},
        words::{
            Lang,
            checkup::{
                day::month as month_name,
                find::{
                    FindWords, day_heading, day_sex, find, hold_button, left, nearest_link,
                    only_for, slot, wait_button,
                },
            },
        },
    },
};

/// The calendar and what follows from it.
#[component]
pub fn CalendarPart(institution: i64, calendar: Calendar) -> impl IntoView {
    let words = find(Lang::Ja);
    let chosen = calendar.chosen.clone();
    let day = chosen.as_ref().map(|(day, _)| *day);
    let open = calendar
        .days
        .iter()
        .any(|(_, state, _)| *state != DayState::None);
    let (idem, may_wait) = (calendar.idem.clone(), calendar.may_wait);
    view! {
        <section class="stack" id="calendar" aria-labelledby="calendar-title">
            <h2 id="calendar-title">{words.calendar}</h2>
            <p>{words.calendar_lead}</p>
            {calendar.nearest.map(|day| view! {
                <p>
                    <a class="button" data-kind="secondary" href=path::institution_day(institution, day)>
                        {nearest_link(Lang::Ja, day)}
                    </a>
                </p>
            })}
            <Months institution calendar=calendar.clone() words/>
            <MonthTable institution calendar day words/>
            {(!open).then(|| view! { <Notice><p>{words.nothing_this_month}</p></Notice> })}
            <p class="calendar__legend">{words.legend}</p>
        </section>
        {chosen.map(|(day, lines)| view! { <Day day lines idem may_wait words/> })}
    }
}

#[component]
fn Months(institution: i64, calendar: Calendar, words: &'static FindWords) -> impl IntoView {
    let link = move |month: Option<Month>, word: &'static str, key: &'static str| {
        month.map(|Month { year, month }| {
            let href = path::institution_month(institution, year, month);
            let name = format!("{word}（{}）", month_name(Lang::Ja, year, month));
            view! { <a class="calendar__move" href=href data-calendar-page=key>{name}</a> }
        })
    };
    view! {
        <nav class="calendar__months" aria-label=words.calendar>
            {link(calendar.before, words.before_month, "before")}
            {link(calendar.after, words.after_month, "after")}
        </nav>
    }
}

/// The place of a day in a week that begins on Sunday.
fn column(day: CivilDate) -> usize {
    (usize::from(Weekday::of(day).index()) + 1) % 7
}

#[component]
fn MonthTable(
    institution: i64,
    calendar: Calendar,
    day: Option<CivilDate>,
    words: &'static FindWords,
) -> impl IntoView {
    let Month { year, month } = calendar.month;
    let heads = [6, 0, 1, 2, 3, 4, 5].map(|at| {
        let name = Weekday::ALL[at].kanji().to_string();
        view! { <th scope="col">{name}</th> }
    });
    let before = calendar
        .days
        .first()
        .map_or(0, |(first, ..)| column(*first));
    let mut cells: Vec<Option<CalendarDay>> = vec![None; before];
    cells.extend(calendar.days.into_iter().map(Some));
    cells.resize(cells.len().next_multiple_of(7), None);
    let weeks = cells
        .chunks(7)
        .map(|week| {
            let days = week
                .iter()
                .map(|cell| match cell {
                    Some(cell) => {
                        cell_of(institution, *cell, day == Some(cell.0), words).into_any()
                    }
                    None => view! { <td class="calendar__day"></td> }.into_any(),
                })
                .collect_view();
            view! { <tr>{days}</tr> }
        })
        .collect_view();
    view! {
        <table class="calendar" data-calendar="">
            <caption>{month_name(Lang::Ja, year, month)}</caption>
            <thead>
                <tr>{heads.into_iter().collect_view()}</tr>
            </thead>
            <tbody>{weeks}</tbody>
        </table>
    }
}

/// A day: 「5月12日(火) 女性専用日 残り2」 to those who listen, 「12 女性 残り2」 to those who look.
fn cell_of(
    institution: i64,
    (on, state, kind_of_day): CalendarDay,
    chosen: bool,
    words: &'static FindWords,
) -> impl IntoView {
    let number = on.day().to_string();
    let (kind, tail) = match state {
        DayState::None => {
            return view! {
                <td class="calendar__day"><span class="calendar__number">{number}</span></td>
            }
            .into_any();
        }
        DayState::Free(places) => ("free", (String::new(), left(Lang::Ja, places))),
        DayState::Full => (
            "full",
            (words.full_hidden.to_owned(), words.full_shown.to_owned()),
        ),
    };
    let (month, day) = spoken(on);
    let only = only_for(Lang::Ja, kind_of_day).map(|(shown, hidden)| {
        view! {
            <span class="calendar__only">
                {shown} <span class="visually-hidden">{hidden} " "</span>
            </span>
        }
    });
    view! {
        <td class="calendar__day">
            <a
                class="calendar__link"
                href=path::institution_day(institution, on)
                data-state=kind
                aria-current=chosen.then_some("date")
            >
                <span class="visually-hidden">{month}</span>
                <span class="calendar__number">{number}</span>
                <span class="visually-hidden">{day}</span>
                {only}
                <span class="calendar__left">
                    {(!tail.0.is_empty()).then(|| view! { <span class="visually-hidden">{tail.0}</span> })}
                    {tail.1}
                </span>
            </a>
        </td>
    }
    .into_any()
}

/// What is said before and after the number of the day.
fn spoken(on: CivilDate) -> (String, String) {
    let said = crate::web::words::checkup::day::short_day(Lang::Ja, on);
    let number = on.day().to_string();
    let month_end = said.chars().position(|c| !c.is_ascii_digit()).unwrap_or(0) + 1;
    let month: String = said.chars().take(month_end).collect();
    let rest: String = said.chars().skip(month_end + number.len()).collect();
    (month, [&rest, " "].concat())
}

#[component]
fn Day(
    day: CivilDate,
    lines: Vec<PlaceLine>,
    idem: String,
    may_wait: bool,
    words: &'static FindWords,
) -> impl IntoView {
    let lines = lines
        .into_iter()
        .map(|line| view! { <Place line idem=idem.clone() may_wait words/> })
        .collect_view();
    view! {
        <section class="stack" id="day" aria-labelledby="day-title" tabindex="-1">
            <h2 id="day-title">{day_heading(Lang::Ja, day)}</h2>
            <ul class="slots">{lines}</ul>
            <p><a href="#calendar">{words.other_day}</a></p>
        </section>
    }
}

#[component]
fn Place(
    line: PlaceLine,
    idem: String,
    may_wait: bool,
    words: &'static FindWords,
) -> impl IntoView {
    let kind = day_sex(Lang::Ja, line.day_sex);
    let key = format!("{idem}-{}", line.id);
    let act = if line.free > 0 {
        view! {
            <form method="post" action=Hold::url()>
                <input type="hidden" name="place_id" value=line.id.to_string()/>
                <input type="hidden" name="idem" value=key/>
                <Button label=hold_button(Lang::Ja, line.starts)/>
            </form>
        }
        .into_any()
    } else if line.waits {
        view! { <a href=path::CHECKUP_WAITING>{words.waits}</a> }.into_any()
    } else if !may_wait {
        ().into_any()
    } else {
        view! {
            <form method="post" action=Wait::url()>
                <input type="hidden" name="place_id" value=line.id.to_string()/>
                <Button label=wait_button(Lang::Ja, line.starts) kind=ButtonKind::Secondary/>
            </form>
        }
        .into_any()
    };
    view! {
        <li class="slots__slot">
            <p class="slots__time">
                {slot(Lang::Ja, line.starts)}
                " "
                {kind.map(|kind| view! { <span class="chip">{kind}</span> })}
                " "
                <span class="slots__left">{left(Lang::Ja, line.free)}</span>
            </p>
            {act}
        </li>
    }
}

//! The table of 予約の一覧: one booking after the other, side by side on a wide screen, as cards on a phone.

use leptos::prelude::*;

use super::parts::{Table, exam, state_mark};
use crate::{
    api::staff_checkup::bookings::BookingLine,
    web::{
        path,
        words::{
            Lang,
            staff_checkup::bookings::{age, bookings, relation, select_one, sex},
        },
    },
};

/// Few columns with room for what they hold; on a phone each booking is a card, its cells named by `data-label`.
#[component]
pub(super) fn Lines(lines: Vec<BookingLine>, boxes: bool) -> impl IntoView {
    let words = bookings(Lang::Ja);
    let headings = [
        words.number,
        words.state,
        words.exam,
        words.person,
        words.course_at,
    ];
    let select = boxes.then_some(words.select);
    let headings = select.into_iter().chain(headings).map(str::to_owned);
    let rows = lines
        .into_iter()
        .map(|line| row(line, boxes))
        .collect_view();
    view! {
        <div class="desk-bookings table-cards">
            <Table label=words.found headings=headings.collect()>
                {rows}
            </Table>
        </div>
    }
}

fn row(line: BookingLine, boxes: bool) -> impl IntoView {
    let words = bookings(Lang::Ja);
    let person = line.person;
    let facts = [
        person.number,
        sex(Lang::Ja, person.sex).to_owned(),
        age(Lang::Ja, person.age),
        relation(Lang::Ja, person.relation).to_owned(),
    ];
    let tick = boxes.then(|| {
        let tick = line.markable.then(|| select_box(line.id, &person.name));
        view! { <td>{tick}</td> }
    });
    let detail = |text: String| {
        (!text.is_empty()).then(|| view! { <span class="desk-bookings__detail">{text}</span> })
    };
    view! {
        <tr>
            {tick}
            <th scope="row" class="staff__moment">
                <a href=path::staff_booking(line.id)>{line.reference}</a>
                {detail(format!("{} {}", words.made, line.made))}
            </th>
            <td data-label=words.state>{state_mark(line.state)}</td>
            <td data-label=words.exam class="staff__moment">{exam(line.exam_on, line.starts)}</td>
            <td data-label=words.person>
                {person.name}
                {detail(person.kana)}
                {detail(facts.join(" "))}
                {detail(person.workplace)}
            </td>
            <td data-label=words.course_at>{line.course} {detail(line.institution)}</td>
        </tr>
    }
}

/// The box that selects a booking.
pub(super) fn select_box(id: i64, name: &str) -> impl IntoView + use<> {
    view! {
        <input
            type="checkbox"
            class="desk-box"
            name="form[ids][]"
            value=id
            aria-label=select_one(Lang::Ja, name)
        />
    }
}

//! One booking: 予約が決まりました, and its details.

use leptos::prelude::*;

use super::{
    change::{ByPhone, Change, Until},
    price::PriceParts,
};
use crate::{
    api::checkup_booking::{BookingPage as Data, load_booking},
    domain::{
        checkup::{booking::State, price::Item},
        date::CivilDate,
    },
    web::{
        load::{just_saved, loaded_or_missing, param, query},
        path,
        ui::{
            BackLink, LinkButton, LinkItem, LinkList, Notice, NoticeKind, PageBody, PageTitle,
            PhoneLink, Sheet, SummaryList, SummaryRow,
        },
        words::{
            Lang,
            checkup::{
                booking::{BookingWords, booking, ended, state, state_text, stays},
                day::{short_day, when},
                find::find,
                wish::wish,
            },
        },
    },
};

/// 予約が決まりました
#[component]
pub fn BookingDonePage() -> impl IntoView {
    loaded_or_missing(load_booking(param("id")), |data| view! { <Done data/> })
}

#[component]
fn Done(data: Data) -> impl IntoView {
    let words = booking(Lang::Ja);
    let confirmed = data.state == State::Confirmed;
    let heading = if confirmed {
        words.booked
    } else {
        words.applied
    };
    let (id, steps) = (data.id, data.preparation.clone());
    let stays = data.beside.as_ref().map(|old| stays(Lang::Ja, old));
    let old = stays.or_else(|| data.replaced.as_ref().map(|old| ended(Lang::Ja, old)));
    let until = data
        .deadline
        .map(|until| view! { <Until data=data.clone() until words/> });
    view! {
        <PageBody>
            <PageTitle heading/>
            <Sheet>
                <p>{words.reference} " " <strong class="reference">{data.reference.clone()}</strong></p>
                <p>{words.reference_text}</p>
                <Facts data=data.clone() words/>
                {old.map(|old| view! { <p>{old}</p> })}
            </Sheet>
            <h2>{words.next}</h2>
            {if confirmed {
                view! { <p>{words.next_mail}</p> <Papers id words/> }.into_any()
            } else {
                view! { <p>{words.applied_text}</p> }.into_any()
            }}
            {until}
            <Preparation steps shown=confirmed words/>
            <LinkButton href=path::booking(id) label=words.details/>
        </PageBody>
    }
}

/// The booking's day, place and options.
#[component]
pub(super) fn Facts(data: Data, words: &'static BookingWords) -> impl IntoView {
    let (label, said): (_, Vec<String>) = match data.exam_on {
        Some(day) => (words.when, vec![when(Lang::Ja, day, data.starts)]),
        None => {
            let lines = data.wishes.iter().zip(find(Lang::Ja).wish);
            let lines = lines.map(|(one, name)| format!("{name} {}", wish(Lang::Ja, one)));
            (words.wishes, lines.collect())
        }
    };
    let said = said
        .into_iter()
        .map(|line| view! { <li>{line}</li> })
        .collect_view();
    let names: Vec<String> = data.options.iter().map(|(_, name)| name.clone()).collect();
    let options = if names.is_empty() {
        words.no_options.to_owned()
    } else {
        names.join("、")
    };
    let site = data.site;
    let address = [site.prefecture.name(), &site.city, &site.address].concat();
    view! {
        <SummaryList>
            <SummaryRow label=label>
                <ul>{said}</ul>
            </SummaryRow>
            <SummaryRow label=words.course value=data.course.2/>
            <SummaryRow label=words.options value=options/>
            <SummaryRow label=words.institution value=site.name/>
            <SummaryRow label=words.address value=address/>
            <SummaryRow label=words.call>
                <PhoneLink number=site.phone/>
            </SummaryRow>
            <SummaryRow label=words.own value=data.quote.own.to_string()/>
        </SummaryList>
    }
}

/// 予約確認書 and the file for a calendar.
#[component]
fn Papers(id: i64, words: &'static BookingWords) -> impl IntoView {
    view! {
        <LinkList>
            <LinkItem href=path::booking_pdf(id) label=words.pdf/>
            <LinkItem href=path::booking_ics(id) label=words.ics/>
        </LinkList>
    }
}

#[component]
fn Preparation(
    steps: Vec<(CivilDate, String, bool)>,
    shown: bool,
    words: &'static BookingWords,
) -> impl IntoView {
    let none = steps.is_empty();
    let steps = steps
        .into_iter()
        .map(|(day, text, come)| {
            let (kind, word) = if come {
                ("done", words.step_done)
            } else {
                ("waiting", words.step_today)
            };
            view! {
                <li class="timeline__step" data-state=kind>
                    <span class="timeline__day">{short_day(Lang::Ja, day)}</span>
                    " "
                    {text}
                    <span class="visually-hidden">" "{word}</span>
                </li>
            }
        })
        .collect_view();
    shown.then(|| {
        view! {
            <h2>{words.preparation}</h2>
            {none.then(|| view! { <p>{words.no_preparation}</p> })}
            <ol class="timeline">{steps}</ol>
        }
    })
}

/// A booking.
#[component]
pub fn BookingPage() -> impl IntoView {
    let (saved, late) = (just_saved(), query("late").is_some());
    loaded_or_missing(load_booking(param("id")), move |data| {
        view! { <Booking data saved late/> }
    })
}

#[component]
fn Booking(
    data: Data,
    saved: bool,
    /// It was to be changed after its deadline.
    late: bool,
) -> impl IntoView {
    let words = booking(Lang::Ja);
    let confirmed = data.state == State::Confirmed;
    let cancelled = data.state == State::Cancelled;
    let (word, kind) = (state(Lang::Ja, data.state).0, state(Lang::Ja, data.state).1);
    let names = data.quote.lines.iter().map(|line| match &line.item {
        Item::Course => data.course.2.clone(),
        Item::Option(code) => data
            .options
            .iter()
            .find(|(one, _)| one == code)
            .map_or_else(|| code.as_str().to_owned(), |(_, name)| name.clone()),
    });
    let names: Vec<String> = names.collect();
    let note = (!data.note.is_empty()).then(|| data.note.clone());
    let said = match data.moved_to {
        Some(_) => words.moved_away,
        None => state_text(Lang::Ja, data.state),
    };
    let again = cancelled && data.moved_to.is_none();
    let late = late && !data.may_change && !data.state.is_final();
    let paid = data.state.is_final();
    let old = data.beside.clone().map(|old| {
        let text = stays(Lang::Ja, &old);
        view! {
            <Notice>
                <p>{text}</p>
                <p><a href=path::booking(old.id)>{words.to_old}</a></p>
            </Notice>
        }
    });
    let moving = data.moving_to.map(|id| {
        view! {
            <Notice>
                <p>{words.moving}</p>
                <p><a href=path::booking(id)>{words.to_moving}</a></p>
            </Notice>
        }
    });
    view! {
        <PageBody>
            <BackLink href=path::CHECKUP_BOOKINGS label=words.back_to_list/>
            <PageTitle heading=data.course.2.clone() caption=data.reference.clone()/>
            {saved.then(|| view! {
                <Notice kind=NoticeKind::Success announce=true><p>{words.saved}</p></Notice>
                <LinkButton href=path::course(data.course.0, &data.course.1) label=words.again/>
            })}
            <p>
                <span class="chip" data-kind=kind>{word}</span>
                " "
                {said}
            </p>
            {data.moved_to.map(|id| view! { <p><a href=path::booking(id)>{words.to_moved}</a></p> })}
            {old}
            {moving}
            {late.then(|| view! {
                <ByPhone
                    title=words.late_title
                    text=words.too_late.to_owned()
                    phone=data.site.phone.clone()
                    words
                />
            })}
            {again.then(|| view! { <p><a href=path::CHECKUP>{words.to_courses}</a></p> })}
            {note.map(|note| view! { <Notice title=words.note><p>{note}</p></Notice> })}
            <Facts data=data.clone() words/>
            {confirmed.then(|| view! { <Papers id=data.id words/> })}
            <Preparation steps=data.preparation.clone() shown=confirmed words/>
            <Questionnaire url=data.site.questionnaire_url.clone() shown=confirmed words/>
            <Change data=data.clone() words/>
            <h2>{words.own}</h2>
            <PriceParts quote=data.quote names over=paid/>
        </PageBody>
    }
}

#[component]
fn Questionnaire(url: String, shown: bool, words: &'static BookingWords) -> impl IntoView {
    let safe = url.starts_with("https://");
    (shown && safe).then(|| {
        view! {
            <h2>{words.questionnaire}</h2>
            <p>{words.questionnaire_text}</p>
            <p><a href=url rel="noopener noreferrer">{words.questionnaire_link}</a></p>
        }
    })
}

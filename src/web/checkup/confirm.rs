//! 予約内容の確認: everything once more, until when it is held, and the button that books.

use leptos::{prelude::*, server_fn::ServerFn};

use super::{
    change::ByPhone,
    institutions::{course_of, moving, option_names},
    price::{PriceParts, names_of},
};
use crate::{
    api::checkup::{
        Apply, CheckPage, ConfirmBooking, ConfirmPage as Data, Release, Starts, ToConfirm,
        load_confirm_booking,
    },
    domain::{checkup::institution::DaySex, date::CivilDate},
    web::{
        load::{loaded_or_gone, query},
        path,
        ui::{
            BackLink, Button, ButtonKind, LinkButton, Notice, NoticeKind, PageBody, PageTitle,
            StepNav, SummaryList, SummaryRow,
        },
        words::{
            Lang,
            checkup::{
                booking::{BookingWords, booking, held_until},
                course::course as course_words,
                day::{short_day, until, when},
                deadline::{cancel_cost, cutoff_at, final_text},
                find::{day_sex, find},
                wish::wish,
            },
        },
    },
};

/// 予約内容の確認
#[component]
pub fn ConfirmPage() -> impl IntoView {
    let other = query("other").is_some();
    loaded_or_gone(load_confirm_booking(), move |data| match data {
        Data::Check(check) => view! { <Check check=*check other/> }.into_any(),
        Data::Over(institution) => view! { <Over institution/> }.into_any(),
    })
}

/// The ten minutes are over.
#[component]
fn Over(institution: Option<i64>) -> impl IntoView {
    let words = booking(Lang::Ja);
    view! {
        <PageBody>
            <PageTitle heading=words.over>
                <p>{words.over_text}</p>
            </PageTitle>
            {institution.map(|id| view! {
                <LinkButton href=path::institution(id) label=words.over_again large=true/>
            })}
            <p><a href=path::CHECKUP_INSTITUTIONS>{words.over_search}</a></p>
        </PageBody>
    }
}

#[component]
fn Check(
    check: CheckPage,
    /// The form that led here was about another day, which is held no more.
    other: bool,
) -> impl IntoView {
    let words = booking(Lang::Ja);
    let names = names_of(&check.chosen.course, &check.quote);
    let place = path::institution(check.site.id);
    let (lead, held) = match check.what {
        ToConfirm::Held { .. } => (words.check_lead, true),
        ToConfirm::Wishes(_) => (words.wishes_lead, false),
    };
    let over = held.then(|| view! { <WhenOver place=place.clone() words/> });
    view! {
        <PageBody>
            <BackLink href=place/>
            <StepNav steps=&course_words(Lang::Ja).steps current=4/>
            <PageTitle heading=words.check>
                <p>{lead}</p>
            </PageTitle>
            {(other && held).then(|| view! {
                <Notice kind=NoticeKind::Warning announce=true><p>{words.chosen_anew}</p></Notice>
            })}
            {clock(&check.what, words)}
            {over}
            {by_phone(&check, words)}
            {moved(&check, words)}
            <Answers check=check.clone() words/>
            <h2>{words.own}</h2>
            <PriceParts quote=check.quote names/>
            {acts(check.what, words)}
        </PageBody>
    }
}

/// Until when the place is held. A script counts down what the server said; without one the hour stands there.
fn clock(what: &ToConfirm, words: &'static BookingWords) -> Option<impl IntoView + use<>> {
    let &ToConfirm::Held { until, seconds, .. } = what else {
        return None;
    };
    Some(view! {
        <div data-while-held="">
            <Notice kind=NoticeKind::Warning>
                <p>
                    {held_until(Lang::Ja, until)}
                    " "
                    <strong
                        class="countdown"
                        data-countdown=seconds.to_string()
                        data-text=words.countdown
                    ></strong>
                </p>
            </Notice>
        </div>
    })
}

/// What stands in place of the clock and of the buttons once the time is over; a script shows it, within what is read out by itself.
#[component]
fn WhenOver(place: String, words: &'static BookingWords) -> impl IntoView {
    view! {
        <div role="status">
            <div data-when-over="" hidden>
                <Notice kind=NoticeKind::Warning>
                    <p>{words.countdown_over}</p>
                    <p><a href=place>{words.over_again}</a></p>
                </Notice>
            </div>
        </div>
    }
}

/// That the deadline has passed: what is booked now is changed by phone alone.
fn by_phone(check: &CheckPage, words: &'static BookingWords) -> Option<impl IntoView + use<>> {
    let &ToConfirm::Held {
        too_late: true,
        deadline: (day, hour, minute),
        ..
    } = &check.what
    else {
        return None;
    };
    let at = until(Lang::Ja, day, hour, minute);
    Some(view! {
        <ByPhone
            title=words.final_title
            text=final_text(Lang::Ja, &at, &check.site.name)
            phone=check.site.phone.clone()
            words
        />
    })
}

/// The booking that goes when this one is confirmed.
fn moved(check: &CheckPage, words: &'static BookingWords) -> Option<impl IntoView + use<>> {
    let old = check.chosen.replaces.clone()?;
    let text = moving(matches!(check.what, ToConfirm::Wishes(_)));
    let day = old
        .exam_on
        .map_or_else(String::new, |day| short_day(Lang::Ja, day));
    Some(view! {
        <Notice title=words.moved>
            <p>{old.institution} " " {day}</p>
            <p>{text}</p>
        </Notice>
    })
}

#[component]
fn Answers(check: CheckPage, words: &'static BookingWords) -> impl IntoView {
    let course = course_of(&check.chosen);
    let place = path::institution(check.site.id);
    let names = option_names(&check.chosen);
    let options = if names.is_empty() {
        words.no_options.to_owned()
    } else {
        names.join("、")
    };
    let address = [
        check.site.prefecture.name(),
        &check.site.city,
        &check.site.address,
    ]
    .concat();
    let found = find(Lang::Ja);
    let (label, said, deadline, late) = match check.what {
        ToConfirm::Held {
            on,
            starts,
            day_sex,
            deadline: (day, hour, minute),
            too_late,
            ..
        } => (
            words.when,
            vec![when_for(on, starts, day_sex)],
            cutoff_at(Lang::Ja, &until(Lang::Ja, day, hour, minute), too_late),
            too_late,
        ),
        ToConfirm::Wishes(wishes) => {
            let lines = wishes.iter().zip(found.wish);
            let lines = lines.map(|(one, name)| format!("{name} {}", wish(Lang::Ja, one)));
            let cutoff = crate::web::words::checkup::find::cutoff(Lang::Ja, check.site.cutoff);
            (words.wishes, lines.collect(), cutoff, false)
        }
    };
    let cost = cancel_cost(Lang::Ja, &check.site.cancel_cost, late);
    let said = said
        .into_iter()
        .map(|line| view! { <li>{line}</li> })
        .collect_view();
    view! {
        <SummaryList>
            <SummaryRow label=words.course value=check.chosen.course.name change=course.clone()/>
            <SummaryRow label=words.options value=options change=course/>
            <SummaryRow
                label=words.institution
                value=check.site.name
                change=path::CHECKUP_INSTITUTIONS
            />
            <SummaryRow label=words.address value=address/>
            <SummaryRow label=label change=place>
                <ul>{said}</ul>
            </SummaryRow>
            <SummaryRow label=words.deadline value=deadline/>
            <SummaryRow label=words.cancel_cost value=cost/>
        </SummaryList>
    }
}

/// Day and time, and for whom the day is where it is not for all.
fn when_for(on: CivilDate, starts: Starts, kind: DaySex) -> String {
    let when = when(Lang::Ja, on, starts);
    match day_sex(Lang::Ja, kind) {
        Some(kind) => format!("{when} {kind}"),
        None => when,
    }
}

fn acts(what: ToConfirm, words: &'static BookingWords) -> AnyView {
    match what {
        ToConfirm::Held { booking_id, .. } => {
            let id = booking_id.to_string();
            view! {
                <div class="stack" data-while-held="">
                    <form method="post" action=ConfirmBooking::url()>
                        <input type="hidden" name="booking_id" value=id.clone()/>
                        <Button label=words.book large=true/>
                    </form>
                    <form method="post" action=Release::url()>
                        <input type="hidden" name="booking_id" value=id/>
                        <Button label=words.release kind=ButtonKind::Quiet/>
                    </form>
                </div>
            }
            .into_any()
        }
        ToConfirm::Wishes(_) => view! {
            <form method="post" action=Apply::url()>
                <Button label=words.apply large=true/>
            </form>
        }
        .into_any(),
    }
}

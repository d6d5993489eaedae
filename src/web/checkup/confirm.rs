//! 予約内容の確認: everything once more, until when it is held, and the button that books.

use leptos::{prelude::*, server_fn::ServerFn};

use super::{
    institutions::{course_of, moving, option_names},
    price::{PriceParts, names_of},
};
use crate::{
    api::checkup::{
        Apply, CheckPage, ConfirmBooking, ConfirmPage as Data, Release, ToConfirm,
        load_confirm_booking,
    },
    web::{
        load::loaded_or_gone,
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
                find::find,
                wish::wish,
            },
        },
    },
};

/// 予約内容の確認
#[component]
pub fn ConfirmPage() -> impl IntoView {
    loaded_or_gone(load_confirm_booking(), |data| match data {
        Data::Check(check) => view! { <Check check=*check/> }.into_any(),
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
fn Check(check: CheckPage) -> impl IntoView {
    let words = booking(Lang::Ja);
    let names = names_of(&check.chosen.course, &check.quote);
    let place = path::institution(check.site.id);
    let lead = match check.what {
        ToConfirm::Held { .. } => words.check_lead,
        ToConfirm::Wishes(_) => words.wishes_lead,
    };
    view! {
        <PageBody>
            <BackLink href=place/>
            <StepNav steps=&course_words(Lang::Ja).steps current=4/>
            <PageTitle heading=words.check>
                <p>{lead}</p>
            </PageTitle>
            {clock(&check.what, words)}
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
        <Notice kind=NoticeKind::Warning>
            <p>
                {held_until(Lang::Ja, until)}
                " "
                <strong
                    class="countdown"
                    data-countdown=seconds.to_string()
                    data-text=words.countdown
                    data-over=words.countdown_over
                ></strong>
            </p>
        </Notice>
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
    let (label, said, deadline) = match check.what {
        ToConfirm::Held {
            on,
            starts,
            deadline: (day, hour, minute),
            ..
        } => (
            words.when,
            vec![when(Lang::Ja, on, starts)],
            until(Lang::Ja, day, hour, minute),
        ),
        ToConfirm::Wishes(wishes) => {
            let lines = wishes.iter().zip(found.wish);
            let lines = lines.map(|(one, name)| format!("{name} {}", wish(Lang::Ja, one)));
            let cutoff = crate::web::words::checkup::find::cutoff(Lang::Ja, check.site.cutoff);
            (words.wishes, lines.collect(), cutoff)
        }
    };
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
        </SummaryList>
    }
}

fn acts(what: ToConfirm, words: &'static BookingWords) -> AnyView {
    match what {
        ToConfirm::Held { booking_id, .. } => {
            let id = booking_id.to_string();
            view! {
                <form method="post" action=ConfirmBooking::url()>
                    <input type="hidden" name="booking_id" value=id.clone()/>
                    <Button label=words.book large=true/>
                </form>
                <form method="post" action=Release::url()>
                    <input type="hidden" name="booking_id" value=id/>
                    <Button label=words.release kind=ButtonKind::Quiet/>
                </form>
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

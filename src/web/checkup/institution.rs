//! An institution: what the choice costs there, how a day is found, and how to reach it.

use leptos::prelude::*;

use super::{
    calendar::CalendarPart,
    institutions::ChosenBox,
    price::{PriceParts, names_of},
    wishes::WishesForm,
};
use crate::{
    api::checkup::{InstitutionPage as Data, Site, Way, load_institution},
    web::{
        load::{comes_again, loaded_or_missing, param, query},
        path,
        ui::{
            BackLink, Disclosure, LinkButton, Notice, NoticeKind, PageBody, PageTitle, PhoneLink,
            StepNav, SummaryList, SummaryRow,
        },
        words::{
            Lang,
            checkup::{
                booking::booking as booking_words,
                course::course as course_words,
                day::class,
                find::{FindWords, cancel_cost, cutoff, find, weekdays},
            },
        },
    },
};

/// An institution.
#[component]
pub fn InstitutionPage() -> impl IntoView {
    let data = load_institution(param("id"), query("month"), query("day"), comes_again());
    loaded_or_missing(data, |data| view! { <Institution data/> })
}

#[component]
fn Institution(data: Data) -> impl IntoView {
    let words = find(Lang::Ja);
    let names = names_of(&data.chosen.course, &data.quote);
    let id = data.site.id;
    let back = match data.from_booking {
        Some(booking) => (
            path::booking(booking),
            booking_words(Lang::Ja).back_to_booking,
        ),
        None => (path::CHECKUP_INSTITUTIONS.to_owned(), words.back_to_list),
    };
    let summary = format!("{} {}", words.price, data.quote.own);
    let has_error = matches!(&data.way, Way::Wishes(part) if !part.errors.is_empty());
    let (wishes, errors) = match &data.way {
        Way::Wishes(part) => (true, super::wishes::summary(&part.errors)),
        _ => (false, Vec::new()),
    };
    view! {
        <PageBody>
            <BackLink href=back.0 label=back.1/>
            {wishes.then(|| view! { <crate::web::ui::ErrorSummary problems=errors/> })}
            <StepNav steps=&course_words(Lang::Ja).steps current=3/>
            <PageTitle heading=data.site.name.clone() caption=class(Lang::Ja, data.site.class) has_error/>
            <ChosenBox chosen=data.chosen by_wish=wishes/>
            <Disclosure summary>
                <PriceParts quote=data.quote names/>
            </Disclosure>
            {match data.way {
                Way::Live(calendar) => view! { <CalendarPart institution=id calendar/> }.into_any(),
                Way::Wishes(part) => view! { <WishesForm institution=id part/> }.into_any(),
                Way::NoDay => view! {
                    <Notice kind=NoticeKind::Warning title=words.no_days_left>
                        <p>{words.no_days_left_text}</p>
                    </Notice>
                    <LinkButton href=path::CHECKUP_INSTITUTIONS label=words.back_to_list/>
                }
                .into_any(),
            }}
            <h2>{words.details}</h2>
            <Details site=data.site words/>
        </PageBody>
    }
}

#[component]
fn Details(site: Site, words: &'static FindWords) -> impl IntoView {
    let address = [site.prefecture.name(), &site.city, &site.address].concat();
    let closed = if site.closed.is_empty() {
        words.never_closed.to_owned()
    } else {
        weekdays(Lang::Ja, &site.closed)
    };
    let marks = words.marks.into_iter().zip(site.marks);
    let marks = marks
        .filter(|(_, yes)| *yes)
        .map(|(word, _)| view! { <li class="chip">{word}</li> })
        .collect_view();
    view! {
        <ul class="cluster institution__marks">{marks}</ul>
        <SummaryList>
            <SummaryRow label=words.address value=address/>
            <SummaryRow label=words.station value=site.station/>
            <SummaryRow label=words.phone>
                <PhoneLink number=site.phone/>
            </SummaryRow>
            <SummaryRow label=words.closed value=closed/>
            <SummaryRow label=words.cutoff value=cutoff(Lang::Ja, site.cutoff)/>
            <SummaryRow label=words.cancel_cost value=cancel_cost(Lang::Ja, &site.cancel_cost)/>
        </SummaryList>
    }
}

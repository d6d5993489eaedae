//! 家族の表示: the published notice, and the two decisions.

use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    api::expense::{ChooseFamilyView, FamilyPage as Data, ObjectToFamily, load_expenses_family},
    web::{
        load::{just_saved, loaded},
        page::page,
        path,
        ui::{
            BackLink, Button, ButtonKind, Notice, NoticeKind, PageBody, PageTitle, PhoneLink, Sheet,
        },
        words::{
            Lang,
            expense::{
                family::{FamilyWords, family},
                verify::verify,
                year::expense,
            },
        },
    },
};

/// ご家族の分の表示について
#[component]
pub fn FamilyPage() -> impl IntoView {
    let saved = just_saved();
    loaded(
        load_expenses_family(),
        move |data| view! { <Family data saved/> },
    )
}

#[component]
fn Family(data: Data, saved: bool) -> impl IntoView {
    let words = family(Lang::Ja);
    let first = data.shown.is_none();
    let (back, label) = if first {
        (path::MYPAGE, verify(Lang::Ja).back)
    } else {
        (path::EXPENSES, words.back)
    };
    view! {
        <PageBody>
            <BackLink href=back label/>
            <PageTitle heading=words.heading caption=expense(Lang::Ja).heading>
                {first.then(|| view! { <p>{words.first}</p> })}
            </PageTitle>
            {saved.then(|| view! {
                <Notice kind=NoticeKind::Success announce=true><p>{words.saved}</p></Notice>
            })}
            {notice(words)}
            {decision(data.shown, words)}
            {objection(data.opted_out, words)}
        </PageBody>
    }
}

fn notice(words: &'static FamilyWords) -> impl IntoView {
    let society = page().society.clone();
    let parts = words.parts.iter().map(|(heading, text)| {
        view! {
            <h3>{*heading}</h3>
            <p>{*text}</p>
        }
    });
    view! {
        <Sheet>
            <h2>{words.notice}</h2>
            {parts.collect_view()}
            <Notice kind=NoticeKind::Warning title=words.danger>
                <p>{words.danger_text}</p>
                <p>
                    {words.phone} " " <PhoneLink number=society.phone.clone()/>
                    " (" {society.phone_hours.clone()} ")"
                </p>
            </Notice>
        </Sheet>
    }
}

/// Whether the family's rows are shown to oneself; both buttons until it was decided, then the one that changes it.
fn decision(shown: Option<bool>, words: &'static FamilyWords) -> impl IntoView {
    let now = shown.map(|shown| match shown {
        true => words.view_family,
        false => words.view_own,
    });
    let family = (shown != Some(true)).then(|| {
        view! { <Button label=words.show_family name="show" value="family"/> }
    });
    let own = (shown != Some(false)).then(|| {
        view! {
            <Button label=words.own_alone kind=ButtonKind::Secondary name="show" value="own"/>
        }
    });
    view! {
        <form method="post" action=ChooseFamilyView::url() class="form">
            <h2>{words.view}</h2>
            {now.map(|now| view! { <p>{now}</p> })}
            {family}
            {own}
        </form>
    }
}

/// Whether one's own rows are shown to the family.
fn objection(opted_out: bool, words: &'static FamilyWords) -> impl IntoView {
    let (now, label, value) = if opted_out {
        (words.hidden_now, words.show_own, "show")
    } else {
        (words.shown_now, words.hide_own, "hide")
    };
    view! {
        <form method="post" action=ObjectToFamily::url() class="form">
            <h2>{words.shown}</h2>
            <p>{now}</p>
            <Button label kind=ButtonKind::Secondary name="own" value/>
        </form>
    }
}

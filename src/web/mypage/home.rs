//! マイページ itself, and メールマガジンの変更.

use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    api::mypage::{
        ConsentLine, Decision, MemberCard, SaveNewsletters, load_member, load_newsletters,
    },
    web::{
        load::{just_saved, loaded},
        path,
        registration::NewsletterChoices,
        ui::{
            BackLink, Button, Card, CardGrid, Disclosure, Notice, NoticeKind, PageBody, PageTitle,
            SummaryList, SummaryRow,
        },
        words::{
            Lang,
            date::date,
            mypage::{MypageWords, greeting, mypage, newsletters_count},
        },
    },
};

/// マイページ
#[component]
pub fn MypageHome() -> impl IntoView {
    loaded(load_member(), |card| view! { <Home card/> })
}

#[component]
fn Home(card: MemberCard) -> impl IntoView {
    let words = mypage(Lang::Ja);
    view! {
        <PageBody wide=true>
            <PageTitle heading=greeting(Lang::Ja, &card.name) caption=words.heading/>
            <Notices card=card.clone() words/>
            <h2>{words.can_do}</h2>
            <CardGrid>
                <Card href=path::CHECKUP title=words.checkup text=words.checkup_text/>
                <Card href=path::EXPENSES title=words.expenses text=words.expenses_text/>
                <Card
                    href=path::NEWSLETTERS
                    title=words.newsletters
                    text=newsletters_count(Lang::Ja, card.newsletters)
                />
                <Card href=path::PROFILE title=words.profile text=words.profile_text/>
                <Card href=path::PROFILE_PASSWORD title=words.password text=words.password_text/>
                <Card href=path::FAQ title=words.faq text=words.faq_text/>
                <Card href=path::CONTACT title=words.contact text=words.contact_text/>
                <Card href=path::WITHDRAW title=words.withdraw text=words.withdraw_text/>
            </CardGrid>
        </PageBody>
    }
}

#[component]
fn Notices(card: MemberCard, words: &'static MypageWords) -> impl IntoView {
    view! {
        {card.lost.then(|| view! {
            <Notice kind=NoticeKind::Warning><p>{words.lost}</p></Notice>
        })}
        {card.new_email.map(|email| view! {
            <Notice><p>{words.pending_email} "： " <strong>{email}</strong></p></Notice>
        })}
        {card.password_weak.then(|| view! {
            <Notice title=words.weak_title>
                <p>{words.weak} " " <a href=path::PROFILE_PASSWORD>{words.password}</a></p>
            </Notice>
        })}
    }
}

/// メールマガジンの変更
#[component]
pub fn NewslettersPage() -> impl IntoView {
    let words = mypage(Lang::Ja);
    let saved = just_saved();
    loaded(load_newsletters(), move |(choices, record)| {
        view! {
            <PageBody>
                <BackLink href=path::MYPAGE label=words.back/>
                <PageTitle heading=words.newsletters>
                    <p>{words.newsletters_lead}</p>
                </PageTitle>
                {saved.then(|| view! {
                    <Notice kind=NoticeKind::Success announce=true><p>{words.saved}</p></Notice>
                })}
                <form method="post" action=SaveNewsletters::url() novalidate class="form">
                    <NewsletterChoices choices/>
                    <Button label=words.newsletters_button large=true/>
                </form>
                <Disclosure summary=words.record>
                    <p>{words.record_text}</p>
                    <Record record words/>
                </Disclosure>
            </PageBody>
        }
    })
}

/// 同意の記録, newest first: what was decided at the same time stands together.
#[component]
fn Record(record: Vec<ConsentLine>, words: &'static MypageWords) -> impl IntoView {
    let line = |line: &ConsentLine| {
        let decision = match line.decision {
            Decision::Agreed => words.agreed,
            Decision::Wanted => words.wanted,
            Decision::Unwanted => words.unwanted,
            Decision::Chosen => words.chosen,
        };
        view! { <li>{[decision, "：", &line.wording].concat()}</li> }
    };
    let rows = record
        .chunk_by(|one, next| one.at == next.at)
        .map(|together| {
            let at = together.first().map_or("", |line| line.at.as_str());
            let lines = together.iter().map(line).collect_view();
            view! {
                <SummaryRow label=date(Lang::Ja, at)>
                    <ul class="mypage__decisions">{lines}</ul>
                </SummaryRow>
            }
        })
        .collect_view();
    view! { <SummaryList>{rows}</SummaryList> }
}

//! The overview of the console.

use leptos::prelude::*;

use super::frame::ConsoleBody;
use crate::{
    api::{
        staff::{StaffCard, load_staff_card},
        staff_expense::batches::{Counts, load_expense_counts},
    },
    domain::staff::Capability,
    web::{
        load::{just_saved, loaded},
        path,
        ui::{Card, CardGrid, Notice, NoticeKind, PageTitle},
        words::{
            Lang,
            staff::{audit, staff, who},
            staff_checkup::overview::overview,
            staff_expense::{batches::card as expenses_card, expenses},
            staff_rules::rules,
        },
    },
};

/// 概要
#[component]
pub fn StaffHome() -> impl IntoView {
    let saved = just_saved();
    let data = async {
        let card = load_staff_card().await?;
        let counts = match card.may.contains(&Capability::SeeExpenses) {
            true => load_expense_counts().await?,
            false => None,
        };
        Ok((card, counts))
    };
    loaded(data, move |(card, counts)| {
        view! { <Overview card counts saved/> }
    })
}

#[component]
fn Overview(card: StaffCard, counts: Option<Counts>, saved: bool) -> impl IntoView {
    let (words, record) = (staff(Lang::Ja), audit(Lang::Ja));
    let (desk, decided) = (overview(Lang::Ja), rules(Lang::Ja));
    let may_see = card.may.contains(&Capability::SeeCheckup);
    let may_audit = card.may.contains(&Capability::SeeAudit);
    view! {
        <ConsoleBody>
            <PageTitle heading=words.overview caption=who(Lang::Ja, &card.name, card.role)>
                <p>{words.overview_lead}</p>
            </PageTitle>
            {saved.then(|| view! {
                <Notice kind=NoticeKind::Success announce=true><p>{words.saved}</p></Notice>
            })}
            <h2>{words.navigation}</h2>
            <CardGrid>
                {may_see.then(|| view! {
                    <Card href=path::STAFF_CHECKUP title=desk.heading text=desk.card_text/>
                    <Card href=path::rules::COURSES title=decided.caption text=decided.card_text/>
                })}
                {counts.map(|counts| view! {
                    <Card href=path::STAFF_EXPENSES title=expenses(Lang::Ja).heading text=expenses_card(Lang::Ja, counts)/>
                })}
                {may_audit.then(|| view! {
                    <Card href=path::STAFF_AUDIT title=record.heading text=record.text/>
                })}
            </CardGrid>
            <h2>{words.own}</h2>
            <CardGrid>
                <Card href=path::STAFF_PASSWORD title=words.password text=words.password_text/>
            </CardGrid>
        </ConsoleBody>
    }
}

//! Step 3: check the answers, agree, 「登録」.

use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    api::registration::{ConfirmPage, Finish, load_confirm},
    domain::{field::Field, registration::AccountField, registration_steps::ConfirmField},
    web::{
        load::loaded_or_gone,
        path,
        problems::Problems,
        ui::{
            BackLink, Button, CheckboxCard, ErrorSummary, PageBody, PageTitle, StepNav,
            SummaryList, SummaryRow,
        },
        words::{
            Lang,
            date::both_calendars,
            field::{account_label, sentence},
            registration::{registration, terms_link},
        },
    },
};

/// ③
#[component]
pub fn ConfirmStep() -> impl IntoView {
    loaded_or_gone(load_confirm(), |data| view! { <Answers data/> })
}

#[component]
fn Answers(data: ConfirmPage) -> impl IntoView {
    let all = registration(Lang::Ja);
    let words = &all.confirm;
    let problems = Problems::new(&data.errors, |field, error| match field {
        ConfirmField::Answers => words.changed.to_owned(),
        ConfirmField::Agreed => sentence(Lang::Ja, words.agree_label, error),
    });
    let shown = data.shown.clone();
    let terms = terms_link(Lang::Ja, &data.terms_version);
    view! {
        <PageBody>
            <BackLink href=path::REGISTER_NEWSLETTERS/>
            <StepNav steps=all.steps current=3/>
            <ErrorSummary problems=problems.summary()/>
            <PageTitle heading=words.heading caption=all.procedure has_error=problems.any()>
                <p>{words.lead}</p>
            </PageTitle>
            <div id=ConfirmField::Answers.name() tabindex="-1">
                <Rows data/>
            </div>
            <form method="post" action=Finish::url() novalidate class="form">
                <input type="hidden" name="shown" id="shown" value=shown/>
                <h2>{words.terms_heading}</h2>
                <p>
                    <a href=path::TERMS target="_blank">{terms}</a>
                    " / "
                    <a href=path::PRIVACY target="_blank">{words.privacy_link}</a>
                </p>
                <CheckboxCard
                    id=ConfirmField::Agreed.name()
                    name=ConfirmField::Agreed.name()
                    value="on"
                    label=words.agree
                    error=problems.of(ConfirmField::Agreed)
                />
                <Button label=words.register large=true/>
            </form>
        </PageBody>
    }
}

#[component]
fn Rows(data: ConfirmPage) -> impl IntoView {
    let words = &registration(Lang::Ja).confirm;
    let label = |field| account_label(Lang::Ja, field);
    let change = |field: AccountField| [path::REGISTER, "#", field.name()].concat();
    let (iso, wareki) = data.birth_date;
    view! {
        <SummaryList>
            <SummaryRow label=label(AccountField::Symbol) value=data.symbol change=change(AccountField::Symbol)/>
            <SummaryRow label=label(AccountField::Number) value=data.number change=change(AccountField::Number)/>
            <SummaryRow
                label=label(AccountField::Branch)
                value=data.branch.unwrap_or_else(|| words.not_given.to_owned())
                change=change(AccountField::Branch)
            />
            <SummaryRow label=label(AccountField::Kana) value=data.kana change=change(AccountField::Kana)/>
            <SummaryRow
                label=label(AccountField::BirthDate)
                value=both_calendars(Lang::Ja, &iso, &wareki)
                change=change(AccountField::BirthDate)
            />
            <SummaryRow
                label=label(AccountField::Password)
                value=words.password
                change=change(AccountField::Password)
            />
            <SummaryRow label=label(AccountField::Email) value=data.email change=change(AccountField::Email)/>
            <SummaryRow label=words.newsletters change=path::REGISTER_NEWSLETTERS>
                <ul>
                    {data.newsletters.into_iter().map(|name| view! { <li>{name}</li> }).collect_view()}
                </ul>
            </SummaryRow>
        </SummaryList>
    }
}

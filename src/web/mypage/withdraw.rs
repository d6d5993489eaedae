//! 退会: what is erased, what stays, and the button that does it.

use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    api::{
        mypage::{Withdraw, load_withdraw},
        session::load_farewell,
    },
    domain::{field::Field, withdraw::WithdrawField},
    web::{
        load::{has_just_left, loaded, loaded_or_gone},
        path,
        problems::Problems,
        ui::{
            BackLink, Button, ButtonKind, CheckboxCard, ErrorSummary, LinkButton, PageBody,
            PageTitle, PasswordField, Sheet,
        },
        words::{
            Lang,
            field::sentence,
            mypage::{MypageWords, mypage},
        },
    },
};

/// 退会
#[component]
pub fn WithdrawPage() -> impl IntoView {
    let words = mypage(Lang::Ja);
    loaded(load_withdraw(), move |(ticked, errors)| {
        let label = move |field| match field {
            WithdrawField::Understood => words.understood_label,
            WithdrawField::Password => words.current_password,
        };
        let problems = Problems::new(&errors, |field, error| {
            sentence(Lang::Ja, label(field), error)
        });
        view! {
            <PageBody>
                <BackLink href=path::MYPAGE label=words.back/>
                <ErrorSummary problems=problems.summary()/>
                <PageTitle heading=words.withdraw_heading has_error=problems.any()/>
                <WhatHappens words/>
                <form method="post" action=Withdraw::url() novalidate class="form">
                    <CheckboxCard
                        id=WithdrawField::Understood.name()
                        name="form[understood]"
                        value="on"
                        label=words.understood
                        checked=ticked
                        error=problems.of(WithdrawField::Understood)
                    />
                    <PasswordField
                        id=WithdrawField::Password.name()
                        name="form[password]"
                        label=words.current_password
                        hint=words.current_hint
                        error=problems.of(WithdrawField::Password)
                        autocomplete="current-password"
                    />
                    <Button label=words.withdraw_button kind=ButtonKind::Danger large=true/>
                </form>
            </PageBody>
        }
    })
}

#[component]
fn WhatHappens(words: &'static MypageWords) -> impl IntoView {
    let list = |lines: &'static [&'static str]| {
        lines
            .iter()
            .map(|line| view! { <li>{*line}</li> })
            .collect_view()
    };
    view! {
        <Sheet>
            <h2>{words.erased}</h2>
            <ul>{list(words.erased_list)}</ul>
            <h2>{words.stays}</h2>
            <ul>{list(words.stays_list)}</ul>
        </Sheet>
    }
}

/// 退会の手続きが終わりました
#[component]
pub fn WithdrawnPage() -> impl IntoView {
    let words = mypage(Lang::Ja);
    loaded_or_gone(load_farewell(has_just_left()), move |()| {
        view! {
            <PageBody>
                <PageTitle heading=words.withdrawn>
                    <p>{words.withdrawn_text}</p>
                </PageTitle>
                <LinkButton href=path::HOME label=words.home/>
            </PageBody>
        }
    })
}

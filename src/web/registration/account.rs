//! Step 1: who registers, with which password and address.

use leptos::{prelude::*, server_fn::ServerFn};

use super::{
    by_phone,
    check::{self, AccountCheck},
};
use crate::{
    api::registration::{AccountPage, SaveAccount, load_account},
    domain::{
        field::{Field, FieldError},
        registration::AccountField,
    },
    web::{
        load::{loaded, lost},
        page::page,
        path,
        problems::Problems,
        ui::{
            Button, Disclosure, ErrorSummary, Notice, NoticeKind, PageBody, PageTitle,
            PasswordField, StepNav, TextField, Width,
        },
        words::{
            Lang,
            field::{account_error, account_label},
            registration::{AccountWords, password_rule, registration},
        },
    },
};

/// ①
#[component]
pub fn AccountStep() -> impl IntoView {
    loaded(load_account(), |data| view! { <AccountForm data/> })
}

/// What a field shows: its HTML name inside the form, value and error.
struct Shown {
    id: &'static str,
    name: String,
    label: &'static str,
    error: Option<String>,
}

fn shown(data: &AccountPage, field: AccountField) -> Shown {
    Shown {
        id: field.name(),
        name: ["form[", field.name(), "]"].concat(),
        label: account_label(Lang::Ja, field),
        error: data
            .errors
            .get(field)
            .map(|error| account_error(Lang::Ja, field, error)),
    }
}

/// Why the page is empty for somebody who was further on, if the address says so.
fn lost_notice(words: &'static AccountWords) -> Option<impl IntoView> {
    // whoever keeps no cookies is told that instead
    let to = lost().filter(|_| !page().no_cookies)?;
    let lines = match to {
        path::REGISTER_LOST_SENT => words.lost_sent,
        _ => std::slice::from_ref(&words.lost),
    };
    let lines = lines.iter().map(|line| view! { <p>{*line}</p> });
    Some(view! {
        <Notice kind=NoticeKind::Warning title=words.lost_title announce=true>
            {lines.collect_view()}
        </Notice>
    })
}

/// Beside the society's sentence on an address that is taken: why a family cannot share one.
#[component]
pub fn TakenLink() -> impl IntoView {
    let words = &registration(Lang::Ja).account;
    view! { <p><a href=path::faq("same-address")>{words.taken_link}</a></p> }
}

#[component]
fn AccountForm(data: AccountPage) -> impl IntoView {
    let all = registration(Lang::Ja);
    let words = &all.account;
    let problems = Problems::new(&data.errors, |field, error| {
        account_error(Lang::Ja, field, error)
    });
    let not_matched = data.errors.get(AccountField::Symbol) == Some(FieldError::NotMatched);
    let has_error = problems.any();
    let policy = page().password_policy;
    let kept = data.password_kept.then_some("");
    view! {
        <PageBody>
            <StepNav steps=all.steps current=1/>
            <ErrorSummary problems=problems.summary()/>
            <PageTitle heading=words.heading caption=all.procedure has_error>
                <p>{words.lead}</p>
            </PageTitle>
            {lost_notice(words)}
            {not_matched.then(|| view! { <NotMatched words/> })}
            <p>{words.who}</p>
            <AccountCheck>
                <form method="post" action=SaveAccount::url() novalidate class="form" id=check::FORM
                    data-min-len=policy.min_len.to_string() data-mixed=policy.letter_and_digit.then_some("")
                    data-kept=kept>
                    <Identity data=data.clone() words/>
                    <Access data words/>
                    <Button label=words.next large=true/>
                </form>
            </AccountCheck>
        </PageBody>
    }
}

/// One message for every cause: what to check, and how to reach the society.
#[component]
fn NotMatched(words: &'static AccountWords) -> impl IntoView {
    let ends = &registration(Lang::Ja).ends;
    let society = page().society.clone();
    view! {
        <Notice kind=NoticeKind::Warning title=words.not_matched_title>
            <ul>{words.not_matched.iter().map(|line| view! { <li>{*line}</li> }).collect_view()}</ul>
            <p>
                {ends.ask} " " <a href=path::CONTACT>{society.name.clone()}</a>
                {by_phone()}
            </p>
        </Notice>
    }
}

/// 記号 to 生年月日: who it is.
#[component]
fn Identity(data: AccountPage, words: &'static AccountWords) -> impl IntoView {
    let field = |field| shown(&data, field);
    let (symbol, number, branch) = (
        field(AccountField::Symbol),
        field(AccountField::Number),
        field(AccountField::Branch),
    );
    let (kana, birth) = (field(AccountField::Kana), field(AccountField::BirthDate));
    let form = data.form.clone();
    view! {
        <Disclosure summary=words.where_summary>
            <ul>{words.where_text.iter().map(|line| view! { <li>{*line}</li> }).collect_view()}</ul>
        </Disclosure>
        <Disclosure summary=words.why_summary>
            <p>{words.why_text}</p>
        </Disclosure>
        <TextField id=symbol.id name=symbol.name label=symbol.label hint=words.symbol_hint value=form.symbol
            error=symbol.error autocomplete="off" inputmode="text" width=Width::Medium echo=""/>
        <TextField id=number.id name=number.name label=number.label hint=words.number_hint value=form.number
            error=number.error autocomplete="off" inputmode="numeric" width=Width::Medium echo=""/>
        <TextField id=branch.id name=branch.name label=branch.label hint=words.branch_hint value=form.branch
            error=branch.error required=false autocomplete="off" inputmode="numeric" width=Width::Short echo=""/>
        <TextField id=kana.id name=kana.name label=kana.label hint=words.kana_hint value=form.kana
            error=kana.error autocomplete="off" echo=""/>
        <TextField id=birth.id name=birth.name label=birth.label hint=words.birth_hint value=form.birth_date
            error=birth.error autocomplete="bday" width=Width::Medium echo=""/>
    }
}

/// メールアドレス and パスワード: how the person gets in later.
#[component]
fn Access(data: AccountPage, words: &'static AccountWords) -> impl IntoView {
    let (password, email) = (
        shown(&data, AccountField::Password),
        shown(&data, AccountField::Email),
    );
    let rule = password_rule(Lang::Ja, page().password_policy);
    let before = match (data.password_kept, data.password_again) {
        (true, _) => words.password_kept,
        (false, true) => words.password_again,
        (false, false) => "",
    };
    let hint = [before, &rule].concat();
    let taken = data.errors.get(AccountField::Email) == Some(FieldError::Taken);
    view! {
        <PasswordField id=password.id name=password.name label=password.label hint error=password.error
            autocomplete="new-password">
            <div class="password-meter" id="password-meter" data-strength="0" hidden>
                <span class="password-meter__bar"></span>
                <span id="password-meter-text" aria-live="polite"></span>
            </div>
        </PasswordField>
        <TextField id=email.id name=email.name label=email.label hint=words.email_hint value=data.form.email
            error=email.error kind="email" autocomplete="email" inputmode="email" echo="">
            {taken.then(|| view! { <TakenLink/> })}
        </TextField>
    }
}

//! Behind the mailed link. The page can be opened any number of times; only its buttons do something.

use leptos::{prelude::*, server_fn::ServerFn};

use super::{approve::waiting, statement};
use crate::{
    api::registration::{Complete, CompletePage, Disown, load_complete, load_over},
    domain::{
        field::{Field, FieldErrors},
        registration_steps::{CompleteField, CompleteForm},
    },
    web::{
        load::{loaded, loaded_or_gone, token},
        page::page,
        path,
        problems::Problems,
        ui::{
            Button, ButtonKind, Disclosure, ErrorSummary, PageBody, PageTitle, PasswordField,
            TextField, Width,
        },
        words::{
            Lang,
            field::sentence,
            registration::{CompleteWords, password_rule, registration},
        },
    },
};

/// マイページ登録手続き
#[component]
pub fn CompleteLink() -> impl IntoView {
    let token = token();
    loaded(load_complete(token.clone()), move |data| {
        standing(data, token)
    })
}

/// The registration made in this browser is over, and not well.
#[component]
pub fn OverPage() -> impl IntoView {
    loaded_or_gone(load_over(), |data| standing(data, String::new()))
}

/// What is so with a registration, and what can be done.
fn standing(data: CompletePage, token: String) -> AnyView {
    let words = &registration(Lang::Ja).complete;
    let ends = &registration(Lang::Ja).ends;
    let login = (path::LOGIN, ends.login);
    let again = (path::REGISTER, words.again);
    match data {
        CompletePage::Damaged => {
            let code = (path::REGISTER_SENT, words.code_instead);
            statement(words.damaged, words.damaged_text, vec![code]).into_any()
        }
        CompletePage::Old => statement(words.old, words.old_text, vec![login]).into_any(),
        CompletePage::Expired => {
            statement(words.expired, words.expired_text, vec![again]).into_any()
        }
        CompletePage::Done => statement(ends.done, ends.done_text, vec![login]).into_any(),
        CompletePage::Rejected => statement(words.rejected, words.rejected_text, vec![]).into_any(),
        CompletePage::Disowned => statement(words.disowned, words.disowned_text, vec![]).into_any(),
        CompletePage::Failed => statement(words.failed, words.failed_text, vec![again]).into_any(),
        CompletePage::Waiting(errors) => waiting(errors, token).into_any(),
        CompletePage::SameBrowser => view! { <Same token words/> }.into_any(),
        CompletePage::OtherBrowser(form, errors) => {
            view! { <Other token form errors words/> }.into_any()
        }
    }
}

/// The browser that registered: the form sends itself where scripts run.
#[component]
fn Same(token: String, words: &'static CompleteWords) -> impl IntoView {
    view! {
        <PageBody>
            <PageTitle heading=words.same_heading caption=registration(Lang::Ja).procedure>
                <p>{words.same_lead}</p>
            </PageTitle>
            <form method="post" action=Complete::url() class="form" data-auto-submit="">
                <input type="hidden" name="form[token]" value=token/>
                <Button label=words.same_button large=true/>
            </form>
        </PageBody>
    }
}

/// Another browser: the password chosen, or who one is and a new password.
#[component]
fn Other(
    token: String,
    form: CompleteForm,
    errors: FieldErrors<CompleteField>,
    words: &'static CompleteWords,
) -> impl IntoView {
    let label = |field| match field {
        CompleteField::Password => words.password,
        CompleteField::BirthDate => words.birth_date,
        CompleteField::NewPassword => words.new_password,
    };
    let problems = Problems::new(&errors, |field, error| {
        sentence(Lang::Ja, label(field), error)
    });
    let new_open =
        problems.has(CompleteField::BirthDate) || problems.has(CompleteField::NewPassword);
    let (again, disowned) = (token.clone(), token.clone());
    view! {
        <PageBody>
            <ErrorSummary problems=problems.summary()/>
            <PageTitle heading=words.other_heading caption=registration(Lang::Ja).procedure has_error=problems.any()>
                <p>{words.other_lead}</p>
            </PageTitle>
            <form method="post" action=Complete::url() novalidate class="form">
                <input type="hidden" name="form[token]" value=token/>
                <PasswordField
                    id=CompleteField::Password.name()
                    name="form[password]"
                    label=words.password
                    error=problems.of(CompleteField::Password)
                    autocomplete="current-password"
                />
                <Button label=words.complete large=true/>
            </form>
            <Disclosure summary=words.forgot open=new_open>
                <p>{words.forgot_text}</p>
                <form method="post" action=Complete::url() novalidate class="form">
                    <input type="hidden" name="form[token]" value=again/>
                    <input type="hidden" name="form[anew]" value="1"/>
                    <TextField
                        id=CompleteField::BirthDate.name()
                        name="form[birth_date]"
                        label=words.birth_date
                        hint=registration(Lang::Ja).account.birth_hint
                        value=form.birth_date
                        error=problems.of(CompleteField::BirthDate)
                        autocomplete="bday"
                        width=Width::Medium
                    />
                    <PasswordField
                        id=CompleteField::NewPassword.name()
                        name="form[new_password]"
                        label=words.new_password
                        hint=password_rule(Lang::Ja, page().password_policy)
                        error=problems.of(CompleteField::NewPassword)
                        autocomplete="new-password"
                    />
                    <Button label=words.complete_new/>
                </form>
            </Disclosure>
            <Disclosure summary=words.disown>
                <p>{words.disown_text}</p>
                <form method="post" action=Disown::url() class="form">
                    <input type="hidden" name="token" value=disowned/>
                    <Button label=words.disown_button kind=ButtonKind::Secondary/>
                </form>
            </Disclosure>
        </PageBody>
    }
}

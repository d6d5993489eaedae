//! The own password of one of the staff.

use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    api::staff::{ChangeOwnPassword, OwnPasswordPage as OwnPassword, load_own_password},
    domain::{
        field::{Field, FieldError},
        staff::PasswordField as Fields,
    },
    web::{
        load::loaded,
        path,
        problems::Problems,
        ui::{BackLink, Button, ErrorSummary, PageBody, PageTitle, PasswordField},
        words::{
            Lang,
            field::sentence,
            staff::{StaffWords, staff},
        },
    },
};

/// パスワードの変更
#[component]
pub fn OwnPasswordPage() -> impl IntoView {
    loaded(load_own_password(), |data| view! { <PasswordForm data/> })
}

fn error_text(words: &StaffWords, field: Fields, error: FieldError) -> String {
    match (field, error) {
        (Fields::Password, FieldError::Personal) => words.personal.to_owned(),
        (Fields::Password, error) => sentence(Lang::Ja, words.new_password, error),
        (Fields::Current, error) => sentence(Lang::Ja, words.current, error),
    }
}

#[component]
fn PasswordForm(data: OwnPassword) -> impl IntoView {
    let words = staff(Lang::Ja);
    let problems = Problems::new(&data.errors, |field, error| error_text(words, field, error));
    let (heading, lead) = if data.first {
        (words.password_first, words.password_first_lead)
    } else {
        (words.password, words.password_lead)
    };
    view! {
        <PageBody>
            {(!data.first).then(|| view! { <BackLink href=path::STAFF/> })}
            <ErrorSummary problems=problems.summary()/>
            <PageTitle heading has_error=problems.any()>
                <p>{lead}</p>
            </PageTitle>
            <form method="post" action=ChangeOwnPassword::url() novalidate class="form">
                // whose password it is, for whoever stores it
                <input type="text" value=data.login autocomplete="username" hidden=true readonly=true/>
                <PasswordField
                    id=Fields::Current.name()
                    name="form[current]"
                    label=words.current
                    error=problems.of(Fields::Current)
                    autocomplete="current-password"
                />
                <PasswordField
                    id=Fields::Password.name()
                    name="form[password]"
                    label=words.new_password
                    hint=words.password_rule
                    error=problems.of(Fields::Password)
                    autocomplete="new-password"
                />
                <Button label=words.password_button large=true/>
            </form>
        </PageBody>
    }
}

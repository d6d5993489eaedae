//! Setting up the authenticator, once.

use leptos::{prelude::*, server_fn::ServerFn};

use super::login::{OtherPerson, next};
use crate::{
    api::staff::{Enrol, EnrolPage as EnrolData, load_enrol},
    domain::{field::Field, staff::CodeField},
    web::{
        load::loaded_or_gone,
        problems::Problems,
        ui::{Button, CodeField as CodeInput, ErrorSummary, PageBody, PageTitle, Sheet},
        words::{
            Lang,
            staff::{code_error, staff},
        },
    },
};

/// 認証アプリを登録してください
#[component]
pub fn EnrolPage() -> impl IntoView {
    let next = next();
    loaded_or_gone(load_enrol(), move |data| view! { <EnrolForm data next/> })
}

#[component]
fn EnrolForm(data: EnrolData, next: String) -> impl IntoView {
    let words = staff(Lang::Ja);
    let problems = Problems::new(&data.errors, |_, error| code_error(Lang::Ja, error));
    let steps = words
        .enrol_steps
        .map(|step| view! { <li>{step}</li> })
        .collect_view();
    view! {
        <PageBody>
            <ErrorSummary problems=problems.summary()/>
            <PageTitle heading=words.enrol caption=data.name.clone() has_error=problems.any()>
                <p>{words.enrol_lead}</p>
            </PageTitle>
            <ol>{steps}</ol>
            <Secret data/>
            <form method="post" action=Enrol::url() novalidate class="form">
                <input type="hidden" name="form[next]" value=next/>
                <CodeInput
                    id=CodeField::Code.name()
                    name="form[code]"
                    label=words.code
                    hint=words.code_hint
                    error=problems.of(CodeField::Code)
                />
                <Button label=words.enrol_button large=true/>
            </form>
            <OtherPerson/>
        </PageBody>
    }
}

/// The secret as a picture, as text and as a link.
#[component]
fn Secret(data: EnrolData) -> impl IntoView {
    let words = staff(Lang::Ja);
    let picture = data.qr.map(|(side, path)| {
        view! {
            <svg
                class="staff__qr"
                viewBox=format!("0 0 {side} {side}")
                role="img"
                aria-label=words.qr
                shape-rendering="crispEdges"
            >
                <path d=path/>
            </svg>
        }
    });
    view! {
        <Sheet>
            {picture}
            <p>{words.secret}</p>
            <p>
                <code class="staff__secret">{data.secret}</code>
            </p>
            <p><a href=data.link>{words.open_app}</a></p>
            <p>{words.enrol_help}</p>
        </Sheet>
    }
}

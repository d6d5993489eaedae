//! The routes: which view answers which path. One line a page.

use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::{
    SsrMode,
    components::{FlatRoutes, Route, Router},
    path,
};

use super::{
    page::page,
    path as url,
    shell::Failure,
    words::{Lang, error::FailureKind, home::home},
};

/// The application.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <Router>
            <FlatRoutes fallback=|| view! { <Failure kind=FailureKind::NotFound/> }>
                <Route path=path!("/") view=Home ssr=SsrMode::Async/>
            </FlatRoutes>
        </Router>
    }
}

/// 玄関
#[component]
fn Home() -> impl IntoView {
    let words = home(Lang::Ja);
    view! {
        <Title text=format!("{} {}", page().society.name, words.title)/>
        <h1>{page().society.name.clone()}" "{words.title}</h1>
        <p>{words.lead}</p>
        <a class="button button--red" href=url::REGISTER>{words.register}</a>
        <a class="button" href=url::LOGIN>{words.login}</a>
    }
}

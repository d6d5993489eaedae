//! The document around every page: head, header, main, footer.

use leptos::prelude::*;
use leptos_meta::MetaTags;

use super::{
    app::App,
    page::{PageContext, page},
    path,
    words::{
        Lang,
        error::{FailureKind, failure},
        shell::shell,
    },
};

/// The whole document around the application.
pub fn document(options: LeptosOptions) -> impl IntoView {
    let context = page();
    let here = context.here.split('?').next().unwrap_or_default();
    let islands = path::has_islands(here);
    view! {
        <!DOCTYPE html>
        <html
            lang="ja"
            data-theme=context.theme.code()
            data-size=context.size.code()
            data-private=path::is_private(here).then_some("")
        >
            <head>
                <Head context=context.clone()/>
                {islands.then(|| view! { <HydrationScripts options islands=true/> })}
                <MetaTags/>
            </head>
            <body>
                <Frame>
                    <App/>
                </Frame>
            </body>
        </html>
    }
}

/// A document that says what went wrong; it needs neither routes nor database.
pub fn failure_document(kind: FailureKind) -> impl IntoView {
    let context = page();
    let words = failure(Lang::Ja, kind);
    view! {
        <!DOCTYPE html>
        <html lang="ja" data-theme=context.theme.code() data-size=context.size.code()>
            <head>
                <Head context=context.clone()/>
                <title>{words.title}</title>
            </head>
            <body>
                <Frame>
                    <Failure kind/>
                </Frame>
            </body>
        </html>
    }
}

/// What went wrong, and where to go from here.
#[component]
pub fn Failure(
    /// What went wrong.
    kind: FailureKind,
) -> impl IntoView {
    let words = failure(Lang::Ja, kind);
    let frame = shell(Lang::Ja);
    view! {
        <h1>{words.title}</h1>
        <p>{words.text}</p>
        <ul>
            <li><a href=path::HOME>{frame.home}</a></li>
            <li><a href=path::LOGIN>{frame.login}</a></li>
            <li><a href=path::FAQ>{frame.faq}</a></li>
            <li><a href=path::CONTACT>{frame.contact}</a></li>
        </ul>
    }
}

/// What stands in every head.
#[component]
fn Head(context: PageContext) -> impl IntoView {
    view! {
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <meta name="format-detection" content="telephone=no"/>
        <link rel="stylesheet" href=context.assets.css.clone()/>
        <script type="module" src=context.assets.app_js.clone() nonce=context.nonce.clone()></script>
        <link rel="manifest" href="/manifest.webmanifest"/>
        <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
        <link rel="apple-touch-icon" href="/icons/apple-touch-icon.png"/>
    }
}

/// Header, main and footer around `children`.
#[component]
fn Frame(children: Children) -> impl IntoView {
    let words = shell(Lang::Ja);
    let context = page();
    view! {
        <a class="skip-link" href="#main">{words.skip}</a>
        <header class="site-header">
            <a class="site-header__name" href=path::HOME>{context.society.name.clone()}</a>
        </header>
        <main id="main" class="page" tabindex="-1">{children()}</main>
        <footer class="site-footer">
            <ul class="site-footer__links">
                <li><a href=path::FAQ>{words.faq}</a></li>
                <li><a href=path::PRIVACY>{words.privacy}</a></li>
                <li><a href=path::TERMS>{words.terms}</a></li>
                <li><a href=path::CONTACT>{words.contact}</a></li>
            </ul>
        </footer>
    }
}

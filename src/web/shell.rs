//! The document around every page: head, header, main, footer.

use leptos::prelude::*;
use leptos_meta::MetaTags;

use super::{
    app::App,
    frame::Frame,
    help::{Failure, failure_title},
    page::{PageContext, page},
    path,
    staff::ConsoleFrame,
    words::error::FailureKind,
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
            data-private=(path::is_private(here) || path::is_staff(here)).then_some("")
        >
            <head>
                <Head context=context.clone()/>
                {islands.then(|| view! { <HydrationScripts options islands=true/> })}
                <MetaTags/>
            </head>
            <body>
                {if path::is_console(here) {
                    view! {
                        <ConsoleFrame>
                            <App/>
                        </ConsoleFrame>
                    }
                        .into_any()
                } else {
                    view! {
                        <Frame>
                            <App/>
                        </Frame>
                    }
                        .into_any()
                }}
            </body>
        </html>
    }
}

/// A document that says what went wrong; it needs neither routes nor database.
pub fn failure_document(kind: FailureKind) -> impl IntoView {
    let title = failure_title(kind);
    document_of(title, move || view! { <Failure kind/> }.into_any())
}

/// A document around one view that stands outside the application's routes.
pub fn document_of(
    title: String,
    content: impl FnOnce() -> AnyView + Send + 'static,
) -> impl IntoView {
    let context = page();
    view! {
        <!DOCTYPE html>
        <html lang="ja" data-theme=context.theme.code() data-size=context.size.code()>
            <head>
                <Head context=context.clone()/>
                <title>{title}</title>
            </head>
            <body>
                {if path::is_console(&context.here) {
                    view! { <ConsoleFrame plain=true>{content()}</ConsoleFrame> }.into_any()
                } else {
                    view! { <Frame>{content()}</Frame> }.into_any()
                }}
            </body>
        </html>
    }
}

/// What stands in every head.
#[component]
fn Head(context: PageContext) -> impl IntoView {
    let accent = format!(":root{{--society-accent:{}}}", context.society.accent);
    view! {
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <meta name="format-detection" content="telephone=no"/>
        <link rel="stylesheet" href=context.assets.css.clone()/>
        <style nonce=context.nonce.clone()>{accent}</style>
        <meta name="theme-color" content=context.society.accent.clone()/>
        <script type="module" src=context.assets.app_js.clone() nonce=context.nonce.clone()></script>
        <link rel="manifest" href="/manifest.webmanifest"/>
        <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
        <link rel="apple-touch-icon" href="/icons/apple-touch-icon.png"/>
    }
}

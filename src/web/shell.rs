//! The document around every page: head, header, main, footer.

use std::sync::OnceLock;

use leptos::{prelude::*, tachys::html::InertElement};
use leptos_meta::MetaTags;

use super::{
    app::Part,
    frame::Frame,
    help::{Failure, failure_title},
    page::{PageContext, page},
    path,
    staff::ConsoleFrame,
    words::error::FailureKind,
};

/// The whole document around the application.
pub fn document() -> impl IntoView {
    let context = page();
    let here = context.here.split('?').next().unwrap_or_default();
    let islands = path::has_islands(here);
    let part = Part::of(here);
    view! {
        <!DOCTYPE html>
        <html
            lang="ja"
            data-theme=context.theme.code()
            data-size=context.size.code()
            data-private=(path::is_private(here) || path::is_staff(here) || here.starts_with(path::LISTS))
                .then_some("")
        >
            <head>
                {head(&context)}
                {islands.then(|| island_scripts(&context))}
                <MetaTags/>
            </head>
            <body>
                {if path::is_console(here) {
                    view! {
                        <ConsoleFrame>
                            {part.pages()}
                        </ConsoleFrame>
                    }
                        .into_any()
                } else {
                    view! {
                        <Frame>
                            {part.pages()}
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
                {head(&context)}
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

/// What stands for the nonce in the pieces that are kept. No nonce is written like it, and nothing else is.
const NONCE: &str = "nonce-of-this-answer";

/// The part that `view` renders with a nonce, from its kept pieces once they are there.
fn with_nonce<V: IntoView>(
    kept: &OnceLock<Vec<String>>,
    nonce: &str,
    view: impl FnOnce(&'static str) -> V,
) -> InertElement {
    let pieces = kept.get_or_init(|| {
        let html = view(NONCE).into_view().to_html();
        html.split(NONCE).map(str::to_owned).collect()
    });
    InertElement::new(pieces.join(nonce))
}

/// What stands in every head.
fn head(context: &PageContext) -> InertElement {
    let (assets, accent) = (&context.assets, &context.society.accent);
    with_nonce(&context.kept.head, &context.nonce, |nonce| {
        let colour = format!(":root{{--society-accent:{accent}}}");
        view! {
            <meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <meta name="color-scheme" content="light dark"/>
            <meta name="format-detection" content="telephone=no"/>
            <link rel="stylesheet" href=assets.css.clone()/>
            <style nonce=nonce>{colour}</style>
            <meta name="theme-color" content=accent.clone()/>
            <script type="module" src=assets.app_js.clone() nonce=nonce></script>
            <link rel="manifest" href="/manifest.webmanifest"/>
            <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
            <link rel="apple-touch-icon" href="/icons/apple-touch-icon.png"/>
        }
    })
}

/// What starts a page's islands. It stands for Leptos's `HydrationScripts`, which looks for the build's list of files and reads it
/// for every page, and writes its script into each.
fn island_scripts(context: &PageContext) -> InertElement {
    let assets = &context.assets;
    with_nonce(&context.kept.islands, &context.nonce, |nonce| {
        view! {
            <link rel="modulepreload" href=assets.client_js.clone() nonce=nonce/>
            <link
                rel="preload"
                href=assets.client_wasm.clone()
                r#as="fetch"
                type="application/wasm"
                crossorigin="anonymous"
            />
            <script type="module" src=assets.islands_js.clone() nonce=nonce></script>
        }
    })
}

//! What stands around each page: head, header, display menu, footer, and the field every form is made of.
//! May enter: what several pages share. Must not: one page's own words.

use anyhow::Context;
use maud::{DOCTYPE, Markup, html};
use serde_json::Value;
use std::path::Path;

/// What comes from settings and build, read once at start.
pub struct Society {
    pub name: String,
    pub insurer_number: String,
    pub accent: String,
    pub phone: String,
    pub phone_hours: String,
    pub address: String,
    css: String,
    app_js: String,
    client_js: String,
    client_wasm: String,
    islands_js: String,
}

impl Society {
    /// Reads the build's file names from the shippable folder.
    pub fn read(dist: &Path) -> anyhow::Result<Self> {
        let text = std::fs::read_to_string(dist.join("site/assets.json"))?;
        let assets: Value = serde_json::from_str(&text)?;
        let url = |name: &str| -> anyhow::Result<String> {
            let url = assets[name].as_str();
            Ok(url
                .with_context(|| format!("no {name} in assets.json"))?
                .to_owned())
        };
        Ok(Self {
            name: "空色健康保険組合".to_owned(),
            insurer_number: "06990014".to_owned(),
            accent: "#0055ad".to_owned(),
            phone: "03-0000-0014".to_owned(),
            phone_hours: "平日 9:00〜17:00".to_owned(),
            address: "〒100-0000 東京都千代田区空色町1-2-3".to_owned(),
            css: url("mypage.css")?,
            app_js: url("app.js")?,
            client_js: url("mypage.js")?,
            client_wasm: url("mypage.wasm")?,
            islands_js: url("islands.js")?,
        })
    }
}

/// One page: its title, its address, whether it starts islands, and what it holds.
pub struct Page<'a> {
    pub title: &'a str,
    pub path: &'a str,
    pub islands: bool,
    pub main: Markup,
}

/// The whole document.
pub fn document(society: &Society, nonce: &str, page: &Page<'_>) -> Markup {
    html! {
        (DOCTYPE)
        html lang="ja" data-theme="auto" data-size="standard" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="format-detection" content="telephone=no";
                link rel="stylesheet" href=(society.css);
                style nonce=(nonce) { ":root{--society-accent:" (society.accent) "}" }
                meta name="theme-color" content=(society.accent);
                script type="module" src=(society.app_js) nonce=(nonce) {}
                link rel="manifest" href="/manifest.webmanifest";
                link rel="icon" href="/favicon.svg" type="image/svg+xml";
                link rel="apple-touch-icon" href="/icons/apple-touch-icon.png";
                @if page.islands {
                    link rel="modulepreload" href=(society.client_js) nonce=(nonce);
                    link rel="preload" href=(society.client_wasm) as="fetch" type="application/wasm" crossorigin="anonymous";
                    script type="module" src=(society.islands_js) nonce=(nonce) {}
                }
                title { (page.title) "｜" (society.name) " マイページ" }
            }
            body {
                a href="#main" class="skip-link" { "本文へ進む" }
                (header(society, page.path))
                main id="main" tabindex="-1" { div class="wrap" { div class="stack" { (page.main) } } }
                (footer(society))
                // what the framework leaves for resources, of which these pages have none
                script nonce=(nonce) { "__RESOLVED_RESOURCES=[];__SERIALIZED_ERRORS=[];__PENDING_RESOURCES=[];__RESOURCE_RESOLVERS=[];" }
                script nonce=(nonce) { "__INCOMPLETE_CHUNKS=[];" }
            }
        }
    }
}

fn header(society: &Society, path: &str) -> Markup {
    let sizes = [("standard", "標準"), ("large", "大"), ("xlarge", "特大")];
    let themes = [("auto", "自動"), ("light", "明るい"), ("dark", "暗い")];
    html! {
        header class="site-header" { div class="site-header__bar" {
            a href="/" class="site-header__home" {
                svg viewBox="0 0 512 512" aria-hidden="true" class="mark" {
                    rect class="mark__ground" width="512" height="512" rx="112" {}
                    path class="mark__leaf" d="M249 411C132 352 72 273 81 177c4-39 30-69 69-76 58 34 101 97 99 310z" {}
                    path class="mark__leaf" d="M263 411c117-59 177-138 168-234-4-39-30-69-69-76-58 34-101 97-99 310z" {}
                }
                span {
                    span class="site-header__society" { (society.name) }
                    span class="site-header__site" { "マイページ" }
                }
            }
            div class="site-header__tools" { details class="display-menu" {
                summary class="display-menu__summary" {
                    span aria-hidden="true" class="display-menu__sample" { "あA" } "文字サイズ・色"
                }
                div class="display-menu__panel" {
                    (choice(path, "size", "文字サイズ", &sizes))
                    (choice(path, "theme", "画面の色", &themes))
                }
            } }
        } }
    }
}

fn choice(back: &str, name: &str, label: &str, options: &[(&str, &str)]) -> Markup {
    html! {
        form method="post" action="/api/display" class="choice" {
            input type="hidden" name="back" value=(back);
            span id={ "display-" (name) } class="choice__label" { (label) }
            span role="group" aria-labelledby={ "display-" (name) } class="choice__options" {
                @for (index, (value, text)) in options.iter().enumerate() {
                    button type="submit" name=(name) value=(value) aria-pressed=(index == 0) class="choice__option" { (text) }
                }
            }
        }
    }
}

fn footer(society: &Society) -> Markup {
    let links = [
        ("/contact", "お問い合わせ"),
        ("/faq", "よくある質問"),
        ("/privacy", "個人情報の扱い"),
        ("/terms", "利用規約"),
    ];
    let digits: String = society.phone.chars().filter(char::is_ascii_digit).collect();
    html! {
        footer class="site-footer" { div class="site-footer__inner" {
            ul class="site-footer__links" {
                @for (href, text) in links { li { a href=(href) class="site-footer__link" { (text) } } }
            }
            address class="site-footer__society" {
                p { (society.name) "(保険者番号 " (society.insurer_number) ")" br; (society.address) }
                p { "電話 " a href={ "tel:" (digits) } { (society.phone) } " (" (society.phone_hours) ")" }
            }
        } }
    }
}

/// The empty error summary of a form that nobody has sent yet.
pub fn error_summary() -> Markup {
    html! {
        div id="error-summary" role="alert" tabindex="-1" data-error-summary="" aria-labelledby="error-summary-title" hidden class="error-summary" {
            h2 id="error-summary-title" class="error-summary__title" { "入力内容に問題があります" }
            ul class="error-summary__list" {}
        }
    }
}

/// One field with label, hint, error and, in the registration, its echo.
#[derive(Clone, Copy, Default)]
pub struct Field<'a> {
    pub id: &'a str,
    pub label: &'a str,
    pub hint: &'a str,
    pub optional: bool,
    pub kind: &'a str,
    pub autocomplete: &'a str,
    pub inputmode: Option<&'a str>,
    pub width: Option<&'a str>,
    pub echo: bool,
}

impl Field<'_> {
    fn described_by(&self) -> String {
        if self.hint.is_empty() {
            format!("{}-error", self.id)
        } else {
            format!("{0}-hint {0}-error", self.id)
        }
    }

    fn label_and_hint(&self) -> Markup {
        html! {
            label for=(self.id) class="field__label" {
                (self.label) " "
                @if self.optional { span data-kind="optional" class="chip" { "任意" } }
                @else { span data-kind="required" class="chip" { "必須" } }
            }
            @if !self.hint.is_empty() { p id={ (self.id) "-hint" } class="field__hint" { (self.hint) } }
            p id={ (self.id) "-error" } class="field__error" {}
        }
    }

    /// A field of text.
    pub fn text(&self) -> Markup {
        html! {
            div class="field" {
                (self.label_and_hint())
                input id=(self.id) name={ "form[" (self.id) "]" } type=(self.kind) value="" autocomplete=(self.autocomplete)
                    inputmode=[self.inputmode] autocapitalize="off" spellcheck="false" data-width=[self.width]
                    aria-describedby=(self.described_by()) class="field__input";
                @if self.echo { output id={ (self.id) "-echo" } for=(self.id) class="field__echo" {} }
            }
        }
    }

    /// A password that can be shown, with a meter where a new one is chosen.
    pub fn password(&self) -> Markup {
        html! {
            div class="field" {
                (self.label_and_hint())
                div class="password" {
                    input id=(self.id) name={ "form[" (self.id) "]" } type="password" autocomplete=(self.autocomplete)
                        autocapitalize="off" spellcheck="false" aria-describedby=(self.described_by()) class="field__input password__input";
                    button type="button" hidden data-reveal=(self.id) data-hide="隠す" aria-controls=(self.id) class="password__reveal" { "表示" }
                }
                @if self.echo {
                    div id={ (self.id) "-meter" } data-strength="0" hidden class="password-meter" {
                        span class="password-meter__bar" {}
                        span id={ (self.id) "-meter-text" } aria-live="polite" {}
                    }
                }
            }
        }
    }
}

//! What every page knows about the request it answers: society, language, display wishes, assets.
//!
//! The server fills a [`PageContext`] in for each request; views read it with [`page`]. Nothing here knows the server.

use std::sync::{Arc, OnceLock};

use leptos::prelude::*;
use serde::Deserialize;

use super::ui::Lasting;
use crate::domain::password::PasswordPolicy;

/// The society's public face, from `[society]` of the settings.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Society {
    /// 組合名, as printed in headings and mails.
    pub name: String,
    /// 略称, for narrow places and the installed app's label.
    pub short_name: String,
    /// 保険者番号, eight digits with a valid check digit.
    pub insurer_number: String,
    /// Phone number people can call, as printed.
    pub phone: String,
    /// When the phone is answered, as printed.
    pub phone_hours: String,
    /// Postal address, as printed.
    pub address: String,
    /// Accent colour as `#rrggbb`.
    pub accent: String,
    /// Words no password may consist of (the society's name in letters).
    #[serde(default)]
    pub password_words: Vec<String>,
}

/// 配色: the colour scheme a person chose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Whatever the device says.
    #[default]
    Auto,
    /// 明るい
    Light,
    /// 暗い
    Dark,
}

/// 文字サイズ: the text size a person chose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextSize {
    /// 標準
    #[default]
    Standard,
    /// 大
    Large,
    /// 特大
    XLarge,
}

impl Theme {
    /// The code in cookie, form and `data-theme`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// Reads a code; anything unknown is the default.
    pub fn from_code(code: &str) -> Self {
        match code {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::Auto,
        }
    }
}

impl TextSize {
    /// The code in cookie, form and `data-size`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Large => "large",
            Self::XLarge => "xlarge",
        }
    }

    /// Reads a code; anything unknown is the default.
    pub fn from_code(code: &str) -> Self {
        match code {
            "large" => Self::Large,
            "xlarge" => Self::XLarge,
            _ => Self::Standard,
        }
    }
}

/// Where the hashed files of this build are.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    /// URL of the stylesheet.
    pub css: String,
    /// URL of the small script every page loads.
    pub app_js: String,
    /// URL of the script that starts a page's islands.
    pub islands_js: String,
    /// URL of the client's JavaScript.
    pub client_js: String,
    /// URL of the client's WASM module.
    pub client_wasm: String,
}

/// Parts of pages that a node renders once and copies from then on: they say what its settings and its build say.
#[derive(Debug, Default)]
pub struct Kept {
    /// The document's head but for its title, in pieces between which the nonce stands.
    pub head: OnceLock<Vec<String>>,
    /// What starts a page's islands, in such pieces.
    pub islands: OnceLock<Vec<String>>,
    /// The way home, in the header.
    pub home: Lasting,
    /// Whose site it is, in the footer.
    pub address: Lasting,
}

/// What a page knows about its request.
#[derive(Clone, Debug)]
pub struct PageContext {
    /// The society.
    pub society: Arc<Society>,
    /// The build's files.
    pub assets: Arc<Assets>,
    /// What the node has rendered before.
    pub kept: Arc<Kept>,
    /// Chosen colour scheme.
    pub theme: Theme,
    /// Chosen text size.
    pub size: TextSize,
    /// The nonce of this answer's Content-Security-Policy.
    pub nonce: String,
    /// Path and query asked for (for forms that return here).
    pub here: String,
    /// Whether the browser carries a session cookie (not whether it is valid).
    pub maybe_signed_in: bool,
    /// Whether the browser came back from a form of this very page without any cookie: nothing can be kept for it.
    pub no_cookies: bool,
    /// Version of the terms people agree to now.
    pub terms_version: String,
    /// Domain mails come from, to be allowed in mail filters.
    pub sender_domain: String,
    /// The society's password rule.
    pub password_policy: PasswordPolicy,
    /// Whether mails can be read at `/dev/mailbox` (demo only).
    pub demo: bool,
}

/// The context of the request being answered.
///
/// # Panics
/// When called outside a request, which would be a programming error.
pub fn page() -> Arc<PageContext> {
    use_context::<Arc<PageContext>>().expect("every request provides a PageContext")
}

//! What single settings must look like. Pure functions: text in, value or nothing out.

use std::str::FromStr;

use axum::http::Uri;

use crate::web::words::{Lang, terms};

/// The society's colour as `#rrggbb`, dark enough that white letters on it reach the contrast 4.5 : 1 (WCAG 2.2, 1.4.3).
pub(super) fn accent(text: &str) -> Option<String> {
    let hex = text
        .strip_prefix('#')
        .filter(|hex| hex.len() == 6 && hex.is_ascii())?;
    let channel = |at: usize| {
        let byte = u8::from_str_radix(hex.get(at..at + 2)?, 16).ok()?;
        let share = f64::from(byte) / 255.0;
        Some(if share <= 0.04045 {
            share / 12.92
        } else {
            ((share + 0.055) / 1.055).powf(2.4)
        })
    };
    let luminance = 0.2126 * channel(0)? + 0.7152 * channel(2)? + 0.0722 * channel(4)?;
    (1.05 / (luminance + 0.05) >= 4.5).then(|| text.to_ascii_lowercase())
}

/// A version of the terms whose text exists: people agree to something they can read.
pub(super) fn version(text: &str) -> Option<String> {
    terms::text(Lang::Ja, text).map(|terms| terms.version.to_owned())
}

/// The base of every mailed link: scheme and host, no path, no user, no trailing slash.
pub(super) fn public_url(text: &str) -> Option<String> {
    let uri = Uri::from_str(text).ok()?;
    let scheme = uri
        .scheme_str()
        .filter(|scheme| matches!(*scheme, "http" | "https"))?;
    let authority = uri.authority()?.as_str();
    let after_host = authority.strip_prefix(uri.host()?);
    let port_fine = after_host.is_some_and(|rest| {
        let port = rest.strip_prefix(':').map(str::parse::<u16>);
        rest.is_empty() || matches!(port, Some(Ok(1..)))
    });
    let fine = !uri.host()?.is_empty()
        && port_fine
        && matches!(uri.path(), "" | "/")
        && uri.query().is_none()
        && !text.contains('#');
    fine.then(|| format!("{scheme}://{authority}"))
}

/// A database's URL: a SQLite file or a PostgreSQL server. Memory databases are refused, they would forget every member.
pub(super) fn database_url(text: &str) -> Option<String> {
    let (scheme, rest) = text.split_once(':')?;
    let place = rest.trim_start_matches('/');
    let fine = match scheme {
        "sqlite" => {
            !place.is_empty()
                && !place.starts_with('?')
                && !rest.contains(":memory:")
                && !rest.contains("mode=memory")
        }
        "postgres" | "postgresql" => rest.starts_with("//") && rest.len() > 2,
        _ => false,
    };
    fine.then(|| text.to_owned())
}

//! What single settings must look like. Pure functions: text in, value or nothing out.

use std::str::FromStr;

use axum::http::Uri;

/// 保険者番号: eight digits whose last one is the check digit of the first seven
/// (weights 2,1,2,1… from the right, digits of products summed, ten's complement).
pub(super) fn insurer_number(text: &str) -> Option<String> {
    let digits: Vec<u32> = text
        .chars()
        .map(|c| c.to_digit(10))
        .collect::<Option<_>>()?;
    let (check, body) = digits.split_last()?;
    let sum: u32 = body
        .iter()
        .rev()
        .enumerate()
        .map(|(index, digit)| digit * if index % 2 == 0 { 2 } else { 1 })
        .map(|product| product / 10 + product % 10)
        .sum();
    (digits.len() == 8 && text.is_ascii() && (10 - sum % 10) % 10 == *check)
        .then(|| text.to_owned())
}

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

/// The stable id of a mail category: it is stored with every choice, so it never changes.
pub(super) fn category_id(text: &str) -> Option<String> {
    let mut letters = text.chars();
    let fine = text.len() <= 32
        && letters.next().is_some_and(|c| c.is_ascii_lowercase())
        && letters.all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '-');
    fine.then(|| text.to_owned())
}

/// A version of the terms: letters, digits, dots and hyphens.
pub(super) fn version(text: &str) -> Option<String> {
    let fine = (1..=32).contains(&text.len())
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '.' || c == '-');
    fine.then(|| text.to_owned())
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

/// A mail address in its everyday form.
pub(super) fn address(text: &str) -> Option<String> {
    let (local, domain) = text.rsplit_once('@')?;
    let letters = |c: char| c.is_ascii_graphic() && !matches!(c, '@' | '<' | '>' | ',' | ';' | '"');
    let fine = !local.is_empty()
        && text.len() <= 254
        && domain.contains('.')
        && domain.split('.').all(|label| !label.is_empty())
        && text.chars().filter(|c| *c == '@').count() == 1
        && local.chars().chain(domain.chars()).all(letters);
    fine.then(|| text.to_owned())
}

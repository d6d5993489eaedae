//! One style sheet out of many: imports joined, minified, written for the browsers we promise.
//! May enter: what lightningcss needs. Must not: file names of the site.

use anyhow::{Result, anyhow};
use lightningcss::bundler::{Bundler, FileProvider};
use lightningcss::error::Error;
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions};
use lightningcss::targets::{Browsers, Targets};
use std::fmt::Display;
use std::path::Path;

/// Phones that stopped getting updates in spring 2023 still show the site as drawn; older ones show plain pages.
fn browsers() -> Browsers {
    let version = |major: u32, minor: u32| Some((major << 16) | (minor << 8));
    Browsers {
        android: version(111, 0),
        chrome: version(111, 0),
        edge: version(111, 0),
        firefox: version(113, 0),
        ios_saf: version(16, 4),
        safari: version(16, 4),
        samsung: version(22, 0),
        ..Browsers::default()
    }
}

/// An error with its place as editors count: lightningcss begins with line 0.
fn located<T: Display>(error: &Error<T>) -> anyhow::Error {
    match &error.loc {
        Some(place) => anyhow!(
            "{}:{}:{}: {}",
            place.filename,
            place.line + 1,
            place.column,
            error.kind
        ),
        None => anyhow!("{}", error.kind),
    }
}

/// Joins and minifies the style sheet that `entry` imports together.
///
/// # Errors
/// When a file is missing or not valid CSS; the message has file, line and column.
pub fn bundle(entry: &Path) -> Result<String> {
    let files = FileProvider::new();
    let mut bundler = Bundler::new(&files, None, ParserOptions::default());
    let mut sheet = bundler.bundle(entry).map_err(|error| located(&error))?;
    let targets = Targets::from(browsers());
    sheet
        .minify(MinifyOptions {
            targets,
            ..MinifyOptions::default()
        })
        .map_err(|error| anyhow!("{error}"))?;
    let printed = sheet.to_css(PrinterOptions {
        minify: true,
        targets,
        ..PrinterOptions::default()
    });
    Ok(printed.map_err(|error| anyhow!("{error}"))?.code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assets::tests::Scratch;
    use std::fs;

    #[test]
    fn imports_are_joined_in_order_and_minified() {
        let folder = Scratch::new("styles-joined");
        fs::write(
            folder.join("main.css"),
            "@layer a, b;\n@import \"a.css\" layer(a);\n@import \"b.css\" layer(b);",
        )
        .expect("write");
        fs::write(folder.join("a.css"), "p {\n  color: #ff0000;\n}\n").expect("write");
        fs::write(folder.join("b.css"), "q { margin: 0 0 0 0 }").expect("write");
        let css = bundle(&folder.join("main.css")).expect("valid CSS");
        assert_eq!(css, "@layer a{p{color:red}}@layer b{q{margin:0}}");
    }

    #[test]
    fn a_broken_sheet_is_an_error_that_says_where() {
        let folder = Scratch::new("styles-broken");
        fs::write(folder.join("main.css"), "p { color: red; }\n} q {").expect("write");
        let error = bundle(&folder.join("main.css"))
            .expect_err("not CSS")
            .to_string();
        assert!(error.contains("main.css:2"), "{error}");
    }
}

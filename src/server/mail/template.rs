//! Substitution in mail texts: `{{name}}`, nothing more.
//!
//! Values are cleaned of control characters, and escaped where the text is HTML. A placeholder without a value is an
//! error: a mail with a hole in it must not go out.

use std::fmt::Write as _;

/// What a placeholder becomes.
#[derive(Clone, Copy, Debug)]
pub enum Value<'a> {
    /// Text somebody wrote: escaped in HTML.
    Text(&'a str),
    /// An already filled template of the same format, put in as it is.
    Filled(&'a str),
}

/// The format of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text.
    Plain,
    /// HTML: values are escaped for element content and quoted attributes.
    Html,
}

/// A template names something it was not given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfilled(pub String);

/// Fills `template` with `values`.
///
/// # Errors
/// When a placeholder has no value or no end.
pub fn fill(
    template: &str,
    format: Format,
    values: &[(&str, Value<'_>)],
) -> Result<String, Unfilled> {
    let mut out = String::with_capacity(template.len() * 2);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        let (name, after) = after
            .split_once("}}")
            .ok_or_else(|| Unfilled(after.chars().take(20).collect()))?;
        out.push_str(before);
        match values.iter().find(|(known, _)| *known == name) {
            Some((_, Value::Filled(text))) => out.push_str(text),
            Some((_, Value::Text(text))) => push_text(&mut out, text, format),
            None => return Err(Unfilled(name.to_owned())),
        }
        rest = after;
    }
    out.push_str(rest);
    Ok(out)
}

fn push_text(out: &mut String, text: &str, format: Format) {
    for c in text.replace("\r\n", "\n").chars() {
        match (format, c) {
            (_, '\n' | '\t') => out.push(c),
            (_, c) if c.is_control() => {}
            (Format::Html, '&' | '<' | '>' | '"' | '\'') => {
                write!(out, "&#{};", u32::from(c)).expect("a string takes everything");
            }
            (_, c) => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fills_and_escapes_by_format() {
        let values = [("a", Value::Text("<b>\"&'\r\n\0\u{7f}x"))];
        assert_eq!(
            fill("1{{a}}2", Format::Plain, &values).unwrap(),
            "1<b>\"&'\nx2"
        );
        assert_eq!(
            fill("1{{a}}2", Format::Html, &values).unwrap(),
            "1&#60;b&#62;&#34;&#38;&#39;\nx2"
        );
    }

    #[test]
    fn values_are_not_templates() {
        let values = [("a", Value::Text("{{b}}")), ("b", Value::Text("secret"))];
        assert_eq!(fill("{{a}}", Format::Plain, &values).unwrap(), "{{b}}");
    }

    #[test]
    fn a_hole_is_an_error() {
        assert_eq!(
            fill("x {{name}}", Format::Plain, &[]),
            Err(Unfilled("name".into()))
        );
        assert!(fill("x {{name", Format::Plain, &[]).is_err());
    }
}

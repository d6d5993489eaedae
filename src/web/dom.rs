//! The page as islands find it. Compiled on both sides, called in the browser only.
//!
//! May enter: small reads and writes by id. Must not: features, rules, words.

use js_sys::JsString;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, HtmlInputElement};

use crate::domain::date::CivilDate;

/// The Unicode fold (NFKC) the browser has built in.
pub fn nfkc(text: &str) -> String {
    JsString::from(text).normalize("NFKC").into()
}

/// Today in Japan (UTC+9), whatever the device's time zone.
pub fn today() -> CivilDate {
    const DAY_MS: f64 = 86_400_000.0;
    const JAPAN_MS: f64 = 9.0 * 3_600_000.0;
    #[expect(clippy::cast_possible_truncation, reason = "days since 1970 are few")]
    CivilDate::from_days(((js_sys::Date::now() + JAPAN_MS) / DAY_MS) as i64)
}

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// The element with this id.
pub fn element(id: &str) -> Option<Element> {
    document()?.get_element_by_id(id)
}

/// What stands in the input with this id.
pub fn value(id: &str) -> String {
    element(id)
        .and_then(|element| element.dyn_into::<HtmlInputElement>().ok())
        .map(|input| input.value())
        .unwrap_or_default()
}

/// Writes text into the element with this id; an empty one is not shown.
pub fn write(id: &str, text: &str) {
    if let Some(element) = element(id)
        && element.text_content().unwrap_or_default() != text
    {
        element.set_text_content(Some(text));
    }
}

/// Sets an attribute, or takes it away.
pub fn mark(element: &Element, name: &str, value: Option<&str>) {
    // Both fail only for names that are none.
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}

/// Shows an error at its field, or takes it away: the line, the field's state, the input's.
pub fn show_error(id: &str, text: Option<&str>) {
    write(&[id, "-error"].concat(), text.unwrap_or_default());
    let Some(input) = element(id) else { return };
    mark(&input, "aria-invalid", text.map(|_| "true"));
    if let Ok(Some(field)) = input.closest(".field") {
        mark(&field, "data-invalid", text.map(|_| ""));
    }
}

/// Puts `prefix` before the document's title, or takes it away.
pub fn prefix_title(prefix: &str, wanted: bool) {
    let Some(document) = document() else { return };
    let title = document.title();
    let plain = title.strip_prefix(prefix).unwrap_or(&title);
    document.set_title(&if wanted {
        [prefix, plain].concat()
    } else {
        plain.to_owned()
    });
}

/// Fills the error summary with links to fields and moves the focus to it; hides it when there is nothing to say.
pub fn show_summary(problems: &[(&str, String)]) {
    let (Some(summary), Some(document)) = (element("error-summary"), document()) else {
        return;
    };
    mark(&summary, "hidden", problems.is_empty().then_some(""));
    let Ok(Some(list)) = summary.query_selector("ul") else {
        return;
    };
    list.set_text_content(None);
    for (id, text) in problems {
        let (Ok(item), Ok(link)) = (document.create_element("li"), document.create_element("a"))
        else {
            return;
        };
        mark(&link, "class", Some("error-summary__link"));
        mark(&link, "href", Some(&["#", id].concat()));
        link.set_text_content(Some(text));
        let _ = item.append_child(&link);
        let _ = list.append_child(&item);
    }
    if !problems.is_empty()
        && let Ok(summary) = summary.dyn_into::<HtmlElement>()
    {
        let _ = summary.focus();
    }
}

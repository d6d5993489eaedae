//! What a change changed, for the record: the paths of the values that differ, with before and after.
//!
//! May enter: values of rules, which name nobody. Must not: data about people.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

/// Most characters of one value.
const VALUE: usize = 40;
/// Most characters of a whole difference.
const WHOLE: usize = 2_000;

/// The leaves of a value by their paths.
fn leaves(path: &str, value: &Value, into: &mut BTreeMap<String, String>) {
    let below = |key: &str| {
        if path.is_empty() {
            key.to_owned()
        } else {
            format!("{path}.{key}")
        }
    };
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                leaves(&below(key), value, into);
            }
        }
        // options and conditions are told apart by their codes, wherever they stand
        Value::Array(items) if items.iter().any(Value::is_object) => {
            for (at, item) in items.iter().enumerate() {
                let code = item.get("code").or_else(|| item.get("condition"));
                let key = code.and_then(Value::as_str);
                let key = key.map_or_else(|| at.to_string(), str::to_owned);
                leaves(&below(&key), item, into);
            }
        }
        Value::Null => {}
        Value::String(text) => {
            into.insert(path.to_owned(), short(text));
        }
        other => {
            into.insert(path.to_owned(), short(&other.to_string()));
        }
    }
}

fn short(text: &str) -> String {
    let mut short: String = text.chars().take(VALUE).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short.replace(['\n', '\r'], " ")
}

fn leaves_of(value: &impl Serialize) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    // what cannot be told is told as nothing: the change itself stands in the record all the same
    let value = serde_json::to_value(value).unwrap_or_default();
    leaves("", &value, &mut all);
    all
}

/// The difference: `ages.min: 35 > 40; options.psa.cap: - > 2000`. Empty where nothing differs.
pub fn changes(before: &impl Serialize, after: &impl Serialize) -> String {
    let (before, after) = (leaves_of(before), leaves_of(after));
    let mut parts = Vec::new();
    let paths: std::collections::BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    for path in paths {
        let (old, new) = (before.get(path), after.get(path));
        if old != new {
            let or_none = |value: Option<&String>| value.map_or("-", String::as_str).to_owned();
            parts.push(format!("{path}: {} > {}", or_none(old), or_none(new)));
        }
    }
    let whole = parts.join("; ");
    if whole.chars().count() > WHOLE {
        let cut: String = whole.chars().take(WHOLE).collect();
        return format!("{cut}… ({})", parts.len());
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::changes;
    use serde_json::json;

    #[test]
    fn tells_what_differs_and_nothing_else() {
        let before = json!({"name": "ドック", "ages": {"min": 35, "max": null}, "options": [{"code": "psa", "cap": 1}]});
        let after = json!({"name": "ドック", "ages": {"min": 40, "max": 74}, "options": [{"code": "brain", "cap": 2}, {"code": "psa", "cap": 1}]});
        assert_eq!(
            changes(&before, &after),
            "ages.max: - > 74; ages.min: 35 > 40; options.brain.cap: - > 2; options.brain.code: - > brain"
        );
        assert_eq!(changes(&after, &after), "");
        let long = json!({"name": "長".repeat(100)});
        assert!(changes(&before, &long).contains('…'));
    }
}

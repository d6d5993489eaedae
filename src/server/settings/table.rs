//! Reading a TOML table key by key, so that whatever is wrong is one Japanese sentence with the setting's name in it.

use toml::{Table, Value};

use super::SettingsError;

/// One table of the settings file: `[society]`, one `[[newsletter]]`, …
pub(super) struct Section<'a> {
    file: &'a str,
    name: String,
    table: &'a Table,
    asked: Vec<&'static str>,
}

impl<'a> Section<'a> {
    /// The whole file as a table without a name.
    pub(super) fn whole(file: &'a str, table: &'a Table) -> Self {
        Self {
            file,
            name: String::new(),
            table,
            asked: Vec::new(),
        }
    }

    fn full(&self, key: &str) -> String {
        if self.name.is_empty() {
            key.to_owned()
        } else {
            format!("{}.{key}", self.name)
        }
    }

    /// The sentence for a value that is not what was expected.
    pub(super) fn wrong(&self, key: &str, value: &str, expected: &str) -> SettingsError {
        SettingsError(format!(
            "{} の {}「{}」が正しくありません({}を書いてください)。",
            self.file,
            self.full(key),
            value.escape_debug(),
            spaced(expected)
        ))
    }

    /// The sentence for keys of this table that do not go together.
    pub(super) fn clash(&self, rule: &str) -> SettingsError {
        SettingsError(format!(
            "{} の [{}] が正しくありません({rule})。",
            self.file, self.name
        ))
    }

    fn missing(&self, key: &str, expected: &str) -> SettingsError {
        SettingsError(format!(
            "{} に {} がありません({}を書いてください)。",
            self.file,
            self.full(key),
            spaced(expected)
        ))
    }

    fn value(&mut self, key: &'static str) -> Option<&'a Value> {
        self.asked.push(key);
        self.table.get(key)
    }

    /// A text that `parse` accepts, if the key is there.
    pub(super) fn optional<T>(
        &mut self,
        key: &'static str,
        expected: &str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Result<Option<T>, SettingsError> {
        match self.value(key) {
            None => Ok(None),
            Some(Value::String(text)) => parse(text.trim())
                .map(Some)
                .ok_or_else(|| self.wrong(key, text, expected)),
            Some(other) => Err(self.wrong(key, &other.to_string(), expected)),
        }
    }

    /// A text that `parse` accepts.
    pub(super) fn required<T>(
        &mut self,
        key: &'static str,
        expected: &str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Result<T, SettingsError> {
        self.optional(key, expected, parse)?
            .ok_or_else(|| self.missing(key, expected))
    }

    /// A whole number from `min` to `max`, or nothing.
    pub(super) fn whole_number(
        &mut self,
        key: &'static str,
        min: i64,
        max: i64,
    ) -> Result<Option<i64>, SettingsError> {
        match self.value(key) {
            None => Ok(None),
            Some(Value::Integer(number)) if (min..=max).contains(number) => Ok(Some(*number)),
            Some(other) => Err(self.wrong(
                key,
                &other.to_string(),
                &format!("{min}から{max}までの整数"),
            )),
        }
    }

    /// Whole numbers that never get smaller, each from `min` to `max`, at most 20 of them; or nothing.
    pub(super) fn growing_numbers(
        &mut self,
        key: &'static str,
        min: i64,
        max: i64,
    ) -> Result<Option<Vec<i64>>, SettingsError> {
        let Some(value) = self.value(key) else {
            return Ok(None);
        };
        let numbers: Option<Vec<i64>> = value
            .as_array()
            .and_then(|list| list.iter().map(Value::as_integer).collect());
        numbers
            .filter(|numbers| (1..=20).contains(&numbers.len()) && numbers.is_sorted())
            .filter(|numbers| numbers.iter().all(|number| (min..=max).contains(number)))
            .map(Some)
            .ok_or_else(|| {
                let expected = format!("{min}から{max}までの整数を小さい順に20個まで並べたもの");
                self.wrong(key, &value.to_string(), &expected)
            })
    }

    /// `true` or `false`, or nothing.
    pub(super) fn yes_or_no(&mut self, key: &'static str) -> Result<Option<bool>, SettingsError> {
        match self.value(key) {
            None => Ok(None),
            Some(Value::Boolean(yes)) => Ok(Some(*yes)),
            Some(other) => Err(self.wrong(key, &other.to_string(), "true か false")),
        }
    }

    /// A list of texts, empty where the key is not there.
    pub(super) fn texts(
        &mut self,
        key: &'static str,
        expected: &str,
    ) -> Result<Vec<String>, SettingsError> {
        let Some(value) = self.value(key) else {
            return Ok(Vec::new());
        };
        value
            .as_array()
            .and_then(|list| {
                list.iter()
                    .map(|item| item.as_str().and_then(line))
                    .collect()
            })
            .ok_or_else(|| self.wrong(key, &value.to_string(), expected))
    }

    /// The table under `key`, or nothing.
    pub(super) fn optional_section(
        &mut self,
        key: &'static str,
    ) -> Result<Option<Section<'a>>, SettingsError> {
        let name = self.full(key);
        match self.value(key) {
            None => Ok(None),
            Some(Value::Table(table)) => Ok(Some(Section {
                file: self.file,
                name,
                table,
                asked: Vec::new(),
            })),
            Some(other) => {
                Err(self.wrong(key, &other.to_string(), &format!("見出し [{name}] の表")))
            }
        }
    }

    /// The table under `key`.
    pub(super) fn section(&mut self, key: &'static str) -> Result<Section<'a>, SettingsError> {
        self.optional_section(key)?
            .ok_or_else(|| self.missing(key, &format!("見出し [{}] の表", self.full(key))))
    }

    /// The tables of `[[key]]`, each named by its place in the file.
    pub(super) fn list(&mut self, key: &'static str) -> Result<Vec<Section<'a>>, SettingsError> {
        let expected = format!("見出し [[{key}]] の表を一つ以上");
        let Some(value) = self.value(key) else {
            return Err(self.missing(key, &expected));
        };
        let tables: Option<Vec<&Table>> = value
            .as_array()
            .and_then(|list| list.iter().map(Value::as_table).collect());
        match tables {
            Some(tables) if !tables.is_empty() => Ok(tables
                .into_iter()
                .enumerate()
                .map(|(index, table)| Section {
                    file: self.file,
                    name: format!("{key}[{}]", index + 1),
                    table,
                    asked: Vec::new(),
                })
                .collect()),
            _ => Err(self.wrong(key, &value.to_string(), &expected)),
        }
    }

    /// Refuses keys nobody asked for.
    pub(super) fn done(self) -> Result<(), SettingsError> {
        let unknown = self
            .table
            .keys()
            .find(|key| !self.asked.contains(&key.as_str()));
        match unknown {
            None => Ok(()),
            Some(key) => Err(SettingsError(format!(
                "{} の {} という設定はありません(書けるのは {} です)。",
                self.file,
                self.full(key).escape_debug(),
                self.asked.join(", ")
            ))),
        }
    }
}

/// One line of text without control characters: what may stand in a heading or a mail's header.
pub(super) fn line(text: &str) -> Option<String> {
    let text = text.trim();
    let fine =
        !text.is_empty() && text.chars().count() <= 200 && !text.chars().any(char::is_control);
    fine.then(|| text.to_owned())
}

/// A space between Latin letters and what follows them.
pub(super) fn spaced(text: &str) -> String {
    let space = if text.ends_with(|c: char| c.is_ascii_alphanumeric()) {
        " "
    } else {
        ""
    };
    format!("{text}{space}")
}

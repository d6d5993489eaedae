//! Statements whose conditions are put together while they are written.

use sea_orm::{ConnectionTrait, FromQueryResult, Statement, Value};

use super::super::Result;

/// Conditions that all have to hold, with their values.
#[derive(Default)]
pub(super) struct Conditions {
    parts: Vec<String>,
    values: Vec<Value>,
}

impl Conditions {
    /// Adds a condition; `?` in it stands for the value.
    pub(super) fn add(&mut self, condition: &str, value: impl Into<Value>) {
        self.values.push(value.into());
        let place = format!("${}", self.values.len());
        self.parts.push(condition.replace('?', &place));
    }

    /// Adds a condition without a value.
    pub(super) fn add_plain(&mut self, condition: &str) {
        self.parts.push(condition.to_owned());
    }

    /// Adds a condition that `column` holds `part` somewhere.
    pub(super) fn add_part(&mut self, column: &str, part: &str) {
        let condition = format!("{column} LIKE ? ESCAPE '\\'");
        self.add(&condition, format!("%{}%", escaped(part)));
    }

    /// Adds a condition that `column` begins with `part`.
    pub(super) fn add_beginning(&mut self, column: &str, part: &str) {
        let condition = format!("{column} LIKE ? ESCAPE '\\'");
        self.add(&condition, format!("{}%", escaped(part)));
    }

    /// `WHERE …`, or nothing without conditions.
    pub(super) fn clause(&self) -> String {
        if self.parts.is_empty() {
            return String::new();
        }
        format!(" WHERE {}", self.parts.join(" AND "))
    }

    /// The rows of `sql` with these values.
    pub(super) async fn all<T: FromQueryResult, C: ConnectionTrait>(
        self,
        c: &C,
        sql: &str,
    ) -> Result<Vec<T>> {
        let statement = Statement::from_sql_and_values(c.get_database_backend(), sql, self.values);
        let rows = c.query_all_raw(statement).await?;
        Ok(rows
            .iter()
            .map(|row| T::from_query_result(row, ""))
            .collect::<std::result::Result<_, _>>()?)
    }
}

/// Text that `LIKE` takes literally.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '%' | '_' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_are_numbered_and_text_is_literal() {
        let mut conditions = Conditions::default();
        assert_eq!(conditions.clause(), "");
        conditions.add("a = ?", 1);
        conditions.add_part("b", "50%_\\");
        assert_eq!(
            conditions.clause(),
            " WHERE a = $1 AND b LIKE $2 ESCAPE '\\'"
        );
        assert_eq!(conditions.values[1], Value::from("%50\\%\\_\\\\%"));
    }
}

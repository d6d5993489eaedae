//! A form's errors in words: for the summary above it and for each field.

use crate::{
    domain::field::{Field, FieldError, FieldErrors},
    web::ui::FieldProblem,
};

/// What is wrong with a form, in the order of its fields.
#[derive(Clone, Debug)]
pub struct Problems<F>(Vec<(F, String)>);

impl<F: Field> Problems<F> {
    /// The errors as `sentence` puts them.
    pub fn new(errors: &FieldErrors<F>, sentence: impl Fn(F, FieldError) -> String) -> Self {
        Self(
            errors
                .iter()
                .map(|(field, error)| (field, sentence(field, error)))
                .collect(),
        )
    }

    /// Whether anything is wrong.
    pub fn any(&self) -> bool {
        !self.0.is_empty()
    }

    /// What is wrong with one field.
    pub fn of(&self, field: F) -> Option<String> {
        self.0
            .iter()
            .find(|(of, _)| *of == field)
            .map(|(_, text)| text.clone())
    }

    /// Whether one field is wrong.
    pub fn has(&self, field: F) -> bool {
        self.of(field).is_some()
    }

    /// For the error summary.
    pub fn summary(&self) -> Vec<FieldProblem> {
        self.0
            .iter()
            .map(|(field, text)| FieldProblem {
                id: field.name().to_owned(),
                text: text.clone(),
            })
            .collect()
    }
}

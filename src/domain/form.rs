//! What all forms share: the names of their fields.
//!
//! A form is two types: raw strings as they came, and what they parse into. [`fields!`] declares the enum of a form's
//! fields, whose order is the order on the page and whose names are the HTML ids.

use super::field::{Field, FieldError, FieldErrors};

/// Longest raw value any field keeps, in characters: beyond it nothing sensible was typed.
pub const MAX_RAW: usize = 2_000;

/// Cuts a raw value that is beyond all sense, so that what is kept for showing again stays small.
pub fn cut(raw: &str) -> String {
    raw.chars().take(MAX_RAW).collect()
}

/// The result of a form with one field that can be wrong.
///
/// # Errors
/// That field's error.
pub fn single<F: Field, T>(field: F, result: Result<T, FieldError>) -> Result<T, FieldErrors<F>> {
    result.map_err(|error| {
        let mut errors = FieldErrors::new();
        errors.insert(field, error);
        errors
    })
}

/// Declares the fields of a form.
macro_rules! fields {
    ($(#[$meta:meta])* $form:ident { $($(#[$field_meta:meta])* $field:ident = $name:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum $form {
            $($(#[$field_meta])* #[serde(rename = $name)] $field,)+
        }

        impl crate::domain::field::Field for $form {
            fn name(self) -> &'static str {
                match self {
                    $(Self::$field => $name,)+
                }
            }
        }
    };
}

pub(crate) use fields;

//! What can be wrong with a field, as codes: the same in the browser, on the wire and in a draft.
//!
//! May enter: codes and the numbers a sentence needs. Must not: what was typed, sentences (the
//! words of a language live with the views).

use super::date::CivilDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is wrong with one field. With the field it belongs to, each code has one sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldError {
    /// Nothing was entered.
    Empty,
    /// Shorter than the rule allows.
    TooShort {
        /// Fewest characters allowed.
        min: u16,
    },
    /// Longer than the rule allows.
    TooLong {
        /// Most characters allowed.
        max: u16,
    },
    /// Holds a character the field cannot hold.
    BadCharacter,
    /// Something other than digits where only digits can be.
    NotDigits,
    /// The society's password rule asks for a letter.
    NeedsLetter,
    /// The society's password rule asks for a digit.
    NeedsDigit,
    /// Not a day of the calendar, in none of the spellings understood.
    NotADate,
    /// A day that is still to come.
    Future,
    /// A day too long ago to be meant.
    TooOld,
    /// Not a mail address.
    NotAnAddress,
    /// A password that everybody tries first.
    Common,
    /// A password made of what others know of the person.
    Personal,
    /// The terms were not agreed to.
    NotAgreed,
    /// No person of the roster fits; on purpose without saying which part did not. At a field of its own: what stands there
    /// contradicts what was typed elsewhere.
    NotMatched,
    /// Somebody else uses it.
    Taken,
    /// Not the one expected (current password, code).
    Wrong,
    /// Tried too often.
    Throttled {
        /// Seconds to wait.
        seconds: u32,
    },
    /// The new value is the old one.
    SameAsBefore,
    /// A value the form does not offer.
    Unknown,
    /// A day on which the place asked for is closed.
    Closed {
        /// The day.
        day: CivilDate,
    },
}

/// The fields of a form, in the order people see them.
pub trait Field: Copy + Ord {
    /// The HTML name and id of the input.
    fn name(self) -> &'static str;
}

/// The errors of a form: at most one for each field, in the order of the form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "F: Ord + Deserialize<'de>"))]
pub struct FieldErrors<F: Ord>(BTreeMap<F, FieldError>);

impl<F: Ord> Default for FieldErrors<F> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<F: Ord + Copy> FieldErrors<F> {
    /// No errors yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Notes an error. The first one of a field stays: later rules build on earlier ones.
    pub fn insert(&mut self, field: F, error: FieldError) {
        self.0.entry(field).or_insert(error);
    }

    /// Forgets the error of a field.
    pub fn remove(&mut self, field: F) {
        self.0.remove(&field);
    }

    /// Takes the value out of a field's result, or notes the error.
    pub fn keep<T>(&mut self, field: F, result: Result<T, FieldError>) -> Option<T> {
        result.map_err(|error| self.insert(field, error)).ok()
    }

    /// The error of a field.
    pub fn get(&self, field: F) -> Option<FieldError> {
        self.0.get(&field).copied()
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many fields are wrong.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Fields and errors in the order of the form.
    pub fn iter(&self) -> impl Iterator<Item = (F, FieldError)> + '_ {
        self.0.iter().map(|(field, error)| (*field, *error))
    }

    /// The value when nothing is wrong.
    ///
    /// # Errors
    /// The errors noted, when there are any.
    pub fn into_result<T>(self, value: T) -> Result<T, Self> {
        if self.is_empty() {
            Ok(value)
        } else {
            Err(self)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Colour {
        Red,
        Blue,
    }

    #[test]
    fn keeps_the_first_error_and_the_order_of_the_form() {
        let mut errors = FieldErrors::new();
        errors.insert(Colour::Blue, FieldError::Empty);
        errors.insert(Colour::Red, FieldError::TooShort { min: 5 });
        errors.insert(Colour::Red, FieldError::Common);
        let all: Vec<_> = errors.iter().collect();
        assert_eq!(
            all,
            [
                (Colour::Red, FieldError::TooShort { min: 5 }),
                (Colour::Blue, FieldError::Empty)
            ]
        );
        assert_eq!(errors.get(Colour::Blue), Some(FieldError::Empty));
        assert_eq!(errors.len(), 2);
        assert_eq!(errors.clone().into_result(1), Err(errors));
    }

    #[test]
    fn gives_the_value_when_nothing_is_wrong() {
        let mut errors = FieldErrors::<Colour>::new();
        assert_eq!(errors.keep(Colour::Red, Ok(1)), Some(1));
        assert_eq!(errors.into_result(2), Ok(2));
    }

    #[test]
    fn notes_the_error_of_a_result() {
        let mut errors = FieldErrors::new();
        assert_eq!(errors.keep::<u8>(Colour::Red, Err(FieldError::Wrong)), None);
        assert_eq!(errors.get(Colour::Red), Some(FieldError::Wrong));
    }

    #[test]
    fn travels_as_codes() {
        let mut errors = FieldErrors::new();
        errors.insert(Colour::Red, FieldError::TooLong { max: 19 });
        errors.insert(Colour::Blue, FieldError::NotADate);
        let wire = serde_json::to_string(&errors).unwrap();
        assert_eq!(
            wire,
            r#"{"red":{"too_long":{"max":19}},"blue":"not_a_date"}"#
        );
        assert_eq!(
            serde_json::from_str::<FieldErrors<Colour>>(&wire).unwrap(),
            errors
        );
        assert!(serde_json::from_str::<FieldErrors<Colour>>(r#"{"green":"empty"}"#).is_err());
    }
}

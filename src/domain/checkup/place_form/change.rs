//! 定員 of days that were chosen, or their end.

use serde::{Deserialize, Serialize};

use super::super::read::number;
use super::MAX_CAPACITY;
use crate::domain::field::{FieldError, FieldErrors};
use crate::domain::form::{cut, fields};
use crate::domain::text::Nfkc;

fields! {
    /// Fields of a change of days that were chosen.
    ChangeField {
        /// 日
        Chosen = "chosen",
        /// 定員
        Capacity = "new_capacity",
    }
}

/// A change of days that were chosen, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChangeForm {
    /// Numbers of the places.
    pub chosen: Vec<String>,
    /// 定員
    pub capacity: String,
    /// What is done: a code of [`Deed`].
    pub deed: String,
}

/// What is done with days that were chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// They get another 定員.
    Capacity(u16),
    /// They are taken away, where nobody has booked.
    Delete,
}

impl Deed {
    /// The code of [`Deed::Capacity`] in the form.
    pub const CAPACITY: &str = "capacity";
    /// The code of [`Deed::Delete`] in the form.
    pub const DELETE: &str = "delete";
}

impl ChangeForm {
    /// Most days changed at once.
    pub const MAX: usize = 2_000;

    /// Reads the change: which places, and what is done with them. A 定員 of 0 closes a day.
    ///
    /// # Errors
    /// `Empty` where no day is chosen or no 定員 given; `Unknown` for what the form does not offer.
    pub fn parse(&self, nfkc: Nfkc<'_>) -> Result<(Vec<i64>, Deed), FieldErrors<ChangeField>> {
        let mut errors = FieldErrors::new();
        let chosen = errors.keep(ChangeField::Chosen, self.places());
        let deed = if self.deed == Deed::DELETE {
            Some(Deed::Delete)
        } else {
            let capacity = number(&self.capacity, nfkc, MAX_CAPACITY);
            errors
                .keep(ChangeField::Capacity, capacity)
                .map(Deed::Capacity)
        };
        chosen.zip(deed).ok_or(errors)
    }

    fn places(&self) -> Result<Vec<i64>, FieldError> {
        let number = |id: &String| id.parse().map_err(|_| FieldError::Unknown);
        let mut places: Vec<i64> = self
            .chosen
            .iter()
            .take(Self::MAX)
            .map(number)
            .collect::<Result<_, _>>()?;
        // the order in which rows are held still
        places.sort_unstable();
        places.dedup();
        if places.is_empty() {
            Err(FieldError::Empty)
        } else {
            Ok(places)
        }
    }

    /// What is kept and shown again.
    #[must_use]
    pub fn kept(&self) -> Self {
        let chosen = self.chosen.iter().take(Self::MAX);
        Self {
            chosen: chosen.map(|id| id.chars().take(20).collect()).collect(),
            capacity: cut(&self.capacity),
            deed: cut(&self.deed),
        }
    }
}

//! Whom of the roster a row may be about, where its own words lead to nobody, or to several.
//!
//! May enter: comparing what the row says with what the roster says. Must not: deciding; one of the staff does.

use serde::{Deserialize, Serialize};

use crate::domain::date::CivilDate;

/// How many letters of a name may be wrong, missing or too many.
const SLIPS: usize = 2;

/// What a row or the roster says of somebody.
#[derive(Clone, Copy, Debug)]
pub struct Described<'a> {
    /// 記号
    pub symbol: &'a str,
    /// 番号
    pub number: &'a str,
    /// 枝番; may be empty.
    pub branch: &'a str,
    /// 生年月日
    pub birth_date: CivilDate,
    /// The key that kana names are compared by; empty where there is none.
    pub kana_key: &'a str,
}

/// How far a name agrees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Name {
    /// Another name.
    Other,
    /// The same but for a slip or two.
    Similar,
    /// The same.
    Same,
}

/// In what a row and somebody of the roster agree. The order is from the least likely to the likeliest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Likeness {
    /// 氏名(カナ)
    pub name: Name,
    /// 生年月日
    pub birth_date: bool,
    /// 記号 and 番号
    pub number: bool,
    /// 枝番, which the row has.
    pub branch: bool,
}

impl Likeness {
    /// Compares a row with somebody.
    pub fn of(row: &Described<'_>, person: &Described<'_>) -> Self {
        Self {
            name: names(row.kana_key, person.kana_key),
            birth_date: row.birth_date == person.birth_date,
            number: (row.symbol, row.number) == (person.symbol, person.number),
            branch: !row.branch.is_empty() && row.branch == person.branch,
        }
    }

    /// Whether the person is worth showing: of the same family, or born on that day with a name like it.
    pub fn is_likely(self) -> bool {
        self.number || (self.birth_date && self.name > Name::Other)
    }
}

fn names(row: &str, person: &str) -> Name {
    if row.is_empty() || person.is_empty() {
        Name::Other
    } else if row == person {
        Name::Same
    } else if distance(row, person) <= SLIPS {
        Name::Similar
    } else {
        Name::Other
    }
}

/// How many letters have to be put right to make one name the other (Levenshtein).
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], at + 1);
        for (to, its) in other.iter().enumerate() {
            let change = diagonal + usize::from(letter != *its);
            diagonal = row[to + 1];
            row[to + 1] = change.min(row[to] + 1).min(diagonal + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn described<'a>(number: &'a str, birth_day: u8, kana_key: &'a str) -> Described<'a> {
        Described {
            symbol: "12",
            number,
            branch: "01",
            birth_date: CivilDate::new(1979, 5, birth_day).unwrap(),
            kana_key,
        }
    }

    #[test]
    fn a_family_and_a_name_with_a_slip_are_likely() {
        let row = described("345", 5, "ソラノタロウ");
        for (person, likely) in [
            (described("345", 9, "ソラノハナコ"), true),
            (described("999", 5, "ソラノタロ"), true),
            (described("999", 5, "ソラノタロウ"), true),
            (described("999", 5, "カザマイチロウ"), false),
            (described("999", 6, "ソラノタロウ"), false),
            (described("999", 5, ""), false),
        ] {
            let likeness = Likeness::of(&row, &person);
            assert_eq!(likeness.is_likely(), likely, "{person:?}");
        }
    }

    #[test]
    fn the_likeliest_comes_last_in_order() {
        let row = described("345", 5, "ソラノタロウ");
        let likeness = |person: &Described<'_>| Likeness::of(&row, person);
        let himself = likeness(&described("999", 5, "ソラノタロウ"));
        let wife = likeness(&described("345", 9, "ソラノハナコ"));
        assert!(himself > wife);
    }

    proptest! {
        #[test]
        fn distance_is_one(a in "[ア-ン]{0,8}", b in "[ア-ン]{0,8}") {
            let longer = a.chars().count().max(b.chars().count());
            prop_assert_eq!(distance(&a, &a), 0);
            prop_assert_eq!(distance(&a, &b), distance(&b, &a));
            prop_assert!(distance(&a, &b) <= longer);
        }
    }
}

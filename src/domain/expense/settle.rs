//! What stands after 修正 and 取消.
//!
//! May enter: rows of one person or several, in any order. Must not: who may see them (`household`).

use super::{amounts::Amounts, entry::Entry, kind::Kind};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// As it came.
    Plain,
    /// 修正: it takes the place of one with these amounts.
    Corrected {
        /// The amounts before.
        before: Amounts,
    },
    /// 取消: shown, but it counts for nothing.
    Withdrawn,
}

/// A row as people see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settled {
    /// The last row that says what care it was.
    pub entry: Entry,
    /// What became of it.
    pub standing: Standing,
}

impl Settled {
    /// Whether it counts.
    pub fn counts(&self) -> bool {
        self.standing != Standing::Withdrawn
    }
}

/// Puts rows of the same person and 整理番号 together: the last 新規 or 修正 says what is so, a 取消 after it takes it back. A 修正 whose
/// first row was never handed over stands as it is; a 取消 of nothing is nothing. Answered by month, person and number.
pub fn settle(rows: impl IntoIterator<Item = Entry>) -> Vec<Settled> {
    let mut rows: Vec<Entry> = rows.into_iter().collect();
    rows.sort_by_key(|row| row.id);
    let mut standing: BTreeMap<(i64, String), Settled> = BTreeMap::new();
    for row in rows {
        let key = (row.person_id, row.reference.clone());
        let before = standing.remove(&key);
        let settled = match (row.kind, before) {
            (Kind::Withdrawal, None) => continue,
            (Kind::Withdrawal, Some(before)) => Settled {
                standing: Standing::Withdrawn,
                ..before
            },
            (Kind::New | Kind::Correction, None) => Settled {
                entry: row,
                standing: Standing::Plain,
            },
            (Kind::New | Kind::Correction, Some(before)) => Settled {
                entry: row,
                standing: Standing::Corrected {
                    before: before.entry.amounts,
                },
            },
        };
        standing.insert(key, settled);
    }
    let mut settled: Vec<Settled> = standing.into_values().collect();
    settled.sort_by_key(|row| (row.entry.month, row.entry.person_id, row.entry.id));
    settled
}

#[cfg(test)]
pub(super) mod testing {
    //! Rows for tests.

    use super::super::{category::Category, entry::Entry, kind::Kind, month::Month};
    use super::Amounts;
    use crate::domain::checkup::yen::Yen;
    use proptest::prelude::*;

    /// A row of this person with this 整理番号.
    pub(crate) fn row(id: i64, person_id: i64, reference: &str, kind: Kind, own: u32) -> Entry {
        Entry {
            id,
            person_id,
            month: Month::new(2026, 4).unwrap(),
            category: Category::MedicalOut,
            institution: "みどり内科".to_owned(),
            days: 1,
            amounts: Amounts {
                total: Yen::new(own * 3),
                insurer: Yen::new(own * 2),
                own: Yen::new(own),
                ..Amounts::default()
            },
            claim_month: Month::new(2026, 5).unwrap(),
            kind,
            reference: reference.to_owned(),
        }
    }

    /// Rows of up to five people over a year, with 修正 and 取消 among them; numbers are unique.
    pub(crate) fn rows() -> impl Strategy<Value = Vec<Entry>> {
        let one = (1i64..6, 0u8..12, 0u8..6, 0usize..3, 0u32..100_000);
        prop::collection::vec(one, 0..40).prop_map(|rows| {
            let numbered = rows.into_iter().enumerate();
            numbered
                .map(|(at, (person, month, reference, kind, own))| Entry {
                    month: Month::new(2026, month + 1).unwrap(),
                    ..row(
                        at as i64 + 1,
                        person,
                        &format!("{month}-{reference}"),
                        Kind::ALL[kind],
                        own,
                    )
                })
                .collect()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::testing::{row, rows};
    use super::*;
    use proptest::prelude::*;

    fn shown(rows: Vec<Entry>) -> Vec<(i64, u32, bool)> {
        settle(rows)
            .into_iter()
            .map(|row| (row.entry.id, row.entry.amounts.own.get(), row.counts()))
            .collect()
    }

    #[test]
    fn a_correction_takes_the_place_and_says_what_was() {
        let first = row(1, 7, "A", Kind::New, 3_000);
        let second = row(2, 7, "A", Kind::Correction, 2_000);
        let settled = settle([second.clone(), first.clone()]);
        let before = first.amounts;
        assert_eq!(
            settled,
            [Settled {
                entry: second,
                standing: Standing::Corrected { before }
            }]
        );
    }

    #[test]
    fn a_withdrawal_leaves_the_row_in_sight() {
        let rows = vec![
            row(1, 7, "A", Kind::New, 3_000),
            row(2, 7, "A", Kind::Correction, 2_000),
            row(3, 7, "A", Kind::Withdrawal, 0),
        ];
        assert_eq!(shown(rows.clone()), [(2, 2_000, false)]);
        let again = [rows, vec![row(4, 7, "A", Kind::Correction, 2_500)]].concat();
        assert_eq!(shown(again), [(4, 2_500, true)]);
    }

    #[test]
    fn what_has_no_first_row() {
        assert_eq!(shown(vec![row(1, 7, "A", Kind::Withdrawal, 5)]), []);
        assert_eq!(
            shown(vec![row(1, 7, "A", Kind::Correction, 5)]),
            [(1, 5, true)]
        );
        // the same 整理番号 of somebody else is another row
        let two = vec![
            row(1, 7, "A", Kind::New, 5),
            row(2, 8, "A", Kind::Withdrawal, 5),
        ];
        assert_eq!(shown(two), [(1, 5, true)]);
    }

    proptest! {
        #[test]
        fn the_last_word_of_each_row_stands(rows in rows()) {
            let settled = settle(rows.clone());
            for one in &settled {
                let (person, reference) = (one.entry.person_id, &one.entry.reference);
                let of_it = || rows.iter().filter(|row| row.person_id == person && row.reference == *reference);
                let last = of_it().max_by_key(|row| row.id).unwrap();
                prop_assert_eq!(one.counts(), last.kind != Kind::Withdrawal);
                let said = of_it().filter(|row| row.kind != Kind::Withdrawal).max_by_key(|row| row.id).unwrap();
                prop_assert_eq!(&one.entry, said);
            }
            let mut keys: Vec<_> = settled.iter().map(|one| (one.entry.person_id, one.entry.reference.clone())).collect();
            keys.sort();
            let all = keys.len();
            keys.dedup();
            prop_assert_eq!(keys.len(), all);
        }

        #[test]
        fn the_last_batch_taken_back_is_as_if_it_had_not_come(rows in rows(), kept in 0usize..40) {
            let kept = kept.min(rows.len());
            let undone: Vec<_> = rows[..kept].to_vec();
            let mut after = rows.clone();
            after.retain(|row| row.id <= kept as i64);
            prop_assert_eq!(settle(after), settle(undone));
        }

        #[test]
        fn order_does_not_matter(mut rows in rows()) {
            let settled = settle(rows.clone());
            rows.reverse();
            prop_assert_eq!(settle(rows), settled);
        }
    }
}

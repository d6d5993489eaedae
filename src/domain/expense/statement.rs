//! Totals: of a year, of its months, of the people of a household.
//!
//! May enter: sums over rows that somebody may see. Must not: who may see them (`household`), sentences.

use super::{month::Month, settle::Settled};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Sums over rows, in yen. Rows that were withdrawn count for nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sums {
    /// How many rows count.
    pub rows: u32,
    /// 日数・回数
    pub days: u32,
    /// 医療費総額
    pub total: u64,
    /// 健保負担
    pub insurer: u64,
    /// 公費負担
    pub public: u64,
    /// 高額療養費
    pub high_cost: u64,
    /// 付加給付
    pub additional: u64,
    /// 食事療養費の総額
    pub meal_total: u64,
    /// 食事療養費の自己負担
    pub meal_own: u64,
    /// 窓口相当額
    pub own: u64,
}

impl Sums {
    /// Adds a row, if it counts.
    pub fn add(&mut self, row: &Settled) {
        if !row.counts() {
            return;
        }
        let amounts = &row.entry.amounts;
        self.rows += 1;
        self.days += u32::from(row.entry.days);
        self.total += u64::from(amounts.total.get());
        self.insurer += u64::from(amounts.insurer.get());
        self.public += u64::from(amounts.public.get());
        self.high_cost += u64::from(amounts.high_cost.get());
        self.additional += u64::from(amounts.additional.get());
        self.meal_total += u64::from(amounts.meal_total.get());
        self.meal_own += u64::from(amounts.meal_own.get());
        self.own += u64::from(amounts.own.get());
    }

    /// The sums of some rows.
    pub fn of<'a>(rows: impl IntoIterator<Item = &'a Settled>) -> Self {
        let mut sums = Self::default();
        for row in rows {
            sums.add(row);
        }
        sums
    }

    /// 被保険者等が支払った医療費の額: own shares of care and of meals.
    pub fn paid(&self) -> u64 {
        self.own + self.meal_own
    }

    /// What is given back afterwards (補てんされる金額).
    pub fn given_back(&self) -> u64 {
        self.high_cost + self.additional
    }
}

/// The sums of each month that has rows.
pub fn by_month(rows: &[Settled]) -> BTreeMap<Month, Sums> {
    by(rows, |row| row.entry.month)
}

/// The sums of each person who has rows.
pub fn by_person(rows: &[Settled]) -> BTreeMap<i64, Sums> {
    by(rows, |row| row.entry.person_id)
}

fn by<K: Ord>(rows: &[Settled], key: impl Fn(&Settled) -> K) -> BTreeMap<K, Sums> {
    let mut sums = BTreeMap::<K, Sums>::new();
    for row in rows {
        sums.entry(key(row)).or_default().add(row);
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::super::settle::{settle, testing::rows};
    use super::*;
    use proptest::prelude::*;

    fn added(sums: impl Iterator<Item = Sums>) -> (u32, u64, u64, u64) {
        sums.fold((0, 0, 0, 0), |all, one| {
            (
                all.0 + one.rows,
                all.1 + one.total,
                all.2 + one.insurer,
                all.3 + one.paid(),
            )
        })
    }

    proptest! {
        #[test]
        fn months_and_people_sum_up_to_the_whole(rows in rows()) {
            let settled = settle(rows);
            let whole = Sums::of(&settled);
            let expected = added(std::iter::once(whole));
            prop_assert_eq!(added(by_month(&settled).into_values()), expected);
            prop_assert_eq!(added(by_person(&settled).into_values()), expected);
            let counted: Vec<_> = settled.iter().filter(|row| row.counts()).collect();
            prop_assert_eq!(whole.rows as usize, counted.len());
            prop_assert_eq!(whole.own, counted.iter().map(|row| u64::from(row.entry.amounts.own.get())).sum::<u64>());
        }
    }
}

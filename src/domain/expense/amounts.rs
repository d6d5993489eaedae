//! The amounts of a row, and whether they fit each other.
//!
//! May enter: arithmetic on one row's amounts. Must not: totals over rows (`statement`), sentences.

use crate::domain::checkup::yen::Yen;
use serde::{Deserialize, Serialize};

/// What one row's care cost, and who paid which part. All of them are non-negative: 修正 and 取消 carry whole amounts, not differences.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Amounts {
    /// 医療費総額 (10割)
    pub total: Yen,
    /// 健保負担
    pub insurer: Yen,
    /// 公費負担
    pub public: Yen,
    /// 高額療養費: given back, or not asked for at the counter.
    pub high_cost: Yen,
    /// 付加給付: what the society adds of its own.
    pub additional: Yen,
    /// 食事療養費の総額
    pub meal_total: Yen,
    /// 食事療養費の自己負担 (標準負担額)
    pub meal_own: Yen,
    /// 窓口相当額 (自己負担相当額): computed by the society, not read from a receipt.
    pub own: Yen,
}

/// Amounts that cannot be: the row is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Impossible {
    /// What others pay is more than the whole.
    PaidMoreThanTotal,
    /// The own share of the meals is more than the meals.
    MealsMoreThanTotal,
}

impl Amounts {
    /// Looks for what cannot be.
    ///
    /// # Errors
    /// The first thing that cannot be.
    pub fn check(&self) -> Result<(), Impossible> {
        let paid = u64::from(self.insurer.get()) + u64::from(self.public.get());
        if paid > u64::from(self.total.get()) {
            return Err(Impossible::PaidMoreThanTotal);
        }
        if self.meal_own > self.meal_total {
            return Err(Impossible::MealsMoreThanTotal);
        }
        Ok(())
    }

    /// Whether the own share is what the others leave, to the ten yen a visit that the counter rounds by (健康保険法 第75条), or
    /// less, where a municipality pays some of it.
    pub fn adds_up(&self, visits: u16) -> bool {
        let left = self.total.saturating_sub(self.insurer);
        let left = left.saturating_sub(self.public);
        let rounding = Yen::new(10 * u32::from(visits.max(1)));
        self.own <= left.saturating_add(rounding)
    }

    /// 被保険者等が支払った医療費の額: the fifth of the six items that 医療費控除 asks of a notice (所得税法施行規則 第47条の2); the own
    /// share of care and of meals.
    pub fn paid(&self) -> Yen {
        self.own.saturating_add(self.meal_own)
    }

    /// What is given back afterwards (補てんされる金額).
    pub fn given_back(&self) -> Yen {
        self.high_cost.saturating_add(self.additional)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn thirty_percent() -> Amounts {
        Amounts {
            total: Yen::new(12_340),
            insurer: Yen::new(8_638),
            own: Yen::new(3_700),
            ..Amounts::default()
        }
    }

    #[test]
    fn rounding_at_the_counter_adds_up() {
        assert_eq!(thirty_percent().check(), Ok(()));
        assert!(thirty_percent().adds_up(1));
        let more = Amounts {
            own: Yen::new(3_720),
            ..thirty_percent()
        };
        assert!(!more.adds_up(1));
        assert!(more.adds_up(2));
        let by_the_town = Amounts {
            own: Yen::ZERO,
            ..thirty_percent()
        };
        assert!(by_the_town.adds_up(1));
    }

    #[test]
    fn others_cannot_pay_more_than_the_whole() {
        let public = Amounts {
            public: Yen::new(3_703),
            ..thirty_percent()
        };
        assert_eq!(public.check(), Err(Impossible::PaidMoreThanTotal));
        let meals = Amounts {
            meal_total: Yen::new(670),
            meal_own: Yen::new(671),
            ..thirty_percent()
        };
        assert_eq!(meals.check(), Err(Impossible::MealsMoreThanTotal));
    }

    #[test]
    fn meals_are_paid_too() {
        let stay = Amounts {
            meal_total: Yen::new(690),
            meal_own: Yen::new(510),
            high_cost: Yen::new(1_000),
            additional: Yen::new(500),
            ..thirty_percent()
        };
        assert_eq!(stay.paid(), Yen::new(4_210));
        assert_eq!(stay.given_back(), Yen::new(1_500));
    }
}

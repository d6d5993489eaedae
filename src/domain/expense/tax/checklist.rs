//! Receipts that no document of the society stands for.
//!
//! May enter: what a document lacks. Must not: sentences.

use serde::{Deserialize, Serialize};

use super::notice::{Line, Notice};
use crate::domain::expense::month::Month;

/// What no notice of a society ever holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Never {
    /// Medicine bought without a prescription (医薬品購入); セルフメディケーション税制 is chosen instead of 医療費控除, never beside it.
    OverTheCounter,
    /// Trains and buses to the place of care (通院費): receipts, or a note of day, way and fare.
    Travel,
    /// 自費診療
    OwnPay,
    /// Care that another insurer paid, in the months before joining or after leaving.
    OtherInsurer,
    /// 介護保険サービス
    NursingCare,
}

impl Never {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::OverTheCounter,
        Self::Travel,
        Self::OwnPay,
        Self::OtherInsurer,
        Self::NursingCare,
    ];
}

/// Something to collect, or to compare.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ToCollect {
    /// Every receipt of a month that is not in yet.
    Month(Month),
    /// The receipt of a row that does not say where (④ is missing).
    Nameless(String, Line),
    /// The receipt of a row of which somebody else paid a part: the amount paid may differ.
    Aided(String, Line),
    /// What no notice ever holds.
    Never(Never),
}

/// What is still to be collected for a document's year.
pub fn checklist(notice: &Notice) -> Vec<ToCollect> {
    let nameless = notice.nameless.iter();
    let stated = notice
        .people
        .iter()
        .flat_map(|person| person.lines.iter().map(|line| (&person.name, line)));
    let aided = stated.filter(|(_, line)| line.aided);
    let months = notice.missing.iter().copied().map(ToCollect::Month);
    months
        .chain(nameless.map(|(name, line)| ToCollect::Nameless(name.clone(), line.clone())))
        .chain(aided.map(|(name, line)| ToCollect::Aided(name.clone(), line.clone())))
        .chain(Never::ALL.into_iter().map(ToCollect::Never))
        .collect()
}

//! What is said of a file: counts, totals, oddities.
//!
//! May enter: rows one after the other, and small sums of them. Must not: keeping rows.

use std::{
    collections::BTreeMap,
    hash::{BuildHasher, RandomState},
};

use super::line::{Line, Whose};
use crate::domain::{
    checkup::yen::Yen,
    expense::{
        batch::{LINES, MonthTotal, OddLines, Oddity, Report},
        import::{fault::MAX_ROWS, line::Care},
        kind::Kind,
        month::Month,
    },
};

/// How many treatment months are told of, the latest first.
const MONTHS: usize = 60;

/// A 修正 or 取消 whose first row is not in the file.
#[derive(Clone, Copy, Debug)]
pub struct Later {
    /// Whose.
    pub person: i64,
    /// Digest of person and 整理番号.
    pub digest: u64,
    /// Where it stands.
    pub line: u32,
    /// Whether it is a 取消.
    pub withdrawal: bool,
}

/// Sums up rows.
pub struct Examiner {
    this_month: Month,
    hasher: RandomState,
    report: Report,
    months: BTreeMap<Month, (MonthTotal, u32)>,
    oddities: BTreeMap<Oddity, OddLines>,
    /// Digests of 新規 rows, each with its line. Put in order once, at the end: a set of a million is a miss of the cache for each row.
    first: Vec<(u64, u32)>,
    later: Vec<Later>,
}

impl Examiner {
    /// Nothing yet, of about so many rows.
    pub fn new(this_month: Month, rows: u32) -> Self {
        Self {
            this_month,
            hasher: RandomState::new(),
            report: Report::default(),
            months: BTreeMap::new(),
            oddities: BTreeMap::new(),
            first: Vec::with_capacity(rows.min(MAX_ROWS) as usize),
            later: Vec::new(),
        }
    }

    /// The digest rows of the same person and 整理番号 share.
    pub fn digest(&self, person: i64, reference: &str) -> u64 {
        self.hasher.hash_one((person, reference))
    }

    /// Takes a row.
    pub fn take(&mut self, line: u32, row: &Line) {
        let care = &row.care;
        self.report.rows += 1;
        match care.kind {
            Kind::New => self.report.new_rows += 1,
            Kind::Correction => self.report.corrections += 1,
            Kind::Withdrawal => self.report.withdrawals += 1,
        }
        match row.whose {
            Whose::Nobody(..) => self.report.orphans += 1,
            Whose::Person(person) => self.reference(line, person, care),
        }
        if care.kind != Kind::Withdrawal {
            self.add(care);
        }
        let month = care.month;
        let length = month.last_day().day();
        let odd = |oddity, is: bool| is.then_some(oddity);
        let odd = [
            odd(Oddity::FutureMonth, month > self.this_month),
            odd(Oddity::OwnTooHigh, !care.amounts.adds_up(care.days)),
            odd(Oddity::ClaimBeforeTreatment, care.claim_month < month),
            odd(
                Oddity::TooManyDays,
                care.category.is_stay() && care.days > u16::from(length),
            ),
        ];
        for oddity in odd.into_iter().flatten() {
            self.odd(oddity, Some(line));
        }
    }

    fn reference(&mut self, line: u32, person: i64, care: &Care) {
        let digest = self.digest(person, &care.reference);
        if care.kind == Kind::New {
            self.first.push((digest, line));
        } else {
            self.later.push(Later {
                person,
                digest,
                line,
                withdrawal: care.kind == Kind::Withdrawal,
            });
        }
    }

    fn add(&mut self, care: &Care) {
        let yen = |yen: Yen| u64::from(yen.get());
        let empty = MonthTotal {
            month: care.month,
            rows: 0,
            total: 0,
            insurer: 0,
            own: 0,
        };
        let (sum, new) = self.months.entry(care.month).or_insert((empty, 0));
        sum.rows += 1;
        sum.total += yen(care.amounts.total);
        sum.insurer += yen(care.amounts.insurer);
        sum.own += yen(care.amounts.own);
        *new += u32::from(care.kind == Kind::New);
    }

    fn odd(&mut self, oddity: Oddity, line: Option<u32>) {
        let odd = self.oddities.entry(oddity).or_insert(OddLines {
            oddity,
            count: 0,
            lines: Vec::new(),
        });
        odd.count += 1;
        if odd.lines.len() < LINES {
            odd.lines.extend(line);
        }
    }

    /// 修正 and 取消 whose first row is not in this file, by person; once all rows are taken.
    pub fn later(&mut self) -> Vec<Later> {
        let mut first = std::mem::take(&mut self.first);
        first.sort_unstable();
        self.repeated(&first);
        let mut later = std::mem::take(&mut self.later);
        later.retain(|row| {
            first
                .binary_search_by_key(&row.digest, |(digest, _)| *digest)
                .is_err()
        });
        later.sort_unstable_by_key(|row| (row.person, row.line));
        later
    }

    /// Rows that say the same 整理番号 of the same person for the first time once more.
    fn repeated(&mut self, first: &[(u64, u32)]) {
        let two = first.windows(2).filter(|two| two[0].0 == two[1].0);
        let mut lines: Vec<u32> = two.map(|two| two[1].1).collect();
        lines.sort_unstable();
        for line in lines {
            self.odd(Oddity::Repeated, Some(line));
        }
    }

    /// A 修正 or 取消 of a row nobody has handed over.
    pub fn of_nothing(&mut self, row: &Later) {
        let oddity = match row.withdrawal {
            true => Oddity::WithdrawalOfNothing,
            false => Oddity::CorrectionOfNothing,
        };
        self.odd(oddity, Some(row.line));
    }

    /// What is said of the file; `before` is what was said of the one before it.
    pub fn finish(mut self, before: Option<&Report>) -> Report {
        let most = self
            .months
            .values()
            .max_by_key(|(sum, new)| (*new, sum.month));
        self.report.through = most.filter(|(_, new)| *new > 0).map(|(sum, _)| sum.month);
        let sums = self.months.values().rev().map(|(sum, _)| *sum);
        let sums = sums.take(MONTHS);
        self.report.months = sums.collect();
        if let Some(before) = before {
            self.compare(before);
        }
        let order = Oddity::ALL.into_iter();
        self.report.oddities = order.filter_map(|odd| self.oddities.remove(&odd)).collect();
        for odd in &mut self.report.oddities {
            odd.lines.sort_unstable();
        }
        self.report
    }

    fn compare(&mut self, before: &Report) {
        let (Some(now), Some(then)) = (main_total(&self.report), main_total(before)) else {
            return;
        };
        if now > then.saturating_mul(2) {
            self.odd(Oddity::MuchMoreThanBefore, None);
        } else if then > now.saturating_mul(2) {
            self.odd(Oddity::MuchLessThanBefore, None);
        }
    }
}

/// 総額 of the month a file is about.
fn main_total(report: &Report) -> Option<u64> {
    let through = report.through?;
    let mut months = report.months.iter();
    months.find(|sum| sum.month == through).map(|sum| sum.total)
}

//! 医療費のお知らせ of a calendar year: the six items, grouped by person, and what is listed beside them.
//!
//! May enter: rows that somebody may see, the names that go with them. Must not: sentences, 記号・番号.
//!
//! The six items (所得税法施行規則 第47条の2): ① 被保険者等の氏名 ② 療養を受けた年月 ③ 療養を受けた者 ④ 病院・診療所・薬局等の名称
//! ⑤ 支払った医療費の額 ⑥ 保険者の名称. A row without ④ cannot stand for its receipt and is listed apart, outside the total.

use serde::{Deserialize, Serialize};

use crate::domain::expense::{
    amounts::Amounts,
    category::Category,
    gaps,
    month::Month,
    settle::{Settled, Standing},
};

/// A row as a document shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// ② 療養を受けた年月
    pub month: Month,
    /// ④ 病院・診療所・薬局等の名称
    pub institution: String,
    /// 診療区分
    pub category: Category,
    /// 日数・回数
    pub days: u16,
    /// ⑤ 支払った医療費の額: own shares of care and of meals, as the society computes them.
    pub paid: u64,
    /// 高額療養費
    pub high_cost: u64,
    /// 付加給付
    pub additional: u64,
    /// Somebody else paid a part (公費, 助成), so that what was paid at the counter may be another amount.
    pub aided: bool,
    /// The amounts were put right later (修正).
    pub corrected: bool,
}

impl Line {
    /// 補てんされる金額
    pub fn given_back(&self) -> u64 {
        self.high_cost + self.additional
    }
}

/// What one person's care cost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonPart {
    /// ③ 療養を受けた者
    pub name: String,
    /// The rows, by month.
    pub lines: Vec<Line>,
}

impl PersonPart {
    /// What the person's rows sum up to.
    pub fn paid(&self) -> u64 {
        self.lines.iter().map(|line| line.paid).sum()
    }
}

/// The content of a document: whoever gets the same has the same document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// The calendar year.
    pub year: i32,
    /// ① 被保険者等の氏名
    pub insured: String,
    /// ⑥ 保険者の名称
    pub insurer: String,
    /// The people who have rows with all six items, in the order they came in.
    pub people: Vec<PersonPart>,
    /// Rows that lack ④, with the person's name.
    pub nameless: Vec<(String, Line)>,
    /// Months of the year that are not in yet.
    pub missing: Vec<Month>,
    /// Months of the year that have not begun.
    pub to_come: Vec<Month>,
}

/// What a document is made of.
pub struct Source<'a> {
    /// The calendar year.
    pub year: i32,
    /// ① 被保険者等の氏名
    pub insured: &'a str,
    /// ⑥ 保険者の名称
    pub insurer: &'a str,
    /// The people who may be in it: our number and the name.
    pub people: &'a [(i64, String)],
    /// Rows of those people, of any year.
    pub rows: &'a [Settled],
    /// The last month the society has published.
    pub through: Option<Month>,
    /// The month it is.
    pub now: Month,
}

impl Notice {
    /// Makes a document. Rows that were withdrawn, of other years or of anybody who is not among the people are left out.
    pub fn of(source: &Source<'_>) -> Self {
        let mut people = Vec::new();
        let mut nameless = Vec::new();
        for (id, name) in source.people {
            let rows = source
                .rows
                .iter()
                .filter(|row| row.entry.person_id == *id && row.counts())
                .filter(|row| row.entry.month.year() == source.year);
            let mut lines: Vec<Line> = rows.map(line).collect();
            lines.sort_by(|one, other| order(one).cmp(&order(other)));
            let (stated, lacking): (Vec<_>, Vec<_>) = lines
                .into_iter()
                .partition(|line| !line.institution.is_empty());
            nameless.extend(lacking.into_iter().map(|line| (name.clone(), line)));
            if !stated.is_empty() {
                people.push(PersonPart {
                    name: name.clone(),
                    lines: stated,
                });
            }
        }
        Self {
            year: source.year,
            insured: source.insured.to_owned(),
            insurer: source.insurer.to_owned(),
            people,
            nameless,
            missing: gaps::missing(source.year, source.through, source.now),
            to_come: (1..=12)
                .filter_map(|month| Month::new(source.year, month))
                .filter(|month| *month > source.now)
                .collect(),
        }
    }

    /// 医療費通知に記載された医療費の額: the sum of all rows that have the six items.
    pub fn paid(&self) -> u64 {
        self.people.iter().map(PersonPart::paid).sum()
    }

    /// The sum of the rows that lack the institution's name.
    pub fn nameless_paid(&self) -> u64 {
        self.nameless.iter().map(|(_, line)| line.paid).sum()
    }

    /// Every row with the person's name: those with all six items first.
    pub fn lines(&self) -> impl Iterator<Item = (&str, &Line)> {
        let stated = self.people.iter().flat_map(|person| {
            let name = person.name.as_str();
            person.lines.iter().map(move |line| (name, line))
        });
        stated.chain(
            self.nameless
                .iter()
                .map(|(name, line)| (name.as_str(), line)),
        )
    }

    /// The rows for which something is given back.
    pub fn given_back(&self) -> impl Iterator<Item = (&str, &Line)> {
        self.lines().filter(|(_, line)| line.given_back() > 0)
    }

    /// Whether there is any row.
    pub fn is_empty(&self) -> bool {
        self.people.is_empty() && self.nameless.is_empty()
    }
}

/// By month, then as people see kinds of care, then by name; the same rows always come in the same order.
fn order(line: &Line) -> (Month, Category, &str, u64) {
    (line.month, line.category, &line.institution, line.paid)
}

fn line(row: &Settled) -> Line {
    let (entry, amounts) = (&row.entry, &row.entry.amounts);
    Line {
        month: entry.month,
        institution: entry.institution.trim().to_owned(),
        category: entry.category,
        days: entry.days,
        // what a row holds is far below what two of them could overflow
        paid: u64::from(amounts.own.get()) + u64::from(amounts.meal_own.get()),
        high_cost: amounts.high_cost.get().into(),
        additional: amounts.additional.get().into(),
        aided: is_aided(amounts, entry.days),
        corrected: matches!(row.standing, Standing::Corrected { .. }),
    }
}

/// Whether somebody else than the insurer paid a part: 公費, or less is left to pay than the counter's rounding (ten yen a visit) and
/// 高額療養費 explain.
fn is_aided(amounts: &Amounts, days: u16) -> bool {
    let sum = |yen: &[u32]| yen.iter().map(|yen| u64::from(*yen)).sum::<u64>();
    let others = [
        amounts.insurer,
        amounts.public,
        amounts.high_cost,
        amounts.own,
    ]
    .map(|yen| yen.get());
    let rounding = 10 * u64::from(days.max(1));
    amounts.public.get() > 0 || sum(&others) + rounding < u64::from(amounts.total.get())
}

/// What a copy of a notice is worth at the tax office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Copy {
    /// The paper the insurer hands out: it goes with the return in place of the 明細書's details (所得税法 第120条第4項).
    Original,
    /// What one took from the website: for filling in the 明細書.
    OwnUse,
}

/// How many documents of a year can be told apart.
pub const ISSUE_NUMBERS: u64 = 100_000_000;

/// The number a document is known by: the calendar year and our number of it, `2026-00000012`.
pub fn issue_number(year: i32, id: i64) -> String {
    format!("{year}-{id:08}")
}

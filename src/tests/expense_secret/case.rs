//! Random households, of which one person must not be seen.
//!
//! May enter: what is drawn. Must not: databases, requests.

use proptest::{
    prelude::*,
    strategy::{Strategy, ValueTree},
    test_runner::TestRunner,
};

use crate::domain::{
    date::CivilDate,
    expense::{category::Category, kind::Kind, month::Month},
};

/// What becomes of a row's batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Published long ago.
    Old,
    /// Published now, with mails.
    News,
    /// In, and not published.
    Waiting,
    /// Taken back.
    Undone,
}

/// Whether the notice on the family's view was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    Read,
    Declined,
    Unasked,
}

/// Why nobody of the family sees the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    Hidden,
    Objects,
    Both,
    /// 不開示 under the 記号・番号 of now; this one is the earlier.
    HiddenSince,
}

/// A row of somebody.
#[derive(Clone, Debug)]
pub struct Row {
    /// The place among those who look; nothing for the secret's own.
    pub whose: usize,
    pub month: Month,
    pub fate: Fate,
    pub kind: Kind,
    pub category: Category,
    pub reference: u8,
    pub own: u32,
    /// Where it stands among the rows of its batch.
    pub order: u8,
}

/// Somebody who looks.
#[derive(Clone, Debug)]
pub struct Viewer {
    pub notice: Notice,
    pub objects: bool,
    pub hidden: bool,
    pub acquired_on: CivilDate,
    pub lost_on: Option<CivilDate>,
    pub wants_mail: bool,
}

/// Somebody nobody of the family sees.
#[derive(Clone, Debug)]
pub struct Secret {
    pub why: Why,
    pub child: bool,
    pub insured: bool,
    pub account: bool,
    /// Has documents made, and asks for paper.
    pub busy: bool,
    pub notice: Notice,
    pub lost_on: Option<CivilDate>,
    pub rows: Vec<Row>,
    /// The place in the family's list.
    pub branch: u8,
}

/// A household in two societies that differ in nothing but the secret.
#[derive(Clone, Debug)]
pub struct Case {
    pub viewers: Vec<Viewer>,
    pub rows: Vec<Row>,
    /// Whether the first of those who look is the insured.
    pub insured: bool,
    pub one: Secret,
    /// Somebody else altogether, or nobody.
    pub other: Option<Secret>,
}

/// The same cases each time: by turns of each size, with somebody else or nobody in the other society, and of each kind of secret. Every
/// second one has all sizes and kinds, too.
pub fn cases(many: usize) -> Vec<Case> {
    const WHYS: [Why; 4] = [Why::Hidden, Why::Objects, Why::HiddenSince, Why::Both];
    let mut runner = TestRunner::deterministic();
    let mut draw = |number: usize| {
        let (turn, parity) = (number / 2, number % 2);
        let why = WHYS[(turn + turn / 4 + 2 * parity) % 4];
        loop {
            let case = case().new_tree(&mut runner).unwrap().current();
            let nobody = case.other.is_none() == (turn / 4 % 2 == 0);
            if case.viewers.len() == 1 + turn % 4 && nobody && case.one.why == why {
                return case;
            }
        }
    };
    (0..many).map(&mut draw).collect()
}

fn case() -> impl Strategy<Value = Case> {
    let viewers = prop::collection::vec(viewer(), 1..=4);
    let rows = prop::collection::vec(row(), 0..14);
    let other = prop::option::weighted(0.5, secret());
    (viewers, rows, any::<bool>(), secret(), other).prop_map(
        |(viewers, mut rows, insured, mut one, mut other)| {
            for row in &mut rows {
                row.whose %= viewers.len();
            }
            for secret in [Some(&mut one), other.as_mut()].into_iter().flatten() {
                secret.insured &= !insured;
            }
            Case {
                viewers,
                rows,
                insured,
                one,
                other,
            }
        },
    )
}

fn notice() -> impl Strategy<Value = Notice> {
    prop_oneof![
        4 => Just(Notice::Read),
        1 => Just(Notice::Declined),
        1 => Just(Notice::Unasked),
    ]
}

/// The first day of a month of 2024 to 2026.
fn day() -> impl Strategy<Value = CivilDate> {
    (0i64..30).prop_map(|months| CivilDate::new(2024, 1, 1).unwrap().add_days(31 * months))
}

fn viewer() -> impl Strategy<Value = Viewer> {
    let rarely = || prop::bool::weighted(0.15);
    let since = prop_oneof![3 => Just(CivilDate::new(2010, 4, 1).unwrap()), 1 => day()];
    let lost = prop::option::weighted(
        0.15,
        (0i64..700).prop_map(|days| CivilDate::new(2025, 1, 1).unwrap().add_days(days)),
    );
    (
        notice(),
        rarely(),
        rarely(),
        since,
        lost,
        prop::bool::weighted(0.8),
    )
        .prop_map(
            |(notice, objects, hidden, acquired_on, lost_on, wants_mail)| Viewer {
                notice,
                objects,
                hidden,
                acquired_on,
                lost_on: lost_on.filter(|lost| *lost > acquired_on),
                wants_mail,
            },
        )
}

fn secret() -> impl Strategy<Value = Secret> {
    let why = prop_oneof![
        2 => Just(Why::Hidden),
        2 => Just(Why::Objects),
        1 => Just(Why::Both),
        1 => Just(Why::HiddenSince),
    ];
    let lost = prop::option::weighted(0.3, day());
    let rows = prop::collection::vec(row(), 1..14);
    let often = || prop::bool::weighted(0.7);
    let person = (prop::bool::weighted(0.3), often(), often(), often());
    (why, person, notice(), lost, rows, 0u8..9).prop_map(
        |(why, (child, insured, account, busy), notice, lost, rows, branch)| Secret {
            why,
            child,
            insured,
            account: account && !child,
            busy,
            notice,
            lost_on: match why {
                Why::HiddenSince => Some(CivilDate::new(2026, 9, 1).unwrap()),
                _ => lost,
            },
            rows,
            branch,
        },
    )
}

fn row() -> impl Strategy<Value = Row> {
    let fate = prop_oneof![
        4 => Just(Fate::Old),
        4 => Just(Fate::News),
        1 => Just(Fate::Waiting),
        1 => Just(Fate::Undone),
    ];
    let kind =
        prop_oneof![5 => Just(Kind::New), 2 => Just(Kind::Correction), 1 => Just(Kind::Withdrawal)];
    let month = (2025 * 12..2026 * 12 + 9).prop_map(|number| Month::from_number(number).unwrap());
    let category = prop::sample::select(Category::ALL.to_vec());
    let own = 0u32..90_000;
    (
        0usize..4,
        month,
        fate,
        kind,
        category,
        0u8..5,
        own,
        any::<u8>(),
    )
        .prop_map(
            |(whose, month, fate, kind, category, reference, own, order)| Row {
                whose,
                month,
                fate,
                kind,
                category,
                reference,
                own,
                order,
            },
        )
}

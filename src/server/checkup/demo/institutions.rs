//! Fictitious institutions: the same for the same seed and number on every machine.
//!
//! May enter: what an institution is and offers. Must not: days (`places`), the database.

use std::fmt::Write as _;

use super::{
    areas::{AREAS, Area, COLOURS, KINDS},
    prices::{Offer, offers},
};
use crate::{
    domain::{
        checkup::{
            booking::Cutoff,
            course::Course,
            institution::{InstitutionClass, InstitutionCode, Prefecture, search_key},
        },
        weekday::Weekday,
    },
    server::{db::checkup_demo::NewInstitution, passwords::nfkc, roster::dice::Dice},
};

/// What a late cancellation costs: nothing, a fee, or more the later it is.
const CANCEL_COSTS: [&str; 4] = [
    "締切を過ぎた取消でも、費用はかかりません。",
    "締切を過ぎた取消は、手数料5,500円(税込)がかかります。",
    "前日の取消は健診料金の50%、当日の取消と連絡のない未受診は100%がかかります。",
    "お送りした検査キットの代金1,100円(税込)がかかります。",
];

/// Until when a booking may be changed: business days before, hour, minute.
const CUTOFFS: [(u8, u8, u8); 6] = [
    (3, 17, 0),
    (5, 17, 0),
    (3, 17, 0),
    (2, 12, 0),
    (7, 16, 30),
    (1, 15, 0),
];

/// Of five institutions two are in class A, two in B, one in C.
const CLASSES: [InstitutionClass; 5] = [
    InstitutionClass::A,
    InstitutionClass::A,
    InstitutionClass::B,
    InstitutionClass::B,
    InstitutionClass::C,
];

/// What to eat the evening before.
const DINNERS: [&str; 2] = [
    "夕食は21時までに。その後は水だけにしてください。",
    "夕食は20時までに。お酒は控えてください。",
];

/// An institution with what is not in its row.
pub(super) struct Institution {
    /// The row.
    pub row: NewInstitution,
    /// The weekday for women alone, at institutions that have one.
    pub women_on: Option<Weekday>,
    /// Open on national holidays.
    pub on_holidays: bool,
    /// Courses with their prices.
    pub offers: Vec<Offer>,
    /// For everything that is still to be made up about it.
    pub dice: Dice,
}

/// How institutions are made up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind {
    /// The same number makes the same institutions.
    pub seed: u64,
    /// For measurements: every institution offers places of the same five courses on every day.
    pub dense: bool,
}

/// The institution of a number, from 0 to 99,999,999.
pub(super) fn institution(number: usize, kind: Kind, courses: &[Course]) -> Institution {
    // institutions do not depend on each other, so that many can be made a few at a time
    let mut dice = Dice::new(kind.seed ^ (number as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15));
    let area = &AREAS[number % AREAS.len()];
    let live = kind.dense || dice.percent(70);
    let women_on = dice
        .percent(35)
        .then(|| *dice.pick(&[Weekday::Tue, Weekday::Thu, Weekday::Fri]));
    let closed = if kind.dense {
        Vec::new()
    } else {
        closed(&mut dice, women_on)
    };
    let row = row(&mut dice, number, area, closed, women_on.is_some(), live);
    let offers = offers(&mut dice, row.class, kind.dense, courses);
    Institution {
        women_on,
        on_holidays: kind.dense || dice.percent(10),
        offers,
        dice,
        row,
    }
}

/// Sundays, most Saturdays, at some a weekday too.
fn closed(dice: &mut Dice, women_on: Option<Weekday>) -> Vec<Weekday> {
    let mut closed = Vec::new();
    if dice.percent(25) {
        let day = *dice.pick(&[Weekday::Mon, Weekday::Wed, Weekday::Thu]);
        closed.extend((Some(day) != women_on).then_some(day));
    }
    if !dice.percent(40) {
        closed.push(Weekday::Sat);
    }
    closed.push(Weekday::Sun);
    closed
}

fn row(
    dice: &mut Dice,
    number: usize,
    area: &Area,
    closed: Vec<Weekday>,
    women_days: bool,
    live: bool,
) -> NewInstitution {
    let (name, kana) = name(number, area);
    let code = format!("99{number:08}");
    let (days, hour, minute) = *dice.pick(&CUTOFFS);
    let station = format!("{}駅 徒歩{}分", area.station, 1 + dice.below(15));
    let keys = [name.as_str(), &kana, area.city, &station].map(|word| search_key(word, &nfkc));
    let block = (1 + dice.below(6), 1 + dice.below(20), 1 + dice.below(12));
    NewInstitution {
        questionnaire_url: format!("https://monshin.example.jp/{code}"),
        code: InstitutionCode::parse(&code, &nfkc).expect("ten digits"),
        search_key: keys.join("|"),
        name,
        kana,
        prefecture: Prefecture::from_code(area.prefecture).expect("a prefecture"),
        city: area.city.to_owned(),
        address: format!("空見町{}-{}-{}", block.0, block.1, block.2),
        station,
        phone: phone(area, number),
        class: *dice.pick(&CLASSES),
        closed,
        women_days,
        barrier_free: dice.percent(60),
        live,
        cutoff: Cutoff::new(days, hour, minute).expect("a time of day"),
        lead_days: *dice.pick(&[7, 10, 14, 21]),
        cancel_cost: (*dice.pick(&CANCEL_COSTS)).to_owned(),
        preparation: preparation(dice),
    }
}

/// A name nobody else has among the first 9,216, and its kana.
fn name(number: usize, area: &Area) -> (String, String) {
    let round = number / AREAS.len();
    let (colour, colour_kana) = COLOURS[(round + number) % COLOURS.len()];
    let (kind, kind_kana) = KINDS[(number + round / COLOURS.len()) % KINDS.len()];
    let name = format!("{colour}{kind} {}", area.station);
    let kana = format!("{colour_kana}{kind_kana} {}", area.kana);
    (name, kana)
}

/// A number of ten digits that no exchange has: 局番 begins with 0.
fn phone(area: &Area, number: usize) -> String {
    let middle = "0".repeat(6_usize.saturating_sub(area.dial.len()));
    format!("{}-{middle}-{:04}", area.dial, number % 10_000)
}

/// What to do from the kit to the morning: JSON of days before and words.
fn preparation(dice: &mut Dice) -> String {
    let mut steps: Vec<(u8, &str)> = Vec::new();
    if dice.percent(70) {
        steps.push((14, "検査キットと案内が届きます。中身をご確認ください。"));
    }
    steps.push((7, "問診票に答えてください。"));
    if dice.percent(60) {
        steps.push((2, "便を2日分採ってください。"));
    }
    steps.push((1, *dice.pick(&DINNERS)));
    steps.push((
        0,
        "朝食はとらないでください。飲んでいる薬は、事前に機関へご相談ください。",
    ));
    let mut json = String::from("[");
    for (at, (days, text)) in steps.iter().enumerate() {
        let comma = if at == 0 { "" } else { "," };
        // writing to a string does not fail, and no text here needs an escape
        let _ = write!(
            json,
            "{comma}{{\"days_before\":{days},\"text\":\"{text}\"}}"
        );
    }
    json.push(']');
    json
}

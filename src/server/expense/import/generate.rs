//! Fictitious files of rows, the same for the same seed on every machine: every 区分, stays with meals, 公費, 高額, 修正, 取消, and a few
//! rows of people nobody knows. Written row by row, however many there are.
//!
//! Must not: real institutions. The people are those of [`crate::server::roster::generate`].

use std::io::{self, Write};

use csv::{Terminator, WriterBuilder};

use crate::{
    domain::expense::{
        batch::Encoding, category::Category, import::column::Column, kind::Kind, month::Month,
    },
    server::roster::{dice::Dice, encode::cp932, generate::Member},
};

/// What is made.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    /// The first treatment month.
    pub from: Month,
    /// How many treatment months.
    pub months: u32,
    /// The same seed makes the same rows.
    pub seed: u64,
    /// How the file is written.
    pub encoding: Encoding,
}

/// First words of made-up institutions.
const PLACES: &[&str] = &[
    "そらいろ",
    "わかば",
    "ひだまり",
    "つばさ",
    "しおかぜ",
    "こもれび",
    "すずかぜ",
    "ほしぞら",
    "やまなみ",
    "﨑のうえ",
    "髙はし",
    "あさもや",
];

/// How often each kind comes, in hundredths.
const KINDS: [(Category, u64); 8] = [
    (Category::MedicalIn, 3),
    (Category::MedicalOut, 42),
    (Category::DentalIn, 1),
    (Category::DentalOut, 17),
    (Category::Pharmacy, 30),
    (Category::HomeNursing, 2),
    (Category::Judo, 3),
    (Category::Acupuncture, 2),
];

/// Amounts in yen, and the days they are for.
#[derive(Clone, Copy)]
struct Cost {
    days: u32,
    total: u32,
    insurer: u32,
    public: u32,
    high_cost: u32,
    additional: u32,
    meal_total: u32,
    meal_own: u32,
    own: u32,
}

/// A row before it is written.
struct Made<'m> {
    member: &'m Member,
    month: Month,
    claim: Month,
    category: Category,
    place: u64,
    kind: Kind,
    serial: u64,
    cost: Cost,
}

/// Writes the rows of these people.
///
/// # Errors
/// When `out` takes no more.
pub fn write(members: &[Member], wanted: Wanted, out: impl Write) -> io::Result<()> {
    let mut file = Out {
        out,
        encoding: wanted.encoding,
        pending: Vec::new(),
    };
    if wanted.encoding == Encoding::Utf8 {
        file.pending.extend_from_slice(b"\xEF\xBB\xBF");
    }
    file.row(Column::ALL.map(|column| column.name().to_owned()))?;
    let mut dice = Dice::new(wanted.seed ^ 0x1B1E_05E5);
    let mut serial = 0;
    for at in 0..wanted.months {
        let month = wanted.from.plus(i32::try_from(at).unwrap_or(i32::MAX));
        for member in members {
            if !is_enrolled(member, month) || dice.percent(45) {
                continue;
            }
            for _ in 0..=dice.below(3) {
                serial += 1;
                let made = row(&mut dice, member, month, serial);
                let nobody = dice.below(500) == 0;
                file.made(&made, nobody)?;
                if !nobody {
                    follow(&mut dice, made, &mut file)?;
                }
            }
        }
    }
    file.flush()?;
    file.out.flush()
}

fn is_enrolled(member: &Member, month: Month) -> bool {
    member.acquired <= month.last_day() && member.lost.is_none_or(|lost| lost > month.first_day())
}

/// Some rows are put right or taken back later on.
fn follow(dice: &mut Dice, made: Made<'_>, file: &mut Out<impl Write>) -> io::Result<()> {
    let kind = match dice.below(1_000) {
        0..=9 => Kind::Correction,
        10..=12 => Kind::Withdrawal,
        _ => return Ok(()),
    };
    let cost = match kind {
        Kind::Correction => cost(dice, made.member, made.month, made.category),
        _ => made.cost,
    };
    let claim = made.claim.plus(2);
    let later = Made {
        kind,
        cost,
        claim,
        ..made
    };
    file.made(&later, false)
}

fn row<'m>(dice: &mut Dice, member: &'m Member, month: Month, serial: u64) -> Made<'m> {
    let mut at = dice.below(100);
    let mut category = Category::MedicalOut;
    for (kind, share) in KINDS {
        if at < share {
            category = kind;
            break;
        }
        at -= share;
    }
    Made {
        member,
        month,
        claim: month.plus(if dice.percent(90) { 1 } else { 2 }),
        category,
        place: dice.below(400),
        kind: Kind::New,
        serial,
        cost: cost(dice, member, month, category),
    }
}

fn cost(dice: &mut Dice, member: &Member, month: Month, category: Category) -> Cost {
    let mut number = |from: u64, to: u64| {
        u32::try_from(from + dice.below(to - from + 1)).expect("fictitious numbers are small")
    };
    let (days, points) = match category {
        Category::MedicalIn => (number(2, 20), number(20_000, 150_000)),
        Category::DentalIn => (number(1, 5), number(8_000, 30_000)),
        Category::MedicalOut => (number(1, 4), number(280, 3_500)),
        Category::DentalOut => (number(1, 5), number(350, 2_500)),
        Category::Pharmacy => (number(1, 3), number(120, 2_200)),
        Category::HomeNursing => (number(2, 12), number(2_000, 12_000)),
        Category::Judo | Category::Acupuncture => (number(1, 10), number(100, 900)),
    };
    let total = points * 10;
    let age = month.year() - member.born.year();
    let share = match age {
        ..=6 | 70.. => 2,
        _ => 3,
    };
    let insurer = total / 10 * (10 - share);
    let left = total - insurer;
    // a municipality pays for many children, the state for some illnesses
    let helped = age <= 15 && number(1, 100) <= 60 || number(1, 100) <= 2;
    let public = if helped { left - left.min(500) } else { 0 };
    let own = (left - public + 5) / 10 * 10;
    let limit = 80_100 + total.saturating_sub(267_000) / 100;
    let high_cost = own.saturating_sub(limit);
    let additional = if high_cost > 0 {
        (own - high_cost).saturating_sub(25_000) / 1_000 * 1_000
    } else {
        0
    };
    let meals = if category.is_stay() { days * 3 - 1 } else { 0 };
    Cost {
        days,
        total,
        insurer,
        public,
        high_cost,
        additional,
        meal_total: meals * 690,
        meal_own: meals * 510,
        own,
    }
}

fn institution(category: Category, place: u64) -> String {
    let ending = match category {
        Category::MedicalIn => "病院",
        Category::MedicalOut => "内科クリニック",
        Category::DentalIn => "大学歯科病院",
        Category::DentalOut => "歯科医院",
        Category::Pharmacy => "薬局",
        Category::HomeNursing => "訪問看護ステーション",
        Category::Judo => return String::new(),
        Category::Acupuncture => "治療院",
    };
    let name = PLACES[usize::try_from(place).unwrap_or_default() % PLACES.len()];
    format!("{name}{}{ending}", place / 12 + 1)
}

/// A file being written.
struct Out<W> {
    out: W,
    encoding: Encoding,
    pending: Vec<u8>,
}

impl<W: Write> Out<W> {
    /// Writes a row; of `nobody` known where that is wanted.
    fn made(&mut self, made: &Made<'_>, nobody: bool) -> io::Result<()> {
        let Made {
            member,
            month,
            claim,
            category,
            cost,
            ..
        } = made;
        let kana = match nobody {
            true => "ナナシノ ゴンベ".to_owned(),
            false => member.kana.clone(),
        };
        let number = match nobody {
            true => "99999".to_owned(),
            false => member.number.clone(),
        };
        let prefix = category.number();
        self.row([
            member.symbol.clone(),
            number,
            member.branch.clone(),
            kana,
            member.born.to_string(),
            month.to_string(),
            category.word().to_owned(),
            format!("99{prefix}{:07}", made.place),
            institution(*category, made.place),
            cost.days.to_string(),
            cost.total.to_string(),
            cost.insurer.to_string(),
            cost.public.to_string(),
            cost.high_cost.to_string(),
            cost.additional.to_string(),
            cost.meal_total.to_string(),
            cost.meal_own.to_string(),
            cost.own.to_string(),
            claim.to_string(),
            made.kind.word().to_owned(),
            format!("{}{:02}{:09}", month.year(), month.month(), made.serial),
        ])
    }

    fn row(&mut self, cells: [String; Column::ALL.len()]) -> io::Result<()> {
        let mut writer = WriterBuilder::new()
            .terminator(Terminator::CRLF)
            .from_writer(&mut self.pending);
        writer.write_record(&cells)?;
        writer.flush()?;
        drop(writer);
        match self.pending.len() {
            0..65_536 => Ok(()),
            _ => self.flush(),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self.encoding {
            Encoding::Utf8 => self.out.write_all(&self.pending)?,
            Encoding::Cp932 => {
                let text = std::str::from_utf8(&self.pending).map_err(io::Error::other)?;
                let bytes = cp932(text);
                let lost = || io::Error::other("CP932 にない文字があります");
                self.out.write_all(&bytes.ok_or_else(lost)?)?;
            }
        }
        self.pending.clear();
        Ok(())
    }
}

//! Fictitious rosters: whole households, the same for the same seed and day on every machine and with every release.
//!
//! Must not: real people, real employers. What is made goes through the same import as a society's own file.

use super::{
    column::Column,
    dice::{Dice, years_before},
    names::{FAMILY, MEN, WOMEN, WORKPLACES},
};
use crate::domain::date::CivilDate;

/// A row of a roster file, cells in the order of [`Column::ALL`].
pub type Line = [String; Column::ALL.len()];

/// A fictitious person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// 記号
    pub symbol: String,
    /// 番号
    pub number: String,
    /// 枝番, or nothing where the society's older rows have none.
    pub branch: String,
    /// 氏名
    pub name: String,
    /// 氏名カナ
    pub kana: String,
    /// Whether 女.
    pub woman: bool,
    /// 生年月日
    pub born: CivilDate,
    /// 続柄
    pub relationship: &'static str,
    /// 資格取得日
    pub acquired: CivilDate,
    /// 資格喪失日
    pub lost: Option<CivilDate>,
    /// 事業所
    pub workplace: String,
}

impl Member {
    /// The row of a file.
    pub fn line(&self) -> Line {
        [
            self.symbol.clone(),
            self.number.clone(),
            self.branch.clone(),
            self.name.clone(),
            self.kana.clone(),
            if self.woman { "女" } else { "男" }.to_owned(),
            self.born.to_string(),
            self.relationship.to_owned(),
            self.acquired.to_string(),
            self.lost.map(|day| day.to_string()).unwrap_or_default(),
            self.workplace.clone(),
        ]
    }
}

/// `members` fictitious people of the society on the day `today`.
pub fn generate(members: usize, seed: u64, today: CivilDate) -> Vec<Member> {
    let mut dice = Dice::new(seed);
    let mut numbers = [0_u32; WORKPLACES.len()];
    let mut people = Vec::with_capacity(members + 8);
    while people.len() < members {
        let place = dice.weighted_low(WORKPLACES.len());
        numbers[place] += 1;
        people.extend(household(&mut dice, place, numbers[place], today));
    }
    people.truncate(members);
    people
}

/// What the people of a household share.
struct Household {
    today: CivilDate,
    symbol: &'static str,
    workplace: &'static str,
    number: String,
    family: &'static (&'static str, &'static str),
    acquired: CivilDate,
    lost: Option<CivilDate>,
}

/// The household of an employee of the workplace at index `place`.
fn household(dice: &mut Dice, place: usize, number: u32, today: CivilDate) -> Vec<Member> {
    let (symbol, workplace) = WORKPLACES[place];
    let age = dice.age(18, 74);
    let born = dice.birthday(age, today);
    let acquired = dice.day(years_before(born, -18).max(years_before(today, 25)), today);
    let lost = dice
        .percent(3)
        .then(|| dice.day(acquired.max(years_before(today, 2)), today));
    let household = Household {
        today,
        symbol,
        workplace,
        number: format!("{number:05}"),
        family: dice.pick(FAMILY),
        acquired,
        lost,
    };
    let woman = dice.percent(40);
    let mut people = vec![household.member(dice, 0, woman, born, "本人")];
    if age >= 22 && dice.percent(55) {
        if dice.percent(45) {
            people.push(household.spouse(dice, age, !woman));
        }
        household.children(dice, age, &mut people);
    }
    if age >= 45 && dice.percent(4) {
        people.push(household.parent(dice, age, people.len()));
    }
    if people.len() == 1 && dice.percent(5) {
        people[0].branch.clear();
    }
    people
}

impl Household {
    /// A member with a given name of chance.
    fn member(
        &self,
        dice: &mut Dice,
        branch: usize,
        woman: bool,
        born: CivilDate,
        relationship: &'static str,
    ) -> Member {
        let (given, given_kana) = dice.pick(if woman { WOMEN } else { MEN });
        Member {
            symbol: self.symbol.to_owned(),
            number: self.number.clone(),
            branch: format!("{branch:02}"),
            name: format!("{} {given}", self.family.0),
            kana: format!("{} {given_kana}", self.family.1),
            woman,
            born,
            relationship,
            acquired: self.acquired.max(born),
            lost: self.lost.map(|lost| lost.max(born)),
            workplace: self.workplace.to_owned(),
        }
    }

    fn spouse(&self, dice: &mut Dice, insured: i32, woman: bool) -> Member {
        let years = (insured - 5 + dice.age(0, 10)).clamp(20, 73);
        let born = dice.birthday(years, self.today);
        self.member(dice, 1, woman, born, "配偶者")
    }

    /// None to three children who are still dependants, now and then twins.
    fn children(&self, dice: &mut Dice, insured: i32, people: &mut Vec<Member>) {
        for _ in 0..dice.below(4) {
            let years = insured - dice.age(22, 39);
            if !(0..=22).contains(&years) {
                continue;
            }
            let born = dice.birthday(years, self.today);
            let woman = dice.percent(50);
            let child = self.member(dice, people.len(), woman, born, "子");
            if dice.percent(3) {
                let mut twin = self.member(dice, people.len() + 1, woman, born, "子");
                while twin.kana == child.kana {
                    twin = self.member(dice, people.len() + 1, woman, born, "子");
                }
                people.extend([child, twin]);
            } else {
                people.push(child);
            }
        }
    }

    /// A parent who lives with the family, before the 75th birthday (then 後期高齢者医療 insures).
    fn parent(&self, dice: &mut Dice, insured: i32, branch: usize) -> Member {
        let born = dice.birthday((insured + 22).min(74), self.today);
        let woman = dice.percent(70);
        let relationship = if woman { "母" } else { "父" };
        self.member(dice, branch, woman, born, relationship)
    }
}

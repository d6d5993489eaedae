//! 受診率: of the people a society offers an examination to, how many were examined, by what tells them apart.
//!
//! 対象者: enrolled on the day of reference, and of a 続柄, 性別 and 年度末年齢 that at least one open course of the fiscal year
//! is for. 受診者: those of them with a booking that was attended, or an accepted result from elsewhere, in that fiscal year.
//! May enter: counting. Must not: where people come from, sentences.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::course::{Course, RelationGroup};
use crate::domain::{
    birth_date::BirthDate,
    fiscal_year::FiscalYear,
    relationship::{Relationship, Sex},
};

/// 年度末年齢 in steps of five years, as 特定健診 reports them; below and above these in one each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct AgeBand(u8);

impl AgeBand {
    /// The first band begins here.
    const FIRST: i32 = 20;
    /// The last band begins here and has no end.
    const LAST: i32 = 75;

    /// The band of an age.
    pub fn of(age: i32) -> Self {
        if age < Self::FIRST {
            return Self(0);
        }
        Self((age.min(Self::LAST) / 5 * 5) as u8)
    }

    /// First and last age; none where the band is open to that side.
    pub fn bounds(self) -> (Option<u8>, Option<u8>) {
        match i32::from(self.0) {
            0 => (None, Some(Self::FIRST as u8 - 1)),
            Self::LAST => (Some(self.0), None),
            _ => (Some(self.0), Some(self.0 + 4)),
        }
    }
}

/// What people are told apart by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Axis {
    /// 続柄
    Relation,
    /// 年度末年齢
    Age,
    /// 性別
    Sex,
    /// 事業所
    Workplace,
}

impl Axis {
    /// All of them, in the order of the table's columns.
    pub const ALL: [Self; 4] = [Self::Relation, Self::Age, Self::Sex, Self::Workplace];

    /// The code forms hold.
    pub fn code(self) -> &'static str {
        match self {
            Self::Relation => "relation",
            Self::Age => "age",
            Self::Sex => "sex",
            Self::Workplace => "workplace",
        }
    }

    /// The axes of the codes, once each, in the order of the columns; unknown codes are none.
    pub fn of_codes<'a>(codes: impl Iterator<Item = &'a str> + Clone) -> Vec<Self> {
        let asked = |axis: &Self| codes.clone().any(|code| code == axis.code());
        Self::ALL.into_iter().filter(asked).collect()
    }
}

/// One of the people counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// 続柄
    pub relation: RelationGroup,
    /// 年度末年齢
    pub age: i32,
    /// 性別
    pub sex: Sex,
    /// 事業所
    pub workplace: String,
    /// Whether the person was examined.
    pub examined: bool,
}

/// What one row of the table is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Key {
    /// 続柄
    Relation(RelationGroup),
    /// 年度末年齢
    Age(AgeBand),
    /// 性別, by its place among [`Sex::ALL`].
    Sex(usize),
    /// 事業所
    Workplace(String),
}

/// 対象者 and 受診者 of a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// 対象者
    pub eligible: u32,
    /// 受診者
    pub examined: u32,
}

impl Cell {
    /// 受診率 in tenths of a percent, half rounded up; none of nobody.
    pub fn permille(self) -> Option<u32> {
        let (examined, eligible) = (u64::from(self.examined), u64::from(self.eligible));
        let rounded = (examined * 2_000 + eligible).checked_div(eligible * 2)?;
        u32::try_from(rounded).ok()
    }

    fn add(&mut self, examined: bool) {
        self.eligible += 1;
        self.examined += u32::from(examined);
    }
}

/// 受診率 by the axes asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// The rows, in the order of their keys.
    pub rows: Vec<(Vec<Key>, Cell)>,
    /// Everybody.
    pub total: Cell,
}

/// Whether at least one of the courses is for such a person in its fiscal year.
pub fn is_offered(courses: &[Course], relation: Relationship, sex: Sex, birth: BirthDate) -> bool {
    let relation = RelationGroup::of(relation);
    let fits = |course: &Course| {
        let age = course.year().map(|year| year.age_at_end(birth));
        course.who.contains(&relation)
            && course.sex.is_none_or(|only| only == sex)
            && age.is_some_and(|age| course.ages.admit(age))
    };
    courses.iter().any(fits)
}

/// 年度末年齢 of a fiscal year.
pub fn age_in(fiscal_year: i32, birth: BirthDate) -> i32 {
    fiscal_year - FiscalYear::of(birth.date()).year()
}

/// Counts people by the axes; without any, everybody is one row.
pub fn tabulate(people: &[Counted], axes: &[Axis]) -> Table {
    let mut rows: BTreeMap<Vec<Key>, Cell> = BTreeMap::new();
    let mut total = Cell::default();
    for person in people {
        let key = axes.iter().map(|axis| key(person, *axis)).collect();
        rows.entry(key).or_default().add(person.examined);
        total.add(person.examined);
    }
    Table {
        rows: rows.into_iter().collect(),
        total,
    }
}

fn key(person: &Counted, axis: Axis) -> Key {
    match axis {
        Axis::Relation => Key::Relation(person.relation),
        Axis::Age => Key::Age(AgeBand::of(person.age)),
        Axis::Sex => {
            let at = Sex::ALL.iter().position(|sex| *sex == person.sex);
            Key::Sex(at.unwrap_or_default())
        }
        Axis::Workplace => Key::Workplace(person.workplace.clone()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::checkup::course::testing::dock;
    use crate::domain::date::testing::day;

    fn people() -> impl Strategy<Value = Vec<Counted>> {
        let person = (0..3_usize, -5..120, 0..3_usize, "[甲乙丙]", any::<bool>());
        let person = person.prop_map(|(relation, age, sex, workplace, examined)| Counted {
            relation: RelationGroup::ALL[relation],
            age,
            sex: Sex::ALL[sex],
            workplace,
            examined,
        });
        prop::collection::vec(person, 0..200)
    }

    fn axes() -> impl Strategy<Value = Vec<Axis>> {
        prop::sample::subsequence(Axis::ALL.to_vec(), 0..=4)
    }

    fn sum<'a>(cells: impl Iterator<Item = &'a Cell>) -> Cell {
        cells.fold(Cell::default(), |sum, cell| Cell {
            eligible: sum.eligible + cell.eligible,
            examined: sum.examined + cell.examined,
        })
    }

    #[test]
    fn ages_come_in_bands() {
        for (age, band) in [
            (-1, (None, Some(19))),
            (19, (None, Some(19))),
            (20, (Some(20), Some(24))),
            (44, (Some(40), Some(44))),
            (74, (Some(70), Some(74))),
            (75, (Some(75), None)),
            (104, (Some(75), None)),
        ] {
            assert_eq!(AgeBand::of(age).bounds(), band, "{age}");
        }
    }

    #[test]
    fn a_rate_is_rounded_and_of_nobody_there_is_none() {
        let rate = |examined, eligible| Cell { eligible, examined }.permille();
        assert_eq!(rate(0, 0), None);
        assert_eq!(rate(1, 3), Some(333));
        assert_eq!(rate(2, 3), Some(667));
        assert_eq!(rate(1, 2000), Some(1));
        assert_eq!(rate(7, 7), Some(1000));
        assert_eq!(rate(u32::MAX, u32::MAX), Some(1000));
    }

    #[test]
    fn who_no_course_is_for_does_not_count() {
        let born = |iso| BirthDate::from_stored(day(iso));
        let offered = |relation, iso| is_offered(&[dock()], relation, Sex::Female, born(iso));
        assert!(offered(Relationship::Insured, "1980-01-31"));
        assert!(!offered(Relationship::Insured, "1999-01-31"));
        assert!(!offered(Relationship::Child, "1980-01-31"));
        assert!(!is_offered(
            &[],
            Relationship::Insured,
            Sex::Female,
            born("1980-01-31")
        ));
        assert_eq!(age_in(2026, born("1984-04-01")), 42);
    }

    proptest! {
        #[test]
        fn parts_sum_up(people in people(), axes in axes()) {
            let table = tabulate(&people, &axes);
            prop_assert_eq!(sum(table.rows.iter().map(|(_, cell)| cell)), table.total);
            prop_assert_eq!(table.total.eligible as usize, people.len());
            let examined = people.iter().filter(|person| person.examined).count();
            prop_assert_eq!(table.total.examined as usize, examined);
            for (key, cell) in &table.rows {
                prop_assert_eq!(key.len(), axes.len());
                prop_assert!(cell.eligible > 0 && cell.examined <= cell.eligible);
                prop_assert!(cell.permille().is_some_and(|rate| rate <= 1000));
            }
        }

        #[test]
        fn a_finer_table_sums_up_to_a_coarser(people in people(), axes in axes()) {
            let fine = tabulate(&people, &axes);
            for left_out in 0..axes.len() {
                let mut fewer = axes.clone();
                fewer.remove(left_out);
                for (key, cell) in tabulate(&people, &fewer).rows {
                    let parts = fine.rows.iter().filter(|(fine, _)| {
                        let mut fine = fine.clone();
                        fine.remove(left_out);
                        fine == key
                    });
                    prop_assert_eq!(sum(parts.map(|(_, cell)| cell)), cell);
                }
            }
        }

        #[test]
        fn every_row_stands_once_and_in_order(people in people(), axes in axes()) {
            let rows = tabulate(&people, &axes).rows;
            prop_assert!(rows.windows(2).all(|two| two[0].0 < two[1].0));
        }
    }
}

//! What codes and rows are called on the console's pages.

use std::collections::BTreeMap;

use crate::{
    api::staff_checkup::bookings::{PersonCard, PersonLine, PriceLine, PriceTable},
    domain::{
        checkup::{
            booking::{Event, State, next},
            code::OptionCode,
            course::{Course, RelationGroup},
            price::{Item, Quote},
            rate::age_in,
        },
        date::CivilDate,
        staff::{Capability, Role},
        symbol_number::masked,
    },
    server::{
        clock::{Millis, japan},
        ctx::Ctx,
        db::{self, checkup_desk::bookings::Whose, person::Person},
        error::Result,
    },
};

/// The courses of all years, by year and code.
pub(super) struct Courses(BTreeMap<(i32, String), Course>);

impl Courses {
    pub(super) async fn load(ctx: &Ctx) -> Result<Self> {
        let reader = ctx.db.reader();
        let mut courses = BTreeMap::new();
        for year in db::course::years(reader).await? {
            for stored in db::course::of_year(reader, year).await? {
                let key = (year, stored.rules.code.as_str().to_owned());
                courses.insert(key, stored.rules);
            }
        }
        Ok(Self(courses))
    }

    pub(super) fn get(&self, year: i32, code: &str) -> Option<&Course> {
        self.0.get(&(year, code.to_owned()))
    }

    /// The course's name, or its code where it is gone.
    pub(super) fn name(&self, year: i32, code: &str) -> String {
        let course = self.get(year, code);
        course.map_or_else(|| code.to_owned(), |course| course.name.clone())
    }

    /// The option's name, or its code where it is gone.
    pub(super) fn option(&self, year: i32, code: &str, option: &OptionCode) -> String {
        let rule = self
            .get(year, code)
            .and_then(|course| course.option(option));
        rule.map_or_else(|| option.to_string(), |rule| rule.name.clone())
    }

    /// The fiscal years there are courses of, the latest first.
    pub(super) fn years(&self) -> Vec<i32> {
        let mut years: Vec<i32> = self.0.keys().map(|(year, _)| *year).collect();
        years.dedup();
        years.reverse();
        years
    }

    /// Code and name of each course, the name of its latest year.
    pub(super) fn choices(&self) -> Vec<(String, String)> {
        let by_code: BTreeMap<_, _> = self
            .0
            .iter()
            .map(|((_, code), course)| (code.clone(), course.name.clone()))
            .collect();
        by_code.into_iter().collect()
    }

    /// 料金の内訳 with names.
    pub(super) fn price(&self, year: i32, code: &str, quote: Quote) -> PriceTable {
        let lines = quote.lines.into_iter().map(|line| PriceLine {
            name: match &line.item {
                Item::Course => self.name(year, code),
                Item::Option(option) => self.option(year, code, option),
            },
            line,
        });
        PriceTable {
            lines: lines.collect(),
            price: quote.price,
            society: quote.society,
            own: quote.own,
        }
    }
}

/// 記号-番号-枝番
fn joined(symbol: &str, number: &str, branch: &str) -> String {
    let parts = [symbol, number, branch];
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("-")
}

/// A person of a list, by the age of that fiscal year.
pub(super) fn person_line(whose: &Whose, fiscal_year: i32) -> PersonLine {
    PersonLine {
        name: whose.name.clone(),
        kana: whose.kana.clone(),
        number: joined(&whose.symbol, &masked(&whose.number), &whose.branch),
        sex: whose.sex,
        age: age_in(fiscal_year, whose.birth_date),
        relation: RelationGroup::of(whose.relationship),
        workplace: whose.workplace.clone(),
    }
}

/// A person as a list shows it.
pub(super) fn short_line(person: &Person, fiscal_year: i32) -> PersonLine {
    let branch = person.branch.as_ref().map_or("", |branch| branch.as_str());
    PersonLine {
        name: person.name.clone(),
        kana: person.kana.as_str().to_owned(),
        number: joined(
            person.symbol.as_str(),
            &masked(person.number.as_str()),
            branch,
        ),
        sex: person.sex,
        age: age_in(fiscal_year, person.birth_date),
        relation: RelationGroup::of(person.relationship),
        workplace: person.workplace.clone(),
    }
}

/// A person with everything, the 番号 whole.
pub(super) fn person_card(person: &Person, fiscal_year: i32) -> PersonCard {
    let branch = person.branch.as_ref().map_or("", |branch| branch.as_str());
    PersonCard {
        id: person.id,
        line: PersonLine {
            number: joined(person.symbol.as_str(), person.number.as_str(), branch),
            ..short_line(person, fiscal_year)
        },
        birth_date: person.birth_date.date(),
        acquired_on: person.acquired_on,
        lost_on: person.lost_on,
    }
}

/// Whether 受診済 or 未受診 can be noted: the day has come.
pub(super) fn markable(state: State, exam_on: Option<CivilDate>, today: CivilDate) -> bool {
    next(state, Event::MarkDone).is_some() && exam_on.is_some_and(|day| day <= today)
}

/// Whether a role may work on bookings.
pub(super) fn may_work(role: Role) -> bool {
    role.may(Capability::WorkCheckup)
}

/// A moment in Japan: day and time.
pub(super) fn moment(at: Millis) -> String {
    japan(at).format("%Y-%m-%d %H:%M").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_without_a_branch_ends_there() {
        assert_eq!(joined("12", "345", ""), "12-345");
    }
}

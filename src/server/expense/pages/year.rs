//! A calendar year of treatment: sums, months, rows. All of it is made of what [`seen`] shows.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    api::expense::{ExpensesPage, Gap, MonthShown, RowShown},
    domain::expense::{gaps, month::Month, season, settle::Settled, statement::Sums},
    server::{
        ctx::{Ctx, Page},
        error::Result,
        expense::{
            second_step::{Proven, proven},
            seen::{Seen, seen},
        },
    },
    web::path,
};

/// The year asked for, of the person at the place asked for, in the month asked for; what was not asked for or cannot be narrows
/// nothing. Whoever has not decided on the family's view is asked first.
///
/// # Errors
/// Signed out; the second step is to be done; the time to look is over; the database's own.
pub async fn page(ctx: &Ctx, year: &str, person: &str, month: &str) -> Result<Page<ExpensesPage>> {
    let proven = proven(ctx).await?;
    let seen = seen(ctx, &proven).await?;
    if seen.own.notice_at.is_none() && seen.own.declined_at.is_none() {
        return Ok(Page::Go(path::EXPENSES_FAMILY.to_owned()));
    }
    let now = Month::of(ctx.clock.today());
    let shown = Shown {
        year: year_of(&seen, year, now),
        person: place_of(&seen, person),
        now,
        seen,
    };
    Ok(Page::Show(shown.page(&proven, month, ctx)))
}

/// The year asked for, if it is one between the first with rows and this one; else the last that has rows, or this one.
fn year_of(seen: &Seen, asked: &str, now: Month) -> i32 {
    let years = seen.rows.iter().map(|row| row.entry.month.year());
    let first = years.clone().min().unwrap_or(now.year());
    let last = years.max().unwrap_or(now.year());
    let asked = asked.parse().ok();
    asked
        .filter(|year| (first..=last.max(now.year())).contains(year))
        .unwrap_or(last)
}

/// A place in the list of people shown, from 1; none where there is nothing to choose.
fn place_of(seen: &Seen, asked: &str) -> Option<u16> {
    let asked: u16 = asked.parse().ok()?;
    let there = 1..=seen.people.len();
    (there.contains(&usize::from(asked)) && seen.people.len() > 1).then_some(asked)
}

/// What is shown of all that is seen.
struct Shown {
    seen: Seen,
    year: i32,
    person: Option<u16>,
    now: Month,
}

impl Shown {
    fn page(self, proven: &Proven, month: &str, ctx: &Ctx) -> ExpensesPage {
        let of_year = |row: &&Settled| row.entry.month.year() == self.year;
        let months: BTreeSet<u8> = self
            .seen
            .rows
            .iter()
            .filter(of_year)
            .map(|row| row.entry.month.month())
            .collect();
        let month = month.parse().ok().filter(|month| months.contains(month));
        let alone = self.person.map(|place| usize::from(place) - 1);
        let alone = alone
            .and_then(|at| self.seen.people.get(at))
            .map(|it| it.id);
        let rows: Vec<&Settled> = self
            .seen
            .rows
            .iter()
            .filter(of_year)
            .filter(|row| month.is_none_or(|month| row.entry.month.month() == month))
            .filter(|row| alone.is_none_or(|person| row.entry.person_id == person))
            .collect();
        let lost = proven.member.person.lost_on;
        let lost = lost.filter(|lost| *lost <= ctx.clock.today());
        ExpensesPage {
            year: self.year,
            years: self.years(),
            people: self.names().map(str::to_owned).collect(),
            person: self.person,
            months_with_rows: months.into_iter().collect(),
            month,
            sums: Sums::of(rows.iter().copied()),
            months: self.by_month(&rows),
            missing: self.missing(),
            nothing_yet: self.seen.rows.is_empty(),
            open_until: lost.map(season::open_until),
        }
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        self.seen.people.iter().map(|person| person.name.as_str())
    }

    /// The years that have rows, and the one shown, newest first.
    fn years(&self) -> Vec<i32> {
        let years = self.seen.rows.iter().map(|row| row.entry.month.year());
        let years: BTreeSet<i32> = years.chain([self.year, self.now.year()]).collect();
        years.into_iter().rev().collect()
    }

    /// What the society has not published yet: the same for everybody.
    fn missing(&self) -> Vec<Gap> {
        let missing = gaps::missing(self.year, self.seen.through, self.now);
        let expected = |month| Some(gaps::expected(month)).filter(|then| *then >= self.now);
        let missing = missing.into_iter();
        missing
            .map(|month| Gap {
                month,
                expected: expected(month),
            })
            .collect()
    }

    fn by_month(&self, rows: &[&Settled]) -> Vec<MonthShown> {
        let mut months = BTreeMap::<Month, Vec<&Settled>>::new();
        for row in rows {
            months.entry(row.entry.month).or_default().push(row);
        }
        let months = months.into_iter().rev();
        months
            .map(|(month, rows)| MonthShown {
                month,
                sums: Sums::of(rows.iter().copied()),
                paid: self.paid(&rows),
                rows: rows.into_iter().map(|row| self.row(row)).collect(),
            })
            .collect()
    }

    /// What each of the people has paid.
    fn paid(&self, rows: &[&Settled]) -> Vec<u64> {
        let of = |id: i64| {
            let own = rows.iter().filter(|row| row.entry.person_id == id);
            Sums::of(own.copied()).paid()
        };
        self.seen
            .people
            .iter()
            .map(|person| of(person.id))
            .collect()
    }

    fn row(&self, row: &Settled) -> RowShown {
        let entry = &row.entry;
        let whose = self.seen.people.iter().find(|it| it.id == entry.person_id);
        RowShown {
            name: whose.map_or_else(String::new, |person| person.name.clone()),
            category: entry.category,
            institution: entry.institution.clone(),
            days: entry.days,
            amounts: entry.amounts,
            standing: row.standing,
        }
    }
}

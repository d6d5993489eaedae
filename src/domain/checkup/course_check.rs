//! Whether a course's data makes sense, asked before it is stored or opened for applications.
//!
//! May enter: contradictions within one course. Must not: other courses (a code of another course is only checked for its
//! form), sentences.

use super::code::OptionCode;
use super::course::{Ages, Course, OptionRule, Period};
use super::yen::Yen;
use crate::domain::fiscal_year::FiscalYear;
use crate::domain::relationship::Sex;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What is wrong with a course.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CourseProblem {
    /// A fiscal year outside the calendar.
    FiscalYear,
    /// No name.
    NoName,
    /// No 排他グループ.
    NoGroup,
    /// For nobody.
    ForNobody,
    /// The lowest age is above the highest, or beyond all ages.
    AgesCrossed,
    /// A 節目年齢 outside the ages, or twice.
    Milestones,
    /// A birthday nobody of the ages is before.
    Birthday,
    /// Once in no years, or in more than [`Course::MAX_EVERY`].
    EveryYears,
    /// 申込期間 ends before it begins.
    ApplicationCrossed,
    /// 申込期間 begins more than a year before the fiscal year, or ends after 受診期間.
    ApplicationOutside,
    /// 受診期間 ends before it begins.
    ExaminationCrossed,
    /// 受診期間 leaves the fiscal year.
    ExaminationOutside,
    /// An amount above [`Yen::MAX`].
    Amount,
    /// The cap at 節目年齢 is below the ordinary one, or has no age or one twice.
    MilestoneCap,
    /// オプション補助の合計上限額 below the cap of a single option, which could then never be reached.
    OptionCap,
    /// Two options of one code.
    OptionTwice {
        /// Theirs.
        code: OptionCode,
    },
    /// An option without a name, with crossed ages, or for the other sex.
    Option {
        /// Its code.
        code: OptionCode,
    },
    /// A condition twice, or one that leads to the course itself.
    Avoid,
}

impl Course {
    /// Most years between two examinations.
    pub const MAX_EVERY: u8 = 10;

    /// Whether the data makes sense.
    ///
    /// # Errors
    /// Every contradiction, in the order of the form.
    pub fn check(&self) -> Result<(), Vec<CourseProblem>> {
        use CourseProblem as P;
        let found = [
            (self.year().is_none(), P::FiscalYear),
            (self.name.trim().is_empty(), P::NoName),
            (self.group.trim().is_empty(), P::NoGroup),
            (self.who.is_empty(), P::ForNobody),
            (crossed(&self.ages), P::AgesCrossed),
            (bad_milestones(&self.ages), P::Milestones),
            (self.bad_birthday(), P::Birthday),
            (
                !(1..=Self::MAX_EVERY).contains(&self.every_years),
                P::EveryYears,
            ),
            (
                self.application.from > self.application.to,
                P::ApplicationCrossed,
            ),
            (self.application_outside(), P::ApplicationOutside),
            (
                self.examination.from > self.examination.to,
                P::ExaminationCrossed,
            ),
            (self.examination_outside(), P::ExaminationOutside),
            (self.bad_amount(), P::Amount),
            (self.bad_milestone_cap(), P::MilestoneCap),
            (self.bad_option_cap(), P::OptionCap),
        ];
        let mut problems: Vec<_> = found
            .into_iter()
            .filter_map(|(is_so, problem)| is_so.then_some(problem))
            .collect();
        problems.extend(self.options_twice().map(|code| P::OptionTwice { code }));
        let bad = self.options.iter().filter(|option| self.is_bad(option));
        problems.extend(bad.map(|option| P::Option {
            code: option.code.clone(),
        }));
        if self.bad_avoid() {
            problems.push(P::Avoid);
        }
        if problems.is_empty() {
            Ok(())
        } else {
            Err(problems)
        }
    }

    fn bad_birthday(&self) -> bool {
        self.before_birthday.is_some_and(|birthday| {
            birthday > Ages::OLDEST || self.ages.min.is_some_and(|min| min > birthday)
        })
    }

    fn days_of_year(&self) -> Option<Period> {
        let year = self.year()?;
        Some(Period {
            from: year.start()?,
            to: year.end()?,
        })
    }

    fn examination_outside(&self) -> bool {
        self.days_of_year().is_some_and(|year| {
            !year.contains(self.examination.from) || !year.contains(self.examination.to)
        })
    }

    fn application_outside(&self) -> bool {
        let too_early = self
            .year()
            .is_some_and(|year| FiscalYear::of(self.application.from).year() < year.year() - 1);
        too_early || self.application.to > self.examination.to
    }

    fn bad_amount(&self) -> bool {
        let subsidy = &self.subsidy;
        let course = subsidy.copay.iter().chain([&subsidy.cap]).copied();
        let milestone = subsidy.milestone.iter().map(|milestone| milestone.cap);
        let options = self.options.iter().flat_map(|one| [one.copay, one.cap]);
        course
            .chain(milestone)
            .chain(options)
            .chain(self.option_cap)
            .any(|amount| amount > Yen::MAX)
    }

    fn bad_milestone_cap(&self) -> bool {
        self.subsidy.milestone.as_ref().is_some_and(|milestone| {
            milestone.cap < self.subsidy.cap
                || milestone.ages.is_empty()
                || has_twice(&milestone.ages)
        })
    }

    fn bad_option_cap(&self) -> bool {
        let highest = self.options.iter().map(|option| option.cap).max();
        match (self.option_cap, highest) {
            (Some(together), Some(highest)) => together < highest,
            _ => false,
        }
    }

    fn options_twice(&self) -> impl Iterator<Item = OptionCode> {
        let mut seen = BTreeSet::new();
        let mut twice = BTreeSet::new();
        for option in &self.options {
            if !seen.insert(&option.code) {
                twice.insert(option.code.clone());
            }
        }
        twice.into_iter()
    }

    fn is_bad(&self, option: &OptionRule) -> bool {
        let other_sex = matches!(
            (self.sex, option.sex),
            (Some(Sex::Male), Some(Sex::Female)) | (Some(Sex::Female), Some(Sex::Male))
        );
        option.name.trim().is_empty()
            || crossed(&option.ages)
            || bad_milestones(&option.ages)
            || other_sex
    }

    fn bad_avoid(&self) -> bool {
        let conditions: Vec<_> = self.avoid.iter().map(|contra| contra.condition).collect();
        has_twice(&conditions)
            || self
                .avoid
                .iter()
                .any(|contra| contra.instead.as_ref() == Some(&self.code))
    }
}

fn crossed(ages: &Ages) -> bool {
    let min = ages.min.unwrap_or(0);
    min > ages.max.unwrap_or(Ages::OLDEST) || min > Ages::OLDEST
}

fn bad_milestones(ages: &Ages) -> bool {
    has_twice(&ages.milestones)
        || ages
            .milestones
            .iter()
            .any(|age| !ages.admit(i32::from(*age)))
}

fn has_twice<T: Ord>(all: &[T]) -> bool {
    all.iter().collect::<BTreeSet<_>>().len() < all.len()
}

#[cfg(test)]
mod tests;

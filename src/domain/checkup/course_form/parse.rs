//! From what was typed to a course.

use super::super::code::{CourseCode, OptionCode};
use super::super::contraindication::{Condition, Contra};
use super::super::course::{
    Ages, Course, MilestoneCap, OptionRule, Period, RelationGroup, Subsidy,
};
use super::super::read::{day, line, lines, list, maybe, maybe_line, parts, small};
use super::super::yen::Yen;
use super::{ContraForm, CourseErrors, CourseField as F, CourseForm, OptionField, OptionForm, Way};
use crate::domain::field::{FieldError, FieldErrors};
use crate::domain::relationship::Sex;
use crate::domain::text::{Nfkc, fold_ascii};

/// Longest name, in characters.
const NAME: u16 = 60;
/// Longest line about a course or an option.
const WORDS: u16 = 300;
/// Most lines of 検査項目.
const EXAMINED: usize = 60;

type Errors = FieldErrors<F>;

impl CourseForm {
    /// Reads the form as a course of a fiscal year.
    ///
    /// # Errors
    /// One code per field, and where every field can be read what does not fit together.
    pub fn parse(&self, nfkc: Nfkc<'_>, fiscal_year: i32) -> Result<Course, CourseErrors> {
        let mut errors = CourseErrors::default();
        let course = self.course(nfkc, fiscal_year, &mut errors);
        match course.filter(|_| errors.is_empty()) {
            Some(course) => match course.check() {
                Ok(()) => Ok(course),
                Err(problems) => Err(CourseErrors { problems, ..errors }),
            },
            None => Err(errors),
        }
    }

    /// Every field is read, whatever is wrong with the ones before.
    fn course(&self, nfkc: Nfkc<'_>, fiscal_year: i32, all: &mut CourseErrors) -> Option<Course> {
        let errors = &mut all.fields;
        let code = errors.keep(F::Code, code(&self.code, nfkc));
        let name = errors.keep(F::Name, line(&self.name, NAME));
        let summary = errors.keep(F::Summary, maybe_line(&self.summary, WORDS));
        let examined = errors.keep(F::Examined, lines(&self.examined, EXAMINED, NAME));
        let group = errors.keep(F::Group, line(&self.group, NAME));
        let who = errors.keep(F::Who, self.who());
        let sex = errors.keep(F::Sex, sex(&self.sex));
        let ages = self.ages(nfkc, errors);
        let before_birthday = errors.keep(
            F::BeforeBirthday,
            maybe(small(&self.before_birthday, nfkc, Ages::OLDEST)),
        );
        let every_years = errors.keep(F::EveryYears, small(&self.every_years, nfkc, u8::MAX));
        let counts_as = errors.keep(F::CountsAs, courses(&self.counts_as, nfkc));
        let application = self.period(nfkc, errors, [F::ApplicationFrom, F::ApplicationTo]);
        let examination = self.period(nfkc, errors, [F::ExaminationFrom, F::ExaminationTo]);
        let subsidy = self.subsidy(nfkc, errors);
        let option_cap = errors.keep(F::OptionCap, maybe(Yen::parse(&self.option_cap, nfkc)));
        let avoid = errors.keep(F::Avoid, avoid(&self.avoid, nfkc));
        let options = self.options(nfkc, all);
        Some(Course {
            code: code?,
            fiscal_year,
            name: name?,
            summary: summary?,
            examined: examined?,
            group: group?,
            who: who?,
            sex: sex?,
            ages: ages?,
            before_birthday: before_birthday?,
            every_years: every_years?,
            counts_as: counts_as?,
            application: application?,
            examination: examination?,
            subsidy: subsidy?,
            options: options?,
            option_cap: option_cap?,
            avoid: avoid?,
        })
    }

    fn who(&self) -> Result<Vec<RelationGroup>, FieldError> {
        let known = |code: &String| RelationGroup::from_code(code).ok_or(FieldError::Unknown);
        let mut who: Vec<_> = self.who.iter().map(known).collect::<Result<_, _>>()?;
        who.sort_unstable();
        who.dedup();
        if who.is_empty() {
            Err(FieldError::Empty)
        } else {
            Ok(who)
        }
    }

    fn ages(&self, nfkc: Nfkc<'_>, errors: &mut Errors) -> Option<Ages> {
        let min = errors.keep(F::Min, maybe(small(&self.min, nfkc, Ages::OLDEST)));
        let max = errors.keep(F::Max, maybe(small(&self.max, nfkc, Ages::OLDEST)));
        let milestones = errors.keep(F::Milestones, list(&self.milestones, nfkc, Ages::OLDEST));
        Some(Ages {
            min: min?,
            max: max?,
            milestones: milestones?,
        })
    }

    fn period(&self, nfkc: Nfkc<'_>, errors: &mut Errors, fields: [F; 2]) -> Option<Period> {
        let raw = match fields[0] {
            F::ApplicationFrom => [&self.application_from, &self.application_to],
            _ => [&self.examination_from, &self.examination_to],
        };
        let from = errors.keep(fields[0], day(raw[0], nfkc));
        let to = errors.keep(fields[1], day(raw[1], nfkc));
        Some(Period {
            from: from?,
            to: to?,
        })
    }

    fn subsidy(&self, nfkc: Nfkc<'_>, errors: &mut Errors) -> Option<Subsidy> {
        let mut yen = |field, raw: &str| errors.keep(field, Yen::parse(raw, nfkc));
        let a = yen(F::CopayA, &self.copay_a);
        let b = yen(F::CopayB, &self.copay_b);
        let c = yen(F::CopayC, &self.copay_c);
        let cap = yen(F::Cap, &self.cap);
        let milestone = self.milestone(nfkc, errors);
        Some(Subsidy {
            copay: [a?, b?, c?],
            cap: cap?,
            milestone: milestone?,
        })
    }

    /// 節目の補助: both fields, or neither.
    fn milestone(&self, nfkc: Nfkc<'_>, errors: &mut Errors) -> Option<Option<MilestoneCap>> {
        let ages = list(&self.milestone_ages, nfkc, Ages::OLDEST);
        let ages = errors.keep(F::MilestoneAges, ages)?;
        let cap = maybe(Yen::parse(&self.milestone_cap, nfkc));
        match (ages.is_empty(), errors.keep(F::MilestoneCap, cap)?) {
            (true, None) => Some(None),
            (true, Some(_)) => {
                errors.insert(F::MilestoneAges, FieldError::Empty);
                None
            }
            (false, None) => {
                errors.insert(F::MilestoneCap, FieldError::Empty);
                None
            }
            (false, Some(cap)) => Some(Some(MilestoneCap { ages, cap })),
        }
    }

    fn options(&self, nfkc: Nfkc<'_>, all: &mut CourseErrors) -> Option<Vec<OptionRule>> {
        let meant = self.options.iter().enumerate();
        let meant: Vec<_> = meant.filter(|(_, option)| option.is_meant()).collect();
        if meant.len() > Self::MAX_OPTIONS {
            let max = Self::MAX_OPTIONS as u16;
            all.fields.insert(F::Options, FieldError::TooLong { max });
            return None;
        }
        let mut options = Vec::new();
        for (at, option) in meant {
            let mut errors = FieldErrors::new();
            options.extend(option.parse(nfkc, &mut errors));
            if !errors.is_empty() {
                all.options.push((at, errors));
            }
        }
        Some(options)
    }
}

impl OptionForm {
    fn parse(&self, nfkc: Nfkc<'_>, errors: &mut FieldErrors<OptionField>) -> Option<OptionRule> {
        use OptionField as O;
        let code = errors.keep(O::Code, option_code(&self.code, nfkc));
        let name = errors.keep(O::Name, line(&self.name, NAME));
        let sex = errors.keep(O::Sex, sex(&self.sex));
        let min = errors.keep(O::Min, maybe(small(&self.min, nfkc, Ages::OLDEST)));
        let max = errors.keep(O::Max, maybe(small(&self.max, nfkc, Ages::OLDEST)));
        let milestones = errors.keep(O::Milestones, list(&self.milestones, nfkc, Ages::OLDEST));
        let copay = errors.keep(O::Copay, Yen::parse(&self.copay, nfkc));
        let cap = errors.keep(O::Cap, Yen::parse(&self.cap, nfkc));
        let avoid = errors.keep(O::Avoid, conditions(&self.avoid));
        let needs = errors.keep(O::Needs, maybe_line(&self.needs, WORDS));
        Some(OptionRule {
            code: code?,
            name: name?,
            ages: Ages {
                min: min?,
                max: max?,
                milestones: milestones?,
            },
            sex: sex?,
            copay: copay?,
            cap: cap?,
            avoid: avoid?,
            needs: needs?,
        })
    }
}

/// A code in any width and case.
fn folded(raw: &str, nfkc: Nfkc<'_>) -> Result<String, FieldError> {
    match fold_ascii(raw, nfkc).to_ascii_lowercase() {
        empty if empty.is_empty() => Err(FieldError::Empty),
        code => Ok(code),
    }
}

pub(super) fn code(raw: &str, nfkc: Nfkc<'_>) -> Result<CourseCode, FieldError> {
    CourseCode::parse(&folded(raw, nfkc)?).ok_or(FieldError::BadCharacter)
}

fn option_code(raw: &str, nfkc: Nfkc<'_>) -> Result<OptionCode, FieldError> {
    OptionCode::parse(&folded(raw, nfkc)?).ok_or(FieldError::BadCharacter)
}

fn courses(raw: &str, nfkc: Nfkc<'_>) -> Result<Vec<CourseCode>, FieldError> {
    let parts = parts(raw, nfkc);
    parts.iter().map(|part| code(part, nfkc)).collect()
}

fn sex(code: &str) -> Result<Option<Sex>, FieldError> {
    match Sex::from_code(code) {
        None if code.is_empty() => Ok(None),
        Some(sex @ (Sex::Male | Sex::Female)) => Ok(Some(sex)),
        _ => Err(FieldError::Unknown),
    }
}

fn conditions(codes: &[String]) -> Result<Vec<Condition>, FieldError> {
    let known = |code: &String| Condition::from_code(code).ok_or(FieldError::Unknown);
    let mut conditions: Vec<_> = codes.iter().map(known).collect::<Result<_, _>>()?;
    conditions.sort_unstable();
    conditions.dedup();
    Ok(conditions)
}

fn avoid(rows: &[ContraForm], nfkc: Nfkc<'_>) -> Result<Vec<Contra>, FieldError> {
    let mut all = Vec::new();
    for row in rows {
        let condition = Condition::from_code(&row.condition).ok_or(FieldError::Unknown)?;
        let way = Way::ALL.into_iter().find(|way| way.code() == row.way);
        let instead = match way.ok_or(FieldError::Unknown)? {
            Way::Fine => continue,
            Way::Stop => None,
            Way::Other => Some(code(&row.instead, nfkc)?),
        };
        all.push(Contra { condition, instead });
    }
    Ok(all)
}

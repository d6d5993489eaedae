//! 健診コース: a society's rules for one examination in one fiscal year, as data.
//!
//! May enter: what a rule is made of, and what each part means. Must not: whether a person meets the rules
//! (`eligibility`), money (`price`), whether the data makes sense (`course_check`).
//!
//! What societies distinguish is taken from their own leaflets (健保の健診案内に多い形); no law asks for it, except
//! where noted.

pub use super::code::{CourseCode, OptionCode};
pub use super::contraindication::{Condition, Contra};
pub use super::institution::InstitutionClass;
pub use super::yen::Yen;
use crate::domain::date::CivilDate;
use crate::domain::fiscal_year::FiscalYear;
use crate::domain::relationship::{Relationship, Sex};
use serde::{Deserialize, Serialize};

/// 受診できる人の区分: the groups of 続柄 societies offer different courses to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RelationGroup {
    /// 被保険者(本人), 任意継続 and 特例退職 included.
    Insured,
    /// 被扶養配偶者
    Spouse,
    /// その他の被扶養者
    OtherDependant,
}

impl RelationGroup {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Insured, Self::Spouse, Self::OtherDependant];

    /// The group of a 続柄.
    pub fn of(relationship: Relationship) -> Self {
        match relationship {
            Relationship::Insured => Self::Insured,
            Relationship::Spouse => Self::Spouse,
            _ => Self::OtherDependant,
        }
    }

    /// The code rows and wires hold.
    pub fn code(self) -> &'static str {
        match self {
            Self::Insured => "insured",
            Self::Spouse => "spouse",
            Self::OtherDependant => "other_dependant",
        }
    }

    /// The group of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.code() == code)
    }
}

/// 対象年齢, all as 年度末年齢 (the age on March 31, which most societies go by).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Ages {
    /// From this age on.
    pub min: Option<u8>,
    /// Up to this age.
    pub max: Option<u8>,
    /// 節目年齢: only at these ages; at every age where empty.
    pub milestones: Vec<u8>,
}

impl Ages {
    /// Nobody is older than this.
    pub const OLDEST: u8 = 130;

    /// Whether a person of that age may.
    pub fn admit(&self, age: i32) -> bool {
        self.min.is_none_or(|min| age >= i32::from(min))
            && self.max.is_none_or(|max| age <= i32::from(max))
            && self.is_milestone(age)
    }

    /// Whether the age is one of the 節目年齢, where there are any.
    pub fn is_milestone(&self, age: i32) -> bool {
        self.milestones.is_empty() || self.milestones.iter().any(|at| i32::from(*at) == age)
    }

    /// The next age above this one at which a person may.
    pub fn next_after(&self, age: i32) -> Option<i32> {
        (age.saturating_add(1).max(0)..=i32::from(Self::OLDEST)).find(|age| self.admit(*age))
    }
}

/// Days from the first to the last, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Period {
    /// The first day.
    pub from: CivilDate,
    /// The last day.
    pub to: CivilDate,
}

impl Period {
    /// Whether the day is one of them.
    pub fn contains(self, day: CivilDate) -> bool {
        self.from <= day && day <= self.to
    }

    /// The days both have; nothing when there are none.
    pub fn and(self, other: Self) -> Option<Self> {
        let both = Self {
            from: self.from.max(other.from),
            to: self.to.min(other.to),
        };
        (both.from <= both.to).then_some(both)
    }
}

/// 節目年齢の補助: a higher cap at some 年度末年齢 (40, 45, 50 …).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MilestoneCap {
    /// The ages.
    pub ages: Vec<u8>,
    /// The cap at these ages.
    pub cap: Yen,
}

/// 補助: the member pays the co-payment, the society the rest up to the cap, the member what exceeds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subsidy {
    /// 自己負担額 by class of institution, in the order of [`InstitutionClass::ALL`].
    pub copay: [Yen; 3],
    /// 補助上限額
    pub cap: Yen,
    /// Another cap at 節目年齢.
    #[serde(default)]
    pub milestone: Option<MilestoneCap>,
}

impl Subsidy {
    /// 自己負担額 at an institution of that class.
    pub fn copay(&self, class: InstitutionClass) -> Yen {
        self.copay[class.index()]
    }

    /// 補助上限額 at a 年度末年齢.
    pub fn cap_at(&self, age: i32) -> Yen {
        match &self.milestone {
            Some(milestone) if milestone.ages.iter().any(|at| i32::from(*at) == age) => {
                milestone.cap
            }
            _ => self.cap,
        }
    }
}

/// オプション検査: what may be added to a course.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OptionRule {
    /// Its code within the course.
    pub code: OptionCode,
    /// Its name: 胃内視鏡, 乳がん(マンモグラフィ), PSA …
    pub name: String,
    /// 対象年齢
    #[serde(default)]
    pub ages: Ages,
    /// Only for one sex.
    #[serde(default)]
    pub sex: Option<Sex>,
    /// 自己負担額
    pub copay: Yen,
    /// 補助上限額
    pub cap: Yen,
    /// Who must not take it.
    #[serde(default)]
    pub avoid: Vec<Condition>,
    /// What it needs of the person on the day, in the society's words; may be empty.
    #[serde(default)]
    pub needs: String,
}

/// 健診コース: one examination in one fiscal year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Course {
    /// Its code; the same from year to year.
    pub code: CourseCode,
    /// The fiscal year of the examination, which decides ages and 「年度に1回」, whenever it is booked.
    pub fiscal_year: i32,
    /// Its name: 日帰り人間ドック, 生活習慣病健診, 特定健診 …
    pub name: String,
    /// One or two sentences about it.
    #[serde(default)]
    pub summary: String,
    /// 検査項目
    #[serde(default)]
    pub examined: Vec<String>,
    /// 排他グループ: of the courses of one group a person takes one in a fiscal year (「いずれか1つ」).
    pub group: String,
    /// For whom.
    pub who: Vec<RelationGroup>,
    /// Only for one sex.
    #[serde(default)]
    pub sex: Option<Sex>,
    /// 対象年齢
    #[serde(default)]
    pub ages: Ages,
    /// Until the day before this birthday. For 特定健診 75, from which on another insurance (後期高齢者医療) is in charge
    /// (高齢者の医療の確保に関する法律 第20条, 第50条).
    #[serde(default)]
    pub before_birthday: Option<u8>,
    /// Once in so many fiscal years of the examination; 1 is every year.
    pub every_years: u8,
    /// Courses that count as this one over the years, such as its variant 胃なし. Only [`Course::every_years`] looks at them;
    /// within a year the group decides.
    #[serde(default)]
    pub counts_as: Vec<CourseCode>,
    /// 申込期間
    pub application: Period,
    /// 受診期間
    pub examination: Period,
    /// The society's money.
    pub subsidy: Subsidy,
    /// オプション検査
    #[serde(default)]
    pub options: Vec<OptionRule>,
    /// オプション補助の合計上限額
    #[serde(default)]
    pub option_cap: Option<Yen>,
    /// Who must not take it, and what instead.
    #[serde(default)]
    pub avoid: Vec<Contra>,
}

impl Course {
    /// The option of a code.
    pub fn option(&self, code: &OptionCode) -> Option<&OptionRule> {
        self.options.iter().find(|option| option.code == *code)
    }

    /// Its fiscal year; nothing outside the calendar.
    pub fn year(&self) -> Option<FiscalYear> {
        CivilDate::new(self.fiscal_year, 4, 1).map(FiscalYear::of)
    }
}

#[cfg(test)]
pub(super) mod testing {
    //! A course for the tests of the rules.

    use super::*;
    use crate::domain::date::testing::day;

    /// Days between two.
    pub(crate) fn period(from: &str, to: &str) -> Period {
        Period {
            from: day(from),
            to: day(to),
        }
    }

    /// The code of a course.
    pub(crate) fn course_code(raw: &str) -> CourseCode {
        CourseCode::parse(raw).expect("a code")
    }

    /// The code of an option.
    pub(crate) fn option_code(raw: &str) -> OptionCode {
        OptionCode::parse(raw).expect("a code")
    }

    /// 日帰り人間ドック of 2026年度, for 本人 and 配偶者 from 35.
    pub(crate) fn dock() -> Course {
        Course {
            code: course_code("dock"),
            fiscal_year: 2026,
            name: "日帰り人間ドック".into(),
            summary: String::new(),
            examined: Vec::new(),
            group: "main".into(),
            who: vec![RelationGroup::Insured, RelationGroup::Spouse],
            sex: None,
            ages: Ages {
                min: Some(35),
                max: None,
                milestones: Vec::new(),
            },
            before_birthday: None,
            every_years: 1,
            counts_as: Vec::new(),
            application: period("2026-04-01", "2027-01-10"),
            examination: period("2026-05-01", "2027-03-31"),
            subsidy: Subsidy {
                copay: [Yen::new(3_000), Yen::new(5_000), Yen::new(8_000)],
                cap: Yen::new(30_000),
                milestone: Some(MilestoneCap {
                    ages: vec![40, 45, 50],
                    cap: Yen::new(50_000),
                }),
            },
            options: vec![
                option("stomach", None, 1_000, 10_000),
                option("breast", Some(Sex::Female), 500, 5_000),
                option("brain", None, 5_000, 12_000),
            ],
            option_cap: Some(Yen::new(15_000)),
            avoid: Vec::new(),
        }
    }

    /// An option for all ages.
    pub(crate) fn option(code: &str, sex: Option<Sex>, copay: u32, cap: u32) -> OptionRule {
        OptionRule {
            code: option_code(code),
            name: code.to_owned(),
            ages: Ages::default(),
            sex,
            copay: Yen::new(copay),
            cap: Yen::new(cap),
            avoid: Vec::new(),
            needs: String::new(),
        }
    }
}

#[cfg(test)]
mod tests;

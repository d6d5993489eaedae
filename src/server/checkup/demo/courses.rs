//! The courses of a fictitious society: what a real one's leaflet has, and each kind of rule once.
//!
//! May enter: rules as data. Must not: institutions, people.
//!
//! Two courses follow today's date, so that 申込開始前 and 申込終了 are seen whenever the demo is made.

use super::{options, others};
use crate::domain::{
    checkup::course::{
        Ages, Condition, Contra, Course, CourseCode, MilestoneCap, OptionRule, Period,
        RelationGroup, Subsidy, Yen,
    },
    date::CivilDate,
    fiscal_year::FiscalYear,
};

/// 日帰り人間ドック
pub const DOCK: &str = "dock";
/// 日帰り人間ドック(胃の検査なし)
pub const DOCK_NO_STOMACH: &str = "dock-no-stomach";
/// 生活習慣病健診
pub const LIFESTYLE: &str = "lifestyle";
/// 特定健診
pub const SPECIFIC: &str = "specific";
/// 配偶者健診
pub const SPOUSE: &str = "spouse";
/// 脳ドック
pub const BRAIN: &str = "brain";
/// 婦人科健診
pub const WOMEN: &str = "women";
/// 骨粗しょう症検診
pub const BONE: &str = "bone";
/// 巡回レディース健診, not open for applications yet.
pub const MOBILE: &str = "mobile-ladies";
/// 春の集団健診, over.
pub const SPRING: &str = "spring-group";

/// 排他グループ of the courses of which a person takes one a year.
pub(super) const MAIN: &str = "main";

/// The days of a fiscal year.
#[derive(Clone, Copy)]
pub(super) struct Year {
    /// The year it is named after.
    pub number: i32,
    /// April 1.
    pub start: CivilDate,
    /// March 31.
    pub end: CivilDate,
}

impl Year {
    /// The fiscal year so many after the one of a day.
    pub(super) fn of(day: CivilDate, later: i32) -> Self {
        let number = FiscalYear::of(day).year() + later;
        let day = |year, month, day| CivilDate::new(year, month, day).expect("a day of our times");
        Self {
            number,
            start: day(number, 4, 1),
            end: day(number + 1, 3, 31),
        }
    }

    pub(super) fn whole(self) -> Period {
        Period {
            from: self.start,
            to: self.end,
        }
    }
}

/// Whether members see the courses of the next fiscal year already: from March 1 on, when its applications begin.
pub(super) fn next_is_open(today: CivilDate) -> bool {
    today.month() == 3
}

/// The courses of a fiscal year, as they are on a day.
pub(super) fn courses(year: Year, today: CivilDate) -> Vec<Course> {
    vec![
        dock(year),
        dock_no_stomach(year),
        lifestyle(year),
        specific(year),
        spouse(year),
        others::brain(year),
        others::women(year),
        others::bone(year),
        others::mobile(year, today),
        others::spring(year, today),
    ]
}

/// What most courses have in common: 本人 and 配偶者, every year, all year, applications from March on.
pub(super) fn course(year: Year, code: &str, name: &str, group: &str) -> Course {
    Course {
        code: CourseCode::parse(code).expect("a code of ours"),
        fiscal_year: year.number,
        name: name.to_owned(),
        summary: String::new(),
        examined: Vec::new(),
        group: group.to_owned(),
        who: vec![RelationGroup::Insured, RelationGroup::Spouse],
        sex: None,
        ages: Ages::default(),
        before_birthday: None,
        every_years: 1,
        counts_as: Vec::new(),
        application: Period {
            from: year.start.add_days(-31),
            to: year.end.add_days(-10),
        },
        examination: year.whole(),
        subsidy: subsidy([0; 3], 0),
        options: Vec::new(),
        option_cap: None,
        avoid: Vec::new(),
    }
}

pub(super) fn subsidy(copay: [u32; 3], cap: u32) -> Subsidy {
    Subsidy {
        copay: copay.map(Yen::new),
        cap: Yen::new(cap),
        milestone: None,
    }
}

pub(super) fn from(min: u8) -> Ages {
    Ages {
        min: Some(min),
        ..Ages::default()
    }
}

pub(super) fn words(list: &[&str]) -> Vec<String> {
    list.iter().map(|word| (*word).to_owned()).collect()
}

pub(super) fn stop(condition: Condition) -> Contra {
    Contra {
        condition,
        instead: None,
    }
}

fn instead(condition: Condition, code: &str) -> Contra {
    Contra {
        condition,
        instead: CourseCode::parse(code),
    }
}

fn dock(year: Year) -> Course {
    Course {
        summary: "半日で全身を調べます。結果の説明を当日に聞けます。".into(),
        examined: words(&[
            "身体計測",
            "血圧",
            "血液検査",
            "尿検査",
            "便潜血",
            "心電図",
            "胸部X線",
            "胃部X線",
            "腹部超音波",
            "視力・眼底・眼圧",
            "聴力",
            "肺機能",
        ]),
        ages: from(35),
        subsidy: Subsidy {
            milestone: Some(MilestoneCap {
                ages: vec![40, 45, 50, 55, 60],
                cap: Yen::new(55_000),
            }),
            ..subsidy([3_000, 5_000, 8_000], 38_000)
        },
        options: options::of_dock(),
        option_cap: Some(Yen::new(25_000)),
        avoid: vec![
            stop(Condition::Pregnant),
            instead(Condition::StomachResected, DOCK_NO_STOMACH),
        ],
        ..course(year, DOCK, "日帰り人間ドック", MAIN)
    }
}

fn dock_no_stomach(year: Year) -> Course {
    let dock = dock(year);
    let without = |item: &String| !item.starts_with('胃');
    let stomach = |option: &OptionRule| option.code.as_str() == options::ENDOSCOPY;
    Course {
        code: CourseCode::parse(DOCK_NO_STOMACH).expect("a code of ours"),
        name: "日帰り人間ドック(胃の検査なし)".into(),
        summary: "胃を切除した方、胃の検査を別に受けている方のための人間ドックです。".into(),
        examined: dock
            .examined
            .iter()
            .filter(|item| without(item))
            .cloned()
            .collect(),
        counts_as: CourseCode::parse(DOCK).into_iter().collect(),
        subsidy: subsidy([2_000, 4_000, 6_000], 32_000),
        options: dock
            .options
            .iter()
            .filter(|one| !stomach(one))
            .cloned()
            .collect(),
        avoid: vec![stop(Condition::Pregnant)],
        ..dock
    }
}

fn lifestyle(year: Year) -> Course {
    Course {
        summary: "定期健康診断に胃・大腸の検査を加えた健診です。".into(),
        examined: words(&[
            "身体計測",
            "血圧",
            "血液検査",
            "尿検査",
            "便潜血",
            "心電図",
            "胸部X線",
            "胃部X線",
        ]),
        who: vec![RelationGroup::Insured],
        ages: Ages {
            max: Some(74),
            ..from(35)
        },
        subsidy: subsidy([0, 2_000, 3_000], 20_000),
        options: options::of_lifestyle(),
        avoid: vec![
            stop(Condition::Pregnant),
            instead(Condition::StomachResected, DOCK_NO_STOMACH),
        ],
        ..course(year, LIFESTYLE, "生活習慣病健診", MAIN)
    }
}

fn specific(year: Year) -> Course {
    Course {
        summary: "生活習慣病を早く見つけるための、法律で定められた健診です。費用はかかりません。"
            .into(),
        examined: words(&["身体計測・腹囲", "血圧", "血液検査", "尿検査", "質問票"]),
        who: RelationGroup::ALL.to_vec(),
        ages: from(40),
        before_birthday: Some(75),
        subsidy: subsidy([0; 3], 12_000),
        ..course(year, SPECIFIC, "特定健診", MAIN)
    }
}

fn spouse(year: Year) -> Course {
    Course {
        summary: "被扶養者の配偶者の方のための健診です。女性専用日のある機関を選べます。".into(),
        examined: words(&[
            "身体計測",
            "血圧",
            "血液検査",
            "尿検査",
            "心電図",
            "胸部X線",
        ]),
        who: vec![RelationGroup::Spouse],
        ages: from(20),
        subsidy: subsidy([1_000, 2_000, 3_000], 24_000),
        options: options::of_spouse(),
        option_cap: Some(Yen::new(12_000)),
        avoid: vec![stop(Condition::Pregnant)],
        ..course(year, SPOUSE, "配偶者健診", MAIN)
    }
}

//! The options of the fictitious society's courses.
//!
//! May enter: rules as data. Must not: the courses themselves, prices of institutions.

use crate::domain::{
    checkup::course::{Ages, Condition, OptionCode, OptionRule, Yen},
    relationship::Sex,
};

/// 胃内視鏡
pub(super) const ENDOSCOPY: &str = "stomach-endoscopy";
/// 乳がん検査(マンモグラフィ)
pub(super) const MAMMOGRAPHY: &str = "mammography";
/// 脳MRI
pub(super) const BRAIN_MRI: &str = "brain-mri";

pub(super) fn of_dock() -> Vec<OptionRule> {
    vec![
        endoscopy(),
        mammography(),
        breast_echo(),
        cervix(),
        brain_mri(),
        psa(),
        carotid(),
    ]
}

pub(super) fn of_lifestyle() -> Vec<OptionRule> {
    vec![
        endoscopy(),
        abdomen_echo(),
        mammography(),
        breast_echo(),
        cervix(),
        psa(),
    ]
}

pub(super) fn of_spouse() -> Vec<OptionRule> {
    vec![abdomen_echo(), mammography(), breast_echo(), cervix()]
}

pub(super) fn of_women() -> Vec<OptionRule> {
    vec![mammography(), breast_echo()]
}

fn option(code: &str, name: &str, copay: u32, cap: u32, needs: &str) -> OptionRule {
    OptionRule {
        code: OptionCode::parse(code).expect("a code of ours"),
        name: name.to_owned(),
        ages: Ages::default(),
        sex: None,
        copay: Yen::new(copay),
        cap: Yen::new(cap),
        avoid: Vec::new(),
        needs: needs.to_owned(),
    }
}

fn for_women(min: u8, rule: OptionRule) -> OptionRule {
    OptionRule {
        sex: Some(Sex::Female),
        ages: from(min),
        ..rule
    }
}

fn from(min: u8) -> Ages {
    Ages {
        min: Some(min),
        ..Ages::default()
    }
}

fn endoscopy() -> OptionRule {
    let needs = "胃部X線のかわりに受けます。鎮静剤を使うときは、当日の運転はできません。";
    option(ENDOSCOPY, "胃内視鏡", 3_000, 10_000, needs)
}

fn mammography() -> OptionRule {
    let avoid = vec![
        Condition::Pregnant,
        Condition::Breastfeeding,
        Condition::Pacemaker,
    ];
    let rule = option(MAMMOGRAPHY, "乳がん(マンモグラフィ)", 500, 5_500, "");
    for_women(40, OptionRule { avoid, ..rule })
}

fn breast_echo() -> OptionRule {
    for_women(20, option("breast-echo", "乳がん(超音波)", 500, 4_500, ""))
}

fn cervix() -> OptionRule {
    let needs = "月経中は正しい結果が出ないことがあります。日程にご注意ください。";
    for_women(20, option("cervix", "子宮頸がん", 500, 5_000, needs))
}

fn brain_mri() -> OptionRule {
    OptionRule {
        ages: from(40),
        avoid: vec![Condition::Pacemaker, Condition::Pregnant],
        ..option(
            BRAIN_MRI,
            "脳MRI",
            8_000,
            15_000,
            "金属を外していただきます。検査は約20分です。",
        )
    }
}

fn psa() -> OptionRule {
    OptionRule {
        sex: Some(Sex::Male),
        ages: from(50),
        ..option("psa", "前立腺がん(PSA)", 0, 2_500, "")
    }
}

fn carotid() -> OptionRule {
    option("carotid-echo", "頸動脈超音波", 1_000, 4_000, "")
}

fn abdomen_echo() -> OptionRule {
    option(
        "abdomen-echo",
        "腹部超音波",
        1_000,
        4_500,
        "朝食はとらずにおこしください。",
    )
}

//! The courses beside the yearly one: once in years, for women, at 節目年齢, and two that follow today's date.
//!
//! May enter: rules as data. Must not: the courses of which one a year is taken (`courses`).

use super::{
    courses::{BONE, BRAIN, MAIN, MOBILE, SPRING, WOMEN, Year, course, from, stop, subsidy, words},
    options,
};
use crate::domain::{
    checkup::course::{Ages, Condition, Course, Period, RelationGroup},
    date::CivilDate,
    relationship::Sex,
};

pub(super) fn brain(year: Year) -> Course {
    Course {
        summary: "脳の画像検査です。5年度に1回受けられ、ほかの健診と同じ年度に受けられます。"
            .into(),
        examined: words(&["頭部MRI", "頭部MRA", "頸動脈超音波"]),
        ages: from(35),
        every_years: 5,
        subsidy: subsidy([10_000, 12_000, 15_000], 25_000),
        avoid: vec![stop(Condition::Pregnant), stop(Condition::Pacemaker)],
        application: Period {
            from: year.start.add_days(30),
            ..course(year, BRAIN, "", BRAIN).application
        },
        ..course(year, BRAIN, "脳ドック", BRAIN)
    }
}

pub(super) fn women(year: Year) -> Course {
    Course {
        summary: "乳がんと子宮頸がんの検査だけを受けます。ほかの健診と同じ年度に受けられます。"
            .into(),
        examined: words(&["子宮頸部細胞診", "内診"]),
        sex: Some(Sex::Female),
        ages: from(20),
        subsidy: subsidy([500, 500, 1_000], 8_000),
        options: options::of_women(),
        avoid: Vec::new(),
        ..course(year, WOMEN, "婦人科健診", WOMEN)
    }
}

pub(super) fn bone(year: Year) -> Course {
    Course {
        summary: "節目の年齢の女性のための、骨密度の検査です。".into(),
        examined: words(&["骨密度"]),
        who: RelationGroup::ALL.to_vec(),
        sex: Some(Sex::Female),
        ages: Ages {
            milestones: vec![40, 45, 50, 55, 60, 65, 70],
            ..Ages::default()
        },
        subsidy: subsidy([0; 3], 4_000),
        ..course(year, BONE, "骨粗しょう症検診", BONE)
    }
}

/// Applications begin in two weeks; late in the year, on its last day.
pub(super) fn mobile(year: Year, today: CivilDate) -> Course {
    let begins = today.add_days(14).clamp(year.start.add_days(30), year.end);
    let days = Period {
        from: begins,
        to: year.end,
    };
    Course {
        summary: "健診車がお近くの会場へうかがいます。女性の方だけの健診です。".into(),
        examined: words(&[
            "身体計測",
            "血圧",
            "血液検査",
            "乳房超音波",
            "子宮頸部細胞診",
        ]),
        who: RelationGroup::ALL.to_vec(),
        sex: Some(Sex::Female),
        ages: from(30),
        application: days,
        examination: days,
        subsidy: subsidy([0, 0, 1_000], 18_000),
        avoid: vec![stop(Condition::Pregnant)],
        ..course(year, MOBILE, "巡回レディース健診", MAIN)
    }
}

/// Applications and examinations were over yesterday, or where the year begins today, will be soon.
pub(super) fn spring(year: Year, today: CivilDate) -> Course {
    let whole = year.whole();
    let to = today
        .add_days(-1)
        .clamp(whole.from, year.start.add_days(90));
    Course {
        summary: "春に事業所の近くの会場で受ける健診です。".into(),
        examined: words(&["身体計測", "血圧", "血液検査", "尿検査", "胸部X線"]),
        who: vec![RelationGroup::Insured],
        ages: from(18),
        application: Period {
            from: year.start.add_days(-31),
            to: to.add_days(-1),
        },
        examination: Period {
            from: whole.from,
            to,
        },
        subsidy: subsidy([0; 3], 10_000),
        avoid: vec![stop(Condition::Pregnant)],
        ..course(year, SPRING, "春の集団健診", MAIN)
    }
}

//! Courses, institutions, places and people for tests of 受診ナビ.
//!
//! The clock of a test stands at first at [`people::NOW`](crate::tests::people::NOW), 2026-11-23 12:00 in Japan.

use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, prelude::Date};

use crate::{
    domain::{
        checkup::{
            code::{CourseCode, OptionCode},
            course::{Ages, Course, OptionRule, Period, RelationGroup, Subsidy, Yen},
        },
        date::CivilDate,
        relationship::Sex,
    },
    server::{
        checkup::holidays,
        db::{self, Db, entity},
    },
    tests::people::NOW,
};

/// A day from its ISO spelling.
pub fn day(iso: &str) -> CivilDate {
    iso.parse().unwrap()
}

/// A day as the database takes it.
pub fn date(iso: &str) -> Date {
    iso.parse().unwrap()
}

/// The code of a course.
pub fn course_code(raw: &str) -> CourseCode {
    CourseCode::parse(raw).unwrap()
}

/// The codes of options.
pub fn options(raw: &[&str]) -> Vec<OptionCode> {
    raw.iter()
        .map(|raw| OptionCode::parse(raw).unwrap())
        .collect()
}

/// A course of 2026年度 for 本人 and 配偶者 from 35 on, with the options `stomach`, `breast` (women) and `brain` (from 40 on).
pub fn course(code: &str, group: &str) -> Course {
    let option = |code: &str, sex, min| OptionRule {
        code: OptionCode::parse(code).unwrap(),
        name: code.into(),
        ages: Ages {
            min,
            ..Ages::default()
        },
        sex,
        copay: Yen::new(1_000),
        cap: Yen::new(10_000),
        avoid: Vec::new(),
        needs: String::new(),
    };
    Course {
        code: course_code(code),
        fiscal_year: 2026,
        name: "日帰り人間ドック".into(),
        summary: "1日で全身を調べます。".into(),
        examined: vec!["身体計測".into(), "血液検査".into()],
        group: group.into(),
        who: vec![RelationGroup::Insured, RelationGroup::Spouse],
        sex: None,
        ages: Ages {
            min: Some(35),
            ..Ages::default()
        },
        before_birthday: None,
        every_years: 1,
        counts_as: Vec::new(),
        application: Period {
            from: day("2026-04-01"),
            to: day("2027-02-28"),
        },
        examination: Period {
            from: day("2026-05-01"),
            to: day("2027-03-31"),
        },
        subsidy: Subsidy {
            copay: [Yen::new(5_000), Yen::new(5_000), Yen::new(8_000)],
            cap: Yen::new(40_000),
            milestone: None,
        },
        options: vec![
            option("stomach", None, None),
            option("breast", Some(Sex::Female), None),
            option("brain", None, Some(40)),
        ],
        option_cap: None,
        avoid: Vec::new(),
    }
}

/// Makes a course, open to members.
pub async fn add_course(db: &Db, course: &Course) {
    db::course::save(db.writer(), course, true, NOW)
        .await
        .unwrap();
}

/// An institution that offers places: 変更・取消は3営業日前17:00まで, from seven days ahead.
pub fn institution(code: &str, name: &str) -> entity::institution::Model {
    entity::institution::Model {
        id: 0,
        code: code.into(),
        name: name.into(),
        kana: "ミナトケンシンセンター".into(),
        search_key: name.into(),
        city: "港区".into(),
        address: "東京都港区海岸1-2-3".into(),
        station: "浜松町".into(),
        phone: "03-0000-0101".into(),
        class: "b".into(),
        closed_weekdays: "sun".into(),
        cancel_cost: String::new(),
        questionnaire_url: String::new(),
        preparation: "[]".into(),
        saturdays: false,
        women_days: false,
        barrier_free: true,
        live: true,
        active: true,
        prefecture: 13,
        cutoff_days: 3,
        cutoff_hour: 17,
        cutoff_minute: 0,
        lead_days: 7,
        changed_at: NOW,
    }
}

/// Makes an institution that offers these courses with every option, and answers its number.
pub async fn add_institution(
    db: &Db,
    institution: entity::institution::Model,
    courses: &[&Course],
) -> i64 {
    let mut new = institution.into_active_model();
    new.id = sea_orm::ActiveValue::NotSet;
    let id = new.insert(db.writer()).await.unwrap().id;
    for course in courses {
        let options = course
            .options
            .iter()
            .map(|option| (option.code.as_str(), 8_800));
        for (option_code, yen) in [("", 44_000)].into_iter().chain(options) {
            let price = entity::price::Model {
                institution_id: id,
                fiscal_year: course.fiscal_year,
                course_code: course.code.as_str().into(),
                option_code: option_code.into(),
                yen,
            };
            insert(db, price).await;
        }
    }
    id
}

/// Makes places of a day at 9:00 for everybody, and answers their number.
pub async fn add_place(
    db: &Db,
    institution_id: i64,
    course: &Course,
    on: &str,
    capacity: i32,
) -> i64 {
    add_place_for(db, institution_id, course, on, "any", capacity).await
}

/// The same, for one sex.
pub async fn add_place_for(
    db: &Db,
    institution_id: i64,
    course: &Course,
    on: &str,
    sex: &str,
    capacity: i32,
) -> i64 {
    let mut place = entity::place::Model {
        id: 0,
        institution_id,
        fiscal_year: course.fiscal_year,
        course_code: course.code.as_str().into(),
        on_day: date(on),
        starts: 9 * 60,
        day_sex: sex.into(),
        capacity,
        remaining: capacity,
    }
    .into_active_model();
    place.id = sea_orm::ActiveValue::NotSet;
    place.insert(db.writer()).await.unwrap().id
}

/// Makes an option scarcer than the day.
pub async fn add_scarce_option(db: &Db, place_id: i64, option: &str, capacity: i32) {
    let option = entity::place_option::Model {
        place_id,
        option_code: option.into(),
        capacity,
        remaining: capacity,
    };
    insert(db, option).await;
}

/// Fills the table of holidays.
pub async fn add_holidays(db: &Db) {
    holidays::seed(db).await.unwrap();
}

/// So many insured women of 36, enrolled for years, and their numbers.
pub async fn crowd(db: &Db, how_many: usize) -> Vec<i64> {
    let person = |at: usize| {
        let mut person = entity::person::Model {
            id: 0,
            symbol: "88".into(),
            number: (at + 1).to_string(),
            branch: "00".into(),
            name: format!("群青 {at}"),
            kana: "グンジョウ アオ".into(),
            kana_key: "グンジヨウアオ".into(),
            sex: "female".into(),
            birth_date: date("1990-02-03"),
            relationship: "insured".into(),
            acquired_on: date("2015-04-01"),
            lost_on: None,
            workplace: "空色商事".into(),
            frozen_until: None,
        }
        .into_active_model();
        person.id = sea_orm::ActiveValue::NotSet;
        person
    };
    let everybody: Vec<usize> = (0..how_many).collect();
    for some in everybody.chunks(500) {
        entity::person::Entity::insert_many(some.iter().map(|at| person(*at)))
            .exec(db.writer())
            .await
            .unwrap();
    }
    let symbol = sea_orm::ColumnTrait::eq(&entity::person::Column::Symbol, "88");
    let found = sea_orm::QueryFilter::filter(entity::person::Entity::find(), symbol);
    let mut ids: Vec<i64> = found
        .all(db.reader())
        .await
        .unwrap()
        .into_iter()
        .map(|person| person.id)
        .collect();
    ids.sort_unstable();
    ids
}

/// Changes a person of the roster.
pub async fn change_person(db: &Db, id: i64, change: impl FnOnce(&mut entity::person::Model)) {
    let found = entity::person::Entity::find_by_id(id);
    let mut person = found.one(db.reader()).await.unwrap().unwrap();
    change(&mut person);
    let changed = person.into_active_model().reset_all();
    changed.update(db.writer()).await.unwrap();
}

/// Changes an institution.
pub async fn change_institution(
    db: &Db,
    id: i64,
    change: impl FnOnce(&mut entity::institution::Model),
) {
    let found = entity::institution::Entity::find_by_id(id);
    let mut house = found.one(db.reader()).await.unwrap().unwrap();
    change(&mut house);
    let changed = house.into_active_model().reset_all();
    changed.update(db.writer()).await.unwrap();
}

/// How many places are left.
pub async fn remaining(db: &Db, place_id: i64) -> i32 {
    let found = entity::place::Entity::find_by_id(place_id);
    found.one(db.reader()).await.unwrap().unwrap().remaining
}

/// How many of an option are left.
pub async fn option_remaining(db: &Db, place_id: i64, option: &str) -> i32 {
    let key = (place_id, option.to_owned());
    let found = entity::place_option::Entity::find_by_id(key);
    found.one(db.reader()).await.unwrap().unwrap().remaining
}

/// Writes a row as it is.
pub async fn insert<M>(db: &Db, model: M)
where
    M: sea_orm::ModelTrait + IntoActiveModel<<M::Entity as EntityTrait>::ActiveModel>,
    <M::Entity as EntityTrait>::ActiveModel: Send,
{
    let new = <M::Entity as EntityTrait>::insert(model.into_active_model());
    new.exec_without_returning(db.writer()).await.unwrap();
}

//! A small society with courses and places, and what a member does on its pages.

use super::world::{
    add_course, add_holidays, add_institution, add_place, course, course_code, institution,
};
use crate::{
    api::checkup::{Choose, ConfirmBooking, Hold},
    domain::checkup::{
        contraindication::{Condition, Contra},
        course::Course,
        institution::search_key,
    },
    server::{db::entity, passwords::nfkc},
    tests::{
        app::TestApp,
        browser::{Browser, Page},
    },
};

/// What there is to book.
pub struct Town {
    /// 日帰り人間ドック
    pub dock: Course,
    /// Offers places.
    pub minato: i64,
    /// Offers wishes.
    pub yokohama: i64,
    /// Two places on 2026-12-08 (Tuesday).
    pub tuesday: i64,
    /// One place on 2026-12-09.
    pub wednesday: i64,
}

/// 日帰り人間ドック: not when pregnant; 胃なし after a resection; no mammography with a pacemaker.
pub fn dock() -> Course {
    let mut dock = course("dock", "main");
    let contra = |condition, instead: Option<&str>| Contra {
        condition,
        instead: instead.map(course_code),
    };
    dock.avoid = vec![
        contra(Condition::Pregnant, None),
        contra(Condition::StomachResected, Some("dock-light")),
    ];
    dock.options[0].name = "胃内視鏡".into();
    dock.options[1].name = "乳がん検診".into();
    dock.options[1].avoid = vec![Condition::Pacemaker];
    dock.options[2].name = "脳MRI".into();
    dock
}

/// An institution under its own search key.
pub fn named(code: &str, name: &str, kana: &str, station: &str) -> entity::institution::Model {
    let mut new = institution(code, name);
    new.search_key = search_key(&[name, kana, &new.city, station].join("|"), &nfkc);
    new.kana = kana.into();
    new.station = station.into();
    new.address = "海岸1-2-3".into();
    new
}

/// Fills the society.
pub async fn town(app: &TestApp) -> Town {
    let db = &app.state.db;
    add_holidays(db).await;
    let dock = dock();
    let mut light = course("dock-light", "main");
    light.name = "人間ドック(胃の検査なし)".into();
    for one in [&dock, &light] {
        add_course(db, one).await;
    }
    let mut minato = named(
        "1310000001",
        "架空みなと健診センター",
        "カクウミナトケンシンセンター",
        "浜松町",
    );
    minato.preparation =
        r#"[{"days_before":7,"text":"検査キットが届きます"},{"days_before":1,"text":"21時から絶食です"}]"#
            .into();
    minato.questionnaire_url = "https://monshin.example.jp/minato".into();
    minato.cancel_cost = "前日と当日の取消には3,300円かかります。".into();
    let minato = add_institution(db, minato, &[&dock, &light]).await;
    let mut yokohama = named(
        "1410000001",
        "架空よこはまクリニック",
        "カクウヨコハマクリニック",
        "関内",
    );
    yokohama.live = false;
    yokohama.prefecture = 14;
    yokohama.city = "横浜市".into();
    yokohama.class = "a".into();
    let yokohama = add_institution(db, yokohama, &[&dock]).await;
    let tuesday = add_place(db, minato, &dock, "2026-12-08", 2).await;
    let wednesday = add_place(db, minato, &dock, "2026-12-09", 1).await;
    Town {
        dock,
        minato,
        yokohama,
        tuesday,
        wednesday,
    }
}

/// Chooses a course of 2026年度 with these options, none of the conditions.
pub async fn chooses(member: &mut Browser, course: &str, options: &[&str]) -> Page {
    answers(member, course, options, &[("form[none]", "on")]).await
}

/// The same with other answers.
pub async fn answers(
    member: &mut Browser,
    course: &str,
    options: &[&str],
    answers: &[(&str, &str)],
) -> Page {
    let mut fields = vec![("form[fiscal_year]", "2026"), ("form[course]", course)];
    fields.extend(options.iter().map(|code| ("form[options][]", *code)));
    fields.extend(answers);
    member.fills::<Choose>(&fields).await
}

/// Holds a place, as from the calendar.
pub async fn holds(member: &mut Browser, place: i64, key: &str) -> Page {
    let place = place.to_string();
    member
        .fills::<Hold>(&[("place_id", &place), ("idem", key)])
        .await
}

/// Presses 「予約する」 on the page before the last step.
pub async fn confirms(member: &mut Browser, page: &Page) -> Page {
    let id = hidden(page, "booking_id");
    member.fills::<ConfirmBooking>(&[("booking_id", &id)]).await
}

/// Chooses the course, holds the place and confirms it; answers the number of the booking.
pub async fn books(member: &mut Browser, place: i64) -> i64 {
    chooses(member, "dock", &[]).await;
    let check = holds(member, place, &format!("key-{place}")).await;
    let done = confirms(member, &check).await;
    done.is("予約が決まりました");
    let number = done.path.split('/').nth(3).unwrap();
    number.parse().unwrap()
}

/// The value of a hidden field.
#[track_caller]
pub fn hidden(page: &Page, name: &str) -> String {
    let mark = format!("name=\"{name}\" value=\"");
    let (_, rest) = page
        .html
        .split_once(&mark)
        .unwrap_or_else(|| panic!("no {name} at {}", page.path));
    rest.split('"').next().unwrap().to_owned()
}

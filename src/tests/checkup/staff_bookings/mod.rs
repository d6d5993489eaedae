//! The desk of bookings at the console, over HTTP on both databases.

mod act;
mod daily;
mod list;
mod proxy;
mod rates;
mod results;
mod roles;

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::{
    member_world::{Town, town},
    world::{self, day, options},
};
use crate::{
    domain::checkup::wish::{Half, Wish},
    server::{
        checkup::order::{Actor, Answer, Order},
        db::entity,
    },
    tests::{app::TestApp, browser::Page},
};

/// Our number of somebody on the roster.
async fn person(app: &TestApp, number: &str, branch: &str) -> i64 {
    use entity::person::Column;
    let found = entity::person::Entity::find()
        .filter(Column::Symbol.eq("12"))
        .filter(Column::Number.eq(number))
        .filter(Column::Branch.eq(branch));
    found.one(app.state.db.reader()).await.unwrap().unwrap().id
}

/// Our number of 空野 花子.
async fn hanako(app: &TestApp) -> i64 {
    person(app, "345", "00").await
}

/// Our number of 空野 太郎, her husband.
async fn taro(app: &TestApp) -> i64 {
    person(app, "345", "01").await
}

fn made(answer: Answer) -> i64 {
    match answer {
        Answer::Booking { id, .. } => id,
        other => panic!("not made: {other:?}"),
    }
}

/// Wishes of a person at the institution that offers no places.
async fn wishes(app: &TestApp, town: &Town, person_id: i64) -> i64 {
    let wish = Wish {
        from: day("2026-12-10"),
        to: Some(day("2026-12-18")),
        weekdays: Vec::new(),
        half: Half::Morning,
    };
    let order = Order::Apply {
        person_id,
        institution_id: town.yokohama,
        fiscal_year: 2026,
        course: town.dock.code.clone(),
        options: options(&["stomach"]),
        wishes: vec![wish],
        replaces: None,
        idem: format!("wishes-{person_id}"),
        actor: Actor::Member,
    };
    made(app.state.desk.ask(order).await.unwrap())
}

/// A place booked for a person.
async fn booked(app: &TestApp, place_id: i64, person_id: i64) -> i64 {
    let order = Order::Book {
        person_id,
        place_id,
        options: Vec::new(),
        replaces: None,
        idem: format!("place-{place_id}"),
        actor: Actor::System,
    };
    made(app.state.desk.ask(order).await.unwrap())
}

/// The address of a booking's page.
fn at(id: i64) -> String {
    format!("/staff/checkup/bookings/{id}")
}

/// What a hidden field of a page holds.
#[track_caller]
fn hidden(page: &Page, name: &str) -> String {
    let mark = format!("name=\"{name}\" value=\"");
    let (_, rest) = page
        .html
        .split_once(&mark)
        .unwrap_or_else(|| panic!("no {name} at {}", page.path));
    rest.split('"').next().unwrap().to_owned()
}

/// How many lines of the record there are about a person.
async fn looks(app: &TestApp, action: &str, person_id: i64) -> i64 {
    let condition = format!("action = '{action}' AND person_id = {person_id}");
    app.count("staff_audit", &condition).await
}

/// What stands in the column of a booking.
async fn state(app: &TestApp, id: i64) -> String {
    let found = entity::booking::Entity::find_by_id(id);
    let booking = found.one(app.state.db.reader()).await.unwrap().unwrap();
    booking.state
}

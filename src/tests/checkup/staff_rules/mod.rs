//! What staff decide for 受診ナビ, over HTTP: who may, what each form refuses, what is stored, what stands in the record.

mod courses;
mod files;
mod holidays;
mod institutions;
mod places;
mod roles;

use axum::http::{Request, StatusCode, header};
use leptos::server_fn::ServerFn;
use serde::Serialize;
use serde_json::{Value, json};

use crate::{
    api::staff_rules::FileKind,
    domain::checkup::{
        course::Course,
        institution_form::{Details, InstitutionForm, YES},
    },
    server::{
        db::{
            ConnectionTrait,
            checkup_rules::{course, institution, price},
        },
        passwords::nfkc,
    },
    tests::{
        app::{PUBLIC_URL, TestApp},
        browser::{Answer, Page, location},
        clerk::Clerk,
    },
    web::path::rules as path,
};

/// 日帰り人間ドック of 2026年度.
fn dock() -> Course {
    let option = |code: &str, cap: u32| json!({"code": code, "name": code, "ages": {"min": 40}, "copay": 1_000, "cap": cap, "avoid": ["pregnant"], "needs": "絶食"});
    let course = json!({
        "code": "dock", "fiscal_year": 2026, "name": "日帰り人間ドック", "summary": "半日の検査です",
        "examined": ["身長", "体重"], "group": "main", "who": ["insured", "spouse"],
        "ages": {"min": 35, "milestones": [35, 40, 45]}, "every_years": 1, "counts_as": ["dock-light"],
        "application": {"from": "2026-04-01", "to": "2027-01-10"}, "examination": {"from": "2026-05-01", "to": "2027-02-28"},
        "subsidy": {"copay": [3_000, 5_000, 8_000], "cap": 30_000, "milestone": {"ages": [40, 45], "cap": 50_000}},
        "options": [option("brain", 12_000), option("stomach", 10_000)], "option_cap": 15_000,
        "avoid": [{"condition": "pregnant", "instead": null}, {"condition": "stomach_resected", "instead": "dock-light"}],
    });
    serde_json::from_value(course).unwrap()
}

/// An institution closed on Sundays and Wednesdays.
fn minato() -> InstitutionForm {
    InstitutionForm {
        code: "9911234567".to_owned(),
        name: "みなと健診センター".to_owned(),
        kana: "ミナトケンシンセンター".to_owned(),
        prefecture: "14".to_owned(),
        city: "横浜市".to_owned(),
        address: "架空町1-2-3".to_owned(),
        station: "架空駅".to_owned(),
        phone: "045-000-0000".to_owned(),
        class: "a".to_owned(),
        closed_weekdays: vec!["wed".to_owned(), "sun".to_owned()],
        saturdays: YES.to_owned(),
        questionnaire_url: "https://monshin.example.jp/".to_owned(),
        preparation: "7: 検査容器が届きます\n1: 夜9時から絶食です".to_owned(),
        live: YES.to_owned(),
        active: YES.to_owned(),
        ..InstitutionForm::blank()
    }
}

/// A course, an institution and a price, as stored. Answers the institution's number.
async fn world(app: &TestApp) -> i64 {
    let (db, now) = (app.state.db.writer(), app.state.clock.now());
    assert!(course::insert(db, &dock(), now).await.unwrap());
    let id = store(app, &minato()).await;
    let price = price::PriceRow {
        institution_id: id,
        fiscal_year: 2026,
        course_code: "dock".to_owned(),
        option_code: String::new(),
        yen: 40_000,
    };
    price::write(db, &[price], false).await.unwrap();
    id
}

async fn store(app: &TestApp, form: &InstitutionForm) -> i64 {
    let details: Details = form.parse(&nfkc).unwrap();
    let (db, now) = (app.state.db.writer(), app.state.clock.now());
    let key = details.search_key(&nfkc);
    let id = institution::insert(db, &details, &key, now).await.unwrap();
    id.unwrap()
}

async fn sql(app: &TestApp, statement: &str) {
    let done = app.state.db.writer().execute_unprepared(statement).await;
    done.unwrap();
}

/// When the institution, its prices, places or closed days changed last.
async fn mark(app: &TestApp, id: i64) -> i64 {
    for at in app.state.clock.now() - 10..app.state.clock.now() + 100 {
        let same = format!("id = {id} AND changed_at = {at}");
        if app.count("institution", &same).await == 1 {
            return at;
        }
    }
    panic!("the institution has changed at no known time");
}

/// The fields of a form that holds `value`, named as the page names them.
fn fields(name: &str, value: &impl Serialize) -> Vec<(String, String)> {
    let mut all = Vec::new();
    flatten(name, &serde_json::to_value(value).unwrap(), &mut all);
    all
}

fn flatten(name: &str, value: &Value, all: &mut Vec<(String, String)>) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                flatten(&format!("{name}[{key}]"), value, all);
            }
        }
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                let at = if item.is_object() {
                    at.to_string()
                } else {
                    String::new()
                };
                flatten(&format!("{name}[{at}]"), item, all);
            }
        }
        Value::String(text) => all.push((name.to_owned(), text.clone())),
        other => all.push((name.to_owned(), other.to_string())),
    }
}

/// Posts fields and opens the page they lead to.
async fn fills<F: ServerFn>(clerk: &mut Clerk, fields: &[(String, String)]) -> Page {
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    clerk.fills::<F>(&fields).await
}

fn field(name: &str, value: impl ToString) -> (String, String) {
    (name.to_owned(), value.to_string())
}

/// The value of a hidden field.
fn hidden(page: &Page, name: &str) -> String {
    let mark = format!("name=\"{name}\" value=\"");
    let (_, rest) = page
        .html
        .split_once(&mark)
        .unwrap_or_else(|| panic!("no {name}"));
    rest.split('"').next().unwrap().to_owned()
}

/// Sends a file as a browser does.
async fn uploads(clerk: &mut Clerk, kind: FileKind, apply: bool, file: &[u8]) -> Answer {
    const BOUNDARY: &str = "----boundary7MA4YWxk";
    let mut body = Vec::new();
    for (name, value) in [
        ("kind", kind.code()),
        ("apply", if apply { "yes" } else { "" }),
    ] {
        body.extend(
            format!(
                "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            )
            .into_bytes(),
        );
    }
    body.extend(format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\nContent-Type: text/csv\r\n\r\n").into_bytes());
    body.extend(file);
    body.extend(format!("\r\n--{BOUNDARY}--\r\n").into_bytes());
    let request = Request::post(path::UPLOAD)
        .header(
            header::CONTENT_TYPE,
            format!("multipart/form-data; boundary={BOUNDARY}"),
        )
        .header(header::ACCEPT, "text/html")
        .header(header::ORIGIN, PUBLIC_URL)
        .header("sec-fetch-site", "same-origin");
    clerk.send(request.body(body.into()).unwrap()).await
}

/// Sends a file and opens the page that says what became of it.
async fn imports(clerk: &mut Clerk, kind: FileKind, apply: bool, file: &[u8]) -> Page {
    let answer = uploads(clerk, kind, apply, file).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let to = location(&answer).unwrap();
    clerk.opens(&to).await
}

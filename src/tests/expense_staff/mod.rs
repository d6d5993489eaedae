//! The desk of 医療費 at the console, over HTTP on both databases.

mod batches;
mod earlier;
mod family;
mod odd_files;
mod orphans;
mod paper;
mod roles;
mod upload;

use std::{env, fs};

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::{
    app::{PUBLIC_URL, TestApp, on_each_as_set},
    browser::{Answer, Page, location},
    clerk::Clerk,
    db::random_name,
};
use crate::{
    server::{db::entity, settings::Settings},
    web::path,
};

/// The columns of a file.
const HEADER: &str = "記号,番号,枝番,受診者カナ,生年月日,診療年月,区分,医療機関コード,医療機関名,日数,総額,健保負担,公費,高額,付加,食事総額,食事自己,\
    自己負担相当額,請求年月,取引区分,整理番号";
/// A row of 空野 花子.
const HANAKO: &str = "12,345,00,ソラノ ハナコ,1980-01-31,2026-08,医科外来,1312345678,あおぞら内科,2,10000,7000,0,0,0,0,0,3000,2026-09,新規,A0001";
/// A row of 空野 太郎, her husband.
const TARO: &str = "12,345,01,ソラノ タロウ,1979-05-05,2026-08,調剤,1398765432,みどり薬局,1,2000,1400,0,0,0,0,0,600,2026-09,新規,A0002";
/// A row nobody is known for: a slip in the birth date.
const SLIP: &str = "12,345,01,ソラノ タロウ,1979-05-06,2026-08,歯科,1311111111,ひかり歯科,1,5000,3500,0,0,0,0,0,1500,2026-09,新規,A0003";

/// Runs one test on both databases, each with a data folder of its own.
async fn on_each_desk<F>(test: impl Fn(TestApp) -> F)
where
    F: Future<Output = ()>,
{
    let set = |settings: &mut Settings| {
        settings.data_dir = env::temp_dir().join(format!("mypage-desk-{}", random_name()));
        fs::create_dir_all(&settings.data_dir).unwrap();
    };
    on_each_as_set(set, |app| {
        let folder = app.state.settings.data_dir.clone();
        let running = test(app);
        async move {
            running.await;
            fs::remove_dir_all(folder).unwrap();
        }
    })
    .await;
}

/// A file of rows.
fn file(rows: &[&str]) -> Vec<u8> {
    let lines: Vec<&str> = [HEADER].iter().chain(rows).copied().collect();
    (lines.join("\r\n") + "\r\n").into_bytes()
}

/// Sends a file as a browser does.
async fn uploads(clerk: &mut Clerk, label: &str, file: &[u8]) -> Answer {
    const BOUNDARY: &str = "----boundary7MA4YWxk";
    let disposition = "Content-Disposition: form-data; name";
    let mut body = format!(
        "--{BOUNDARY}\r\n{disposition}=\"label\"\r\n\r\n{label}\r\n\
         --{BOUNDARY}\r\n{disposition}=\"file\"; filename=\"rows.csv\"\r\nContent-Type: text/csv\r\n\r\n"
    )
    .into_bytes();
    body.extend(file);
    body.extend(format!("\r\n--{BOUNDARY}--\r\n").into_bytes());
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    let request = Request::post(path::STAFF_EXPENSES_UPLOAD)
        .header(header::CONTENT_TYPE, kind)
        .header(header::ACCEPT, "text/html")
        .header(header::ORIGIN, PUBLIC_URL)
        .header("sec-fetch-site", "same-origin");
    clerk.send(request.body(Body::from(body)).unwrap()).await
}

/// Waits for what goes on after answers.
async fn settles(app: &TestApp) {
    app.state.tasks.close();
    app.state.tasks.wait().await;
    app.state.tasks.reopen();
}

/// Sends a file and answers where its batch is, once it is checked.
async fn sends(app: &TestApp, clerk: &mut Clerk, rows: &[&str]) -> String {
    let answer = uploads(clerk, "2026年8月分", &file(rows)).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    settles(app).await;
    location(&answer).unwrap()
}

/// The number at the end of a batch's address.
fn number(at: &str) -> &str {
    at.rsplit('/').next().unwrap()
}

/// Presses one of the buttons of a batch's page, as it is now.
async fn presses(app: &TestApp, clerk: &mut Clerk, at: &str, act: &str) -> Page {
    let page = clerk.opens(at).await;
    let seen = hidden(&page, "seen");
    let page = posts(clerk, number(at), act, &seen).await;
    settles(app).await;
    page
}

/// The same with whatever state was seen.
async fn posts(clerk: &mut Clerk, id: &str, act: &str, seen: &str) -> Page {
    let fields = [("id", id), ("act", act), ("seen", seen)];
    clerk
        .fills::<crate::api::staff_expense::batches::ActOnExpenseBatch>(&fields)
        .await
}

/// What the first hidden field of that name holds.
#[track_caller]
fn hidden(page: &Page, name: &str) -> String {
    let mark = format!("name=\"{name}\" value=\"");
    let (_, rest) = page
        .html
        .split_once(&mark)
        .unwrap_or_else(|| panic!("no {name} at {}", page.path));
    rest.split('"').next().unwrap().to_owned()
}

/// Our number of somebody on the roster.
async fn person(app: &TestApp, number: &str, branch: &str) -> i64 {
    use entity::person::Column;
    let found = entity::person::Entity::find()
        .filter(Column::Symbol.eq("12"))
        .filter(Column::Number.eq(number))
        .filter(Column::Branch.eq(branch));
    found.one(app.state.db.reader()).await.unwrap().unwrap().id
}

/// Where a batch stands.
async fn state(app: &TestApp, at: &str) -> String {
    let id = number(at).parse::<i64>().unwrap();
    let found = entity::expense_batch::Entity::find_by_id(id);
    found
        .one(app.state.db.reader())
        .await
        .unwrap()
        .unwrap()
        .state
}

/// Asserts that no line of the record says anything of anybody but by our numbers.
async fn record_is_clean(app: &TestApp) {
    let rows = entity::staff_audit::Entity::find();
    for row in rows.all(app.state.db.reader()).await.unwrap() {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || " =-:+~".contains(c);
        assert!(row.detail.chars().all(plain), "{}", row.detail);
        for secret in ["345", "1979", "1980", "1312345678", "3000", "a0001"] {
            let said = row.detail.split([' ', '=']).any(|word| word == secret);
            assert!(!said, "{}", row.detail);
        }
    }
}

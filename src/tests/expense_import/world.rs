//! What tests of imports share: a society with a data folder of its own, files, and what became of them.

use std::{fmt::Write as _, io::Write as _};

use crate::{
    domain::{
        expense::{
            batch::{BatchState, Refusal, Report},
            settle::{Settled, settle},
        },
        symbol_number::{Number, Symbol},
    },
    server::{
        db::{
            self,
            expense::batch::{self, Batch},
        },
        expense::import::{self, Spooled},
        roster::encode::cp932,
        settings::Settings,
    },
    tests::{
        app::{TestApp, on_each_as_set},
        db::random_name,
    },
};

/// The header line of a file.
pub const HEADER: &str = "記号,番号,枝番,受診者カナ,生年月日,診療年月,区分,医療機関コード,医療機関名,日数,総額,健保負担,公費,高額,付加,食事総額,食事自己,自己負担相当額,請求年月,取引区分,整理番号";
/// 空野 花子, as files name her.
pub const HANAKO: &str = "12,345,00,ソラノ ハナコ,1980-01-31";
/// 空野 太郎
pub const TARO: &str = "12,345,01,ソラノ タロウ,1979-05-05";
/// Nobody of the roster.
pub const NOBODY: &str = "99,1,00,ナナシノ ゴンベ,1970-01-01";

/// A row of a file: whose, the month, 取引区分 and 整理番号; 30 % of `total` are paid at the counter.
pub fn row(who: &str, month: &str, total: u32, kind: &str, reference: &str) -> String {
    let own = total * 3 / 10;
    let insurer = total - own;
    format!(
        "{who},{month},医科外来,9910000001,みなと内科クリニック,2,{total},{insurer},0,0,0,0,0,{own},2026-10,{kind},{reference}"
    )
}

/// A file of rows.
pub fn file<S: AsRef<str>>(rows: &[S]) -> String {
    rows.iter().fold(HEADER.to_owned(), |mut file, row| {
        write!(file, "\r\n{}", row.as_ref()).unwrap();
        file
    })
}

/// The same in CP932.
pub fn in_cp932(file: &str) -> Vec<u8> {
    cp932(file).unwrap()
}

/// A data folder of its own; what is left in a temporary folder hurts nobody.
fn own_folder(settings: &mut Settings) {
    let name = format!("mypage-test-{}", random_name());
    settings.data_dir = std::env::temp_dir().join(name);
}

/// Runs one test on SQLite and on PostgreSQL.
pub async fn on_each<F>(test: impl Fn(TestApp) -> F)
where
    F: Future<Output = ()>,
{
    on_each_as_set(own_folder, test).await;
}

/// Waits for what goes on after an answer.
pub async fn settled(app: &TestApp) {
    app.state.tasks.close();
    app.state.tasks.wait().await;
    app.state.tasks.reopen();
}

/// Sends a file, without waiting for what becomes of it.
pub async fn send(app: &TestApp, bytes: &[u8]) -> i64 {
    let state = &app.state;
    let made = Spooled::create(&state.settings.data_dir, &state.chance);
    let (spooled, mut file) = made.unwrap();
    file.write_all(bytes).unwrap();
    drop(file);
    import::receive(state, spooled, "医療費.csv", None)
        .await
        .unwrap()
}

/// A batch as it stands.
pub async fn batch(app: &TestApp, id: i64) -> Batch {
    let found = batch::by_id(app.state.db.reader(), id).await.unwrap();
    found.unwrap()
}

/// Where a batch stands.
pub async fn stands(app: &TestApp, id: i64) -> BatchState {
    batch(app, id).await.state
}

/// Sends a file and waits until it is checked.
pub async fn check(app: &TestApp, bytes: &[u8]) -> (i64, BatchState, Report) {
    let id = send(app, bytes).await;
    settled(app).await;
    let batch = batch(app, id).await;
    (id, batch.state, batch.report.unwrap())
}

/// Sends a file without faults and waits until its rows are in.
pub async fn load(app: &TestApp, bytes: &[u8]) -> i64 {
    let (id, state, report) = check(app, bytes).await;
    assert_eq!(state, BatchState::Checked, "{:?}", report.faults);
    assert_eq!(begin(app, id).await, Ok(()));
    settled(app).await;
    assert_eq!(stands(app, id).await, BatchState::Loaded);
    id
}

/// Begins to load a batch.
pub async fn begin(app: &TestApp, id: i64) -> Result<(), Refusal> {
    import::load(&app.state, id).await.unwrap()
}

/// Our number of somebody of 記号 12.
pub async fn person(app: &TestApp, number: &str, branch: &str) -> i64 {
    let symbol = Symbol::from_stored("12").unwrap();
    let number = Number::from_stored(number).unwrap();
    let family = db::person::by_number(app.state.db.reader(), &symbol, &number);
    let family = family.await.unwrap();
    let is = |person: &&db::person::Person| {
        person.branch.as_ref().map(|branch| branch.as_str()) == Some(branch)
    };
    family.iter().find(is).unwrap().id
}

/// What stands of somebody's published rows: the month, what it cost, and whether it counts.
pub async fn rows(app: &TestApp, person: i64) -> Vec<(String, u32, bool)> {
    let reader = app.state.db.reader();
    let people = [person];
    let found = db::expense::rows::published(reader, &people);
    let row = |row: Settled| {
        let entry = &row.entry;
        (
            entry.month.to_string(),
            entry.amounts.total.get(),
            row.counts(),
        )
    };
    settle(found.await.unwrap()).into_iter().map(row).collect()
}

/// How many files wait in the data folder.
pub fn files(app: &TestApp) -> usize {
    let folder = app.state.settings.data_dir.join("expenses");
    std::fs::read_dir(folder).map_or(0, Iterator::count)
}

//! Files of places: what is taken stays, what is wrong is named by line and column.

use super::{
    dock,
    files::{fetches, table},
    imports, mark, places, sql, world,
};
use crate::{
    api::staff_rules::FileKind, domain::staff::Role, server::db::checkup_rules::course,
    tests::app::on_each,
};

const PLACES: &str = "健診機関コード,コース,日付,時刻,対象,定員,オプション上限";

#[tokio::test]
async fn places_are_tried_and_read() {
    on_each(|app| async move {
        let id = world(&app).await;
        let mut clerk = app.staff(Role::Manager).await;
        let file = table(&[
            PLACES,
            "9911234567,dock,2026-12-01,9:00,,5,brain=2",
            "9911234567,dock,2026-12-01,,女性,3,",
            "9911234567,dock,R8.12.2,9時,,5,",
        ]);
        let page = imports(&mut clerk, FileKind::Places, false, file.as_bytes()).await;
        page.says("まだ取り込んでいません").says("追加 3");
        assert_eq!(app.count("place", "TRUE").await, 0);
        let before = mark(&app, id).await;
        let page = imports(&mut clerk, FileKind::Places, true, file.as_bytes()).await;
        page.says("追加 3");
        assert!(mark(&app, id).await > before);
        let women = "starts = -1 AND day_sex = 'female' AND remaining = 3";
        assert_eq!(app.count("place", women).await, 1);
        assert_eq!(
            app.count("place_option", "capacity = 2 AND remaining = 2")
                .await,
            1
        );
        for encoding in ["utf-8", "cp932"] {
            let path = "/staff/checkup/export/places?year=2026&institution=1&encoding=";
            let file = fetches(&app, &clerk, &format!("{path}{encoding}")).await;
            let page = imports(&mut clerk, FileKind::Places, true, &file).await;
            page.says("変わらず 3").says("予約済");
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_taken_of_places_stays() {
    on_each(|app| async move {
        let id = world(&app).await;
        let mut clerk = app.staff(Role::Manager).await;
        let line = |capacity: &str, limits: &str| {
            let row = format!("9911234567,dock,2026-12-01,9:00,,{capacity},{limits}");
            table(&[PLACES, &row]).into_bytes()
        };
        let mut reads =
            async |file: Vec<u8>| imports(&mut clerk, FileKind::Places, true, &file).await;
        reads(line("5", "brain=2")).await.says("追加 1");
        // two have booked, one of them with brain
        places::book(&app, id, 1, "[[\"brain\",5000]]").await;
        places::book(&app, id, 1, "[]").await;
        sql(&app, "UPDATE place_option SET remaining = remaining - 1").await;
        let page = reads(line("1", "")).await;
        page.says("2行目\n定員\nすでに2件埋まっています");
        let page = reads(line("4", "brain=0")).await;
        page.says("2行目\nオプション上限\nすでに1件埋まっています");
        let whole = "capacity = 5 AND remaining = 3";
        assert_eq!(
            app.count("place", whole).await,
            1,
            "nothing of a wrong file is kept"
        );
        let page = reads(line("4", "brain=3 stomach=1")).await;
        page.says("追加 0、変更 1");
        assert_eq!(
            app.count("place", "capacity = 4 AND remaining = 2").await,
            1
        );
        let brain = "option_code = 'brain' AND capacity = 3 AND remaining = 2";
        assert_eq!(app.count("place_option", brain).await, 1);
        let stomach = "option_code = 'stomach' AND remaining = 1";
        assert_eq!(app.count("place_option", stomach).await, 1);
        reads(line("4", "")).await.says("変更 1");
        assert_eq!(app.count("place_option", "TRUE").await, 0);
        reads(line("4", "brain=1")).await.says("変更 1");
        let brain = "option_code = 'brain' AND capacity = 1 AND remaining = 0";
        assert_eq!(
            app.count("place_option", brain).await,
            1,
            "what is taken is counted anew"
        );
    })
    .await;
}

#[tokio::test]
async fn places_say_what_is_wrong_by_line_and_column() {
    on_each(|app| async move {
        world(&app).await;
        let mut clerk = app.staff(Role::Manager).await;
        let file = table(&[
            PLACES,
            "9911234567,dock,2026-13-01,9:00,,5,",
            "9911234567,dock,2026-12-01,25:00,,5,",
            "9911234567,dock,2026-12-01,9:00,x,5,",
            "9911234567,dock,2026-12-01,9:00,,x,",
            "9911234567,dock,2026-12-01,9:00,,1,brain=2",
            "9911234567,dock,2026-12-03,9:00,,1,",
            "9911234567,dock,2026-12-03,9:00,,2,",
        ]);
        let page = imports(&mut clerk, FileKind::Places, true, file.as_bytes()).await;
        for words in [
            "誤りは6件です",
            "2行目\n日付",
            "3行目\n時刻",
            "4行目\n対象",
            "5行目\n定員",
            "6行目\nオプション上限\nオプションの上限が定員を超えています",
            "7行目と同じ対象です",
        ] {
            page.says(words);
        }
        let file = table(&[
            PLACES,
            "9911234567,dock,2027-03-01,9:00,,5,",
            "9911234567,dock,2026-12-01,9:00,,5,mri=1",
            "9911234567,dock,2027-05-01,9:00,,5,",
            "0000000000,dock,2026-12-01,9:00,,5,",
        ]);
        let page = imports(&mut clerk, FileKind::Places, true, file.as_bytes()).await;
        for words in [
            "2行目\n日付\nコースの受診期間の外",
            "3行目\nオプション上限\nこのコースに",
            "4行目\nコース\nこの年度に",
            "5行目\n健診機関コード",
        ] {
            page.says(words);
        }
        assert_eq!(app.count("place", "TRUE").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_file_of_many_days_is_read_and_written_in_pieces() {
    on_each(|app| async move {
        world(&app).await;
        let mut long = dock();
        long.examination.to = "2027-03-31".parse().unwrap();
        let db = app.state.db.writer();
        let seen = course::find(db, 2026, &long.code).await.unwrap().unwrap();
        let now = app.state.clock.now();
        assert!(
            course::update(db, &long, seen.changed_at, now)
                .await
                .unwrap()
        );
        let mut lines = vec![PLACES.to_owned()];
        for day in 0..300 {
            let day = long.examination.from.add_days(day);
            let row = |hour| format!("9911234567,dock,{day},{hour}:00,,5,brain=1");
            lines.extend((8..20).map(row));
        }
        let file = lines.join("\r\n");
        let mut clerk = app.staff(Role::Manager).await;
        let page = imports(&mut clerk, FileKind::Places, true, file.as_bytes()).await;
        page.says("追加 3600");
        let file = fetches(&app, &clerk, "/staff/checkup/export/places?year=2026").await;
        assert_eq!(file.iter().filter(|byte| **byte == b'\n').count(), 3_601);
        let page = imports(&mut clerk, FileKind::Places, true, &file).await;
        page.says("変わらず 3600");
    })
    .await;
}

//! 受診率 over rows: who counts, that parts sum up, the file.

use axum::http::Method;

use super::{booked, hanako, person, state, taro, town, world};
use crate::{
    domain::{
        checkup::{booking::Event, rate::Cell},
        staff::Role,
    },
    server::{checkup::order::Order, clock::DAY},
    tests::app::{TestApp, on_each},
};

async fn attends(app: &TestApp, place: i64, person: i64) {
    let id = booked(app, place, person).await;
    let order = Order::Happen {
        booking_id: id,
        event: Event::MarkDone,
        note: String::new(),
        staff_id: 1,
    };
    app.state.desk.ask(order).await.unwrap();
    assert_eq!(state(app, id).await, "done");
}

/// Counts of the lines of a file, the total excluded.
fn sum(file: &str, columns: usize) -> Cell {
    let mut sum = Cell::default();
    for line in file.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        sum.eligible += cells[columns].parse::<u32>().unwrap();
        sum.examined += cells[columns + 1].parse::<u32>().unwrap();
    }
    sum
}

#[tokio::test]
async fn parts_of_the_rate_sum_up() {
    on_each(|app| async move {
        let town = town(&app).await;
        let (hanako, taro) = (hanako(&app).await, taro(&app).await);
        app.wait(15 * DAY);
        attends(&app, town.tuesday, hanako).await;
        attends(&app, town.tuesday, taro).await;
        // cancelled, or merely booked, is not examined
        let other = person(&app, "349", "00").await;
        let third = world::add_place(&app.state.db, town.minato, &town.dock, "2026-12-20", 5).await;
        booked(&app, third, other).await;
        let mut auditor = app.staff(Role::Auditor).await;
        let page = auditor.opens("/staff/checkup/rates").await;
        page.is("2026年度 受診率")
            .says("対象者: 2026年4月1日に資格があり")
            .says("日帰り人間ドック");
        // the insured from 35 on and the spouse: 花子, 太郎, 一郎, 冬子 (lost in November), 夏子, and 200 of 36
        let file = |query: &str| format!("/staff/checkup/rates.csv?{query}");
        let all = auditor.ask(Method::GET, &file("")).await.body;
        let total = Cell {
            eligible: 205,
            examined: 2,
        };
        assert_eq!(sum(&all, 0), total, "{all}");
        for (query, columns) in [
            ("relation=1", 1),
            ("age=1", 1),
            ("sex=1&workplace=1", 2),
            ("relation=1&age=1&sex=1&workplace=1", 4),
        ] {
            let file = auditor.ask(Method::GET, &file(query)).await.body;
            assert_eq!(sum(&file, columns), total, "{query}: {file}");
        }
        let by_relation = auditor.ask(Method::GET, &file("relation=1")).await.body;
        assert!(
            by_relation.contains("\r\n配偶者,1,1,100.0%\r\n"),
            "{by_relation}"
        );
        let latest = auditor.ask(Method::GET, &file("basis=latest")).await.body;
        assert_eq!(sum(&latest, 0).eligible, 204, "who left is gone: {latest}");
        let page = auditor
            .opens("/staff/checkup/rates?year=2026&relation=1&sex=1&basis=latest")
            .await;
        page.says("対象者: 2026年12月8日に資格があり")
            .says("全体\n204");
        assert!(page.html.contains("role=\"img\""), "the plot has a name");
        assert!(page.html.contains("2026年度の受診率の横棒グラフ。全体1.0%"));
        let exported = "action = 'rates-exported' AND person_id IS NULL";
        assert_eq!(app.count("staff_audit", exported).await, 7);
        let cp932 = "/staff/checkup/rates.csv?encoding=cp932&age=1&basis=latest";
        let file = auditor.downloads(cp932).await;
        let (text, _, damaged) = encoding_rs::SHIFT_JIS.decode(&file.bytes);
        assert!(!damaged && text.contains("\r\n35～39歳,"), "{text}");
        assert_eq!(app.count("staff_audit", exported).await, 8);
        // refused, the page keeps what was chosen
        world::change_person(&app.state.db, taro, |person| {
            person.workplace = "𠮷野家".into();
        })
        .await;
        let page = auditor
            .opens("/staff/checkup/rates.csv?encoding=cp932&workplace=1&basis=latest")
            .await;
        assert!(
            page.path.contains("basis=latest&workplace=1"),
            "{}",
            page.path
        );
        page.says("Shift_JIS(CP932)にない文字")
            .says("対象者: 2026年12月8日に資格があり");
        assert_eq!(app.count("staff_audit", exported).await, 8);
        // a year without courses, and no year at all
        for odd in ["?year=1999", "?year=x", "?year=99999999999"] {
            auditor
                .opens(&format!("/staff/checkup/rates{odd}"))
                .await
                .is("2026年度 受診率");
        }
    })
    .await;
}

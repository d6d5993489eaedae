//! The list of bookings: search, pages, masks, export.

use axum::http::{Method, StatusCode, header};

use super::{booked, hanako, looks, taro, town, wishes, world};
use crate::{
    api::staff_checkup::bookings::SearchBookings,
    domain::staff::Role,
    server::{
        checkup::order::{Actor, Order},
        clock::DAY,
    },
    tests::{app::on_each, browser::Page, clerk::Clerk},
};

async fn searches(clerk: &mut Clerk, fields: &[(&str, &str)]) -> Page {
    clerk.fills::<SearchBookings>(fields).await
}

#[tokio::test]
async fn bookings_are_searched_and_whoever_is_shown_is_recorded() {
    on_each(|app| async move {
        let town = town(&app).await;
        let (hanako, taro) = (hanako(&app).await, taro(&app).await);
        let wished = wishes(&app, &town, hanako).await;
        booked(&app, town.tuesday, taro).await;
        let mut clerk = app.staff(Role::Clerk).await;
        let page = clerk.opens("/staff/checkup/bookings").await;
        page.is("予約の一覧")
            .says("2件(1/1ページ)")
            .says("空野 花子")
            .says("空野 太郎")
            .says("12-＊＊5-00");
        assert!(!page.text().contains("345"), "{}", page.text());
        assert_eq!(looks(&app, "booking-seen", hanako).await, 1);
        assert_eq!(looks(&app, "booking-seen", taro).await, 1);
        let reference = format!("2026-{wished:06}");
        for (field, value) in [
            ("form[state]", "applied"),
            ("form[institution]", "ｶｸｳよこはま"),
            ("form[institution]", "1410000001"),
            ("form[name]", "そらのはなこ"),
            ("form[name]", "花子"),
            ("form[reference]", &reference),
        ] {
            let page = searches(&mut clerk, &[(field, value)]).await;
            assert_eq!(
                page.path, "/staff/checkup/bookings",
                "nothing in an address"
            );
            page.says("1件(1/1ページ)").says("空野 花子");
            assert!(!page.text().contains("空野 太郎"), "{field} {value}");
        }
        let day = [("form[from]", "2026-12-01"), ("form[to]", "R8.12.31")];
        let page = searches(&mut clerk, &day).await;
        page.says("空野 太郎");
        assert!(!page.text().contains("空野 花子"));
        assert_eq!(page.value("to"), "R8.12.31");
        let family = [("form[symbol]", "12"), ("form[number]", "３４５")];
        searches(&mut clerk, &family).await.says("2件");
        let workplace = [("form[workplace]", "空色"), ("form[course]", "dock")];
        searches(&mut clerk, &workplace).await.says("2件");
        let nobody = [("form[name]", "%"), ("form[sort]", "name")];
        searches(&mut clerk, &nobody)
            .await
            .says("当てはまる予約はありません");
        let wrong = [
            ("form[from]", "いつか"),
            ("form[symbol]", "12"),
            ("form[state]", "x"),
        ];
        let page = searches(&mut clerk, &wrong).await;
        assert_eq!(page.errors().len(), 3, "{:?}", page.errors());
        searches(&mut clerk, &[]).await.says("2件");
    })
    .await;
}

#[tokio::test]
async fn a_long_list_has_pages() {
    on_each(|app| async move {
        let town = town(&app).await;
        for person in world::crowd(&app.state.db, 53).await {
            wishes(&app, &town, person).await;
        }
        let mut clerk = app.staff(Role::Clerk).await;
        let page = clerk.opens("/staff/checkup/bookings").await;
        page.says("53件(1/2ページ)").says("次のページ");
        assert_eq!(page.html.matches("<tr").count(), 51);
        let page = clerk.opens("/staff/checkup/bookings?page=2").await;
        page.says("53件(2/2ページ)").says("前のページ");
        assert_eq!(page.html.matches("<tr").count(), 4);
        for odd in ["0", "99", "x", "-1", "99999999999999999999999"] {
            let page = clerk
                .opens(&format!("/staff/checkup/bookings?page={odd}"))
                .await;
            page.is("予約の一覧").says("53件");
        }
        let seen = app.count("staff_audit", "action = 'booking-seen'").await;
        // 50, 3, then the first page three times and the last one twice
        assert_eq!(seen, 50 + 3 + 50 + 3 + 50 + 50 + 50);
    })
    .await;
}

#[tokio::test]
async fn a_file_holds_no_formula_and_stands_in_the_record() {
    on_each(|app| async move {
        let town = town(&app).await;
        let (hanako, taro) = (hanako(&app).await, taro(&app).await);
        world::change_person(&app.state.db, hanako, |person| {
            person.name = "=HYPERLINK(\"https://example.jp\")".into();
            person.workplace = "+空色".into();
        })
        .await;
        wishes(&app, &town, hanako).await;
        booked(&app, town.tuesday, taro).await;
        let mut clerk = app.staff(Role::Clerk).await;
        let answer = clerk
            .ask(Method::GET, "/staff/checkup/bookings.csv?encoding=utf8")
            .await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        assert!(answer.body.starts_with("\u{FEFF}予約番号,状態,"));
        assert!(
            answer.body.contains("\"'=HYPERLINK(\"\"https"),
            "{}",
            answer.body
        );
        assert!(answer.body.contains(",'+空色,"), "{}", answer.body);
        assert!(!answer.body.contains("345"), "{}", answer.body);
        let disposition = answer.headers[header::CONTENT_DISPOSITION]
            .to_str()
            .unwrap();
        assert_eq!(
            disposition,
            "attachment; filename=\"bookings-2026-11-23.csv\""
        );
        assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store");
        assert_eq!(looks(&app, "bookings-exported", hanako).await, 1);
        assert_eq!(looks(&app, "bookings-exported", taro).await, 1);
        // the search holds for the file too
        searches(&mut clerk, &[("form[state]", "confirmed")]).await;
        let answer = clerk.ask(Method::GET, "/staff/checkup/bookings.csv").await;
        assert_eq!(answer.body.lines().count(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_file_in_cp932_has_the_rows_and_one_that_cannot_be_is_no_export() {
    on_each(|app| async move {
        let town = town(&app).await;
        let (hanako, taro) = (hanako(&app).await, taro(&app).await);
        wishes(&app, &town, hanako).await;
        booked(&app, town.tuesday, taro).await;
        let mut clerk = app.staff(Role::Clerk).await;
        let page = clerk.opens("/staff/checkup/bookings").await;
        assert!(
            !page.html.contains("download="),
            "the answer may be a page: {}",
            page.html
        );
        let cp932 = "/staff/checkup/bookings.csv?encoding=cp932";
        let file = clerk.downloads(cp932).await;
        assert_eq!(file.status, StatusCode::OK);
        let (text, _, damaged) = encoding_rs::SHIFT_JIS.decode(&file.bytes);
        assert!(!damaged, "{text}");
        assert_eq!(text.lines().count(), 3, "{text}");
        assert!(
            text.contains(",12-＊＊5-00,空野 花子,ソラノ ハナコ,"),
            "{text}"
        );
        let exported = "action = 'bookings-exported'";
        assert_eq!(app.count("staff_audit", exported).await, 2);
        // what nobody took along is not in the record
        world::change_person(&app.state.db, taro, |person| person.name = "𠮷野".into()).await;
        let search = [("form[state]", "confirmed")];
        searches(&mut clerk, &search).await.says("1件(1/1ページ)");
        let page = clerk.opens(cp932).await;
        page.is("予約の一覧")
            .says("Shift_JIS(CP932)にない文字")
            .says("1件(1/1ページ)");
        assert_eq!(app.count("staff_audit", exported).await, 2);
    })
    .await;
}

#[tokio::test]
async fn the_list_opens_on_what_is_to_come_and_shows_nobody_else() {
    on_each(|app| async move {
        let town = town(&app).await;
        let (hanako, taro) = (hanako(&app).await, taro(&app).await);
        wishes(&app, &town, hanako).await;
        let past = booked(&app, town.tuesday, taro).await;
        app.wait(20 * DAY);
        let mut clerk = app.staff(Role::Clerk).await;
        let page = clerk.opens("/staff/checkup/bookings").await;
        page.says("1件(1/1ページ)").says("空野 花子");
        assert_eq!(looks(&app, "booking-seen", taro).await, 0);
        // what the overview counts is what its way leads to
        let page = clerk.opens("/staff/checkup").await;
        page.says("受診済・未受診が記録されていない予約: 1件")
            .says("確定1件");
        let yesterday = "name=\"form[to]\" value=\"2026-12-12\"";
        assert!(page.html.contains(yesterday), "{}", page.html);
        let unnoted = [("form[state]", "confirmed"), ("form[to]", "2026-12-12")];
        let page = searches(&mut clerk, &unnoted).await;
        page.says("1件(1/1ページ)").says("空野 太郎");
        let of_the_year = [("form[state]", "confirmed"), ("form[when]", "2026")];
        searches(&mut clerk, &of_the_year).await.says("空野 太郎");
        let ever = [("form[when]", "all")];
        searches(&mut clerk, &ever).await.says("2件(1/1ページ)");
        let last_year = [("form[when]", "2025")];
        searches(&mut clerk, &last_year)
            .await
            .says("当てはまる予約はありません");
        let reference = past.to_string();
        let by_number = [("form[reference]", reference.as_str())];
        searches(&mut clerk, &by_number).await.says("空野 太郎");
        searches(&mut clerk, &[]).await.says("1件(1/1ページ)");
    })
    .await;
}

#[tokio::test]
async fn who_waits_for_a_full_day_is_listed_and_looked_at() {
    on_each(|app| async move {
        let town = town(&app).await;
        let (hanako, taro) = (hanako(&app).await, taro(&app).await);
        let mut clerk = app.staff(Role::Clerk).await;
        clerk
            .opens("/staff/checkup/waiting")
            .await
            .is("キャンセル待ち")
            .says("キャンセル待ちの方はいません");
        let full = booked(&app, town.wednesday, taro).await;
        let wait = Order::Wait {
            person_id: hanako,
            place_id: town.wednesday,
            options: Vec::new(),
        };
        app.state.desk.ask(wait).await.unwrap();
        let page = clerk.opens("/staff/checkup").await;
        page.says("キャンセル待ち: 1件");
        assert!(page.html.contains("href=\"/staff/checkup/waiting\""));
        let page = clerk.opens("/staff/checkup/waiting").await;
        page.says("空野 花子")
            .says("12-＊＊5-00")
            .says("1番目")
            .says("2026年12月9日(水)");
        assert_eq!(looks(&app, "waiting-seen", hanako).await, 1);
        let cancel = Order::Cancel {
            booking_id: full,
            person_id: None,
            actor: Actor::Staff(1),
            note: String::new(),
        };
        app.state.desk.ask(cancel).await.unwrap();
        let page = clerk.opens("/staff/checkup/waiting").await;
        page.says("案内中(期限 2026年11月24日");
    })
    .await;
}

//! The whole way of a member: from the courses to a place that is booked, and what can be taken along.

use axum::http::{Method, StatusCode, header};

use super::member_world::{books, chooses, confirms, hidden, holds, town};
use crate::{
    api::{
        checkup::{ConfirmBooking, Hold},
        checkup_booking::CancelBooking,
    },
    server::clock::{HOUR, MINUTE},
    tests::{
        app::on_each,
        people::{hanako, taro},
    },
};

#[tokio::test]
async fn an_insured_person_books_a_live_place() {
    on_each(|app| async move {
        let town = town(&app).await;
        let mut member = app.member(&hanako()).await;
        member.opens("/mypage").await.says("受診ナビ");
        let page = member.opens("/checkup").await;
        page.is("受診ナビ")
            .says("日帰り人間ドック 受けられます")
            .says("2026年11月23日(月)から2027年3月31日(水)までの日に受けられます。")
            .says("血液検査");
        let page = member.opens("/checkup/courses/2026/dock").await;
        page.is("日帰り人間ドック")
            .says("乳がん検診")
            .says("区分A(1機関)")
            .says("区分B(1機関)")
            .says("妊娠中、またはその可能性がある");
        let page = chooses(&mut member, "dock", &["breast"]).await;
        page.is("健診機関をさがす")
            .says("架空みなと健診センター")
            .says("いちばん早い空き 12月8日(火)")
            .says("希望日で申込み")
            // 44,000 − min(39,000, 40,000) + 8,800 − 7,800
            .says("自己負担額 6,000円");
        let page = member
            .opens(&format!("/checkup/institutions/{}", town.minato))
            .await;
        page.is("架空みなと健診センター")
            .says("12月8日(火) 残り2")
            .says("12月9日(水) 残り1")
            .says("受診日の3営業日前 17:00まで");
        let page = member
            .opens(&format!(
                "/checkup/institutions/{}?day=2026-12-08",
                town.minato
            ))
            .await;
        page.says("9:00で予約へ進む");
        assert_eq!(hidden(&page, "place_id"), town.tuesday.to_string());
        let page = member
            .fills::<Hold>(&[
                ("place_id", &hidden(&page, "place_id")),
                ("idem", &hidden(&page, "idem")),
            ])
            .await;
        page.is("予約内容を確認してください")
            .says("この枠を12:10までお取り置きしています。")
            .says("2026年12月8日(火) 9:00")
            .says("2026年12月3日(木) 17:00")
            .says("費用 44,000円 − 健保の補助 39,000円(上限40,000円)")
            .says("6,000円");
        assert!(page.html.contains("data-countdown=\"600\""));
        let done = confirms(&mut member, &page).await;
        done.is("予約が決まりました")
            .says("2026-00000")
            .says("12月1日(火) 検査キットが届きます")
            .says("12月7日(月) 21時から絶食です");
        assert!(done.path.ends_with("/done"));
        assert_eq!(
            app.count("booking", "state = 'confirmed' AND uses_right")
                .await,
            1
        );
        // the choice is done with
        let page = member.opens("/checkup/confirm").await;
        page.is("予約の一覧")
            .says("確定")
            .says("2026年12月8日(火) 9:00");
        let page = member.opens("/checkup").await;
        page.says("今年度は2026年12月8日に予約済みです。");
        let path = done.path.trim_end_matches("/done").to_owned();
        let page = member.opens(&path).await;
        page.is("日帰り人間ドック")
            .says("2026年12月3日(木) 17:00まで(あと10日と5時間)")
            .says("問診の画面を開く");
    })
    .await;
}

#[tokio::test]
async fn pressing_twice_books_once_and_a_key_is_one_hold() {
    on_each(|app| async move {
        let town = town(&app).await;
        let mut member = app.member(&hanako()).await;
        chooses(&mut member, "dock", &[]).await;
        let first = holds(&mut member, town.wednesday, "same-key").await;
        let second = holds(&mut member, town.wednesday, "same-key").await;
        let id = hidden(&first, "booking_id");
        assert_eq!(hidden(&second, "booking_id"), id);
        for _ in 0..2 {
            let page = member.fills::<ConfirmBooking>(&[("booking_id", &id)]).await;
            page.is("予約が決まりました");
        }
        assert_eq!(app.count("booking", "TRUE").await, 1);
        assert_eq!(app.count("place", "remaining = 0").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_form_sent_again_after_the_end_leads_to_what_it_has_made() {
    on_each(|app| async move {
        let town = town(&app).await;
        let mut member = app.member(&hanako()).await;
        let id = books(&mut member, town.tuesday).await;
        let key = format!("key-{}", town.tuesday);
        let done = format!("/checkup/bookings/{id}/done");
        // the choice is done with
        let page = holds(&mut member, town.tuesday, &key).await;
        assert_eq!(page.path, done);
        // nobody else has that key, and a key that has made nothing begins anew
        let mut other = app.member(&taro()).await;
        assert_eq!(holds(&mut other, town.tuesday, &key).await.path, "/checkup");
        for unknown in ["another", ""] {
            let page = holds(&mut member, town.tuesday, unknown).await;
            assert_eq!(page.path, "/checkup");
        }
        // the next choice is of another course: the old form still leads to its booking
        chooses(&mut member, "dock-light", &[]).await;
        assert_eq!(holds(&mut member, town.tuesday, &key).await.path, done);
        member
            .fills::<CancelBooking>(&[("booking_id", &id.to_string())])
            .await;
        let page = holds(&mut member, town.tuesday, &key).await;
        assert_eq!(page.path, format!("/checkup/bookings/{id}"));
        assert_eq!(app.count("booking", "TRUE").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_hold_that_ran_out_is_told_calmly() {
    on_each(|app| async move {
        let town = town(&app).await;
        let mut member = app.member(&hanako()).await;
        chooses(&mut member, "dock", &[]).await;
        let page = holds(&mut member, town.tuesday, "key").await;
        let id = hidden(&page, "booking_id");
        app.wait(11 * MINUTE);
        let page = member.fills::<ConfirmBooking>(&[("booking_id", &id)]).await;
        page.is("仮押さえの時間が過ぎました")
            .says("もう一度、日を選ぶ");
        assert!(
            page.html
                .contains(&format!("/checkup/institutions/{}", town.minato))
        );
        assert_eq!(app.count("booking", "state = 'confirmed'").await, 0);
        holds(&mut member, town.tuesday, "another")
            .await
            .is("予約内容を確認してください");
    })
    .await;
}

#[tokio::test]
async fn a_booking_is_taken_along_as_pdf_and_into_a_calendar() {
    on_each(|app| async move {
        let town = town(&app).await;
        let mut member = app.member(&hanako()).await;
        let id = books(&mut member, town.tuesday).await;
        let file = member
            .downloads(&format!("/checkup/bookings/{id}/confirmation.pdf"))
            .await;
        assert_eq!(file.status, StatusCode::OK);
        assert_eq!(file.headers[header::CONTENT_TYPE], "application/pdf");
        assert_eq!(file.headers[header::CACHE_CONTROL], "no-store");
        let disposition = file.headers[header::CONTENT_DISPOSITION].to_str().unwrap();
        assert!(disposition.starts_with("attachment; "), "{disposition}");
        let text = super::pdf_text::of(&file.bytes);
        for said in [
            "空野 花子",
            "架空みなと健診センター",
            "2026年12月8日",
            "9:00",
            &format!("2026-{id:06}"),
            "3,300円",
            "21時から絶食です",
        ] {
            assert!(text.contains(said), "{said} is not in:\n{text}");
        }
        for secret in ["345", "1980", "ソラノ"] {
            assert!(!text.contains(secret), "{secret} is in:\n{text}");
        }
        let path = format!("/checkup/bookings/{id}/booking.ics");
        let answer = member.ask(Method::GET, &path).await;
        assert_eq!(
            answer.headers[header::CONTENT_TYPE],
            "text/calendar; charset=utf-8"
        );
        let lines = answer.body.replace("\r\n ", "");
        assert!(
            lines.contains("DTSTART;TZID=Asia/Tokyo:20261208T090000"),
            "{lines}"
        );
        assert!(lines.contains("SUMMARY:日帰り人間ドック"));
        assert!(lines.contains("架空みなと健診センター"));
        assert!(!lines.contains("345"));
        // another person's, a made-up one, and nobody's
        let mut other = app.member(&taro()).await;
        let mut nobody = app.browser();
        for name in ["confirmation.pdf", "booking.ics"] {
            let path = format!("/checkup/bookings/{id}/{name}");
            assert_eq!(
                other.ask(Method::GET, &path).await.status,
                StatusCode::NOT_FOUND
            );
            let answer = nobody.ask(Method::GET, &path).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER);
            let made_up = format!("/checkup/bookings/x{id}/{name}");
            let answer = member.ask(Method::GET, &made_up).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND);
        }
    })
    .await;
}

#[tokio::test]
async fn every_page_asks_who_is_there_and_is_kept_nowhere() {
    on_each(|app| async move {
        let town = town(&app).await;
        let mut member = app.member(&hanako()).await;
        let id = books(&mut member, town.tuesday).await;
        let institution = town.minato;
        chooses(&mut member, "dock-light", &[]).await;
        for path in [
            "/checkup".to_owned(),
            "/checkup/courses/2026/dock".to_owned(),
            "/checkup/advice".to_owned(),
            "/checkup/institutions".to_owned(),
            format!("/checkup/institutions/{institution}"),
            "/checkup/confirm".to_owned(),
            "/checkup/refused".to_owned(),
            "/checkup/bookings".to_owned(),
            format!("/checkup/bookings/{id}"),
            format!("/checkup/bookings/{id}/done"),
            format!("/checkup/bookings/{id}/cancel"),
            "/checkup/waiting".to_owned(),
            "/checkup/reminders".to_owned(),
            "/checkup/results".to_owned(),
        ] {
            let page = app.browser().opens(&path).await;
            assert!(
                page.path.starts_with("/login?next=/checkup"),
                "{path}: {}",
                page.path
            );
            let answer = member.ask(Method::GET, &path).await;
            assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store", "{path}");
        }
        app.wait(24 * HOUR * 60);
        let page = app.browser().fills::<Hold>(&[("place_id", "1")]).await;
        assert_eq!(page.path, "/login");
    })
    .await;
}

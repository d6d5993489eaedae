//! Days with nothing left: closed ones, and those on which somebody moves within the own place.

use sea_orm::ConnectionTrait;

use super::{
    member_world::{answers, books, chooses, confirms, hidden, holds, town},
    world::remaining,
};
use crate::{
    api::checkup_booking::{CancelBooking, Wait},
    tests::{
        app::on_each,
        people::{hanako, taro},
    },
};

#[tokio::test]
async fn a_closed_day_is_neither_full_nor_waited_for() {
    on_each(|app| async move {
        let town = town(&app).await;
        let mut first = app.member(&hanako()).await;
        // staff take the day away after a booking of before: it is kept with a 定員 of 0
        let booked = books(&mut first, town.wednesday).await.to_string();
        let gone = [("booking_id", booked.as_str())];
        first.fills::<CancelBooking>(&gone).await;
        let close = format!(
            "UPDATE place SET capacity = 0, remaining = 0 WHERE id = {}",
            town.wednesday
        );
        let writer = app.state.db.writer();
        writer.execute_unprepared(&close).await.unwrap();
        let mut member = app.member(&taro()).await;
        chooses(&mut member, "dock", &[]).await;
        let calendar = format!("/checkup/institutions/{}", town.minato);
        for path in [calendar.clone(), calendar + "?day=2026-12-09"] {
            let text = member.opens(&path).await.text();
            assert!(text.contains("12月8日(火) 残り2"), "{text}");
            assert!(!text.contains("12月9日"), "{text}");
            assert!(!text.contains("キャンセル待ちをする"), "{text}");
        }
        let place = town.wednesday.to_string();
        let page = member.fills::<Wait>(&[("place_id", &place)]).await;
        page.says("お選びの内容は");
        let page = holds(&mut member, town.wednesday, "closed").await;
        page.says("お選びの内容は");
        assert_eq!(app.count("waitlist", "TRUE").await, 0);
        assert_eq!(app.count("booking", "state = 'held'").await, 0);
    })
    .await;
}

#[tokio::test]
async fn an_option_is_added_on_a_day_that_is_full() {
    on_each(|app| async move {
        let town = town(&app).await;
        let mut member = app.member(&hanako()).await;
        let old = books(&mut member, town.wednesday).await;
        assert_eq!(remaining(&app.state.db, town.wednesday).await, 0);
        let day = format!("/checkup/institutions/{}?day=2026-12-09", town.minato);
        let mut other = app.member(&taro()).await;
        chooses(&mut other, "dock", &[]).await;
        other.opens(&day).await.says("12月9日(水) 満席");
        // with another option, at the own place
        let replaces = old.to_string();
        let fields = [("form[none]", "on"), ("form[replaces]", replaces.as_str())];
        answers(&mut member, "dock", &["stomach"], &fields).await;
        let page = member.opens(&day).await;
        page.says("12月9日(水) 残り1").says("9:00で予約へ進む");
        let place: i64 = hidden(&page, "place_id").parse().unwrap();
        assert_eq!(place, town.wednesday);
        let check = holds(&mut member, place, "within").await;
        check.says("変更前の予約");
        // nobody gets in between, before or after
        holds(&mut other, place, "between")
            .await
            .is("枠が埋まりました");
        let done = confirms(&mut member, &check).await;
        done.is("予約が決まりました").says("2026年12月9日(水)");
        holds(&mut other, place, "after")
            .await
            .is("枠が埋まりました");
        assert_eq!(remaining(&app.state.db, place).await, 0);
        assert_eq!(app.count("booking", "state = 'confirmed'").await, 1);
        let gone = format!("id = {old} AND state = 'cancelled'");
        assert_eq!(app.count("booking", &gone).await, 1);
    })
    .await;
}

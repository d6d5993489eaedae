//! Working on bookings: 調整中, answers, 見つからない, 取消, 受診済, 未受診; two of the staff at once.

use super::{
    at, booked, hanako, hidden, looks, person, state, taro, town, wishes, world::add_place,
};
use crate::{
    api::staff_checkup::bookings::{ActOnBooking, ActOnBookings, AnswerWishes},
    domain::staff::Role,
    server::clock::DAY,
    tests::{app::on_each, browser::Page, clerk::Clerk},
};

async fn acts(clerk: &mut Clerk, page: &Page, act: &str, note: &str) -> Page {
    let (id, seen) = (hidden(page, "form[id]"), hidden(page, "form[seen]"));
    let fields = [
        ("form[id]", id.as_str()),
        ("form[seen]", &seen),
        ("form[act]", act),
        ("form[note]", note),
    ];
    clerk.fills::<ActOnBooking>(&fields).await
}

async fn answers(clerk: &mut Clerk, page: &Page, day: &str, time: &str, note: &str) -> Page {
    answers_sure(clerk, page, day, time, note, "").await
}

async fn answers_sure(
    clerk: &mut Clerk,
    page: &Page,
    day: &str,
    time: &str,
    note: &str,
    sure: &str,
) -> Page {
    let (id, seen) = (hidden(page, "form[id]"), hidden(page, "form[seen]"));
    let fields = [
        ("form[id]", id.as_str()),
        ("form[seen]", &seen),
        ("form[day]", day),
        ("form[time]", time),
        ("form[note]", note),
        ("form[sure]", sure),
    ];
    clerk.fills::<AnswerWishes>(&fields).await
}

#[tokio::test]
async fn wishes_are_taken_up_and_answered() {
    on_each(|app| async move {
        let town = town(&app).await;
        let hanako = hanako(&app).await;
        let id = wishes(&app, &town, hanako).await;
        let mut clerk = app.staff(Role::Clerk).await;
        clerk
            .opens("/staff/checkup")
            .await
            .is("受診ナビ")
            .says("申込1件")
            .says("架空よこはまクリニック");
        let page = clerk.opens(&at(id)).await;
        page.says("2026年12月10日(木)から2026年12月18日(金)まで 午前")
            .says("空野 花子")
            .says("12-345-00")
            .says("胃内視鏡");
        assert_eq!(looks(&app, "booking-seen", hanako).await, 1);
        // what is to be done stands before what is rarely looked up
        let text = page.text();
        let (work, person) = (text.find("調整中にする"), text.find("生年月日"));
        assert!(work.is_some() && work < person, "{text}");
        let page = acts(&mut clerk, &page, "take_up", "").await;
        page.says("「調整中」にしました。").says("職員 clerk");
        let page = answers(&mut clerk, &page, "いつか", "朝", "").await;
        assert_eq!(page.errors().len(), 2, "{:?}", page.errors());
        assert_eq!(page.value("day"), "いつか");
        let late = "2027-04-01";
        let page = answers_sure(&mut clerk, &page, late, "", "", late).await;
        page.says("予約できません。");
        assert_eq!(state(&app, id).await, "arranging");
        let page = answers(&mut clerk, &page, "R8.12.11", "9:30", "正面受付へ").await;
        page.says("「確定」にしました。")
            .says("2026年12月11日(金) 9:30")
            .says("正面受付へ");
        let worked = format!("action = 'booking-worked' AND person_id = {hanako}");
        // each once, with what became of it
        assert_eq!(app.count("staff_audit", &worked).await, 3);
        for said in ["take_up", "answer refused", "answer"] {
            let line = format!("{worked} AND detail = 'booking={id} {said}'");
            assert_eq!(app.count("staff_audit", &line).await, 1, "{said}");
        }
        clerk.opens(&at(id)).await.says("2026年12月11日(金) 9:30");
    })
    .await;
}

#[tokio::test]
async fn of_two_at_once_the_second_is_told() {
    on_each(|app| async move {
        let town = town(&app).await;
        let hanako = hanako(&app).await;
        let id = wishes(&app, &town, hanako).await;
        let mut one = app.staff(Role::Clerk).await;
        let mut other = app.staff(Role::Manager).await;
        let (first, second) = (one.opens(&at(id)).await, other.opens(&at(id)).await);
        app.wait(1);
        answers(&mut one, &first, "2026-12-11", "", "")
            .await
            .says("「確定」にしました。");
        let page = answers(&mut other, &second, "2026-12-15", "", "").await;
        page.says("ほかの職員か本人が先に変更しました。いまの状態は「確定」です。");
        page.says("2026年12月11日(金)");
        let page = acts(&mut other, &second, "decline", "").await;
        page.says("先に変更しました");
        assert_eq!(state(&app, id).await, "confirmed");
    })
    .await;
}

#[tokio::test]
async fn a_booking_ends_with_words_to_the_member() {
    on_each(|app| async move {
        let town = town(&app).await;
        let (hanako, taro) = (hanako(&app).await, taro(&app).await);
        let wished = wishes(&app, &town, hanako).await;
        let mut clerk = app.staff(Role::Clerk).await;
        let page = clerk.opens(&at(wished)).await;
        let long = "あ".repeat(401);
        acts(&mut clerk, &page, "decline", &long)
            .await
            .says("長すぎます");
        assert_eq!(state(&app, wished).await, "applied");
        let page = acts(&mut clerk, &page, "decline", "1月の日もご検討ください").await;
        page.says("「取消」にしました。")
            .says("1月の日もご検討ください")
            .says("いまできる処理はありません");
        let placed = booked(&app, town.wednesday, taro).await;
        let page = clerk.opens(&at(placed)).await;
        acts(&mut clerk, &page, "mark_done", "")
            .await
            .says("いまの状態では、この操作はできません");
        let page = acts(&mut clerk, &page, "cancel", "お電話で承りました").await;
        page.says("「取消」にしました。");
        assert_eq!(state(&app, placed).await, "cancelled");
        let free = format!("id = {} AND remaining = 1", town.wednesday);
        assert_eq!(app.count("place", &free).await, 1);
        // nonsense leads back to the list, and what there is not is said
        clerk
            .fills::<ActOnBooking>(&[("form[id]", "x"), ("form[act]", "cancel")])
            .await
            .is("予約の一覧");
        clerk
            .fills::<ActOnBooking>(&[("form[id]", "999999"), ("form[act]", "cancel")])
            .await
            .says("この予約は見つかりません");
    })
    .await;
}

#[tokio::test]
async fn who_came_is_noted_by_one_and_in_bulk() {
    on_each(|app| async move {
        let town = town(&app).await;
        let (hanako, taro) = (hanako(&app).await, taro(&app).await);
        let other = person(&app, "349", "00").await;
        let first = booked(&app, town.tuesday, hanako).await;
        let second = booked(&app, town.tuesday, taro).await;
        let third = booked(&app, town.wednesday, other).await;
        app.wait(15 * DAY);
        let mut clerk = app.staff(Role::Clerk).await;
        let page = clerk.opens("/staff/checkup/bookings").await;
        assert_eq!(page.html.matches("type=\"checkbox\"").count(), 2);
        let (a, b, c) = (first.to_string(), second.to_string(), third.to_string());
        let fields = [
            ("form[ids][]", a.as_str()),
            ("form[ids][]", &c),
            ("form[act]", "mark_done"),
        ];
        let page = clerk.fills::<ActOnBookings>(&fields).await;
        page.is("予約の一覧")
            .says("1件を「受診済」にしました。")
            .says(&format!("予約番号 2026-{third:06}: いまの状態では"));
        assert_eq!(state(&app, first).await, "done");
        assert_eq!(state(&app, third).await, "confirmed");
        let day = format!(
            "/staff/checkup/daily?day=2026-12-08&institution={}",
            town.minato
        );
        let page = clerk.opens(&day).await;
        assert_eq!(page.html.matches("type=\"checkbox\"").count(), 1);
        let minato = town.minato.to_string();
        let fields = [
            ("form[ids][]", b.as_str()),
            ("form[act]", "mark_no_show"),
            ("form[day]", "2026-12-08"),
            ("form[institution]", &minato),
        ];
        let page = clerk.fills::<ActOnBookings>(&fields).await;
        page.is("日別名簿").says("1件を「未受診」にしました。");
        assert_eq!(state(&app, second).await, "no_show");
        clerk
            .fills::<ActOnBookings>(&[("form[act]", "mark_done")])
            .await
            .says("予約が選ばれていません");
        // only 受診済 and 未受診 come in bulk
        clerk
            .fills::<ActOnBookings>(&[("form[act]", "cancel"), ("form[ids][]", &c)])
            .await
            .says("予約が選ばれていません");
        assert_eq!(state(&app, third).await, "confirmed");
    })
    .await;
}

#[tokio::test]
async fn an_odd_day_is_asked_about_before_it_is_mailed() {
    on_each(|app| async move {
        let town = town(&app).await;
        let hanako = hanako(&app).await;
        let id = wishes(&app, &town, hanako).await;
        let mut clerk = app.staff(Role::Clerk).await;
        let page = clerk.opens(&at(id)).await;
        // a Sunday among the days wished for, and a day nobody wished for
        let page = answers(&mut clerk, &page, "R8.12.13", "9:30", "正面受付へ").await;
        page.says("2026年12月13日(日)でよろしいですか")
            .says("休診の曜日")
            .says("確かめたうえで、この日で確定する");
        assert!(!page.text().contains("希望日に入っていません"));
        assert_eq!(page.value("day"), "R8.12.13");
        let page = answers_sure(&mut clerk, &page, "2026-12-22", "", "", "2026-12-13").await;
        page.says("2026年12月22日(火)でよろしいですか")
            .says("希望日に入っていません");
        let page = answers(&mut clerk, &page, "2026-12-30", "", "").await;
        page.says("年末年始");
        assert_eq!(state(&app, id).await, "applied");
        assert_eq!(
            app.count("staff_audit", "action = 'booking-worked'").await,
            0
        );
        let page = answers_sure(&mut clerk, &page, "2026-12-22", "", "", "2026-12-22").await;
        page.says("「確定」にしました。").says("2026年12月22日(火)");
        assert!(!page.text().contains("よろしいですか"));
    })
    .await;
}

#[tokio::test]
async fn what_was_noted_is_put_right_while_the_right_is_there() {
    on_each(|app| async move {
        let town = town(&app).await;
        let hanako = hanako(&app).await;
        let id = booked(&app, town.tuesday, hanako).await;
        app.wait(15 * DAY);
        let mut clerk = app.staff(Role::Clerk).await;
        let page = clerk.opens(&at(id)).await;
        let text = page.text();
        assert!(!text.contains("記録を取り消す"), "nothing is noted: {text}");
        let page = acts(&mut clerk, &page, "mark_no_show", "").await;
        page.says("未受診")
            .says("受診済に直す")
            .says("記録を取り消す");
        let uses = format!("id = {id} AND uses_right");
        assert_eq!(app.count("booking", &uses).await, 0);
        let page = acts(
            &mut clerk,
            &page,
            "correct_done",
            "機関の報告を読み違えました",
        )
        .await;
        page.says("「受診済」にしました。")
            .says("受診済に訂正")
            .says("機関の報告を読み違えました");
        assert_eq!(app.count("booking", &uses).await, 1);
        let page = acts(&mut clerk, &page, "unmark", "").await;
        page.says("「確定」にしました。");
        let page = acts(&mut clerk, &page, "mark_done", "").await;
        let page = acts(&mut clerk, &page, "correct_no_show", "").await;
        page.says("「未受診」にしました。");
        // the right is used elsewhere meanwhile
        let later = add_place(&app.state.db, town.minato, &town.dock, "2026-12-21", 1).await;
        booked(&app, later, hanako).await;
        for act in ["correct_done", "unmark"] {
            let page = acts(&mut clerk, &page, act, "").await;
            page.says("この年度の権利は、ほかの予約か結果で使われています");
            assert_eq!(state(&app, id).await, "no_show");
        }
        for said in [
            "correct_done",
            "unmark",
            "correct_no_show",
            "unmark refused",
        ] {
            let line = format!("detail = 'booking={id} {said}' AND person_id = {hanako}");
            assert_eq!(app.count("staff_audit", &line).await, 1, "{said}");
        }
    })
    .await;
}

//! What a member does with bookings: look at them, move them, cancel them, until the deadline; and what is refused.

use axum::http::StatusCode;

use super::{
    member_world::{answers, books, chooses, confirms, hidden, holds, town},
    world::{add_place, add_place_for, day, remaining},
};
use crate::{
    api::{
        checkup::{Choose, ConfirmBooking, Hold, Release},
        checkup_booking::{Accept, CancelBooking, Leave, Wait},
    },
    server::{
        checkup::order::Order,
        clock::{DAY, HOUR},
        db,
    },
    tests::{
        app::on_each,
        people::{colleague, hanako, taro},
    },
};

#[tokio::test]
async fn a_booking_is_moved_and_the_old_place_kept_until_then() {
    on_each(|app| async move {
        let town = town(&app).await;
        let mut member = app.member(&hanako()).await;
        let old = books(&mut member, town.tuesday).await;
        let page = member.opens(&format!("/checkup/bookings/{old}")).await;
        page.says("日を変える").says("内容や健診機関を変える");
        let moved = format!("/checkup/courses/2026/dock?replaces={old}");
        assert!(page.html.contains(&moved), "{}", page.html);
        let page = member.opens(&moved).await;
        page.is("日帰り人間ドック")
            .says("新しい予約が確定するまで、いまの予約はそのままです。");
        assert_eq!(hidden(&page, "form[replaces]"), old.to_string());
        let replaces = old.to_string();
        let fields = [("form[none]", "on"), ("form[replaces]", replaces.as_str())];
        answers(&mut member, "dock", &[], &fields)
            .await
            .is("健診機関をさがす");
        let check = holds(&mut member, town.wednesday, "move").await;
        check
            .says("変更前の予約")
            .says("架空みなと健診センター 12月8日(火)");
        assert_eq!(app.count("booking", "state = 'confirmed'").await, 1);
        assert_eq!(remaining(&app.state.db, town.tuesday).await, 1);
        let done = confirms(&mut member, &check).await;
        done.is("予約が決まりました")
            .says("2026年12月9日(水)")
            .says("変更前の予約（架空みなと健診センター 2026年12月8日(火)）は終わりました。");
        assert_eq!(remaining(&app.state.db, town.tuesday).await, 2);
        let page = member.opens(&format!("/checkup/bookings/{old}")).await;
        page.says("取消")
            .says("別の予約に変更されました。")
            .says("変更後の予約を見る");
        assert!(!page.text().contains("日を変える"));
    })
    .await;
}

#[tokio::test]
async fn a_booking_is_cancelled_after_saying_what_it_costs() {
    on_each(|app| async move {
        let town = town(&app).await;
        let mut member = app.member(&hanako()).await;
        let id = books(&mut member, town.tuesday).await;
        let page = member
            .opens(&format!("/checkup/bookings/{id}/cancel"))
            .await;
        page.is("予約を取り消しますか")
            .says("いま取り消しても、費用はかかりません")
            .says("締切を過ぎた場合： 前日と当日の取消には3,300円かかります。")
            .says("2026年12月3日(木) 17:00まで(あと10日と5時間)");
        assert_eq!(app.count("booking", "state = 'confirmed'").await, 1);
        let number = id.to_string();
        for _ in 0..2 {
            let page = member
                .fills::<CancelBooking>(&[("booking_id", &number)])
                .await;
            page.is("日帰り人間ドック")
                .says("予約を取り消しました。")
                .says("この健診をもう一度予約する");
        }
        assert_eq!(remaining(&app.state.db, town.tuesday).await, 2);
        let path = format!("/checkup/bookings/{id}/confirmation.pdf");
        assert_eq!(member.downloads(&path).await.status, StatusCode::NOT_FOUND);
        // the right is back
        books(&mut member, town.wednesday).await;
    })
    .await;
}

#[tokio::test]
async fn after_the_deadline_there_is_the_phone() {
    on_each(|app| async move {
        let town = town(&app).await;
        let mut member = app.member(&hanako()).await;
        let id = books(&mut member, town.tuesday).await;
        // 2026-12-03 17:00, three business days before the Tuesday
        app.wait(10 * DAY + 4 * HOUR);
        let mut member = relogin(&app).await;
        let page = member.opens(&format!("/checkup/bookings/{id}")).await;
        page.says("(あと1時間0分)").says("予約を取り消す");
        app.wait(HOUR);
        let mut member = relogin(&app).await;
        let page = member.opens(&format!("/checkup/bookings/{id}")).await;
        page.says("インターネットでの変更・取消は締め切りました。")
            .says("03-0000-0101");
        assert!(!page.text().contains("予約を取り消す"));
        let number = id.to_string();
        let page = member
            .fills::<CancelBooking>(&[("booking_id", &number)])
            .await;
        page.is("インターネットでの変更・取消は締め切りました")
            .says("締切は2026年12月3日(木) 17:00でした。")
            .says("03-0000-0101");
        assert_eq!(app.count("booking", "state = 'confirmed'").await, 1);
    })
    .await;
}

async fn relogin(app: &crate::tests::app::TestApp) -> crate::tests::browser::Browser {
    let hanako = hanako();
    let mut browser = app.browser();
    browser.logs_in(&hanako.email, &hanako.password).await;
    browser
}

#[tokio::test]
async fn forged_numbers_change_nothing_and_are_answered_with_one_sentence() {
    on_each(|app| async move {
        let town = town(&app).await;
        let db = &app.state.db;
        let mut member = app.member(&hanako()).await;
        let id = books(&mut member, town.tuesday).await.to_string();
        let men = add_place_for(db, town.minato, &town.dock, "2026-12-10", "male", 1).await;
        let mut other = app.member(&colleague(1)).await;
        chooses(&mut other, "dock", &[]).await;
        let before = app.count("booking_event", "TRUE").await;
        let sentence = "お選びの内容は、いま受け付けていません。";
        for place in [
            men.to_string(),
            "999999".into(),
            "0".into(),
            "-1".into(),
            "x".into(),
            String::new(),
        ] {
            let page = other
                .fills::<Hold>(&[("place_id", &place), ("idem", "k")])
                .await;
            page.says(sentence);
            let page = other.fills::<Wait>(&[("place_id", &place)]).await;
            page.says(sentence);
        }
        for number in [id.as_str(), "999999", "x", ""] {
            let fields = [("booking_id", number)];
            other.fills::<ConfirmBooking>(&fields).await.says(sentence);
            other.fills::<CancelBooking>(&fields).await.says(sentence);
            other.fills::<Release>(&fields).await;
            let fields = [("waiting_id", number)];
            other.fills::<Accept>(&fields).await.says(sentence);
            other.fills::<Leave>(&fields).await.says(sentence);
            for page in ["", "/done", "/cancel"] {
                if !number.is_empty() {
                    let path = format!("/checkup/bookings/{number}{page}");
                    assert_eq!(
                        other.opens(&path).await.status,
                        StatusCode::NOT_FOUND,
                        "{path}"
                    );
                }
            }
        }
        let fields = [
            ("form[fiscal_year]", "2026"),
            ("form[course]", "dock"),
            ("form[none]", "on"),
            ("form[replaces]", id.as_str()),
        ];
        other.fills::<Choose>(&fields).await.says(sentence);
        assert_eq!(app.count("booking", "TRUE").await, 1);
        assert_eq!(app.count("booking", "state = 'confirmed'").await, 1);
        assert_eq!(app.count("booking_event", "TRUE").await, before);
        assert_eq!(app.count("waitlist", "TRUE").await, 0);
        // a course that was closed meanwhile
        db::course::save(db.writer(), &town.dock, false, 0)
            .await
            .unwrap();
        let place = town.wednesday.to_string();
        let page = other
            .fills::<Hold>(&[("place_id", &place), ("idem", "k")])
            .await;
        page.says(sentence);
        assert_eq!(app.count("booking", "TRUE").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_full_day_is_waited_for_offered_and_booked() {
    on_each(|app| async move {
        let town = town(&app).await;
        let mut first = app.member(&hanako()).await;
        let booked = books(&mut first, town.wednesday).await;
        let mut second = app.member(&taro()).await;
        let mut third = app.member(&colleague(1)).await;
        let place = town.wednesday.to_string();
        let path = format!("/checkup/institutions/{}?day=2026-12-09", town.minato);
        for member in [&mut second, &mut third] {
            chooses(member, "dock", &[]).await;
            let page = member.opens(&path).await;
            page.says("12月9日(水) 満席 キャンセル待ち")
                .says("9:00のキャンセル待ちをする");
            // a place that is gone meanwhile leads to the same
            let page = holds(member, town.wednesday, "late").await;
            page.is("枠が埋まりました").says("カレンダーへ戻る");
            let page = member.fills::<Wait>(&[("place_id", &place)]).await;
            page.is("キャンセル待ち")
                .says("キャンセル待ちを承りました。");
        }
        second
            .opens("/checkup/waiting")
            .await
            .says("次の順番です")
            .says("5,000円");
        third
            .opens("/checkup/waiting")
            .await
            .says("前に1人お待ちです");
        let page = second.fills::<Wait>(&[("place_id", &place)]).await;
        page.is("キャンセル待ちはお申し込み済みです");
        let free = town.tuesday.to_string();
        let page = second.fills::<Wait>(&[("place_id", &free)]).await;
        page.is("この日はまだ予約できます");
        first
            .fills::<CancelBooking>(&[("booking_id", &booked.to_string())])
            .await;
        second
            .opens("/checkup")
            .await
            .says("キャンセル待ちの枠が空きました。");
        let page = second.opens("/checkup/waiting").await;
        page.says("枠が空きました")
            .says("2026年11月24日(火) 12:00までにお返事ください。");
        let id = hidden(&page, "waiting_id");
        // the next one is not offered it, and nobody else can take it
        let text = third.opens("/checkup/waiting").await.text();
        assert!(!text.contains("枠が空きました"), "{text}");
        third
            .fills::<Accept>(&[("waiting_id", &id)])
            .await
            .says("お選びの内容は");
        let page = second.fills::<Accept>(&[("waiting_id", &id)]).await;
        page.is("予約が決まりました").says("2026年12月9日(水) 9:00");
        second
            .opens("/checkup/waiting")
            .await
            .says("キャンセル待ちの日はありません。");
        let id = hidden(&third.opens("/checkup/waiting").await, "waiting_id");
        let page = third.fills::<Leave>(&[("waiting_id", &id)]).await;
        page.says("キャンセル待ちをやめました。");
        assert_eq!(app.count("waitlist", "state = 'left'").await, 1);
    })
    .await;
}

#[tokio::test]
async fn an_offer_that_ran_out_is_over() {
    on_each(|app| async move {
        let town = town(&app).await;
        let mut first = app.member(&hanako()).await;
        let booked = books(&mut first, town.wednesday).await;
        let mut second = app.member(&taro()).await;
        chooses(&mut second, "dock", &[]).await;
        let place = town.wednesday.to_string();
        second.fills::<Wait>(&[("place_id", &place)]).await;
        let number = booked.to_string();
        first
            .fills::<CancelBooking>(&[("booking_id", &number)])
            .await;
        let id = hidden(&second.opens("/checkup/waiting").await, "waiting_id");
        app.wait(25 * HOUR);
        let taro = taro();
        let mut second = app.browser();
        second.logs_in(&taro.email, &taro.password).await;
        let page = second.fills::<Accept>(&[("waiting_id", &id)]).await;
        page.is("ご案内の期限が過ぎました");
        assert_eq!(app.count("booking", "state = 'confirmed'").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_held_place_can_be_given_back_and_another_taken() {
    on_each(|app| async move {
        let town = town(&app).await;
        let mut member = app.member(&hanako()).await;
        chooses(&mut member, "dock", &[]).await;
        let check = holds(&mut member, town.tuesday, "one").await;
        member
            .opens("/checkup")
            .await
            .says("予約の途中の枠があります。");
        let id = hidden(&check, "booking_id");
        let page = member.fills::<Release>(&[("booking_id", &id)]).await;
        page.is("架空みなと健診センター");
        assert_eq!(remaining(&app.state.db, town.tuesday).await, 2);
        // an old form sent again holds nothing
        let page = holds(&mut member, town.tuesday, "one").await;
        page.is("仮押さえの時間が過ぎました");
        assert_eq!(remaining(&app.state.db, town.tuesday).await, 2);
        let page = member.opens("/checkup/bookings").await;
        page.says("予約はまだありません。");
    })
    .await;
}

#[tokio::test]
async fn days_too_near_or_after_the_period_are_not_offered() {
    on_each(|app| async move {
        let town = town(&app).await;
        let db = &app.state.db;
        let near = add_place(db, town.minato, &town.dock, "2026-11-27", 5).await;
        let mut member = app.member(&hanako()).await;
        chooses(&mut member, "dock", &[]).await;
        let page = member
            .opens(&format!(
                "/checkup/institutions/{}?month=2026-11",
                town.minato
            ))
            .await;
        assert!(!page.text().contains("11月27日"));
        let page = holds(&mut member, near, "near").await;
        page.says("この健診機関の予約は、2026年11月30日(月)から後の日で承ります。");
        assert_eq!(app.count("booking", "TRUE").await, 0);
    })
    .await;
}

#[tokio::test]
async fn wishes_are_checked_sent_and_answered() {
    on_each(|app| async move {
        use crate::api::checkup::{Apply, SaveWishes};
        let town = town(&app).await;
        let mut member = app.member(&taro()).await;
        chooses(&mut member, "dock", &["stomach"]).await;
        let path = format!("/checkup/institutions/{}", town.yokohama);
        let page = member.opens(&path).await;
        page.is("架空よこはまクリニック")
            .says("第1希望")
            .says("2026年11月30日(月)から2027年3月31日(水)までの日を希望できます。");
        let id = town.yokohama.to_string();
        let page = member
            .fills::<SaveWishes>(&[
                ("institution_id", &id),
                ("form[first][from]", "2026-11-24"),
                ("form[second][from]", "zzz"),
                ("form[second][weekdays][]", "mon"),
            ])
            .await;
        assert_eq!(
            page.errors(),
            [
                "第1希望の「この日から」は、希望できる期間の日を入力してください",
                "第2希望の「この日から」は「2026-12-01」や「令和8年12月1日」のように、実際にある日付を入力してください",
            ]
        );
        assert_eq!(page.value("second_from"), "zzz");
        let fields = [
            ("institution_id", id.as_str()),
            ("form[first][from]", "令和9年1月12日"),
            ("form[first][half]", "morning"),
            ("form[second][from]", "2027-02-01"),
            ("form[second][to]", "2027-02-28"),
            ("form[second][weekdays][]", "tue"),
            ("form[second][weekdays][]", "fri"),
        ];
        let page = member.fills::<SaveWishes>(&fields).await;
        page.is("予約内容を確認してください")
            .says("第1希望 2027年1月12日(火) 午前")
            .says("第2希望 2027年2月1日(月)から2027年2月28日(日)までの火・金曜")
            .says("受診日の3営業日前 17:00まで");
        // changed once more: what was wished for stands there
        let page = member.opens(&path).await;
        assert_eq!(page.value("first_from"), "2027-01-12");
        let page = member.fills::<Apply>(&[]).await;
        page.is("希望日の申込みを受け付けました").says("第1希望 2027年1月12日(火) 午前");
        assert_eq!(app.count("booking", "state = 'applied'").await, 1);
        member.fills::<Apply>(&[]).await.is("予約の一覧").says("申込");
        assert_eq!(app.count("booking", "TRUE").await, 1);
        // staff answer
        let booking = page.path.split('/').nth(3).unwrap().parse().unwrap();
        let order = Order::Answer {
            booking_id: booking,
            on: day("2027-02-02"),
            starts: Some(600),
            note: "受付は2階です。".into(),
            staff_id: 1,
        };
        app.state.desk.ask(order).await.unwrap();
        let page = member.opens(&format!("/checkup/bookings/{booking}")).await;
        page.says("確定")
            .says("2027年2月2日(火) 10:00")
            .says("受付は2階です。");
        // wishes where places are offered, and for nobody's institution
        chooses(&mut member, "dock-light", &[]).await;
        for id in [town.minato.to_string(), "999".into()] {
            let fields = [("institution_id", id.as_str()), ("form[first][from]", "2027-01-12")];
            let page = member.fills::<SaveWishes>(&fields).await;
            assert_ne!(page.heading(), "予約内容を確認してください");
        }
    })
    .await;
}

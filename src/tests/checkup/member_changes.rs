//! What a member is told on the way: deadlines that have passed, another tab's choice, what a booking costs to give up, and the short way
//! to another day.

use sea_orm::ConnectionTrait;

use super::{
    member_world::{answers, books, chooses, confirms, hidden, holds, town},
    world::{add_place, add_place_for},
};
use crate::{
    api::{
        checkup::{Apply, ConfirmBooking, SaveWishes},
        checkup_booking::{CancelBooking, ChangeDay},
    },
    domain::checkup::booking::Event,
    server::checkup::order::Order,
    tests::{
        app::{TestApp, on_each},
        people::{hanako, taro},
    },
};

async fn runs(app: &TestApp, sql: &str) {
    let writer = app.state.db.writer();
    writer.execute_unprepared(sql).await.unwrap();
}

#[tokio::test]
async fn a_day_past_its_deadline_is_booked_knowingly() {
    on_each(|app| async move {
        let town = town(&app).await;
        // eleven business days before 2026-12-08 is 2026-11-20
        runs(&app, "UPDATE institution SET cutoff_days = 11").await;
        let mut member = app.member(&hanako()).await;
        chooses(&mut member, "dock", &[]).await;
        let check = holds(&mut member, town.tuesday, "late").await;
        check
            .is("予約内容を確認してください")
            .says("この予約は、確定したあとは画面から変更・取消ができません")
            .says("2026年11月20日(金) 17:00（過ぎています）")
            .says("架空みなと健診センターへお電話ください。")
            .says("03-0000-0101")
            .says("前日と当日の取消には3,300円かかります。");
        let done = confirms(&mut member, &check).await;
        done.is("予約が決まりました")
            .says("この予約は、画面から変更・取消ができません")
            .says("取消の費用：前日と当日の取消には3,300円かかります。");
        let path = done.path.trim_end_matches("/done").to_owned();
        let page = member.opens(&path).await;
        page.says("インターネットでの変更・取消は締め切りました。")
            .says("取消の費用：前日と当日の取消には3,300円かかります。");
        assert!(!page.text().contains("日を変える"));
        // no page on which it would be changed opens
        let id = path.rsplit('/').next().unwrap().to_owned();
        let page = member
            .opens(&format!("/checkup/courses/2026/dock?replaces={id}"))
            .await;
        assert_eq!(page.path, format!("{path}?late=1"));
        page.says("お電話で健診機関へご連絡ください。");
        for page in [
            member.fills::<ChangeDay>(&[("booking_id", &id)]).await,
            answers(
                &mut member,
                "dock",
                &[],
                &[("form[none]", "on"), ("form[replaces]", &id)],
            )
            .await,
        ] {
            page.is("インターネットでの変更・取消は締め切りました")
                .says("03-0000-0101");
        }
    })
    .await;
}

#[tokio::test]
async fn before_the_deadline_the_check_says_what_a_cancellation_costs() {
    on_each(|app| async move {
        let town = town(&app).await;
        let mut member = app.member(&hanako()).await;
        chooses(&mut member, "dock", &[]).await;
        let check = holds(&mut member, town.tuesday, "early").await;
        let cost = "締切までの取消に費用はかかりません。締切を過ぎた場合：前日と当日の取消には3,300円かかります。";
        check.says(cost);
        assert!(!check.text().contains("過ぎています"));
        let done = confirms(&mut member, &check).await;
        done.says(cost);
    })
    .await;
}

#[tokio::test]
async fn a_tab_left_behind_is_told_that_another_day_is_held() {
    on_each(|app| async move {
        let town = town(&app).await;
        let mut member = app.member(&hanako()).await;
        chooses(&mut member, "dock", &[]).await;
        let first = holds(&mut member, town.tuesday, "tab-1").await;
        let stale = hidden(&first, "booking_id");
        holds(&mut member, town.wednesday, "tab-2").await;
        let said = "別の画面で日が選び直されました。";
        let page = member
            .fills::<ConfirmBooking>(&[("booking_id", &stale)])
            .await;
        page.is("予約内容を確認してください")
            .says(said)
            .says("2026年12月9日(水)");
        // the same place chosen once more with an old form
        holds(&mut member, town.tuesday, "tab-1").await.says(said);
        assert_eq!(app.count("booking", "state = 'confirmed'").await, 0);
        let page = member.opens("/checkup/confirm").await;
        assert!(!page.text().contains(said));
        confirms(&mut member, &page).await.says("2026年12月9日(水)");
    })
    .await;
}

#[tokio::test]
async fn only_the_day_of_a_booking_is_changed() {
    on_each(|app| async move {
        let town = town(&app).await;
        let mut member = app.member(&hanako()).await;
        chooses(&mut member, "dock", &["breast"]).await;
        let check = holds(&mut member, town.tuesday, "first").await;
        let done = confirms(&mut member, &check).await;
        let old = done.path.split('/').nth(3).unwrap().to_owned();
        let page = member.fills::<ChangeDay>(&[("booking_id", &old)]).await;
        page.is("架空みなと健診センター")
            .says("オプション検査 乳がん検診")
            .says("新しい予約が確定するまで、いまの予約はそのままです。");
        assert!(
            page.html
                .contains(&format!("href=\"/checkup/bookings/{old}\""))
        );
        let check = holds(&mut member, town.wednesday, "second").await;
        let done = confirms(&mut member, &check).await;
        done.is("予約が決まりました")
            .says("2026年12月9日(水)")
            .says("乳がん検診")
            .says("変更前の予約（架空みなと健診センター 2026年12月8日(火)）は終わりました。");
        let page = member.opens(&format!("/checkup/bookings/{old}")).await;
        page.says("別の予約に変更されました。")
            .says("変更後の予約を見る");
        assert!(!page.text().contains("窓口でお支払いください"));
        // nobody else's
        let mut other = app.member(&taro()).await;
        let new = done.path.split('/').nth(3).unwrap();
        other
            .fills::<ChangeDay>(&[("booking_id", new)])
            .await
            .says("お選びの内容は、いま受け付けていません。");
    })
    .await;
}

#[tokio::test]
async fn bookings_to_come_stand_first_and_the_nearest_at_the_head() {
    on_each(|app| async move {
        let town = town(&app).await;
        let january = add_place(&app.state.db, town.minato, &town.dock, "2027-01-12", 1).await;
        let mut member = app.member(&hanako()).await;
        for place in [january, town.wednesday] {
            let id = books(&mut member, place).await.to_string();
            member.fills::<CancelBooking>(&[("booking_id", &id)]).await;
        }
        books(&mut member, town.tuesday).await;
        let page = member.opens("/checkup/bookings").await;
        let text = page.text();
        let at = |day: &str| text.find(day).unwrap_or_else(|| panic!("no {day}"));
        assert!(at("2026年12月8日") < at("2027年1月12日"));
        assert!(at("2027年1月12日") < at("2026年12月9日"));
    })
    .await;
}

#[tokio::test]
async fn a_wish_for_a_closed_day_is_named() {
    on_each(|app| async move {
        let town = town(&app).await;
        let mut member = app.member(&taro()).await;
        chooses(&mut member, "dock", &[]).await;
        let id = town.yokohama.to_string();
        let page = member
            .fills::<SaveWishes>(&[
                ("institution_id", &id),
                ("form[first][from]", "2026-12-31"),
                ("form[second][from]", "2027-01-17"),
                ("form[third][from]", "2027-02-01"),
                ("form[third][to]", "2027-02-28"),
                ("form[third][weekdays][]", "mon"),
                ("form[third][weekdays][]", "sun"),
            ])
            .await;
        assert_eq!(
            page.errors(),
            [
                "第1希望の「この日から」の2026年12月31日(木)は、この健診機関の休診日です。ほかの日を入力してください",
                "第2希望の「この日から」の2027年1月17日(日)は、この健診機関の休診日です。ほかの日を入力してください",
                "第3希望の「曜日」の日曜日は、この健診機関の休診日です。日曜日を外してください",
            ]
        );
        // told once
        let page = member
            .opens(&format!("/checkup/institutions/{id}"))
            .await;
        assert!(page.errors().is_empty());
        assert_eq!(page.value("first_from"), "");
    })
    .await;
}

#[tokio::test]
async fn who_wishes_for_another_day_keeps_the_booking_until_the_answer() {
    on_each(|app| async move {
        let town = town(&app).await;
        let mut member = app.member(&taro()).await;
        let old = books(&mut member, town.tuesday).await;
        let moves = [
            ("form[none]", "on"),
            ("form[replaces]", &*old.to_string()),
        ];
        answers(&mut member, "dock", &[], &moves).await;
        let house = town.yokohama.to_string();
        let wish = [
            ("institution_id", house.as_str()),
            ("form[first][from]", "2027-01-12"),
        ];
        let check = member.fills::<SaveWishes>(&wish).await;
        check.says("日が決まるまで、いまの予約はそのままです。");
        let done = member.fills::<Apply>(&[]).await;
        let stays = "いまの予約（架空みなと健診センター 2026年12月8日(火)）は、新しい日が決まるまでそのままです。";
        done.is("希望日の申込みを受け付けました").says(stays);
        let new = done.path.split('/').nth(3).unwrap().to_owned();
        let page = member.opens(&format!("/checkup/bookings/{new}")).await;
        page.says("申込").says(stays).says("いまの予約を見る");
        assert!(!page.text().contains("日を変える"), "taken back and made anew");
        let page = member.opens(&format!("/checkup/bookings/{old}")).await;
        page.says("確定")
            .says("この予約の変更を申し込み中です。")
            .says("変更の申し込みを見る");
        // a second one beside the first
        answers(&mut member, "dock", &[], &moves).await;
        member.fills::<SaveWishes>(&wish).await;
        let page = member.fills::<Apply>(&[]).await;
        page.is("変更はお申し込み済みです");
        let mails = app.mails_to(&taro().email).await;
        let last = mails.last().unwrap();
        assert_eq!(last.subject, "変更のお申し込みを承りました");
        let decline = Order::Happen {
            booking_id: new.parse().unwrap(),
            event: Event::Decline,
            note: "空きがありませんでした。".into(),
            staff_id: 1,
        };
        app.state.desk.ask(decline).await.unwrap();
        let page = member.opens(&format!("/checkup/bookings/{old}")).await;
        page.says("確定");
        assert!(!page.text().contains("申し込み中"));
        let cancel = [("booking_id", &*old.to_string())];
        member.fills::<CancelBooking>(&cancel).await;
        let page = member.opens(&format!("/checkup/bookings/{old}")).await;
        assert!(!page.text().contains("別の予約に変更されました"));
    })
    .await;
}

#[tokio::test]
async fn the_course_that_answers_lead_to_takes_the_options_along() {
    on_each(|app| async move {
        town(&app).await;
        let mut member = app.member(&hanako()).await;
        let resected = [("form[conditions][]", "stomach_resected")];
        let page = answers(&mut member, "dock", &["stomach", "brain"], &resected).await;
        page.is("人間ドック(胃の検査なし)")
            .says("お答えの内容から、こちらのコースをご案内します。");
        assert!(page.html.contains("value=\"brain\" checked"));
        assert!(!page.text().contains("安全に受けていただくための確認"));
        let page = answers(&mut member, "dock-light", &["brain"], &[]).await;
        page.is("健診機関をさがす").says("人間ドック(胃の検査なし)");
        // whoever comes back later is asked
        let page = member.opens("/checkup/courses/2026/dock-light").await;
        assert!(!page.text().contains("こちらのコースをご案内します"));
    })
    .await;
}

#[tokio::test]
async fn a_day_for_women_alone_says_so() {
    on_each(|app| async move {
        let town = town(&app).await;
        let women = add_place_for(
            &app.state.db,
            town.minato,
            &town.dock,
            "2026-12-10",
            "female",
            3,
        )
        .await;
        let mut member = app.member(&hanako()).await;
        chooses(&mut member, "dock", &[]).await;
        let page = member
            .opens(&format!("/checkup/institutions/{}", town.minato))
            .await;
        page.says("12月10日(木) 女性専用日 残り3");
        holds(&mut member, women, "women")
            .await
            .says("2026年12月10日(木) 9:00 女性専用日");
    })
    .await;
}

#[tokio::test]
async fn free_words_find_places() {
    on_each(|app| async move {
        town(&app).await;
        let mut member = app.member(&hanako()).await;
        chooses(&mut member, "dock", &[]).await;
        for (words, name) in [
            ("%E6%9D%B1%E4%BA%AC", "架空みなと健診センター"),
            ("%E7%A5%9E%E5%A5%88%E5%B7%9D", "架空よこはまクリニック"),
        ] {
            let page = member
                .opens(&format!("/checkup/institutions?q={words}"))
                .await;
            page.says("1件見つかりました").says(name);
        }
    })
    .await;
}

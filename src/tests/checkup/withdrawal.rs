//! 退会: queues are left, bookings stay.

use super::{
    member_world::{books, chooses, town},
    world::{add_place, remaining},
};
use crate::{
    api::{
        checkup_booking::{CancelBooking, Wait},
        mypage::Withdraw,
    },
    server::mail::read::Letter,
    tests::{
        app::on_each,
        browser::Browser,
        people::{colleague, hanako, taro},
    },
};

#[tokio::test]
async fn who_leaves_the_portal_waits_no_longer_and_keeps_the_booking() {
    on_each(|app| async move {
        let town = town(&app).await;
        let db = &app.state.db;
        let thursday = add_place(db, town.minato, &town.dock, "2026-12-10", 1).await;
        let mut first = app.member(&hanako()).await;
        let booked = books(&mut first, town.wednesday).await;
        let mut other = app.member(&colleague(2)).await;
        let kept = books(&mut other, thursday).await;
        let mut second = app.member(&taro()).await;
        let mut third = app.member(&colleague(1)).await;
        chooses(&mut second, "dock", &[]).await;
        chooses(&mut third, "dock", &[]).await;
        let waits = async |member: &mut Browser, place: i64| {
            let place = place.to_string();
            member
                .fills::<Wait>(&[("place_id", &place)])
                .await
                .says("キャンセル待ちを承りました。");
        };
        waits(&mut second, town.wednesday).await;
        waits(&mut second, thursday).await;
        waits(&mut third, town.wednesday).await;
        first
            .fills::<CancelBooking>(&[("booking_id", &booked.to_string())])
            .await;
        second
            .opens("/checkup/waiting")
            .await
            .says("枠が空きました");
        second
            .opens("/mypage/withdraw")
            .await
            .says("健診のキャンセル待ち");
        for (member, form) in [(&mut second, taro()), (&mut other, colleague(2))] {
            let fields = [
                ("form[understood]", "yes"),
                ("form[password]", form.password.as_str()),
            ];
            member
                .fills::<Withdraw>(&fields)
                .await
                .is("退会の手続きが終わりました");
        }
        // the place kept goes to the next at once, the other queue is empty, and nothing is counted twice
        third.opens("/checkup/waiting").await.says("枠が空きました");
        assert_eq!(app.count("waitlist", "TRUE").await, 1);
        assert_eq!(remaining(db, town.wednesday).await, 0);
        let mail = app.mails_to(&colleague(1).email).await;
        let offered = |letter: &Letter| letter.subject == "空きが出ましたのでお知らせします";
        assert_eq!(mail.iter().filter(|letter| offered(letter)).count(), 1);
        // a booking stays, as the page says
        let stays = format!("id = {kept} AND state = 'confirmed'");
        assert_eq!(app.count("booking", &stays).await, 1);
        assert_eq!(remaining(db, thursday).await, 0);
    })
    .await;
}

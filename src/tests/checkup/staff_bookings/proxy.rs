//! 代理予約: from the search for the caller to the booking, a place or wishes; what is refused; moved by phone.

use super::{at, booked, hanako, hidden, looks, person, state, taro, town};
use crate::{
    api::staff_checkup::proxy::{BookForPerson, ChooseForPerson, FindPerson},
    domain::staff::Role,
    tests::app::on_each,
};

#[tokio::test]
async fn a_caller_is_found_by_number_or_by_birth_date_and_name() {
    on_each(|app| async move {
        town(&app).await;
        let hanako = hanako(&app).await;
        let mut clerk = app.staff(Role::Clerk).await;
        let page = clerk.opens("/staff/checkup/proxy").await;
        page.is("どなたの予約ですか");
        let by_number = [("form[symbol]", "１２"), ("form[number]", "345")];
        let page = clerk.fills::<FindPerson>(&by_number).await;
        assert_eq!(page.path, "/staff/checkup/proxy?said=1");
        page.says("空野 花子").says("空野 太郎").says("12-＊＊5-00");
        assert_eq!(looks(&app, "proxy-seen", hanako).await, 1);
        let by_name = [("form[birth_date]", "S55.1.31"), ("form[kana]", "そらの")];
        let page = clerk.fills::<FindPerson>(&by_name).await;
        page.says("空野 花子");
        assert!(!page.text().contains("空野 太郎"));
        let nobody = [("form[symbol]", "12"), ("form[number]", "999")];
        clerk
            .fills::<FindPerson>(&nobody)
            .await
            .says("当てはまる方がいません");
        let page = clerk.fills::<FindPerson>(&[("form[kana]", "ソラノ")]).await;
        assert_eq!(page.errors().len(), 1);
        assert!(!page.text().contains("空野"), "{}", page.text());
        for way in ["?person=999999", "?person=x", "?person=1&replaces=99"] {
            let page = clerk.opens(&format!("/staff/checkup/proxy{way}")).await;
            page.is("どなたの予約ですか");
        }
    })
    .await;
}

#[tokio::test]
async fn a_place_is_booked_for_a_caller_once() {
    on_each(|app| async move {
        let town = town(&app).await;
        let hanako = hanako(&app).await;
        let mut clerk = app.staff(Role::Clerk).await;
        let way = format!("/staff/checkup/proxy?person={hanako}");
        let page = clerk.opens(&way).await;
        page.is("どのコースですか")
            .says("日帰り人間ドック")
            .says("受けられます");
        let way = format!("{way}&year=2026&course=dock");
        let page = clerk.opens(&way).await;
        page.is("どこで受けますか")
            .says("架空みなと健診センター")
            .says("最も早い空き 2026年12月8日(火)")
            .says("希望日で申込み");
        let page = clerk.opens(&format!("{way}&q=%E9%96%A2%E5%86%85")).await;
        page.says("架空よこはまクリニック");
        assert!(!page.text().contains("架空みなと"));
        let way = format!("{way}&institution={}", town.minato);
        let page = clerk.opens(&way).await;
        page.is("日とオプションを選んでください")
            .says("2026年12月8日(火) 9:00")
            .says("残り2")
            .says("胃内視鏡");
        let page = clerk.opens(&format!("{way}&from=2026-12-09")).await;
        assert!(!page.text().contains("12月8日"));
        let (person, minato) = (hanako.to_string(), town.minato.to_string());
        let place = town.tuesday.to_string();
        let mut fields = vec![
            ("form[person]", person.as_str()),
            ("form[year]", "2026"),
            ("form[course]", "dock"),
            ("form[institution]", &minato),
            ("form[options][]", "breast"),
        ];
        let page = clerk.fills::<ChooseForPerson>(&fields).await;
        assert_eq!(page.errors(), ["日時を選んでください"]);
        fields.push(("form[place]", &place));
        let page = clerk.fills::<ChooseForPerson>(&fields).await;
        page.is("電話の方に読み上げてください")
            .says("2026年12月8日(火) 9:00")
            .says("妊娠中、またはその可能性がある")
            .says("ペースメーカー")
            .says("受診日の3営業日前 17:00まで")
            .says("6,000円");
        let idem = hidden(&page, "idem");
        let page = clerk.fills::<BookForPerson>(&[("idem", &idem)]).await;
        page.says("予約できました。電話の方にお伝えください")
            .says("職員による代理")
            .says("2026年12月8日(火) 9:00");
        // the same form again, as by a double click, is the same booking
        let again = clerk.fills::<BookForPerson>(&[("idem", &idem)]).await;
        assert_eq!(again.path, page.path);
        assert_eq!(app.count("booking", "state = 'confirmed'").await, 1);
        // a form of another choice books nothing
        let other = clerk.fills::<BookForPerson>(&[("idem", "x")]).await;
        other.is("どなたの予約ですか");
        let page = clerk
            .opens(&format!("/staff/checkup/proxy?person={hanako}"))
            .await;
        page.says("受けられません")
            .says("2026年12月8日に予約済みです");
        let page = clerk.fills::<ChooseForPerson>(&fields).await;
        let idem = hidden(&page, "idem");
        let page = clerk.fills::<BookForPerson>(&[("idem", &idem)]).await;
        page.says("予約できません。").says("予約済みです");
        assert_eq!(app.count("booking", "1 = 1").await, 1);
    })
    .await;
}

#[tokio::test]
async fn wishes_of_a_caller_are_taken_down() {
    on_each(|app| async move {
        let town = town(&app).await;
        let taro = taro(&app).await;
        let mut clerk = app.staff(Role::Clerk).await;
        let (person, yokohama) = (taro.to_string(), town.yokohama.to_string());
        let mut fields = vec![
            ("form[person]", person.as_str()),
            ("form[year]", "2026"),
            ("form[course]", "dock"),
            ("form[institution]", yokohama.as_str()),
        ];
        let page = clerk.fills::<ChooseForPerson>(&fields).await;
        page.is("日とオプションを選んでください");
        assert_eq!(page.errors().len(), 1, "{:?}", page.errors());
        fields.extend([
            ("form[wishes][first][from]", "2026-12-10"),
            ("form[wishes][first][weekdays][]", "thu"),
            ("form[wishes][first][half]", "morning"),
            ("form[wishes][second][from]", "R9.1.12"),
            ("form[wishes][second][to]", "R9.1.20"),
            ("form[wishes][second][weekdays][]", "tue"),
        ]);
        let page = clerk.fills::<ChooseForPerson>(&fields).await;
        page.is("電話の方に読み上げてください")
            .says("2026年12月10日(木) 午前")
            .says("2027年1月12日(火)から2027年1月20日(水)までの火曜");
        let idem = hidden(&page, "idem");
        let page = clerk.fills::<BookForPerson>(&[("idem", &idem)]).await;
        page.says("申込みを受け付けました").says("申込");
        assert_eq!(
            app.count("booking", "state = 'applied' AND made_by = 'staff'")
                .await,
            1
        );
        // an option nobody offers, another sex's option
        for option in ["nothing", "breast"] {
            let mut fields = fields.clone();
            fields.push(("form[options][]", option));
            let page = clerk.fills::<ChooseForPerson>(&fields).await;
            if option == "nothing" {
                page.says("この内容では受け付けられません");
            } else {
                let idem = hidden(&page, "idem");
                let page = clerk.fills::<BookForPerson>(&[("idem", &idem)]).await;
                page.is("日とオプションを選んでください").says("ません");
            }
        }
        assert_eq!(app.count("booking", "1 = 1").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_full_place_is_refused_and_a_booking_moves_by_phone() {
    on_each(|app| async move {
        let town = town(&app).await;
        let (hanako, other) = (hanako(&app).await, person(&app, "349", "00").await);
        let old = booked(&app, town.tuesday, hanako).await;
        let mut clerk = app.staff(Role::Clerk).await;
        let page = clerk.opens(&at(old)).await;
        let way = format!("/staff/checkup/proxy?person={hanako}&amp;replaces={old}");
        assert!(page.html.contains(&way), "a way to move it");
        let page = clerk.opens(&way.replace("&amp;", "&")).await;
        page.says("予約の変更です").says("受けられます");
        let (person, minato) = (hanako.to_string(), town.minato.to_string());
        let (replaces, place) = (old.to_string(), town.wednesday.to_string());
        let fields = [
            ("form[person]", person.as_str()),
            ("form[year]", "2026"),
            ("form[course]", "dock"),
            ("form[institution]", &minato),
            ("form[place]", &place),
            ("replaces", &replaces),
        ];
        let page = clerk.fills::<ChooseForPerson>(&fields).await;
        let idem = hidden(&page, "idem");
        let taken = booked(&app, town.wednesday, other).await;
        let page = clerk.fills::<BookForPerson>(&[("idem", &idem)]).await;
        page.says("この枠は、たったいま埋まりました");
        assert_eq!(state(&app, old).await, "confirmed");
        let page = clerk.opens(&at(taken)).await;
        page.says("別の日・機関に変更する");
        let give_up = crate::server::checkup::order::Order::Cancel {
            booking_id: taken,
            person_id: None,
            actor: crate::server::checkup::order::Actor::System,
            note: String::new(),
        };
        app.state.desk.ask(give_up).await.unwrap();
        let page = clerk.fills::<ChooseForPerson>(&fields).await;
        let idem = hidden(&page, "idem");
        let page = clerk.fills::<BookForPerson>(&[("idem", &idem)]).await;
        page.says("2026年12月9日(水) 9:00")
            .says("変更前の予約\n2026-00000");
        assert_eq!(state(&app, old).await, "cancelled");
        // that was the day's only place: with another option it can still be moved within it
        let (_, id) = page.path.rsplit_once('/').unwrap();
        let id = id.split('?').next().unwrap().to_owned();
        let way = format!(
            "/staff/checkup/proxy?person={hanako}&replaces={id}&year=2026&course=dock&institution={minato}"
        );
        clerk
            .opens(&way)
            .await
            .says("2026年12月9日(水) 9:00")
            .says("残り1");
        let mut fields = fields.to_vec();
        fields.push(("form[options][]", "stomach"));
        fields.retain(|(name, _)| *name != "replaces");
        fields.push(("replaces", &id));
        let page = clerk.fills::<ChooseForPerson>(&fields).await;
        let idem = hidden(&page, "idem");
        let page = clerk.fills::<BookForPerson>(&[("idem", &idem)]).await;
        page.says("2026年12月9日(水) 9:00").says("胃内視鏡");
        assert_eq!(state(&app, id.parse().unwrap()).await, "cancelled");
        let full = format!("id = {} AND remaining = 0", town.wednesday);
        assert_eq!(app.count("place", &full).await, 1);
    })
    .await;
}

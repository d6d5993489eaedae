//! 健診機関, 料金, 休診日.

use super::{dock, field, fields, fills, mark, minato, store, world};
use crate::{
    api::staff_rules::{AddClosed, CopyPrices, RemoveClosed, SaveInstitution, SavePrices},
    domain::{checkup::institution_form::InstitutionForm, staff::Role},
    server::db::checkup_rules::{course, institution, price},
    tests::{app::on_each, browser::Page, clerk::Clerk},
};

async fn saves(clerk: &mut Clerk, id: &str, form: &InstitutionForm) -> Page {
    let mut all = fields("form", form);
    all.push(field("id", id));
    fills::<SaveInstitution>(clerk, &all).await
}

#[tokio::test]
async fn an_institution_is_made_and_changed() {
    on_each(|app| async move {
        let mut clerk = app.staff(Role::Manager).await;
        let page = clerk.opens("/staff/checkup/institutions/new").await;
        page.is("新しい健診機関");
        assert_eq!(page.value("cutoff_time"), "17:00");
        let page = saves(&mut clerk, "new", &minato()).await;
        page.is("みなと健診センター").says("保存しました");
        for (name, value) in fields("form", &minato()) {
            if name != "form[code]" && !value.is_empty() {
                assert!(page.html.contains(&format!("name=\"{name}\"")), "{name}");
            }
        }
        let reader = app.state.db.reader();
        let stored = institution::by_id(reader, 1).await.unwrap().unwrap();
        assert_eq!(InstitutionForm::of(&stored), minato());
        let before = mark(&app, 1).await;
        let changed = InstitutionForm {
            code: "0000000000".to_owned(),
            phone: "045-999-9999".to_owned(),
            live: String::new(),
            ..minato()
        };
        saves(&mut clerk, "1", &changed).await.says("保存しました");
        let stored = institution::by_id(reader, 1).await.unwrap().unwrap();
        assert_eq!(
            stored.code.as_str(),
            "9911234567",
            "an institution keeps its code"
        );
        assert_eq!(
            (stored.phone.as_str(), stored.live),
            ("045-999-9999", false)
        );
        assert!(mark(&app, 1).await > before);
        let detail =
            "detail = '9911234567: live: true > false; phone: 045-000-0000 > 045-999-9999'";
        assert_eq!(app.count("staff_audit", detail).await, 1);
        let page = saves(&mut clerk, "new", &minato()).await;
        assert_eq!(
            page.errors(),
            ["健診機関コードが同じ健診機関が、すでに登録されています"]
        );
        assert_eq!(page.path, "/staff/checkup/institutions/new");
    })
    .await;
}

#[tokio::test]
async fn every_field_says_what_is_wrong() {
    on_each(|app| async move {
        let mut clerk = app.staff(Role::Manager).await;
        let form = InstitutionForm {
            code: "12".to_owned(),
            kana: "港".to_owned(),
            phone: "x".to_owned(),
            cutoff_days: "99".to_owned(),
            cutoff_time: "25時".to_owned(),
            questionnaire_url: "http://a.example.jp".to_owned(),
            preparation: "キット".to_owned(),
            ..InstitutionForm::default()
        };
        let page = saves(&mut clerk, "new", &form).await;
        let errors = page.errors().join("\n");
        for words in [
            "コードは10けた",
            "名称を入力",
            "カナはカタカナで",
            "都道府県を入力",
            "電話番号は「03",
            "区分を入力",
            "0から60まで",
            "「17:00」",
            "(日後)を入力",
            "「https://」で始まる",
            "「7: 検査容器が届きます」",
        ] {
            assert!(errors.contains(words), "{words}: {errors}");
        }
        assert_eq!(page.value("kana"), "港");
        assert_eq!(app.count("institution", "TRUE").await, 0);
    })
    .await;
}

#[tokio::test]
async fn institutions_are_found() {
    on_each(|app| async move {
        world(&app).await;
        let other = InstitutionForm {
            code: "2700000001".to_owned(),
            name: "なにわ総合クリニック".to_owned(),
            kana: "ナニワソウゴウクリニック".to_owned(),
            prefecture: "27".to_owned(),
            city: "大阪市".to_owned(),
            ..minato()
        };
        store(&app, &other).await;
        let mut clerk = app.staff(Role::Auditor).await;
        for (query, found) in [
            ("", 2),
            ("%E3%81%BF%E3%81%AA%E3%81%A8", 1),
            ("%EF%BE%85%EF%BE%86%EF%BE%9C", 1),
            ("2700", 1),
            (
                "%E6%A8%AA%E6%B5%9C%20%E3%82%BB%E3%83%B3%E3%82%BF%E3%83%BC",
                1,
            ),
            ("zzz", 0),
        ] {
            let path = format!("/staff/checkup/institutions?q={query}");
            let page = clerk.opens(&path).await;
            let rows = page.html.matches("<tr").count().saturating_sub(1);
            assert_eq!(rows, found, "{query}");
        }
    })
    .await;
}

fn cells(own: &str, brain: &str) -> Vec<(String, String)> {
    let cell = |at: usize, option: &str, yen: &str| {
        let parts = [("course", "dock"), ("option", option), ("yen", yen)];
        parts.map(|(part, value)| field(&format!("cells[{at}][{part}]"), value))
    };
    let mut all = vec![field("id", 1), field("year", 2026)];
    all.extend(cell(0, "", own));
    all.extend(cell(1, "brain", brain));
    all.extend(cell(2, "nothing", "1"));
    all
}

#[tokio::test]
async fn prices_are_kept_by_year() {
    on_each(|app| async move {
        let id = world(&app).await;
        let mut clerk = app.staff(Role::Manager).await;
        let page = clerk
            .opens("/staff/checkup/institutions/1/prices?year=2026")
            .await;
        page.is("みなと健診センターの料金");
        assert_eq!(page.value("price-0"), "40000");
        let before = mark(&app, id).await;
        let page = fills::<SavePrices>(&mut clerk, &cells("４１，２５０円", "abc")).await;
        assert_eq!(
            page.errors(),
            ["日帰り人間ドック brainは数字で入力してください"]
        );
        let values = (page.value("price-0"), page.value("price-1"));
        assert_eq!(values, ("４１，２５０円".to_owned(), "abc".to_owned()));
        assert_eq!(mark(&app, id).await, before);
        let page = fills::<SavePrices>(&mut clerk, &cells("41,250", "9999")).await;
        page.says("保存しました");
        let prices = price::of(app.state.db.reader(), id, 2026).await.unwrap();
        let yen: Vec<u32> = prices.values().map(|yen| yen.get()).collect();
        assert_eq!(yen, [41_250, 9_999]);
        assert!(mark(&app, id).await > before);
        let record = "detail = '9911234567 2026: dock: 40000 > 41250; dock+brain: - > 9999'";
        assert_eq!(app.count("staff_audit", record).await, 1);
        // without an amount it is no longer offered
        fills::<SavePrices>(&mut clerk, &cells("41250", "")).await;
        assert_eq!(app.count("price", "TRUE").await, 1);
    })
    .await;
}

#[tokio::test]
async fn prices_are_copied_to_the_next_year() {
    on_each(|app| async move {
        world(&app).await;
        let mut clerk = app.staff(Role::Manager).await;
        let copy = |percent: &str| {
            let percent = field("form[percent]", percent);
            [field("form[year]", 2026), percent, field("form[unit]", 100)]
        };
        let page = fills::<CopyPrices>(&mut clerk, &copy("たくさん")).await;
        page.says("改定率(%)は「3.5」や「-2」のように");
        let page = fills::<CopyPrices>(&mut clerk, &copy("3.3")).await;
        page.says("料金を1件写しました");
        let next = "fiscal_year = 2027 AND yen = 41300";
        assert_eq!(app.count("price", next).await, 1);
        let page = fills::<CopyPrices>(&mut clerk, &copy("50")).await;
        page.says("料金を0件写しました");
        assert_eq!(app.count("price", next).await, 1);
    })
    .await;
}

#[tokio::test]
async fn closed_days_come_and_go() {
    on_each(|app| async move {
        let id = world(&app).await;
        let mut clerk = app.staff(Role::Manager).await;
        let add = |day: &str| [field("id", 1), field("year", 2026), field("form[day]", day)];
        let page = fills::<AddClosed>(&mut clerk, &add("まいにち")).await;
        page.says("実際にある日付を入力してください");
        let before = mark(&app, id).await;
        let page = fills::<AddClosed>(&mut clerk, &add("R8.12.28、2026-12-29")).await;
        page.says("2026年12月28日(月)").says("2026年12月29日(火)");
        assert!(mark(&app, id).await > before);
        let record = "detail = '9911234567: + 2026-12-28 2026-12-29'";
        assert_eq!(app.count("staff_audit", record).await, 1);
        let gone = [
            field("id", 1),
            field("year", 2026),
            field("day", "2026-12-28"),
        ];
        fills::<RemoveClosed>(&mut clerk, &gone).await;
        assert_eq!(app.count("closed_day", "TRUE").await, 1);
    })
    .await;
}

#[tokio::test]
async fn two_who_make_one_course_at_once_make_one() {
    on_each(|app| async move {
        let (db, now) = (app.state.db.writer(), app.state.clock.now());
        let course = dock();
        let (one, other) = tokio::join!(
            course::insert(db, &course, now),
            course::insert(db, &course, now)
        );
        assert!(one.unwrap() ^ other.unwrap());
    })
    .await;
}

//! 空き枠: patterns leave out what is closed; what is taken is never cut.

use super::{field, fields, fills, mark, sql, world};
use crate::{
    api::staff_rules::{AddClosed, AddHoliday, AddPlaces, ChangePlaces},
    domain::{
        checkup::place_form::{ChangeForm, Deed, PatternForm},
        staff::Role,
    },
    server::db::checkup_rules::place,
    tests::{
        app::{TestApp, on_each},
        browser::Page,
        clerk::Clerk,
    },
};

/// A place of the course `dock`, as stored.
pub(super) async fn place(app: &TestApp, id: i64, day: &str, starts: i32, capacity: i32) -> i64 {
    let columns =
        "institution_id, fiscal_year, course_code, on_day, starts, day_sex, capacity, remaining";
    let values = format!("({id}, 2026, 'dock', '{day}', {starts}, 'any', {capacity}, {capacity})");
    sql(
        app,
        &format!("INSERT INTO place ({columns}) VALUES {values}"),
    )
    .await;
    let day = day.parse().unwrap();
    let places = place::between(app.state.db.reader(), id, day, day)
        .await
        .unwrap();
    let found = places
        .iter()
        .find(|one| one.starts.map_or(-1, i32::from) == starts);
    found.unwrap().id
}

/// A booking of somebody else that keeps a place, with options as stored.
pub(super) async fn book(app: &TestApp, id: i64, place: i64, options: &str) {
    let person = "(SELECT MIN(id) FROM person WHERE id NOT IN (SELECT person_id FROM booking))";
    let columns = "person_id, fiscal_year, course_code, right_group, uses_right, institution_id, place_id, state, \
        exam_on, options, quote, note, made_by, created_at, changed_at";
    let values = format!(
        "({person}, 2026, 'dock', 'main', TRUE, {id}, {place}, 'confirmed', '2026-12-01', '{options}', '{{}}', '', \
         'member', 0, 0)"
    );
    sql(
        app,
        &format!("INSERT INTO booking ({columns}) VALUES {values}"),
    )
    .await;
    let less = format!("UPDATE place SET remaining = remaining - 1 WHERE id = {place}");
    sql(app, &less).await;
}

async fn adds(clerk: &mut Clerk, form: &PatternForm) -> Page {
    let mut all = fields("form", form);
    all.extend([field("id", 1), field("month", "2026-12")]);
    fills::<AddPlaces>(clerk, &all).await
}

async fn changes(clerk: &mut Clerk, places: &[i64], capacity: &str, deed: &str) -> Page {
    let form = ChangeForm {
        chosen: places.iter().map(i64::to_string).collect(),
        capacity: capacity.to_owned(),
        deed: deed.to_owned(),
    };
    let mut all = fields("form", &form);
    all.extend([field("id", 1), field("month", "2026-12")]);
    fills::<ChangePlaces>(clerk, &all).await
}

fn december() -> PatternForm {
    PatternForm {
        course: "dock".to_owned(),
        from: "2026-12-01".to_owned(),
        to: "2026-12-31".to_owned(),
        weekdays: ["mon", "tue", "wed", "thu", "fri"]
            .map(str::to_owned)
            .into(),
        times: "9:00 13:30".to_owned(),
        capacity: "5".to_owned(),
        day_sex: "any".to_owned(),
        limits: "brain=2".to_owned(),
    }
}

#[tokio::test]
async fn a_pattern_leaves_out_what_is_closed() {
    on_each(|app| async move {
        let id = world(&app).await;
        let mut clerk = app.staff(Role::Manager).await;
        let closed = [field("id", 1), field("year", 2026), field("form[day]", "2026-12-28")];
        fills::<AddClosed>(&mut clerk, &closed).await;
        let holiday = [
            field("year", 2026),
            field("form[day]", "2026-12-31"),
            field("form[name]", "大みそか"),
        ];
        fills::<AddHoliday>(&mut clerk, &holiday).await;
        let known = place(&app, id, "2026-12-01", 540, 3).await;
        let before = mark(&app, id).await;
        let page = adds(&mut clerk, &december()).await;
        // 23 weekdays, 5 of them Wednesdays, one closed day, one holiday, December 29; two times a day
        page.says("枠を29件作りました")
            .says("すでにある1件は、そのまま")
            .says("休診日・祝日の7日を飛ばしました")
            .says("年末年始(12月29日〜1月3日)の1日を飛ばしました");
        assert_eq!(app.count("place", "TRUE").await, 30);
        let stays = format!("id = {known} AND capacity = 3");
        assert_eq!(app.count("place", &stays).await, 1);
        assert_eq!(app.count("place_option", "capacity = 2 AND remaining = 2").await, 29);
        let free = "fiscal_year = 2026 AND remaining = capacity";
        assert_eq!(app.count("place", free).await, 30);
        assert!(mark(&app, id).await > before);
        page.says("2026年12月").says("brain=2");
        let record = "action = 'places-changed' AND detail = '9911234567: dock 2026-12-01..2026-12-31 capacity 5: + 29'";
        assert_eq!(app.count("staff_audit", record).await, 1);
        // over the turn of the year the first days are January 4 and 5
        let january = PatternForm {
            from: "2026-12-31".to_owned(),
            to: "2027-01-05".to_owned(),
            ..december()
        };
        adds(&mut clerk, &january)
            .await
            .says("枠を4件作りました");
        assert_eq!(app.count("place", "on_day > '2026-12-28' AND on_day < '2027-01-04'").await, 0);
        // 受診期間 ends in February
        let march = PatternForm {
            from: "2027-02-22".to_owned(),
            to: "2027-03-05".to_owned(),
            ..december()
        };
        let page = adds(&mut clerk, &march).await;
        page.says("枠を8件作りました").says("受診期間の外の5日を飛ばしました");
        assert!(page.path.contains("month=2027-02"), "{}", page.path);
    })
    .await;
}

#[tokio::test]
async fn a_pattern_says_what_is_wrong() {
    on_each(|app| async move {
        world(&app).await;
        let mut clerk = app.staff(Role::Manager).await;
        let page = adds(&mut clerk, &PatternForm::default()).await;
        assert_eq!(page.errors().len(), 5, "{:?}", page.errors());
        let wrong = |change: fn(&mut PatternForm, String), value: &str| {
            let mut form = december();
            change(&mut form, value.to_owned());
            form
        };
        for (form, words) in [
            (
                wrong(|form, value| form.course = value, "none"),
                "コースを選んでください",
            ),
            (
                wrong(|form, value| form.to = value, "2027-04-01"),
                "同じ年度の中に",
            ),
            (
                wrong(|form, value| form.limits = value, "mri=1"),
                "オプションのコードで",
            ),
            (
                wrong(|form, value| form.limits = value, "brain=9"),
                "定員を超えています",
            ),
            (
                wrong(|form, value| form.times = value, "朝"),
                "「9:00, 9:30」",
            ),
            (
                wrong(|form, value| form.capacity = value, "1000"),
                "1から999まで",
            ),
        ] {
            let page = adds(&mut clerk, &form).await;
            assert!(
                page.errors()[0].contains(words),
                "{words}: {:?}",
                page.errors()
            );
        }
        assert_eq!(app.count("place", "TRUE").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_capacity_never_goes_below_what_is_taken() {
    on_each(|app| async move {
        let id = world(&app).await;
        let full = place(&app, id, "2026-12-01", 540, 3).await;
        let free = place(&app, id, "2026-12-01", 600, 3).await;
        book(&app, id, full, "[]").await;
        book(&app, id, full, "[]").await;
        let mut clerk = app.staff(Role::Manager).await;
        let page = changes(&mut clerk, &[full, free], "1", Deed::CAPACITY).await;
        page.says("1件の定員を変えました")
            .says("2026年12月1日(火) 9:00: 予約かキャンセル待ちが2件あります");
        assert_eq!(
            app.count("place", "capacity = 3 AND remaining = 1").await,
            1
        );
        assert_eq!(
            app.count("place", "capacity = 1 AND remaining = 1").await,
            1
        );
        changes(&mut clerk, &[full], "2", Deed::CAPACITY).await;
        assert_eq!(
            app.count("place", "capacity = 2 AND remaining = 0").await,
            1
        );
        changes(&mut clerk, &[full], "9", Deed::CAPACITY).await;
        assert_eq!(
            app.count("place", "capacity = 9 AND remaining = 7").await,
            1
        );
        for (chosen, capacity, words) in [
            (&[][..], "3", "1つ以上選んで"),
            (&[full], "", "新しい定員を入力"),
            (&[full], "-1", "0から999まで"),
        ] {
            let page = changes(&mut clerk, chosen, capacity, Deed::CAPACITY).await;
            assert!(
                page.errors()[0].contains(words),
                "{words}: {:?}",
                page.errors()
            );
        }
    })
    .await;
}

#[tokio::test]
async fn only_days_that_nobody_has_are_taken_away() {
    on_each(|app| async move {
        let id = world(&app).await;
        let taken = place(&app, id, "2026-12-01", 540, 3).await;
        let was_taken = place(&app, id, "2026-12-01", 600, 3).await;
        let waited = place(&app, id, "2026-12-01", 660, 3).await;
        let free = place(&app, id, "2026-12-01", 720, 3).await;
        book(&app, id, taken, "[]").await;
        book(&app, id, was_taken, "[]").await;
        for statement in [
            format!("UPDATE booking SET state = 'cancelled', uses_right = FALSE WHERE place_id = {was_taken}"),
            format!("UPDATE place SET remaining = 3 WHERE id = {was_taken}"),
            format!("INSERT INTO waitlist (person_id, place_id, options, state, queued_at) VALUES (1, {waited}, '[]', 'waiting', 0)"),
        ] {
            sql(&app, &statement).await;
        }
        let mut clerk = app.staff(Role::Manager).await;
        let chosen = [taken, was_taken, waited, free, 9_999];
        let page = changes(&mut clerk, &chosen, "", Deed::DELETE).await;
        page.says("1件を消しました")
            .says("1件は、以前の予約の記録があるため")
            .says("2件は変えられませんでした");
        assert_eq!(app.count("place", "TRUE").await, 3);
        assert_eq!(app.count("place", "capacity = 0").await, 1);
    })
    .await;
}

#[tokio::test]
async fn another_institutions_places_are_not_touched() {
    on_each(|app| async move {
        let id = world(&app).await;
        let mut other = super::minato();
        other.code = "2700000001".to_owned();
        let other = super::store(&app, &other).await;
        let theirs = place(&app, other, "2026-12-01", 540, 3).await;
        place(&app, id, "2026-12-01", 540, 3).await;
        let mut clerk = app.staff(Role::Manager).await;
        changes(&mut clerk, &[theirs], "9", Deed::CAPACITY).await;
        changes(&mut clerk, &[theirs], "", Deed::DELETE).await;
        assert_eq!(app.count("place", "capacity = 3").await, 2);
    })
    .await;
}

#[tokio::test]
async fn a_change_races_a_booking_and_one_of_them_wins() {
    on_each(|app| async move {
        let id = world(&app).await;
        let one = place(&app, id, "2026-12-01", 540, 1).await;
        let take = format!(
            "UPDATE place SET remaining = remaining - 1 WHERE id = {one} AND remaining > 0"
        );
        let db = app.state.db.writer();
        let shrinks = place::set_capacity(db, id, one, 0);
        let ((), shrunk) = tokio::join!(sql(&app, &take), shrinks);
        let taken = app.count("place", "capacity = 1 AND remaining = 0").await == 1;
        let closed = app.count("place", "capacity = 0 AND remaining = 0").await == 1;
        assert_eq!((shrunk.unwrap(), taken), (closed, !closed));
    })
    .await;
}

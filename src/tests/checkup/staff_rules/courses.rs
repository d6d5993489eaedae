//! 健診コース: every part of a course goes through the form, and what was changed stands in the record.

use super::{dock, field, fields, fills, hidden, sql};
use crate::{
    api::staff_rules::{CopyCourses, OpenCourse, SaveCourse},
    domain::{
        checkup::{
            course::{Course, CourseCode, Yen},
            course_form::CourseForm,
        },
        staff::Role,
    },
    server::db::{self, checkup_rules::course},
    tests::{
        app::{TestApp, on_each},
        browser::Page,
        clerk::Clerk,
    },
};

async fn saves(clerk: &mut Clerk, code: &str, version: &str, form: &impl serde::Serialize) -> Page {
    let mut all = fields("form", form);
    all.extend([
        field("year", 2026),
        field("code", code),
        field("version", version),
    ]);
    fills::<SaveCourse>(clerk, &all).await
}

async fn stored(app: &TestApp, year: i32) -> Option<Course> {
    let code = CourseCode::parse("dock").unwrap();
    let found = course::find(app.state.db.reader(), year, &code)
        .await
        .unwrap();
    found.map(|course| course.rules)
}

#[tokio::test]
async fn a_course_goes_through_its_form_whole() {
    on_each(|app| async move {
        let mut clerk = app.staff(Role::Manager).await;
        let page = clerk.opens("/staff/checkup/new-course?year=2026").await;
        page.is("新しいコース");
        let form = CourseForm::of(&dock());
        let page = saves(&mut clerk, "", "0", &form).await;
        assert_eq!(page.path, "/staff/checkup/courses/2026/dock?saved=1");
        page.is("日帰り人間ドック").says("保存しました");
        assert_eq!(stored(&app, 2026).await, Some(dock()));
        // the page names its fields as the form does, and holds what was stored
        for (name, value) in fields("form", &form) {
            if name != "form[code]" && !value.is_empty() {
                assert!(page.html.contains(&format!("name=\"{name}\"")), "{name}");
            }
        }
        assert_eq!(page.value("option-0-needs"), "絶食");
        assert_eq!(page.value("examination_to"), "2027-02-28");
        let list = clerk.opens("/staff/checkup/courses?year=2026").await;
        list.is("2026年度 健診コース").says("準備中(非公開)");
        let record = "action = 'course-changed' AND detail = '2026/dock: new'";
        assert_eq!(app.count("staff_audit", record).await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_change_says_what_it_changed_and_nobody_is_overwritten() {
    on_each(|app| async move {
        super::world(&app).await;
        let mut clerk = app.staff(Role::Manager).await;
        let page = clerk.opens("/staff/checkup/courses/2026/dock").await;
        let version = hidden(&page, "version");
        let mut changed = dock();
        changed.subsidy.cap = Yen::new(40_000);
        changed.options.pop();
        let form = CourseForm::of(&changed);
        let page = saves(&mut clerk, "dock", &version, &form).await;
        page.says("保存しました");
        assert_eq!(stored(&app, 2026).await.as_ref(), Some(&changed));
        let detail = "detail LIKE '2026/dock: %subsidy.cap: 30000 > 40000%' AND detail LIKE '%options.stomach.cap: 10000 > -%'";
        assert_eq!(app.count("staff_audit", detail).await, 1);
        // somebody with the page of before
        let page = saves(&mut clerk, "dock", &version, &CourseForm::of(&dock())).await;
        page.says("ほかの人が先に保存しました");
        assert_eq!(stored(&app, 2026).await.as_ref(), Some(&changed));
        let page = clerk.opens("/staff/checkup/courses/2026/dock?fresh=1").await;
        assert!(page.errors().is_empty());
        assert_eq!(page.value("cap"), "40000");
        // a second course of that code is none
        let page = saves(&mut clerk, "", "0", &form).await;
        assert_eq!(page.path, "/staff/checkup/new-course?year=2026");
        assert_eq!(page.errors(), ["この年度には、同じコードのコースがすでにあります"]);
        assert_eq!(app.count("course", "TRUE").await, 1);
    })
    .await;
}

#[tokio::test]
async fn every_field_says_what_is_wrong() {
    on_each(|app| async move {
        super::world(&app).await;
        let mut clerk = app.staff(Role::Manager).await;
        let page = saves(&mut clerk, "", "0", &CourseForm::default()).await;
        let errors = page.errors();
        for words in [
            "コードを入力してください",
            "名称を入力してください",
            "排他グループを入力してください",
            "対象者を1つ以上選んでください",
            "申込期間の初日を入力してください",
            "受診期間の最終日を入力してください",
            "自己負担額(区分A)を入力してください",
            "補助上限額を入力してください",
        ] {
            assert!(
                errors.iter().any(|error| error == words),
                "{words}: {errors:?}"
            );
        }
        let mut form = CourseForm::of(&dock());
        form.options[1].copay = "千円".to_owned();
        form.counts_as = "ド".to_owned();
        form.avoid[0].way = "other".to_owned();
        form.avoid[0].instead = String::new();
        form.milestone_cap = String::new();
        let page = saves(&mut clerk, "dock", "0", &form).await;
        assert_eq!(
            page.errors(),
            [
                "同じ扱いのコースは、コースのコードを「,」で区切って入力してください",
                "節目の補助の上限額を入力してください",
                "受診できない条件の「ほかのコース」には、そのコースのコードを入力してください",
                "オプション2の自己負担額は数字で入力してください",
            ]
        );
        assert_eq!(page.value("option-1-copay"), "千円");
        let mut form = CourseForm::of(&dock());
        form.max = "30".to_owned();
        form.examination_to = "2027-04-01".to_owned();
        form.option_cap = "1".to_owned();
        form.options[1].code = "brain".to_owned();
        let page = saves(&mut clerk, "dock", "0", &form).await;
        let errors = page.errors().join("\n");
        for words in [
            "下限が上限を超えて",
            "その年度(4月1日",
            "1つのオプションの上限額より",
            "「brain」が2つ",
        ] {
            assert!(errors.contains(words), "{words}: {errors}");
        }
        assert_eq!(stored(&app, 2026).await, Some(dock()));
    })
    .await;
}

#[tokio::test]
async fn members_see_a_course_when_it_is_opened() {
    on_each(|app| async move {
        super::world(&app).await;
        let mut clerk = app.staff(Role::Manager).await;
        let toggle = |open: &str| {
            [
                field("year", 2026),
                field("code", "dock"),
                field("open", open),
            ]
        };
        let page = fills::<OpenCourse>(&mut clerk, &toggle("yes")).await;
        page.says("公開中です");
        assert_eq!(app.count("course", "open = TRUE").await, 1);
        let page = fills::<OpenCourse>(&mut clerk, &toggle("")).await;
        page.says("準備中です");
        assert_eq!(app.count("course", "open = TRUE").await, 0);
        let record = "detail = '2026/dock: open: false > true'";
        assert_eq!(app.count("staff_audit", record).await, 1);
        // what makes no sense is not shown to members
        let mut broken = dock();
        broken.who.clear();
        let json = serde_json::to_string(&broken).unwrap();
        sql(&app, &format!("UPDATE course SET rules = '{json}'")).await;
        let page = fills::<OpenCourse>(&mut clerk, &toggle("yes")).await;
        assert_eq!(page.errors(), ["対象者を1つ以上選んでください"]);
        assert_eq!(app.count("course", "open = TRUE").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_year_is_copied_to_the_next_once() {
    on_each(|app| async move {
        super::world(&app).await;
        let mut clerk = app.staff(Role::Manager).await;
        let open = [
            field("year", 2026),
            field("code", "dock"),
            field("open", "yes"),
        ];
        fills::<OpenCourse>(&mut clerk, &open).await;
        let page = clerk.opens("/staff/checkup/courses?year=2026").await;
        page.says("2027年度にないコース1件を写す");
        let page = fills::<CopyCourses>(&mut clerk, &[field("year", 2026)]).await;
        assert_eq!(page.path, "/staff/checkup/courses?year=2027&saved=1");
        page.is("2027年度 健診コース").says("準備中(非公開)");
        let next = stored(&app, 2027).await.unwrap();
        assert_eq!(next.examination.from.to_string(), "2027-05-01");
        assert_eq!(next.examination.to.to_string(), "2028-02-29");
        assert_eq!(next.options, dock().options);
        assert_eq!(next.check(), Ok(()));
        // what the next year has already stays as it is
        fills::<CopyCourses>(&mut clerk, &[field("year", 2026)]).await;
        let record = "action = 'courses-copied' AND detail = '2026 > 2027: dock'";
        assert_eq!(app.count("staff_audit", record).await, 1);
        let next = db::course::of_year(app.state.db.reader(), 2027)
            .await
            .unwrap();
        assert_eq!(next.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_course_with_bookings_says_so() {
    on_each(|app| async move {
        let id = super::world(&app).await;
        let place = super::places::place(&app, id, "2026-12-01", 540, 3).await;
        super::places::book(&app, id, place, "[]").await;
        let mut clerk = app.staff(Role::Manager).await;
        let page = clerk.opens("/staff/checkup/courses/2026/dock").await;
        page.says("このコースには予約があります(1件)");
    })
    .await;
}

#[tokio::test]
async fn a_year_there_is_nothing_of_is_named() {
    on_each(|app| async move {
        let mut clerk = app.staff(Role::Clerk).await;
        let page = clerk.opens("/staff/checkup/courses?year=2031").await;
        page.is("2026年度 健診コース")
            .says("2031年度のコースはまだ作れません。2026年度を表示しています。");
        let page = clerk.opens("/staff/checkup/courses?year=2027").await;
        page.is("2027年度 健診コース");
        assert!(!page.text().contains("まだ作れません"));
    })
    .await;
}

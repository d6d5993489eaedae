//! The courses with yes or no and why; options, what is asked before, and where the answers lead.

use super::{
    member_world::{answers, chooses, dock, town},
    world::{add_course, change_person, course, day},
};
use crate::{
    api::checkup::Choose,
    domain::checkup::course::{Ages, RelationGroup},
    server::db::{self, ConnectionTrait},
    tests::{
        app::{TestApp, on_each},
        people::{NOW, colleague, hanako, taro},
    },
};

/// Adds a course that differs from 日帰り人間ドック in one point.
async fn differs(
    app: &TestApp,
    code: &str,
    name: &str,
    change: impl FnOnce(&mut crate::domain::checkup::course::Course),
) {
    let mut one = course(code, code);
    one.name = name.into();
    change(&mut one);
    add_course(&app.state.db, &one).await;
}

#[tokio::test]
async fn every_course_says_yes_or_no_and_why() {
    on_each(|app| async move {
        let db = &app.state.db;
        differs(&app, "for-spouses", "配偶者健診", |c| {
            c.who = vec![RelationGroup::Spouse]
        })
        .await;
        differs(&app, "for-old", "シニア健診", |c| {
            c.ages.min = Some(50)
        })
        .await;
        differs(&app, "for-young", "若年健診", |c| {
            c.ages = Ages {
                max: Some(39),
                ..Ages::default()
            }
        })
        .await;
        differs(&app, "at-45", "節目健診", |c| {
            c.ages.milestones = vec![45, 50]
        })
        .await;
        differs(&app, "later", "冬の健診", |c| {
            c.application.from = day("2026-12-01")
        })
        .await;
        differs(&app, "before", "春の健診", |c| {
            c.application.to = day("2026-06-30")
        })
        .await;
        differs(&app, "over", "夏の健診", |c| {
            c.examination.to = day("2026-08-31")
        })
        .await;
        differs(&app, "fine", "秋の健診", |_| {}).await;
        differs(&app, "next", "来年の健診", |c| {
            c.fiscal_year = 2027;
            c.application.from = day("2027-03-01");
            c.application.to = day("2028-01-31");
            c.examination.from = day("2027-05-01");
            c.examination.to = day("2028-03-31");
        })
        .await;
        let mut closed = course("closed", "closed");
        closed.name = "準備中の健診".into();
        db::course::save(db.writer(), &closed, false, NOW)
            .await
            .unwrap();
        let mut member = app.member(&hanako()).await;
        let page = member.opens("/checkup").await;
        page.is("受診ナビ")
            .says("が対象です。")
            .says("年度末47歳のため対象外です。2029年度から受けられます。")
            .says("年度末47歳のため対象外です。")
            .says("次は2029年度に受けられます。")
            .says("申込みは2026年12月1日からです。")
            .says("申込みは2026年6月30日に締め切りました。")
            .says("受診できる期間の日が残っていません。")
            .says("8コースのうち1コースを、いまお申し込みいただけます。")
            .says("2027年度の1コースを見る（お申し込みはまだできません）")
            .says("申込みは2027年3月1日からです。");
        // the next fiscal year waits folded as long as something of this one can be taken
        let (_, next) = page.html.split_once("<h2>2027年度</h2>").unwrap();
        assert!(next.starts_with("<details class=\"disclosure\">"), "{next}");
        let text = page.text();
        assert!(!text.contains("準備中の健診"));
        // what can be taken comes first
        assert!(text.find("秋の健診") < text.find("シニア健診"), "{text}");
        // a course that cannot be taken says so on its own page too, and takes no choice
        let page = member.opens("/checkup/courses/2026/for-old").await;
        page.is("このコースは、いまはお申し込みいただけません");
        let page = chooses(&mut member, "for-old", &[]).await;
        page.is("お申し込みを受け付けられませんでした")
            .says("年度末47歳のため対象外です。2029年度から受けられます。");
        assert_eq!(app.count("checkup_draft", "TRUE").await, 0);
        for missing in [
            "2026/closed",
            "2026/no-such",
            "2025/fine",
            "x/fine",
            "2026/%E5%81%A5",
        ] {
            let page = member.opens(&format!("/checkup/courses/{missing}")).await;
            assert_eq!(page.status.as_u16(), 404, "{missing}");
        }
        chooses(&mut member, "closed", &[])
            .await
            .says("お選びの内容は、いま受け付けていません。");
    })
    .await;
}

#[tokio::test]
async fn a_past_examination_and_the_end_of_the_enrolment_are_reasons() {
    on_each(|app| async move {
        town(&app).await;
        differs(&app, "brain", "脳ドック", |c| {
            c.every_years = 3;
            c.group = "brain".into();
        })
        .await;
        let mut member = app.member(&colleague(1)).await;
        let page = member.opens("/checkup").await;
        page.says("受けられます");
        // taken elsewhere in June, and the brain last year; both accepted by the society
        for (year, code, group, on) in [
            (2026, "dock", "main", "2026-06-12"),
            (2025, "brain", "brain", "2025-07-01"),
        ] {
            let sql = format!(
                "INSERT INTO exam_result (person_id, fiscal_year, course_code, right_group, exam_on, institution, media_type, \
                 bytes, sealed, state, note, sent_at) SELECT person_id, {year}, '{code}', '{group}', '{on}', 'x', \
                 'application/pdf', 1, {}, 'accepted', '', 0 FROM account",
                if app.state.db.is_postgres() { "'\\x00'::bytea" } else { "x'00'" }
            );
            let writer = app.state.db.writer();
            writer.execute_unprepared(&sql).await.unwrap();
        }
        member
            .opens("/checkup")
            .await
            .says("今年度は2026年6月12日に受診済みです。")
            .says("3年度に1回のコースです。2025年度に受診または予約されているため、2028年度から受けられます。");
        let mut other = app.member(&hanako()).await;
        let hanako = db::account::by_email_key(app.state.db.reader(), "hanako@example.jp")
            .await
            .unwrap()
            .unwrap();
        change_person(&app.state.db, hanako.person_id, |person| {
            person.lost_on = Some("2026-11-20".parse().unwrap());
        })
        .await;
        other
            .opens("/checkup")
            .await
            .says("資格喪失日(2026年11月20日)より後は受けられません。");
    })
    .await;
}

#[tokio::test]
async fn answers_lead_to_another_course_a_choice_without_or_a_stop_and_are_kept_nowhere() {
    on_each(|app| async move {
        town(&app).await;
        let mut member = app.member(&hanako()).await;
        // nothing answered
        let page = answers(&mut member, "dock", &["breast"], &[]).await;
        page.is("日帰り人間ドック");
        assert_eq!(
            page.errors(),
            ["あてはまるものを選んでください。ないときは「どれにもあてはまらない」を選んでください"]
        );
        assert!(page.html.contains("value=\"breast\" checked"), "the option stays ticked");
        let both = [("form[none]", "on"), ("form[conditions][]", "pacemaker")];
        let page = answers(&mut member, "dock", &[], &both).await;
        assert_eq!(page.errors().len(), 1);
        // a stop
        let page = answers(&mut member, "dock", &[], &[("form[conditions][]", "pregnant")]).await;
        page.is("今回は、このコースをお受けいただけません").says("03-0000-0014");
        member.opens("/checkup/institutions").await.is("受診ナビ");
        // another course
        let resected = [("form[conditions][]", "stomach_resected")];
        let page = answers(&mut member, "dock", &[], &resected).await;
        page.is("人間ドック(胃の検査なし)")
            .says("お答えの内容から、こちらのコースをご案内します。");
        // without an option
        let pacemaker = [("form[conditions][]", "pacemaker")];
        let page = answers(&mut member, "dock", &["stomach", "breast"], &pacemaker).await;
        page.is("健診機関をさがす")
            .says("選択から外しました。 乳がん検診")
            .says("オプション検査 胃内視鏡");
        for condition in ["pregnant", "pacemaker", "stomach_resected"] {
            for (table, column) in [
                ("checkup_draft", "draft"),
                ("form_echo", "field_values"),
                ("form_echo", "errors"),
            ] {
                let kept = format!("{column} LIKE '%{condition}%'");
                assert_eq!(app.count(table, &kept).await, 0, "{condition} in {table}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn the_price_follows_the_choice() {
    on_each(|app| async move {
        town(&app).await;
        let mut member = app.member(&hanako()).await;
        let page = member.opens("/checkup/courses/2026/dock").await;
        page.says("区分A(1機関)5,000円").says("区分B(1機関)5,000円");
        let page = answers(
            &mut member,
            "dock",
            &["stomach", "breast"],
            &[("form[act]", "price")],
        )
        .await;
        page.is("日帰り人間ドック").says("区分B(1機関)7,000円");
        assert!(page.errors().is_empty());
        // only the amount was asked for: the questions still have to be answered
        member.opens("/checkup/institutions").await.is("受診ナビ");
    })
    .await;
}

#[tokio::test]
async fn options_are_for_whom_they_are_for() {
    on_each(|app| async move {
        town(&app).await;
        let mut husband = app.member(&taro()).await;
        let page = husband.opens("/checkup/courses/2026/dock").await;
        page.says("女性の方が対象です。");
        assert!(!page.text().contains("妊娠中"));
        let page = chooses(&mut husband, "dock", &["breast"]).await;
        page.is("お申し込みを受け付けられませんでした")
            .says("女性の方が対象です。");
        let page = chooses(&mut husband, "dock", &["no-such"]).await;
        assert_eq!(page.errors(), ["このコースで選べる検査から選んでください"]);
        assert_eq!(dock().options.len(), 3);
        let forged = [
            ("form[fiscal_year]", "2026"),
            ("form[course]", "dock"),
            ("form[replaces]", "99"),
            ("form[none]", "on"),
        ];
        husband
            .fills::<Choose>(&forged)
            .await
            .says("お選びの内容は、いま受け付けていません。");
        assert_eq!(app.count("checkup_draft", "TRUE").await, 0);
    })
    .await;
}

//! The search for an institution: what is asked, twenty at a time, and that the database answers by its indexes.

use sea_orm::{FromQueryResult, Statement};

use super::{
    member_world::{chooses, named, town},
    world::{add_institution, add_place, add_place_for},
};
use crate::{
    server::db::{ConnectionTrait, offer::nearest_sql},
    tests::{
        app::{TestApp, on_each},
        people::{hanako, taro},
    },
};

#[tokio::test]
async fn finds_by_place_words_and_marks() {
    on_each(|app| async move {
        let town = town(&app).await;
        let mut late = named(
            "1310000002",
            "架空ひかり診療所",
            "カクウヒカリシンリョウジョ",
            "東陽町",
        );
        late.city = "江東区".into();
        late.saturdays = true;
        late.barrier_free = false;
        late.class = "c".into();
        let late = add_institution(&app.state.db, late, &[&town.dock]).await;
        add_place(&app.state.db, late, &town.dock, "2027-01-12", 3).await;
        let mut member = app.member(&hanako()).await;
        member.opens("/checkup/institutions").await.is("受診ナビ");
        chooses(&mut member, "dock", &[]).await;
        let search = async |member: &mut crate::tests::browser::Browser, query: &str| {
            member
                .opens(&format!("/checkup/institutions?{query}"))
                .await
        };
        let page = search(&mut member, "").await;
        page.says("3件見つかりました");
        let text = page.text();
        let at = |name: &str| text.find(name).unwrap();
        assert!(at("架空みなと") < at("架空ひかり") && at("架空ひかり") < at("架空よこはま"));
        let text = search(&mut member, "sort=name").await.text();
        let at = |name: &str| text.find(name).unwrap();
        assert!(at("架空ひかり") < at("架空みなと") && at("架空みなと") < at("架空よこはま"));
        for (query, found) in [
            ("pref=13", 2),
            ("pref=13&city=%E6%B1%9F%E6%9D%B1%E5%8C%BA", 1),
            ("pref=14", 1),
            ("pref=99", 3),
            ("q=%E3%81%B2%E3%81%8B%E3%82%8A", 1),
            ("q=%EF%BE%8B%EF%BD%B6%EF%BE%98", 1),
            ("q=%E6%B5%9C%E6%9D%BE%E7%94%BA", 1),
            (
                "q=%E6%9D%B1%E9%99%BD%E7%94%BA+%E8%A8%BA%E7%99%82%E6%89%80",
                1,
            ),
            ("sat=1", 1),
            ("bf=1", 2),
            ("class=c", 1),
            ("class=a", 1),
        ] {
            let page = search(&mut member, query).await;
            page.says(&format!("{found}件見つかりました"));
        }
        // what was asked for is named, and each of it can be left out
        let page = search(&mut member, "women=1&pref=13&q=zzz&sort=name").await;
        page.says("条件に合う健診機関が見つかりませんでした")
            .says("しぼっている条件：女性専用日がある")
            .says("「zzz」をはずしてさがす")
            .says("「女性専用日がある」をはずしてさがす")
            .says("全国でさがす")
            .says("条件をすべてはずしてさがす");
        assert!(!page.text().contains("都道府県全体でさがす"));
        for fewer in [
            "?pref=13&amp;women=1&amp;sort=name&amp;page=1#found",
            "?q=zzz&amp;women=1&amp;sort=name&amp;page=1#found",
            "?pref=13&amp;q=zzz&amp;sort=name&amp;page=1#found",
            "?page=1#found",
        ] {
            assert!(page.html.contains(fewer), "{fewer}: {}", page.html);
        }
        // the cities of a prefecture can be chosen once it is
        search(&mut member, "pref=13")
            .await
            .says("江東区")
            .says("港区");
    })
    .await;
}

#[tokio::test]
async fn shows_twenty_at_a_time_and_keeps_the_question() {
    on_each(|app| async move {
        let town = town(&app).await;
        for number in 0..45 {
            let name = format!("架空第{number}医院");
            let code = format!("27{number:08}");
            let mut one = named(&code, &name, "カクウイイン", "梅田");
            one.prefecture = 27;
            add_institution(&app.state.db, one, &[&town.dock]).await;
        }
        let mut member = app.member(&hanako()).await;
        chooses(&mut member, "dock", &[]).await;
        let page = member
            .opens("/checkup/institutions?pref=27&q=%E6%A2%85%E7%94%B0")
            .await;
        page.says("45件見つかりました(1/3ページ)").says("次の20件");
        assert_eq!(page.html.matches("institution__own").count(), 20);
        assert!(
            page.html
                .contains("pref=27&amp;q=%E6%A2%85%E7%94%B0&amp;page=2#found"),
            "{}",
            page.html
        );
        let page = member.opens("/checkup/institutions?pref=27&page=3").await;
        page.says("(3/3ページ)").says("前の20件");
        assert_eq!(page.html.matches("institution__own").count(), 5);
        member
            .opens("/checkup/institutions?pref=27&page=999")
            .await
            .says("(3/3ページ)");
    })
    .await;
}

#[tokio::test]
async fn days_of_the_other_sex_are_not_seen() {
    on_each(|app| async move {
        let town = town(&app).await;
        let db = &app.state.db;
        add_place_for(db, town.minato, &town.dock, "2026-12-04", "female", 5).await;
        let mut wife = app.member(&hanako()).await;
        chooses(&mut wife, "dock", &[])
            .await
            .says("いちばん早い空き 12月4日(金)");
        let path = format!("/checkup/institutions/{}?day=2026-12-04", town.minato);
        wife.opens(&path)
            .await
            .says("12月4日(金) 女性専用日 残り5")
            .says("女性専用日");
        let mut husband = app.member(&taro()).await;
        chooses(&mut husband, "dock", &[])
            .await
            .says("いちばん早い空き 12月8日(火)");
        let text = husband.opens(&path).await.text();
        assert!(
            !text.contains("残り5") && !text.contains("女性専用日の枠"),
            "{text}"
        );
    })
    .await;
}

#[tokio::test]
async fn an_option_that_is_scarcer_than_the_day_counts() {
    on_each(|app| async move {
        let town = town(&app).await;
        super::world::add_scarce_option(&app.state.db, town.tuesday, "breast", 1).await;
        let mut member = app.member(&hanako()).await;
        chooses(&mut member, "dock", &["breast"]).await;
        let path = format!("/checkup/institutions/{}", town.minato);
        member.opens(&path).await.says("12月8日(火) 残り1");
        chooses(&mut member, "dock", &["stomach"]).await;
        member.opens(&path).await.says("12月8日(火) 残り2");
        // the nearest day is one on which all that was chosen has room
        sql(&app, "UPDATE place_option SET remaining = 0").await;
        let nearest = "いちばん早い空き 12月8日(火)";
        chooses(&mut member, "dock", &["stomach"])
            .await
            .says(nearest);
        chooses(&mut member, "dock", &["stomach", "breast"])
            .await
            .says("いちばん早い空き 12月9日(水)");
        member
            .opens(&path)
            .await
            .says("いちばん早い空き（2026年12月9日(水)）を見る");
        super::world::add_scarce_option(&app.state.db, town.wednesday, "stomach", 0).await;
        let page = chooses(&mut member, "dock", &["stomach", "breast"]).await;
        assert!(!page.text().contains("いちばん早い空き 12月"));
        chooses(&mut member, "dock", &["stomach"])
            .await
            .says(nearest);
    })
    .await;
}

#[tokio::test]
async fn what_is_not_offered_is_not_there() {
    on_each(|app| async move {
        let town = town(&app).await;
        let mut gone = named("1310000009", "架空閉院", "カクウヘイイン", "品川");
        gone.active = false;
        let gone = add_institution(&app.state.db, gone, &[&town.dock]).await;
        let other = named("1310000008", "架空別院", "カクウベツイン", "品川");
        let other = add_institution(&app.state.db, other, &[]).await;
        let mut member = app.member(&hanako()).await;
        chooses(&mut member, "dock", &[])
            .await
            .says("2件見つかりました");
        for id in [
            gone.to_string(),
            other.to_string(),
            "0".into(),
            "-1".into(),
            "x".into(),
            "9".repeat(30),
        ] {
            let page = member.opens(&format!("/checkup/institutions/{id}")).await;
            assert_eq!(page.status.as_u16(), 404, "{id}");
        }
        // days and months nobody can book are those of the calendar all the same
        for query in [
            "day=2026-11-24",
            "day=zzz",
            "month=1999-01",
            "month=2026-13",
            "month=9999-12",
        ] {
            let page = member
                .opens(&format!("/checkup/institutions/{}?{query}", town.minato))
                .await;
            page.is("架空みなと健診センター");
        }
    })
    .await;
}

async fn sql(app: &TestApp, statement: &str) {
    let done = app.state.db.writer().execute_unprepared(statement).await;
    done.unwrap();
}

/// How the database means to answer.
async fn plan(app: &TestApp, sql: &str) -> String {
    #[derive(FromQueryResult)]
    struct Sqlite {
        detail: String,
    }
    #[derive(FromQueryResult)]
    struct Postgres {
        #[sea_orm(from_alias = "QUERY PLAN")]
        line: String,
    }
    let db = app.state.db.reader();
    let postgres = app.state.db.is_postgres();
    let explain = if postgres {
        "EXPLAIN"
    } else {
        "EXPLAIN QUERY PLAN"
    };
    let filled = [
        "'dock'",
        "2026",
        "'2026-12-01'",
        "'2027-03-31'",
        "'[1, 2, 3]'",
    ]
    .iter()
    .enumerate()
    .fold(format!("{explain} {sql}"), |sql, (at, value)| {
        sql.replace(&format!("${}", at + 1), value)
    });
    let statement = Statement::from_string(db.get_database_backend(), filled);
    let rows = db.query_all_raw(statement).await.unwrap();
    let line = |row: &sea_orm::QueryResult| {
        if postgres {
            Postgres::from_query_result(row, "").unwrap().line
        } else {
            Sqlite::from_query_result(row, "").unwrap().detail
        }
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn the_nearest_days_are_looked_up_by_the_index_of_free_places() {
    on_each(|app| async move {
        let town = town(&app).await;
        let db = &app.state.db;
        for number in 0..200 {
            let one = named(
                &format!("28{number:08}"),
                "架空医院",
                "カクウイイン",
                "三宮",
            );
            let id = add_institution(db, one, &[&town.dock]).await;
            for day in 10..30 {
                add_place(db, id, &town.dock, &format!("2026-12-{day}"), 3).await;
            }
        }
        db.writer().execute_unprepared("ANALYZE").await.unwrap();
        let plan = plan(&app, &nearest_sql(db.reader())).await;
        assert_eq!(plan.matches("place_free").count(), 3, "{plan}");
        assert!(
            !plan.contains("SCAN p") && !plan.contains("Seq Scan on place"),
            "{plan}"
        );
    })
    .await;
}

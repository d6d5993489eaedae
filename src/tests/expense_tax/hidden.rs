//! Nothing of whoever must not or will not be seen is in any file, nor can it be told that something is missing.

use super::{Family, family, file, said, signed::signs};
use crate::{
    domain::expense::tax::file::TaxFile,
    server::db::expense::sharing,
    tests::{
        app::{TestApp, on_each_as_set},
        browser::Browser,
        expense_rows::{month, person, publish, row},
    },
};

async fn all_files(browser: &mut Browser) -> Vec<Vec<u8>> {
    let mut files = Vec::new();
    for year in [2026, 2025] {
        for one in TaxFile::ALL {
            files.push(file(browser, year, one).await);
        }
    }
    files
}

async fn nothing_of_taro(app: &TestApp, family: &mut Family) {
    let before = all_files(&mut family.hanako).await;
    for (at, one) in TaxFile::ALL.into_iter().enumerate() {
        let text = said(one, &before[at]);
        for his in ["太郎", "薬局,", "SUM", "そら歯科", "1,600", "柔整"] {
            assert!(!text.contains(his), "{his} is in {one:?}:\n{text}");
        }
    }
    let page = family.hanako.opens("/expenses/tax?year=2026").await.text();
    assert!(
        !page.contains("太郎") && !page.contains("そら歯科"),
        "{page}"
    );
    // more of him changes not one byte
    let more = [
        row(
            family.taro_id,
            month(2026, 7),
            "あたらしい医院",
            30_000,
            "B8",
        ),
        row(
            family.taro_id,
            month(2025, 7),
            "あたらしい医院",
            30_000,
            "B9",
        ),
    ];
    publish(app, month(2026, 8), &more).await;
    assert!(before == all_files(&mut family.hanako).await);
    assert_eq!(
        page,
        family.hanako.opens("/expenses/tax?year=2026").await.text()
    );
}

#[tokio::test]
async fn whoever_objects_is_in_no_file() {
    on_each_as_set(signs, |app| async move {
        let mut family = family(&app).await;
        let now = Some(app.state.clock.now());
        let writer = app.state.db.writer();
        sharing::opt_out(writer, family.taro_id, now).await.unwrap();
        nothing_of_taro(&app, &mut family).await;
    })
    .await;
}

#[tokio::test]
async fn whoever_must_not_be_disclosed_is_in_no_file() {
    on_each_as_set(signs, |app| async move {
        let mut family = family(&app).await;
        let now = Some(app.state.clock.now());
        let writer = app.state.db.writer();
        sharing::hide(writer, family.taro_id, now).await.unwrap();
        nothing_of_taro(&app, &mut family).await;
    })
    .await;
}

#[tokio::test]
async fn the_insured_who_is_hidden_is_not_named_to_the_spouse() {
    on_each_as_set(signs, |app| async move {
        family(&app).await;
        let mut taro = app.member(&crate::tests::people::taro()).await;
        crate::tests::expense_rows::all_proven(&app).await;
        let (hanako_id, taro_id) = (
            person(&app, "345", "00").await,
            person(&app, "345", "01").await,
        );
        let notice = TaxFile::Notice;
        // before he has read the notice on the family's view he is alone in it
        let alone = said(notice, &file(&mut taro, 2026, notice).await);
        assert!(alone.contains("被保険者等の氏名空野 太郎"), "{alone}");
        assert!(!alone.contains("花子"), "{alone}");
        let (writer, now) = (app.state.db.writer(), app.state.clock.now());
        sharing::read_notice(writer, taro_id, now).await.unwrap();
        let both = said(notice, &file(&mut taro, 2026, notice).await);
        assert!(both.contains("被保険者等の氏名空野 花子"), "{both}");
        sharing::hide(writer, hanako_id, Some(now)).await.unwrap();
        let hidden = said(notice, &file(&mut taro, 2026, notice).await);
        assert_eq!(hidden, alone);
    })
    .await;
}

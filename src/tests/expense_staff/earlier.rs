//! 記号・番号の変更: said at the desk, it holds at once and stands in the record.

use super::{on_each_desk, person, record_is_clean};
use crate::{
    api::staff_expense::earlier::ActOnExpenseEarlier,
    domain::staff::Role,
    tests::{browser::Page, clerk::Clerk, expense_world::changes},
};

/// 花子 had 12-347 before, if the society says so.
const FIELDS: [(&str, &str); 5] = [
    ("form[symbol]", "１２"),
    ("form[number]", "345"),
    ("form[earlier_symbol]", "12"),
    ("form[earlier_number]", "347"),
    ("form[birth_date]", "S55.1.31"),
];

async fn says(manager: &mut Clerk, act: &str, fields: &[(&str, &str)]) -> Page {
    let fields: Vec<_> = fields.iter().copied().chain([("act", act)]).collect();
    manager.fills::<ActOnExpenseEarlier>(&fields).await
}

#[tokio::test]
async fn two_entries_become_one_person_and_two_again() {
    on_each_desk(|app| async move {
        for sql in [
            "UPDATE person SET birth_date = '1980-01-31', lost_on = '2004-04-01' WHERE symbol = '12' AND number = '347'",
            "UPDATE person SET acquired_on = '2005-04-01' WHERE symbol = '12' AND number = '345' AND branch = '00'",
        ] {
            changes(&app, sql).await;
        }
        let (then, now) = (
            person(&app, "347", "00").await,
            person(&app, "345", "00").await,
        );
        let linked = format!("earlier_id = {then} AND person_id = {now} AND staff_id IS NOT NULL");
        let mut manager = app.staff(Role::Manager).await;
        let page = manager.opens("/staff/expenses/earlier").await;
        page.is("記号・番号の変更").says("同じ人であることを");
        let page = says(&mut manager, "link", &FIELDS).await;
        page.says("結びました");
        assert_eq!(page.value("symbol"), "", "done");
        assert!(!page.path.contains("345"), "{}", page.path);
        assert_eq!(app.count("person_earlier", &linked).await, 1);
        let page = says(&mut manager, "link", &FIELDS).await;
        page.says("もう結ばれています");
        assert_eq!(page.value("earlier_number"), "347", "to be put right");
        says(&mut manager, "unlink", &FIELDS).await.says("別の人に戻しました");
        assert_eq!(app.count("person_earlier", "TRUE").await, 0);
        says(&mut manager, "unlink", &FIELDS).await.says("この2人は結ばれていません");
        for act in ["link", "unlink"] {
            let line = format!("action = 'expense-earlier-changed' AND person_id = {now} AND detail = '{act}'");
            assert_eq!(app.count("staff_audit", &line).await, 1, "{act}");
        }
        record_is_clean(&app).await;
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_is_said_and_nothing_done() {
    on_each_desk(|app| async move {
        let mut manager = app.staff(Role::Manager).await;
        let page = says(&mut manager, "link", &[]).await;
        assert_eq!(page.errors().len(), 5, "{:?}", page.errors());
        let page = says(&mut manager, "link", &FIELDS).await;
        page.says("台帳にいません");
        let twins = [
            ("form[symbol]", "12"),
            ("form[number]", "346"),
            ("form[earlier_symbol]", "12"),
            ("form[earlier_number]", "346"),
            ("form[birth_date]", "2006-06-06"),
        ];
        says(&mut manager, "link", &twins).await.says("2人います");
        let page = says(&mut manager, "merge", &FIELDS).await;
        assert_eq!(page.path, "/staff/expenses/earlier");
        assert_eq!(app.count("person_earlier", "TRUE").await, 0);
        let changed = "action = 'expense-earlier-changed'";
        assert_eq!(app.count("staff_audit", changed).await, 0);
    })
    .await;
}

//! 休日の表.

use super::{field, fills};
use crate::{
    api::staff_rules::{AddHoliday, RemoveHoliday, RestoreHolidays},
    domain::staff::Role,
    tests::app::on_each,
};

#[tokio::test]
async fn the_table_begins_as_the_law_and_is_the_societys() {
    on_each(|app| async move {
        super::sql(&app, "DELETE FROM holiday").await;
        let mut clerk = app.staff(Role::Manager).await;
        let page = clerk.opens("/staff/checkup/holidays").await;
        page.is("休日の表")
            .says("法律の祝日のうち18日が、表にありません");
        let page = fills::<RestoreHolidays>(&mut clerk, &[field("year", 2026)]).await;
        page.says("2026年9月22日(火)").says("国民の休日");
        assert!(!page.text().contains("表にありません"));
        let add = |day: &str, name: &str| {
            [
                field("year", 2026),
                field("form[day]", day),
                field("form[name]", name),
            ]
        };
        let page = fills::<AddHoliday>(&mut clerk, &add("", "")).await;
        assert_eq!(
            page.errors(),
            ["日を入力してください", "名称を入力してください"]
        );
        let page = fills::<AddHoliday>(&mut clerk, &add("1999-01-01", "昔")).await;
        assert_eq!(page.errors(), ["日は2020年から2100年までにしてください"]);
        let page = fills::<AddHoliday>(&mut clerk, &add("R8.10.1", "創立記念日")).await;
        page.says("創立記念日").says("組合の休日");
        let gone = [field("year", 2026), field("day", "2026-11-03")];
        let page = fills::<RemoveHoliday>(&mut clerk, &gone).await;
        page.says("法律の祝日のうち1日が、表にありません");
        assert_eq!(app.count("staff_audit", "detail = '- 2026-11-03'").await, 1);
        assert_eq!(app.count("holiday", "TRUE").await, 18);
        fills::<RestoreHolidays>(&mut clerk, &[field("year", 2026)]).await;
        assert_eq!(app.count("holiday", "name = '創立記念日'").await, 0);
        // where the file does not reach nothing is lost
        fills::<RestoreHolidays>(&mut clerk, &[field("year", 2099)]).await;
        assert_eq!(app.count("holiday", "TRUE").await, 18);
        let page = clerk.opens("/staff/checkup/holidays?year=2099").await;
        page.says("2099年");
    })
    .await;
}

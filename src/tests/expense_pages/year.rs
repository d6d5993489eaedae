//! A year: sums that equal the rows, 修正 and 取消, months that are missing, years, filters.

use crate::{
    domain::expense::kind::Kind,
    tests::{
        app::{TestApp, on_each},
        browser::{Browser, Page},
        expense_world::{Bill, HANAKO, HER_MAIL, TARO, bill, publish},
        people::hanako,
    },
};

/// Her browser at the first page, with the family's rows.
async fn looks(app: &TestApp) -> Browser {
    let mut member = app.member(&hanako()).await;
    member.first_visit(app, HER_MAIL, "family").await;
    member
}

/// A family with every kind of row.
fn family() -> Vec<Bill> {
    vec![
        bill(HANAKO, (2025, 12), "Z", 100),
        bill(HANAKO, (2026, 3), "A", 3_000),
        bill(TARO, (2026, 3), "B", 45_000).stay((20_010, 15_180), (12_000, 3_000)),
        bill(HANAKO, (2026, 4), "C", 1_000).nameless(),
        bill(TARO, (2026, 4), "D", 500),
        bill(TARO, (2026, 4), "E", 700),
        bill(TARO, (2026, 4), "E", 400).kind(Kind::Correction),
        bill(TARO, (2026, 4), "D", 0).kind(Kind::Withdrawal),
    ]
}

/// The yen in a cell; each of several.
fn yens(cell: &str) -> Vec<u64> {
    let mut found = Vec::new();
    for before in cell.split('円').rev().skip(1) {
        let digits: String = before
            .chars()
            .rev()
            .take_while(|c| c.is_ascii_digit() || *c == ',')
            .filter(|c| *c != ',')
            .collect();
        found.push(
            digits
                .chars()
                .rev()
                .collect::<String>()
                .parse()
                .unwrap_or(0),
        );
    }
    found.reverse();
    found
}

/// The cells of one column in one month's table: those of rows that count, and the foot.
fn column(table: &str, name: &str) -> (Vec<Vec<u64>>, Vec<u64>) {
    let mark = format!("data-label=\"{name}\"");
    let cells = table.split(&mark).skip(1);
    let mut cells: Vec<&str> = cells
        .map(|rest| rest.split_once('>').unwrap().1)
        .map(|rest| rest.split("</td>").next().unwrap())
        .collect();
    let foot = yens(cells.pop().unwrap());
    let counting = cells.into_iter().filter(|cell| !cell.contains("<s>"));
    (counting.map(yens).collect(), foot)
}

/// Asserts that each month's foot is the sum of its rows, and answers the sum of the feet.
#[track_caller]
fn summed(page: &Page, name: &str, at: usize) -> u64 {
    let tables = page.html.split("expense-rows\">").skip(1);
    let mut all = 0;
    for table in tables {
        let table = table.split("</table>").next().unwrap();
        let (rows, foot) = column(table, name);
        let of = |cell: &Vec<u64>| cell.get(at).copied().unwrap_or(0);
        assert_eq!(rows.iter().map(of).sum::<u64>(), of(&foot), "{name}");
        all += of(&foot);
    }
    all
}

#[tokio::test]
async fn the_sums_equal_the_rows() {
    on_each(|app| async move {
        publish(&app, (2026, 8), &family()).await;
        let page = looks(&app).await.opens("/expenses").await;
        page.is("医療費のお知らせ").says("2026年の合計");
        assert_eq!(summed(&page, "医療費総額", 0), 148_200);
        assert_eq!(summed(&page, "健保負担", 0), 98_800);
        assert_eq!(summed(&page, "公費", 0), 0);
        assert_eq!(summed(&page, "窓口相当額", 0), 49_400);
        assert_eq!(summed(&page, "食事", 1), 15_180);
        assert_eq!(summed(&page, "給付", 0), 15_000);
        assert_eq!(summed(&page, "給付", 1), 12_000);
        assert_eq!(summed(&page, "給付", 2), 3_000);
        page.says("医療費総額\n148,200円")
            .says("健保負担\n98,800円")
            .says("公費\n0円")
            .says("窓口相当額\n49,400円")
            .says("食事の自己負担\n15,180円")
            .says("給付\n15,000円")
            .says("高額療養費 12,000円・付加給付 3,000円")
            .says("2件 窓口相当額 48,000円")
            .says("うち自己負担 15,180円")
            .says("医療機関名の記載なし");
        // the plot says the same, and so does its table
        assert!(
            page.html
                .contains("合計は64,580円です。いちばん多い月は3月の63,180円です。")
        );
        page.says("3月\n3,000円\n60,180円\n63,180円");
        // what nobody can know yet is not said to be nothing, neither of a month that is due nor of one to come
        page.says("9月\n—\n—\n未掲載").says("12月\n—\n—\n未掲載");
        let details = page.html.split("<details").skip(1);
        let tags = details.filter_map(|rest| rest.split_once('>').map(|(tag, _)| tag));
        let is_open = |tag: &&str| tag.contains("\"expense-month\"") && tag.contains(" open");
        let open = tags.filter(is_open).count();
        assert_eq!(open, 1);
        let newest = page.html.find("2026年4月</h3>").unwrap();
        assert!(newest < page.html.find("2026年3月</h3>").unwrap());
    })
    .await;
}

#[tokio::test]
async fn what_was_put_right_or_taken_back_is_shown_as_such() {
    on_each(|app| async move {
        publish(&app, (2026, 8), &family()).await;
        let mut member = looks(&app).await;
        let page = member.opens("/expenses?month=4&person=2").await;
        page.says("修正後")
            .says("修正前：医療費総額 2,100円、窓口相当額 700円")
            .says("取消")
            .says("取り消されたため、合計に入っていません。")
            .says("窓口相当額\n400円");
        let gone = page
            .html
            .split("<tr>")
            .find(|row| row.contains("D医院"))
            .unwrap();
        assert!(gone.contains("<s>1,500円</s>"), "{gone}");
        // a later batch, and then it is not there any more
        let batch = publish(
            &app,
            (2026, 8),
            &[bill(TARO, (2026, 4), "E", 0).kind(Kind::Withdrawal)],
        )
        .await;
        member
            .opens("/expenses?month=4&person=2")
            .await
            .says("窓口相当額\n0円");
        let undone = format!("UPDATE expense_batch SET state = 'undone' WHERE id = {batch}");
        crate::tests::expense_world::changes(&app, &undone).await;
        member
            .opens("/expenses?month=4&person=2")
            .await
            .says("窓口相当額\n400円");
    })
    .await;
}

#[tokio::test]
async fn what_is_missing_is_said_plainly() {
    on_each(|app| async move {
        let mut member = looks(&app).await;
        let page = member.opens("/expenses").await;
        page.says("まだ明細がありません").says("およそ3か月");
        assert!(!page.html.contains("expense-sums"));
        publish(&app, (2026, 8), &[bill(HANAKO, (2025, 4), "A", 3_000)]).await;
        // the last year with rows comes first, this one is there to choose
        let page = member.opens("/expenses").await;
        page.says("2025年の合計");
        assert!(!page.text().contains("まだ掲載していない月"));
        let page = member.opens("/expenses?year=2026").await;
        page.says("この年の明細は、まだありません。")
            .says("まだ掲載していない月")
            .says("9月の分：2026年12月ごろ掲載")
            .says("11月の分：2027年2月ごろ掲載")
            .says("11月・12月の分はまだ届いていません");
        assert!(!page.text().contains("8月の分"));
        assert!(
            !page.text().contains("12月の分："),
            "December has not begun"
        );
    })
    .await;
}

#[tokio::test]
async fn filters_narrow_and_what_cannot_be_narrows_nothing() {
    on_each(|app| async move {
        publish(&app, (2026, 8), &family()).await;
        let mut member = looks(&app).await;
        let whole = member.opens("/expenses").await.text();
        for forged in [
            "year=abc",
            "year=1800",
            "year=99999999999999999999",
            "year=2027",
            "person=0",
            "person=3",
            "person=-1",
            "person=70000",
            "person=x",
            "month=13",
            "month=0",
            "month=7",
            "month=%E3%81%82&person=%00",
        ] {
            let page = member.opens(&format!("/expenses?{forged}")).await;
            assert_eq!(page.text(), whole, "{forged}");
        }
        let page = member.opens("/expenses?year=2025").await;
        page.says("2025年の合計").says("窓口相当額\n100円");
        let page = member.opens("/expenses?year=2026&person=1&month=").await;
        page.says("2026年の合計 空野 花子 さん")
            .says("窓口相当額\n4,000円");
        assert!(!page.html.contains("B医院"));
        let page = member.opens("/expenses?year=2026&person=2&month=3").await;
        page.says("2026年3月の合計 空野 太郎 さん")
            .says("窓口相当額\n45,000円");
        let page = member.opens("/expenses?year=2025&person=2&month=12").await;
        page.says("選んだ条件にあてはまる明細はありません。");
    })
    .await;
}

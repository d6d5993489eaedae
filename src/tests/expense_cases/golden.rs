//! One household with every case: whatever is shown of it sums up to the rows that may be seen and count.

use super::{brings, says};
use crate::{
    api::expense::ChooseFamilyView,
    domain::expense::tax::file::{Part, TaxFile},
    server::db::expense::{earlier, sharing},
    tests::{
        app::TestApp,
        browser::Browser,
        expense_import::world::{HANAKO, TARO, file, load, on_each},
        expense_rows::{all_proven, number_of},
        expense_world::changes,
        people::hanako,
    },
};

/// 太郎 under the number he had at his own employer's.
const TARO_THEN: &str = "77,20,00,アオキ ナオ,1990-02-03";
/// 不開示.
const HIDDEN: &str = "12,345,02,アオキ ナオ,1990-02-03";
/// Objects to being shown.
const OBJECTING: &str = "12,345,03,アオキ ナオ,1990-02-03";
/// Twins, and one of them without a 枝番.
const TWIN: &str = "12,345,04,アオキ ナオ,1990-02-03";
const OTHER_TWIN: &str = "12,345,05,アオキ ナオ,1990-02-03";
const EITHER: &str = "12,345,,アオキ ナオ,1990-02-03";

/// 総額, 健保負担, 公費, 高額, 付加, 食事総額, 食事自己, 自己負担相当額
type Yen = [u64; 8];

/// A line of the file, what it costs, and whether it is in the sums of 花子's 2026.
struct Line {
    who: &'static str,
    month: &'static str,
    category: &'static str,
    institution: &'static str,
    yen: Yen,
    kind: &'static str,
    reference: &'static str,
    counts: bool,
}

/// A visit of so many tens of yen.
fn visit(who: &'static str, month: &'static str, total: u64, reference: &'static str) -> Line {
    Line {
        who,
        month,
        category: "医科外来",
        institution: "みなと内科",
        yen: [total, total * 7 / 10, 0, 0, 0, 0, 0, total * 3 / 10],
        kind: "新規",
        reference,
        counts: true,
    }
}

fn unseen(line: Line) -> Line {
    Line {
        counts: false,
        ..line
    }
}

fn first() -> Vec<Line> {
    vec![
        Line {
            category: "医科入院",
            yen: [300_000, 210_000, 0, 20_000, 5_000, 10_350, 7_650, 90_000],
            ..visit(HANAKO, "2026-03", 0, "H1")
        },
        // put right and taken back by the second file
        unseen(visit(HANAKO, "2026-04", 10_000, "H2")),
        unseen(visit(HANAKO, "2026-05", 6_000, "H3")),
        Line {
            category: "調剤",
            ..visit(TARO_THEN, "2026-02", 4_000, "T1")
        },
        Line {
            category: "柔整",
            institution: "",
            ..visit(TARO, "2026-06", 3_000, "T2")
        },
        Line {
            yen: [5_000, 3_500, 1_000, 0, 0, 0, 0, 500],
            ..visit(TARO, "2026-06", 0, "T3")
        },
        unseen(visit(HIDDEN, "2026-03", 100_000, "X1")),
        unseen(visit(OBJECTING, "2026-03", 50_000, "Y1")),
        visit(TWIN, "2026-07", 2_000, "Z1"),
        visit(OTHER_TWIN, "2026-07", 4_000, "Z1"),
        unseen(visit(EITHER, "2026-07", 7_000, "Z2")),
        unseen(visit(HANAKO, "2025-12", 1_000, "H9")),
    ]
}

fn second() -> Vec<Line> {
    let kind = |kind, line| Line { kind, ..line };
    vec![
        kind("修正", visit(HANAKO, "2026-04", 8_000, "H2")),
        kind("取消", unseen(visit(HANAKO, "2026-05", 6_000, "H3"))),
        // whoever is not seen puts nothing of hers right, nor takes it back
        kind("修正", unseen(visit(HIDDEN, "2026-04", 1_000, "H2"))),
        kind("取消", unseen(visit(OBJECTING, "2026-03", 1_000, "H1"))),
    ]
}

fn text(line: &Line) -> String {
    let Line {
        who,
        month,
        category,
        institution,
        kind,
        reference,
        ..
    } = line;
    let yen: Vec<String> = line.yen.iter().map(u64::to_string).collect();
    format!(
        "{who},{month},{category},,{institution},2,{},2026-09,{kind},{reference}",
        yen.join(",")
    )
}

fn texts(lines: &[Line]) -> Vec<String> {
    lines.iter().map(text).collect()
}

/// The household, its rows published but for the last file.
async fn household(app: &TestApp) -> Browser {
    let mut hers = app.member(&hanako()).await;
    for (number, name, branch) in [
        (10, "空野 隠", "02"),
        (11, "空野 拒", "03"),
        (12, "空野 双一", "04"),
        (13, "空野 双二", "05"),
    ] {
        let sql = format!(
            "UPDATE person SET symbol = '12', number = '345', branch = '{branch}', name = '{name}', relationship = 'child' \
             WHERE symbol = '77' AND number = '{number}'"
        );
        changes(app, &sql).await;
    }
    let of = async |condition: &str| {
        number_of(app, &format!("SELECT id FROM person WHERE {condition}")).await
    };
    let (writer, now) = (app.state.db.writer(), app.state.clock.now());
    let (hidden, objecting) = (of("name = '空野 隠'").await, of("name = '空野 拒'").await);
    sharing::hide(writer, hidden, Some(now)).await.unwrap();
    sharing::opt_out(writer, objecting, Some(now))
        .await
        .unwrap();
    let (then, taro) = (
        of("symbol = '77' AND number = '20'").await,
        of("name = '空野 太郎'").await,
    );
    assert!(earlier::link(writer, then, taro, None, now).await.unwrap());
    all_proven(app).await;
    hers.fills::<ChooseFamilyView>(&[("show", "family")]).await;
    brings(app, &texts(&first())).await;
    brings(app, &texts(&second())).await;
    let unpublished = text(&visit(HANAKO, "2026-08", 9_000, "U1"));
    load(app, file(&[unpublished]).as_bytes()).await;
    hers
}

/// The sums of whatever counts in 2026.
fn expected() -> Yen {
    let (first, second) = (first(), second());
    let counting = first.iter().chain(&second).filter(|line| line.counts);
    counting.fold([0; 8], |sums, line| {
        std::array::from_fn(|at| sums[at] + line.yen[at])
    })
}

fn grouped(yen: u64) -> String {
    let digits = yen.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// The sums of a table's columns, by their names.
fn columns(csv: &str, names: &[&str]) -> Vec<u64> {
    let mut lines = csv.trim_start_matches('\u{FEFF}').lines();
    let header: Vec<&str> = lines.next().unwrap().split(',').collect();
    let rows: Vec<Vec<&str>> = lines.map(|line| line.split(',').collect()).collect();
    let sum = |name: &&str| {
        let at = header.iter().position(|column| column == name).unwrap();
        rows.iter()
            .map(|row| row[at].parse::<u64>().unwrap_or(0))
            .sum()
    };
    names.iter().map(sum).collect()
}

#[tokio::test]
async fn page_files_and_rows_agree() {
    let sums = expected();
    let golden = [
        326_000, 228_200, 1_000, 20_000, 5_000, 10_350, 7_650, 96_800,
    ];
    assert_eq!(sums, golden);
    let [total, insurer, public, high, additional, _, meals, own] = sums;
    let (paid, nameless, back) = (own + meals, 900, high + additional);
    on_each(|app| async move {
        let mut hers = household(&app).await;
        let page = hers.opens("/expenses?year=2026").await;
        for (label, sum) in [
            ("医療費総額", total),
            ("健保負担", insurer),
            ("公費", public),
            ("窓口相当額", own),
            ("食事の自己負担", meals),
            ("給付", back),
        ] {
            page.says(&format!("{label}\n{}円", grouped(sum)));
        }
        let csv = says(&mut hers, 2026, TaxFile::Rows).await;
        let names = [
            "医療費総額",
            "健保負担",
            "公費負担",
            "窓口相当額",
            "食事療養の自己負担",
            "支払った医療費の額",
            "高額療養費",
            "付加給付",
        ];
        assert_eq!(
            columns(&csv, &names),
            [total, insurer, public, own, meals, paid, high, additional]
        );
        let form = says(&mut hers, 2026, TaxFile::FormCsv(Part::All)).await;
        let names = ["支払った医療費の金額", "左のうち、補填される金額"];
        assert_eq!(columns(&form, &names), [paid, back]);
        let notice = says(&mut hers, 2026, TaxFile::Notice).await;
        for sum in [
            format!("支払った医療費の額の合計{}円", grouped(paid - nameless)),
            format!("補てんされる金額の合計{}円", grouped(back)),
            format!("合計{}円", grouped(nameless)),
        ] {
            assert!(notice.contains(&sum), "{sum} is not in:\n{notice}");
        }
        let tax = hers.opens("/expenses/tax?year=2026").await;
        tax.says(&format!("支払った医療費の額\n{}円", grouped(paid)))
            .says(&format!("補てんされる金額\n{}円", grouped(back)));
        for text in [page.html, csv, form, notice, tax.html] {
            for unseen in ["空野 隠", "空野 拒", "2026年8月みなと"] {
                assert!(!text.contains(unseen), "{unseen}");
            }
        }
    })
    .await;
}

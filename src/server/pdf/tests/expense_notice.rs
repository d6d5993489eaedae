//! 医療費のお知らせ: its text, its structure, a household with many rows.

use super::{
    super::{ExpenseNotice, expense_notice},
    read::{text, whole_structure},
};
use crate::{
    domain::{
        date::CivilDate,
        expense::{
            category::Category,
            month::Month,
            tax::notice::{Copy, Line, Notice, PersonPart, issue_number},
        },
    },
    web::words::Lang,
};

fn month(month: u8) -> Month {
    Month::new(2026, month).unwrap()
}

fn line(at: u8, institution: &str, category: Category, paid: u64) -> Line {
    Line {
        month: month(at),
        institution: institution.to_owned(),
        category,
        days: 1,
        paid,
        high_cost: 0,
        additional: 0,
        aided: false,
        corrected: false,
    }
}

fn made(copy: Copy) -> ExpenseNotice {
    let hospital = Line {
        days: 5,
        high_cost: 20_000,
        additional: 5_000,
        ..line(6, "ひかり総合病院", Category::MedicalIn, 97_650)
    };
    let aided = Line {
        aided: true,
        ..line(6, "そら歯科", Category::DentalOut, 400)
    };
    let person = |name: &str, lines| PersonPart {
        name: name.to_owned(),
        lines,
    };
    ExpenseNotice {
        lang: Lang::Ja,
        number: issue_number(2026, 12),
        issued: CivilDate::new(2027, 2, 8).unwrap(),
        address: "〒100-0000 東京都千代田区空色町1-2-3".to_owned(),
        phone: "03-0000-0014".to_owned(),
        copy,
        notice: Notice {
            year: 2026,
            insured: "空野 花子".to_owned(),
            insurer: "空色健康保険組合".to_owned(),
            people: vec![
                person(
                    "空野 花子",
                    vec![line(4, "みどり内科", Category::MedicalOut, 3_000), hospital],
                ),
                person("空野 太郎", vec![aided]),
            ],
            nameless: vec![("空野 太郎".to_owned(), line(6, "", Category::Judo, 600))],
            missing: vec![month(11), month(12)],
            to_come: Vec::new(),
        },
    }
}

/// The foot of every page; it is taken off before pages are put together.
const FOOT: [&str; 2] = [
    "空色健康保険組合  医療費のお知らせ 発行番号 2026-00000012",
    "ページ",
];

/// Takes the header off a page on which a table goes on.
fn without_header(page: &[String]) -> &[String] {
    let words = super::super::words::notice::of(Lang::Ja);
    let goes_on = [words.columns, words.back_columns, words.nameless_columns]
        .iter()
        .any(|header| page.iter().take(header.len()).eq(header));
    if goes_on {
        &page[words.columns.len()..]
    } else {
        page
    }
}

/// The text of a file without what stands on each of its pages, and without the ends of lines, which are the page's.
fn flowing(file: &[u8]) -> String {
    let pages = text(file).into_iter().map(|mut page| {
        assert!(page.pop().is_some_and(|line| line.ends_with(FOOT[1])));
        assert_eq!(page.pop().as_deref(), Some(FOOT[0]));
        without_header(&page).concat()
    });
    pages.collect()
}

const OWN_USE: &str = "\
医療費のお知らせ
発行日 2027年2月8日(月)
発行番号 2026-00000012
空色健康保険組合
この書類の使いみち
このファイルは、ご自分の控えです。「医療費控除の明細書」に書き写すときや、領収書と見比べるときにお使いください。
印刷したものを、領収書や医療費通知の代わりに確定申告書に添付することはできません。領収書は5年間保管してください。
添付できるのは、健康保険組合が発行する紙の原本です。マイページの「医療費控除に使う書類」から申し込めます。
被保険者等の氏名
空野 花子
対象
2026年1月から12月までの診療分
支払った医療費の額の合計
101,050円
補てんされる金額の合計
25,000円
保険者の名称
空色健康保険組合
所在地
〒100-0000 東京都千代田区空色町1-2-3
電話番号
03-0000-0014
まだ載っていない月
2026年11月・12月の診療分は、健康保険組合への請求がまだ届いていないか、確認中です。
載っていない月の分は、領収書をもとに「医療費控除の明細書」に書いてください。
療養を受けた方: 空野 花子 様
療養を受けた年月
病院・薬局などの名称
区分
日数
支払った医療費の額
2026年4月
みどり内科
医科外来
1日
3,000円
2026年6月
ひかり総合病院
医科入院
5日
97,650円
小計
100,650円
療養を受けた方: 空野 太郎 様
療養を受けた年月
病院・薬局などの名称
区分
日数
支払った医療費の額
2026年6月
そら歯科
歯科※
1日
400円
小計
400円
補てんされる金額
健康保険組合が高額療養費や付加給付として支給する額です。上の「支払った医療費の額」からは引いていません。窓口で限度額までしか支払わなかった分の高額療養費は、窓口の額からすでに引かれています。二重に引かないでください。
療養を受けた方
年月
病院・薬局などの名称
高額療養費
付加給付
空野 花子
2026年6月
ひかり総合病院
20,000円
5,000円
合計
20,000円
5,000円
病院などの名称がない医療費
名称がない分は、この書類では領収書の代わりになりません。領収書をもとに「医療費控除の明細書」に書き、領収書を5年間保管してください。上の合計には入れていません。
療養を受けた方
年月
区分
日数
支払った医療費の額
空野 太郎
2026年6月
柔整
1日
600円
合計
600円
ご注意
・
支払った医療費の額は、健康保険組合が計算した額です(窓口相当額と食事の負担額)。端数の扱いなどで、窓口で支払った額と違うことがあります。
・
支払いが翌年になった分は、支払った年の医療費控除に入ります。
・
健康保険を使わない診療、市販の薬、通院の交通費などは載っていません。
・
※の分は、公費や市区町村の助成などがあるため、窓口で支払った額と違うことがあります。領収書で確かめてください。";

#[test]
fn a_notice_says_what_the_law_asks_for_and_what_it_is_not() {
    let found = flowing(&expense_notice(&made(Copy::OwnUse)));
    assert_eq!(found, OWN_USE.lines().collect::<String>());
}

#[test]
fn the_original_differs_in_what_it_is_for_alone() {
    let own: Vec<_> = OWN_USE.lines().collect();
    let use_lines = [
        "この書面は、健康保険組合が発行する医療費通知(所得税法施行規則第47条の2)の原本です。確定申告書に添付すると、「支払った医療費の額」の表にある分は「医療費控除の明細書」の記入を簡単にでき、その領収書の保管も要りません。",
        "実際に支払った額と違うときは、実際に支払った額を明細書に書き、その分の領収書を5年間保管してください。",
        "この書面に保険者番号と記号・番号は載せていません。塗りつぶさずにそのまま提出できます。",
    ];
    let expected = [&own[..5], &use_lines, &own[8..]].concat();
    let found = flowing(&expense_notice(&made(Copy::Original)));
    assert_eq!(found, expected.concat());
}

#[test]
fn a_year_with_nothing_says_so() {
    let mut empty = made(Copy::OwnUse);
    empty.notice.people.clear();
    empty.notice.nameless.clear();
    empty.notice.missing.clear();
    let found = flowing(&expense_notice(&empty));
    for said in [
        "この年の診療分で、お知らせする医療費はありません。",
        "まだ載っていない月ありません。1月から12月までの診療分を載せています。",
        "支払った医療費の額の合計0円",
    ] {
        assert!(found.contains(said), "{said} is not in {found}");
    }
}

#[test]
fn a_notice_is_tagged() {
    let structure = whole_structure(&expense_notice(&made(Copy::OwnUse)));
    let pair = "TR(TH,TD)";
    let head = "THead(TR(TH,TH,TH,TH,TH))";
    let row = "TR(TD,TD,TD,TD,TD)";
    let foot = "TFoot(TR(TH,TD,TD,TD,TD))";
    let table = |rows: usize| {
        let rows = vec![row; rows].join(",");
        format!("Table({head},TBody({rows}),{foot})")
    };
    let point = ["LI(Lbl,LBody)"; 4].join(",");
    let expected = format!(
        "(Document(H1,P,P,P,Div(P,P,P,P),Table(TBody({})),Div(P,P,P),H2,{},H2,{},H2,P,{},H2,P,{},H2,L({point})))",
        [pair; 7].join(","),
        table(2),
        table(1),
        table(1),
        table(1),
    );
    assert_eq!(structure, expected);
}

#[test]
fn four_hundred_rows_go_over_pages_and_none_is_lost() {
    let mut many = made(Copy::OwnUse);
    let row = |at: u64| {
        let month = u8::try_from(at % 12).unwrap() + 1;
        let name = format!("第{at}みどりの丘クリニック");
        line(month, &name, Category::MedicalOut, 1_000 + at)
    };
    many.notice.people[0].lines = (0..400).map(row).collect();
    let file = expense_notice(&many);
    let pages = text(&file);
    assert!((8..30).contains(&pages.len()), "{}", pages.len());
    let found = flowing(&file);
    for at in 0..400 {
        assert!(
            found.contains(&format!("第{at}みどりの丘クリニック")),
            "{at}"
        );
    }
    // 400 × 1,000 + 0 + 1 + … + 399
    assert!(found.contains("小計479,800円"), "the subtotal");
    assert!(found.contains("支払った医療費の額の合計480,200円"));
    assert!(file == expense_notice(&many), "the same bytes again");
}

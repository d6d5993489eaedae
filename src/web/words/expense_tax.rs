//! Words of 医療費控除: the guide, the files and the paper original.

#![expect(missing_docs, reason = "the name of a field says which words it is")]

mod cells;
mod collect;

pub use cells::{form_cells, form_columns, form_sheet, row_cells, row_columns};
pub use collect::collect;

pub use super::expense::yen;

use super::{Lang, date::date};
use crate::domain::expense::{
    month::Month,
    tax::{
        file::{Part, TaxFile},
        paper::State,
    },
};

/// Words of this page.
pub struct TaxWords {
    pub heading: &'static str,
    pub lead: &'static str,
    pub back: &'static str,
    pub years: &'static str,
    pub no_year_heading: &'static str,
    pub no_year: &'static str,
    pub worth: &'static str,
    pub worth_caption: &'static str,
    pub worth_columns: [&'static str; 3],
    /// A document, whether it stands for receipts, and what to do with it.
    pub worth_rows: [[&'static str; 3]; 5],
    /// The same of XML with the society's signature, where there is such a thing.
    pub worth_signed: [&'static str; 3],
    pub worth_note: &'static str,
    pub sums: &'static str,
    pub people: &'static str,
    pub rows: &'static str,
    pub paid: &'static str,
    pub nameless: &'static str,
    pub given_back: &'static str,
    pub nothing: &'static str,
    pub missing_title: &'static str,
    pub missing: &'static str,
    pub missing_none: &'static str,
    pub paper: &'static str,
    pub paper_text: &'static str,
    pub paper_early: &'static str,
    pub paper_button: &'static str,
    pub paper_again: &'static str,
    pub paper_cancel: &'static str,
    pub paper_state: &'static str,
    pub paper_requested: &'static str,
    pub paper_printed: &'static str,
    pub signed: &'static str,
    pub signed_text: [&'static str; 3],
    pub files: &'static str,
    pub files_note: &'static str,
    pub form: &'static str,
    pub form_text: [&'static str; 4],
    pub back_title: &'static str,
    pub back_text: [&'static str; 3],
    pub back_none: &'static str,
    pub back_caption: &'static str,
    pub back_columns: [&'static str; 5],
    pub collect: &'static str,
    pub collect_text: &'static str,
    pub collect_legend: &'static str,
    pub ask: &'static str,
}

static JA: TaxWords = TaxWords {
    heading: "医療費控除に使う書類",
    lead: "1年間に支払った医療費が多いときは、確定申告(医療費控除)で税金が戻ることがあります。そのために使える書類と、集めておく領収書をまとめました。",
    back: "医療費のお知らせへ戻る",
    years: "年を選ぶ",
    no_year_heading: "その年の書類はありません",
    no_year: "書類があるのは、次の年の分です。",
    worth: "領収書の代わりになるもの、ならないもの",
    worth_caption: "書類ごとの使い方",
    worth_columns: ["書類", "領収書の代わり", "使い方"],
    worth_rows: [
        [
            "紙の原本(健康保険組合が印刷して郵送するもの)",
            "なります",
            "確定申告書に添付します。載っている分は、明細書の記入を簡単にでき、領収書の保管も要りません",
        ],
        [
            "マイナポータルの医療費通知情報(e-Taxに取り込むもの)",
            "なります",
            "e-Taxで申告するときに取り込みます。審査支払機関が発行します。この画面とは別のものです",
        ],
        [
            "この画面のPDF",
            "なりません",
            "ご自分の控えです。明細書に書き写すときや、領収書と見比べるときに使います",
        ],
        [
            "この画面のCSVと集計フォーム用の表",
            "なりません",
            "ご自分で集計するときに使います",
        ],
        [
            "この画面を印刷したもの",
            "なりません",
            "領収書を集めるときのメモに使います",
        ],
    ],
    worth_signed: [
        "電子署名付きのXML(この画面からダウンロードするもの)",
        "e-Taxで受け付けられれば、なります",
        "e-Taxで申告するときに添付します。受け付けられないときは、紙の原本か領収書を使ってください",
    ],
    worth_note: "「なりません」の書類をもとに申告するときは、領収書を5年間保管してください。税務署から見せるように求められることがあります。",
    sums: "この年の医療費",
    people: "載っている方",
    rows: "件数",
    paid: "支払った医療費の額",
    nameless: "うち、病院などの名称がなく別に扱う額",
    given_back: "補てんされる金額",
    nothing: "この年の診療分で、お知らせする医療費はまだありません。",
    missing_title: "まだ載っていない月と、載る予定",
    missing: "健康保険組合に届くまで、診療からおよそ3か月かかります。これらの月の分は、領収書を集めてください。",
    missing_none: "1月から12月までの診療分を載せています。請求が遅れた分は、後から加わることがあります。",
    paper: "紙の原本の申し込み",
    paper_text: "確定申告書に添付できる「医療費のお知らせ」を、健康保険組合が印刷して郵送します。保険者番号と記号・番号は載らないので、塗りつぶす必要はありません。",
    paper_early: "いま申し込むと、まだ載っていない月がある原本が届きます。急がないときは、載ってから申し込んでください。",
    paper_button: "紙の原本を申し込む",
    paper_again: "もう一度申し込む",
    paper_cancel: "申し込みを取り消す",
    paper_state: "今の状態",
    paper_requested: "申し込んだ日",
    paper_printed: "印刷した日",
    signed: "e-Taxに添付する電子署名付きのXML",
    signed_text: [
        "健康保険組合の電子署名が付いた「医療費のお知らせ」です。e-Taxで申告する方だけが使います。",
        "書き換えると署名が無効になります。ダウンロードしたまま添付してください。",
        "まだ載っていない月の分と、病院などの名称がない分は入っていません。その分は領収書を使ってください。",
    ],
    files: "控えをダウンロードする",
    files_note: "どれも領収書の代わりにはなりません。医療の記録なので、共用のパソコンには残さないでください。",
    form: "国税庁の「医療費集計フォーム」に貼り付ける表",
    form_text: [
        "国税庁の「医療費集計フォーム」は、国税庁が配る決まったファイルだけを読み込めます。この表の見出しより下を、その列の順に貼り付けてください。",
        "紙の原本を添付する方は「原本にない分」だけを使います。原本に載っている分を貼り付けると、二重に数えることになります。",
        "紙の原本も医療費通知情報も使わない方は「全部」を使い、領収書と見比べて直してください。",
        "支払年月日は、健康保険組合では分からないため空けてあります。右端の診療年月は見比べるためのもので、貼り付けません。",
    ],
    back_title: "補てんされる金額とは",
    back_text: [
        "健康保険組合が後から支給する高額療養費や付加給付、生命保険の入院給付金などです。支払った医療費から引いて申告します。",
        "引くのは、その給付のもとになった医療費からだけです。引ききれなくても、ほかの医療費からは引きません。",
        "窓口で限度額までしか支払わなかったときの高額療養費は、窓口の額からすでに引かれています。二重に引かないでください。",
    ],
    back_none: "この年の診療分で、健康保険組合からの高額療養費と付加給付はありません。",
    back_caption: "健康保険組合が支給した額",
    back_columns: [
        "受診者",
        "診療年月",
        "病院・薬局など",
        "高額療養費",
        "付加給付",
    ],
    collect: "集める領収書",
    collect_text: "そろったら印を付けてください。印は保存されません。この画面は、印刷して使えます。",
    collect_legend: "集める領収書の一覧",
    ask: "どこまでが医療費控除に入るかなど、税金のことは、お近くの税務署にお尋ねください。",
};

/// Words of this page.
pub fn expense_tax(lang: Lang) -> &'static TaxWords {
    match lang {
        Lang::Ja => &JA,
    }
}

/// A month, `2026年4月`.
pub fn month(lang: Lang, month: Month) -> String {
    let Lang::Ja = lang;
    format!("{}年{}月", month.year(), month.month())
}

/// Months, `2026年11月・12月`.
pub fn months(lang: Lang, months: &[Month]) -> String {
    let mut text = String::new();
    let mut year = None;
    for one in months {
        if year.is_some() {
            text.push('・');
        }
        if year == Some(one.year()) {
            text += &format!("{}月", one.month());
        } else {
            text += &month(lang, *one);
        }
        year = Some(one.year());
    }
    text
}

/// A year of the calendar, as pages name it.
pub fn year(lang: Lang, year: i32) -> String {
    let Lang::Ja = lang;
    format!("{year}年分")
}

/// When a month's rows are usually there.
pub fn expected(lang: Lang, missing: Month, expected: Month) -> String {
    format!(
        "{}の分：{}ごろ",
        month(lang, missing),
        month(lang, expected)
    )
}

/// How many rows there are.
pub fn rows(lang: Lang, rows: u32) -> String {
    let Lang::Ja = lang;
    format!("{rows}件")
}

/// Names beside each other.
pub fn names(lang: Lang, names: &[String]) -> String {
    let Lang::Ja = lang;
    names.join("、")
}

/// What a file is.
pub fn file(lang: Lang, file: TaxFile) -> &'static str {
    let Lang::Ja = lang;
    match file {
        TaxFile::Notice => "医療費のお知らせの控え(PDF)",
        TaxFile::Signed => "電子署名付きの医療費のお知らせ(XML)",
        TaxFile::Rows => "すべての項目の表(CSV)",
        TaxFile::FormSheet(Part::Rest) => "原本にない分(Excel)",
        TaxFile::FormCsv(Part::Rest) => "原本にない分(CSV)",
        TaxFile::FormSheet(Part::All) => "全部(Excel)",
        TaxFile::FormCsv(Part::All) => "全部(CSV)",
    }
}

/// How far a request is: the word and the kind of the chip it stands in.
pub fn paper_state(lang: Lang, state: State) -> (&'static str, &'static str) {
    let Lang::Ja = lang;
    match state {
        State::Received => ("受付", "warn"),
        State::InHand => ("発送準備", "warn"),
        State::Printed => ("印刷済", "ok"),
    }
}

/// A day.
pub fn day(lang: Lang, iso: &str) -> String {
    date(lang, iso)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_and_months_are_read_as_people_say_them() {
        assert_eq!(yen(Lang::Ja, 0), "0円");
        assert_eq!(yen(Lang::Ja, 12_345_678_901), "12,345,678,901円");
        let of = |year, month| Month::new(year, month).unwrap();
        assert_eq!(months(Lang::Ja, &[]), "");
        let some = [of(2026, 11), of(2026, 12), of(2027, 1)];
        assert_eq!(months(Lang::Ja, &some), "2026年11月・12月・2027年1月");
    }
}

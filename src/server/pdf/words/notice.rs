//! Words of 医療費のお知らせ as a document.
//!
//! May enter: text and functions from values to text. Must not: decisions, places on a page.

use crate::{
    domain::expense::{month::Month, tax::notice::Line},
    web::words::{
        Lang,
        expense_tax::{month, months},
    },
};

/// Words of this document.
pub struct NoticeWords {
    pub title: &'static str,
    pub number: &'static str,
    pub insured: &'static str,
    pub period: &'static str,
    pub insurer: &'static str,
    pub address: &'static str,
    pub phone: &'static str,
    pub use_title: &'static str,
    pub own_use: [&'static str; 3],
    pub original: [&'static str; 3],
    pub columns: [&'static str; 5],
    pub subtotal: &'static str,
    pub total: &'static str,
    pub total_paid: &'static str,
    pub total_back: &'static str,
    pub nothing: &'static str,
    pub back_title: &'static str,
    pub back_note: &'static str,
    pub back_columns: [&'static str; 5],
    pub nameless_title: &'static str,
    pub nameless_note: &'static str,
    pub nameless_columns: [&'static str; 5],
    pub missing_title: &'static str,
    pub missing_none: &'static str,
    pub missing_collect: &'static str,
    pub notes_title: &'static str,
    pub notes: [&'static str; 3],
    pub aided_note: &'static str,
}

static JA: NoticeWords = NoticeWords {
    title: "医療費のお知らせ",
    number: "発行番号",
    insured: "被保険者等の氏名",
    period: "対象",
    insurer: "保険者の名称",
    address: "所在地",
    phone: "電話番号",
    use_title: "この書類の使いみち",
    own_use: [
        "このファイルは、ご自分の控えです。「医療費控除の明細書」に書き写すときや、領収書と見比べるときにお使いください。",
        "印刷したものを、領収書や医療費通知の代わりに確定申告書に添付することはできません。領収書は5年間保管してください。",
        "添付できるのは、健康保険組合が発行する紙の原本です。マイページの「医療費控除に使う書類」から申し込めます。",
    ],
    original: [
        "この書面は、健康保険組合が発行する医療費通知(所得税法施行規則第47条の2)の原本です。確定申告書に添付すると、「支払った医療費の額」の表にある分は「医療費控除の明細書」の記入を簡単にでき、その領収書の保管も要りません。",
        "実際に支払った額と違うときは、実際に支払った額を明細書に書き、その分の領収書を5年間保管してください。",
        "この書面に保険者番号と記号・番号は載せていません。塗りつぶさずにそのまま提出できます。",
    ],
    columns: [
        "療養を受けた年月",
        "病院・薬局などの名称",
        "区分",
        "日数",
        "支払った医療費の額",
    ],
    subtotal: "小計",
    total: "合計",
    total_paid: "支払った医療費の額の合計",
    total_back: "補てんされる金額の合計",
    nothing: "この年の診療分で、お知らせする医療費はありません。",
    back_title: "補てんされる金額",
    back_note: "健康保険組合が高額療養費や付加給付として支給する額です。上の「支払った医療費の額」からは引いていません。窓口で限度額までしか支払わなかった分の高額療養費は、窓口の額からすでに引かれています。二重に引かないでください。",
    back_columns: [
        "療養を受けた方",
        "年月",
        "病院・薬局などの名称",
        "高額療養費",
        "付加給付",
    ],
    nameless_title: "病院などの名称がない医療費",
    nameless_note: "名称がない分は、この書類では領収書の代わりになりません。領収書をもとに「医療費控除の明細書」に書き、領収書を5年間保管してください。上の合計には入れていません。",
    nameless_columns: [
        "療養を受けた方",
        "年月",
        "区分",
        "日数",
        "支払った医療費の額",
    ],
    missing_title: "まだ載っていない月",
    missing_none: "ありません。1月から12月までの診療分を載せています。請求が遅れた分は、後から加わることがあります。",
    missing_collect: "載っていない月の分は、領収書をもとに「医療費控除の明細書」に書いてください。",
    notes_title: "ご注意",
    notes: [
        "支払った医療費の額は、健康保険組合が計算した額です(窓口相当額と食事の負担額)。端数の扱いなどで、窓口で支払った額と違うことがあります。",
        "支払いが翌年になった分は、支払った年の医療費控除に入ります。",
        "健康保険を使わない診療、市販の薬、通院の交通費などは載っていません。",
    ],
    aided_note: "※の分は、公費や市区町村の助成などがあるため、窓口で支払った額と違うことがあります。領収書で確かめてください。",
};

/// The words in a language.
pub fn of(lang: Lang) -> &'static NoticeWords {
    match lang {
        Lang::Ja => &JA,
    }
}

/// What a year's document is about.
pub fn period(lang: Lang, year: i32) -> String {
    let Lang::Ja = lang;
    format!("{year}年1月から12月までの診療分")
}

/// Whose rows follow.
pub fn person(lang: Lang, name: &str) -> String {
    let Lang::Ja = lang;
    format!("療養を受けた方: {name} 様")
}

/// The kind of care, marked where somebody else paid a part.
pub fn category(lang: Lang, line: &Line) -> String {
    let Lang::Ja = lang;
    let mark = if line.aided { "※" } else { "" };
    [line.category.word(), mark].concat()
}

/// How many days or times.
pub fn days(lang: Lang, days: u16) -> String {
    let Lang::Ja = lang;
    format!("{days}日")
}

/// Which months are not in.
pub fn not_in(lang: Lang, missing: &[Month]) -> String {
    format!(
        "{}の診療分は、健康保険組合への請求がまだ届いていないか、確認中です。",
        months(lang, missing)
    )
}

/// Which months have not begun.
pub fn to_come(lang: Lang, first: Month) -> String {
    format!("{}以降の診療分は、これからです。", month(lang, first))
}

/// What stands at the foot of every page.
pub fn foot(lang: Lang, society: &str, number: &str) -> String {
    let words = of(lang);
    format!("{society}  {} {} {number}", words.title, words.number)
}

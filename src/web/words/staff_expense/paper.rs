//! Words of 紙の請求.

#![expect(missing_docs, reason = "the name of a field says which words it is")]

use crate::{
    api::staff_expense::paper::PaperSaid,
    web::words::{Lang, date::date},
};

/// Words of 紙の請求.
pub struct PaperWords {
    pub heading: &'static str,
    pub lead: &'static str,
    pub none: &'static str,
    pub empty: &'static str,
    pub more: &'static str,
    pub all: &'static str,
    pub list: &'static str,
    pub columns: [&'static str; 6],
    pub file: &'static str,
    pub in_hand: &'static str,
    pub not_yet: &'static str,
    pub mark: &'static str,
    pub mark_text: &'static str,
    pub cancel: &'static str,
}

static JA: PaperWords = PaperWords {
    heading: "紙の請求",
    lead: "加入者が頼んだ、紙の「医療費のお知らせ」です。印刷して封筒に入れたら「印刷した」にします。「印刷した」を押すまで、一覧に残ります。",
    none: "印刷を待っている請求はありません。",
    empty: "PDFにする内容がありませんでした。請求がもう印刷済みか取り消し済み、または、その年の公開中の行がなくなっています。行がなくなった請求は、加入者に連絡してから取り消してください。",
    more: "ほかにもあります。印刷したものを記録すると、次が出ます。",
    all: "表示しているすべてを1つのPDFにする",
    list: "印刷を待っている請求(古い順)",
    columns: ["選ぶ", "加入者", "年", "受付", "状態", "PDF"],
    file: "PDFを開く",
    in_hand: "PDFを作成済み",
    not_yet: "未着手",
    mark: "選んだものを印刷した",
    mark_text: "印刷したものだけを選んで押してください。",
    cancel: "請求を取り消す",
};

/// Words of 紙の請求.
pub fn paper(lang: Lang) -> &'static PaperWords {
    match lang {
        Lang::Ja => &JA,
    }
}

/// 2026年分
pub fn year(lang: Lang, year: i32) -> String {
    let Lang::Ja = lang;
    format!("{year}年分")
}

/// How long a request has waited.
pub fn waited(lang: Lang, requested: &str, days: i64) -> String {
    let day = date(lang, requested);
    match days {
        0 => format!("{day}(今日)"),
        days => format!("{day}({days}日前)"),
    }
}

/// What became of an act.
pub fn said(lang: Lang, said: PaperSaid) -> String {
    let Lang::Ja = lang;
    match said {
        PaperSaid::Printed(done, 0) => format!("{done}件を印刷済みにしました。"),
        PaperSaid::Printed(done, gone) => format!(
            "{done}件を印刷済みにしました。{gone}件は、ほかの職員が先に印刷済みにしたか、請求が取り消されていたため、何もしていません。"
        ),
        PaperSaid::Cancelled => "請求を取り消しました。".to_owned(),
        PaperSaid::Gone => {
            "その請求は、もう印刷済みか取り消し済みでした。何もしていません。".to_owned()
        }
        PaperSaid::Nothing => "印刷したものを選んでから押してください。".to_owned(),
    }
}

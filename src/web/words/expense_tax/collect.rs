//! Words of the receipts still to be collected.

use super::{Lang, month, yen};
use crate::domain::expense::tax::{
    checklist::{Never, ToCollect},
    notice::Line,
};

/// Something to collect, and why.
pub fn collect(lang: Lang, item: &ToCollect) -> (String, String) {
    let owned = |(label, text): (&str, &str)| (label.to_owned(), text.to_owned());
    match item {
        ToCollect::Month(one) => (
            format!("{}の領収書", month(lang, *one)),
            "この月の診療分は、まだ載っていません。".to_owned(),
        ),
        ToCollect::Nameless(name, line) => (
            described(lang, name, line),
            "病院などの名称がないため、紙の原本でも領収書の代わりになりません。".to_owned(),
        ),
        ToCollect::Aided(name, line) => (
            described(lang, name, line),
            "公費や市区町村の助成などがあるため、支払った額が違うことがあります。領収書の額で申告し、領収書を保管してください。"
                .to_owned(),
        ),
        ToCollect::Never(kind) => owned(never(lang, *kind)),
    }
}

fn described(lang: Lang, name: &str, line: &Line) -> String {
    let parts = [
        month(lang, line.month),
        name.to_owned(),
        line.category.word().to_owned(),
        line.institution.clone(),
        yen(lang, line.paid),
    ];
    let parts = parts.iter().filter(|part| !part.is_empty());
    parts.map(String::as_str).collect::<Vec<_>>().join(" ")
}

fn never(lang: Lang, kind: Never) -> (&'static str, &'static str) {
    let Lang::Ja = lang;
    match kind {
        Never::OverTheCounter => (
            "薬局・薬店で買った薬",
            "治療のための薬は医療費控除に入ります。セルフメディケーション税制を使うときも領収書が要ります(医療費控除と両方は使えません)。",
        ),
        Never::Travel => (
            "通院の交通費",
            "電車やバスの代金です。領収書がないときは、日付・病院・区間・金額を書いておきます。自家用車のガソリン代と駐車場代は入りません。",
        ),
        Never::OwnPay => (
            "健康保険を使わない診療",
            "自費の歯の治療、お産の費用などです。美容や予防のためのものは、ふつう入りません。",
        ),
        Never::OtherInsurer => (
            "ほかの健康保険で受けた診療",
            "この健康保険組合に入る前や、やめた後の分です。その健康保険の医療費通知か領収書が要ります。",
        ),
        Never::NursingCare => (
            "介護保険のサービス",
            "訪問看護や介護老人保健施設など、医療費控除に入るものがあります。",
        ),
    }
}

//! Words of 家族の表示と不開示.

#![expect(missing_docs, reason = "the name of a field says which words it is")]

use crate::{
    api::staff_expense::family::FamilySaid,
    domain::{
        expense::desk::{FamilyAct, HouseholdField},
        field::FieldError,
        relationship::Relationship,
    },
    web::words::{Lang, field::sentence},
};

/// Words of 家族の表示と不開示.
pub struct FamilyWords {
    pub heading: &'static str,
    pub lead: &'static str,
    pub silence: &'static str,
    pub silence_text: &'static str,
    pub find_button: &'static str,
    pub nobody: &'static str,
    pub found: &'static str,
    pub columns: [&'static str; 6],
    pub branch: &'static str,
    pub enrolled_from: &'static str,
    pub enrolled_to: &'static str,
    pub hidden: &'static str,
    pub not_hidden: &'static str,
    pub objected: &'static str,
    pub shown: &'static str,
    pub notice_read: &'static str,
    pub notice_unread: &'static str,
    pub check_caller: &'static str,
    pub what_happens: &'static str,
    pub back: &'static str,
    pub already: &'static str,
}

static JA: FamilyWords = FamilyWords {
    heading: "家族の表示と不開示",
    lead: "記号・番号で家族をさがし、だれの医療費がだれに見えるかを確かめ、変えます。見たことと変えたことは、すべて記録されます。",
    silence: "だれかが不開示かどうかは、だれにも答えないでください",
    silence_text: "「その方のことはお答えできません」という返事も、手がかりになります。家族から聞かれたら、不開示の方がいてもいなくても、いつも「ほかの方の表示については、どなたにもお答えしていません」と伝えてください。",
    find_button: "さがす",
    nobody: "当てはまる方がいません。番号の読み違いや、別の家族の番号でないかを確かめてください。",
    found: "この記号・番号の方",
    columns: [
        "枝番",
        "氏名・続柄",
        "生年月日",
        "資格",
        "不開示",
        "家族への表示",
    ],
    branch: "枝番",
    enrolled_from: "から",
    enrolled_to: "喪失",
    hidden: "不開示",
    not_hidden: "なし",
    objected: "家族に見せない",
    shown: "家族に見せる",
    notice_read: "家族の表示の説明を確認済み",
    notice_unread: "家族の表示の説明は未確認",
    check_caller: "ご本人からの申し出であることを、いつもの方法で確かめてから進んでください。電話番号やメールアドレスだけでは、確かめたことになりません。",
    what_happens: "こうなります",
    back: "家族の一覧に戻る",
    already: "すでにそうなっています。変えることはありません。",
};

/// Words of 家族の表示と不開示.
pub fn family(lang: Lang) -> &'static FamilyWords {
    match lang {
        Lang::Ja => &JA,
    }
}

/// Label of a field of the search.
pub fn household_label(lang: Lang, field: HouseholdField) -> &'static str {
    let Lang::Ja = lang;
    match field {
        HouseholdField::Symbol => "記号",
        HouseholdField::Number => "番号",
    }
}

/// What is wrong with a field of the search.
pub fn household_error(lang: Lang, field: HouseholdField, error: FieldError) -> String {
    sentence(lang, household_label(lang, field), error)
}

/// What doing it is called: link, heading and button.
pub fn act(lang: Lang, act: FamilyAct) -> &'static str {
    let Lang::Ja = lang;
    match act {
        FamilyAct::Hide => "不開示にする",
        FamilyAct::Reveal => "不開示をやめる",
        FamilyAct::Object => "家族に見せないようにする",
        FamilyAct::Allow => "家族に見せるようにする",
    }
}

/// What it does, line by line.
pub fn effects(lang: Lang, act: FamilyAct) -> &'static [&'static str] {
    let Lang::Ja = lang;
    match act {
        FamilyAct::Hide => &[
            "この方の医療費は、家族の画面、合計、件数、PDFやCSVのファイル、お知らせのメールから、すぐに消えます。名前も出ません。",
            "この方からも、家族の医療費は見えなくなります。",
            "この方ご自身は、自分の医療費をこれまでどおり見られます。",
            "家族には何も知らせません。家族がすでに保存・印刷したものは、こちらからは消せません。",
        ],
        FamilyAct::Reveal => &[
            "この方の医療費が、これまでの分も含めて、すぐに家族の画面とファイルに出ます(「家族に見せない」になっているときを除きます)。",
            "この方からも、家族の医療費が見えるようになります。",
            "家族には知らせませんが、画面を開けば気づきます。ご本人の危険がなくなったことを、必ず確かめてください。",
        ],
        FamilyAct::Object => &[
            "この方の医療費は、家族の画面、合計、件数、ファイルから、すぐに消えます。",
            "この方からは、家族の医療費がこれまでどおり見えます。",
            "ご本人は、自分の画面でいつでも元に戻せます。",
        ],
        FamilyAct::Allow => &[
            "この方の医療費が、これまでの分も含めて、すぐに家族の画面とファイルに出ます(不開示のときを除きます)。",
            "ご本人は、自分の画面でいつでも「家族に見せない」に変えられます。",
        ],
    }
}

/// What became of an act.
pub fn said(lang: Lang, said: FamilySaid) -> &'static str {
    let Lang::Ja = lang;
    match (said.changed, said.act) {
        (false, _) => "すでにそうなっていました。何も変えていません。",
        (true, FamilyAct::Hide) => "不開示にしました。家族の画面からは、もう消えています。",
        (true, FamilyAct::Reveal) => "不開示をやめました。",
        (true, FamilyAct::Object) => "家族に見せないようにしました。",
        (true, FamilyAct::Allow) => "家族に見せるようにしました。",
    }
}

/// 続柄
pub fn relationship(lang: Lang, of: Relationship) -> &'static str {
    let Lang::Ja = lang;
    match of {
        Relationship::Insured => "本人",
        Relationship::Spouse => "配偶者",
        Relationship::Child => "子",
        Relationship::Father => "父",
        Relationship::Mother => "母",
        Relationship::ParentInLaw => "義父母",
        Relationship::Grandparent => "祖父母",
        Relationship::Sibling => "兄弟姉妹",
        Relationship::Grandchild => "孫",
        Relationship::Other => "その他",
    }
}

/// Since when.
pub fn since(lang: Lang, at: &str) -> String {
    format!("{}から", crate::web::words::date::date(lang, at))
}

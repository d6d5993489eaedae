//! Words of rows without a person.

#![expect(missing_docs, reason = "the name of a field says which words it is")]

use crate::{
    api::staff_expense::orphans::OrphanSaid,
    domain::expense::{
        alike::{Likeness, Name},
        batch::Why,
    },
    web::words::Lang,
};

/// Words of rows without a person.
pub struct OrphansWords {
    pub heading: &'static str,
    pub lead: &'static str,
    pub none: &'static str,
    pub not_yet: &'static str,
    pub back: &'static str,
    pub in_file: &'static str,
    pub number: &'static str,
    pub kana: &'static str,
    pub birth_date: &'static str,
    pub care: &'static str,
    pub total: &'static str,
    pub why: &'static str,
    pub candidates: &'static str,
    pub no_candidates: &'static str,
    pub columns: [&'static str; 6],
    pub give: &'static str,
    pub put_aside: &'static str,
    pub put_aside_text: &'static str,
}

static JA: OrphansWords = OrphansWords {
    heading: "持ち主のわからない行",
    lead: "適用台帳と合わず、だれの医療費か決まらなかった行です。決めるまで、だれにも見えません。似た別人に付けると、その人の医療費がほかの人に見えます。迷うときは「この行は使わない」にして、元のシステムで直したファイルを送ってください。",
    none: "決めていない行はありません。",
    not_yet: "この取り込みは、いまは行を決められる状態ではありません(取り込み済みか公開中のときに決められます)。",
    back: "取り込みに戻る",
    in_file: "ファイルの内容",
    number: "記号・番号・枝番",
    kana: "受診者カナ",
    birth_date: "生年月日",
    care: "診療",
    total: "医療費総額",
    why: "決まらなかった理由",
    candidates: "台帳にいる、近い人",
    no_candidates: "台帳に、近い人はいません。",
    columns: [
        "氏名・続柄",
        "番号",
        "生年月日",
        "資格",
        "合うところ",
        "決める",
    ],
    give: "この人の行にする",
    put_aside: "この行は使わない",
    put_aside_text: "だれの医療費にもしません。",
};

/// Words of rows without a person.
pub fn orphans(lang: Lang) -> &'static OrphansWords {
    match lang {
        Lang::Ja => &JA,
    }
}

/// A row's place among the rows of the file.
pub fn row_heading(lang: Lang, place: i64) -> String {
    let Lang::Ja = lang;
    format!("{place}番目の行")
}

/// How many wait, and which page of them is shown.
pub fn waiting(lang: Lang, all: i64, page: u64, pages: u64) -> String {
    let Lang::Ja = lang;
    match pages {
        1 => format!("{all}件あります。"),
        _ => format!("{all}件あります({page}/{pages}ページ)。決めると、次の行が繰り上がります。"),
    }
}

/// Why nobody is known.
pub fn why(lang: Lang, why: Why) -> &'static str {
    let Lang::Ja = lang;
    match why {
        Why::Unknown => "記号・番号・生年月日の合う人が台帳にいません",
        Why::Ambiguous => "合う人が2人以上いて、枝番でも区別できません",
    }
}

/// In what a row and a person agree.
pub fn likeness(lang: Lang, likeness: Likeness) -> String {
    let Lang::Ja = lang;
    let name = match likeness.name {
        Name::Same => Some("氏名"),
        Name::Similar => Some("氏名(1〜2文字違い)"),
        Name::Other => None,
    };
    let agreed = [
        likeness.number.then_some("記号・番号"),
        likeness.branch.then_some("枝番"),
        likeness.birth_date.then_some("生年月日"),
        name,
    ];
    agreed.into_iter().flatten().collect::<Vec<_>>().join("、")
}

/// What became of a decision.
pub fn said(lang: Lang, said: OrphanSaid) -> &'static str {
    let Lang::Ja = lang;
    match said {
        OrphanSaid::Settled => "その人の行にしました。",
        OrphanSaid::Dismissed => "使わないことにしました。",
        OrphanSaid::Before => {
            "ほかの職員が先に決めていたか、取り込みの状態が変わっていたため、何もしていません。"
        }
        OrphanSaid::NotLikely => {
            "その人は、この行に近い人の中にいません。画面に出ている人の中から選んでください。何もしていません。"
        }
    }
}

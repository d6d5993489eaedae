//! Words of 家族の表示: the published notice, and what can be chosen.
//!
//! Whoever changes what the notice says gives it a new version: the consent record names it.

#![expect(missing_docs, reason = "the name of a field says which words it is")]

use crate::web::words::Lang;

/// The version of the notice, as the consent record keeps it.
pub const FAMILY_NOTICE_VERSION: &str = "family-2026-11-28";

/// What can be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FamilyChoice {
    /// See the family's rows too.
    ShowFamily,
    /// See one's own alone.
    OwnAlone,
    /// Be shown to the family.
    ShowOwn,
    /// Not be shown to the family.
    HideOwn,
}

/// Words of the page.
pub struct FamilyWords {
    pub heading: &'static str,
    pub first: &'static str,
    pub saved: &'static str,
    pub notice: &'static str,
    /// Heading and text of each part of the notice.
    pub parts: &'static [(&'static str, &'static str)],
    pub danger: &'static str,
    pub danger_text: &'static str,
    pub phone: &'static str,
    pub view: &'static str,
    pub view_family: &'static str,
    pub view_own: &'static str,
    pub show_family: &'static str,
    pub own_alone: &'static str,
    pub shown: &'static str,
    pub shown_now: &'static str,
    pub hidden_now: &'static str,
    pub hide_own: &'static str,
    pub show_own: &'static str,
    pub back: &'static str,
}

static JA: FamilyWords = FamilyWords {
    heading: "ご家族の分の表示について",
    first: "はじめにお読みください。ご家族の分も表示するかどうかを選ぶと、医療費のお知らせに進みます。あとから、いつでも変えられます。",
    saved: "変更を保存しました。",
    notice: "当組合からのお知らせ",
    parts: &[
        (
            "なぜ家族の分も表示できるのですか",
            "医療費控除では、生計を一にするご家族の医療費を合わせて申告できます。そのため、医療費のお知らせは、ご家族の分をまとめてご覧になれるようにしています。",
        ),
        (
            "だれの分が、だれに表示されますか",
            "同じ記号・番号で加入している方どうしに、どちらも加入していた月の分を表示します。表示するのは、受診者の氏名、診療年月、区分、医療機関名、日数、金額です。ご家族がマイページを使うと、あなたの分もご家族の画面に表示されます。勤務先には表示しません。",
        ),
        (
            "家族に見せたくないとき",
            "お一人お一人が、いつでも、理由を言わずに取りやめられます。この画面で取りやめると、すぐにご家族の画面から消えます。給付や保険料が変わることはありません。",
        ),
    ],
    danger: "ご家族に知られると危険がある方へ",
    danger_text: "暴力などのおそれがあり、受診したことや医療機関の名前をご家族に知られたくない方は、健康保険組合へお電話ください。ご家族の画面に出ないように手配します。お話しになったことを、ご家族や勤務先に伝えることはありません。",
    phone: "電話",
    view: "ご家族の分を、この画面に表示しますか",
    view_family: "いまは、ご家族の分も表示しています。",
    view_own: "いまは、ご自分の分だけを表示しています。",
    show_family: "家族の分も表示する",
    own_alone: "自分の分だけ見る",
    shown: "ご自分の医療費を、ご家族に見せますか",
    shown_now: "いまは、ご家族の画面に、あなたの医療費が表示されます。",
    hidden_now: "いまは、ご家族の画面に、あなたの医療費は表示されません。",
    hide_own: "自分の医療費を家族に見せない",
    show_own: "自分の医療費を家族に見せる",
    back: "医療費のお知らせへ戻る",
};

/// Words of the page.
pub fn family(lang: Lang) -> &'static FamilyWords {
    match lang {
        Lang::Ja => &JA,
    }
}

/// What the consent record says was chosen, and by which wording.
pub fn recorded(lang: Lang, choice: FamilyChoice) -> String {
    let words = family(lang);
    let (button, part) = match choice {
        FamilyChoice::ShowFamily => (words.show_family, 1),
        FamilyChoice::OwnAlone => (words.own_alone, 1),
        FamilyChoice::ShowOwn => (words.show_own, 2),
        FamilyChoice::HideOwn => (words.hide_own, 2),
    };
    let (_, text) = words.parts[part];
    [button, " / ", words.heading, " / ", text].concat()
}

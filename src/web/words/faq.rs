//! よくある質問: the questions and answers, by section. The seed's four are `q1` to `q4`; other pages link to an entry by its id.

use super::{Lang, help::Block};

mod account;
mod care;
mod expense;
mod register;

/// Words around the questions.
pub struct FaqWords {
    /// Title.
    pub title: &'static str,
    /// Label of the search field.
    pub search: &'static str,
    /// What may be typed.
    pub search_hint: &'static str,
    /// Shows all questions again.
    pub all: &'static str,
    /// Title before and after what was searched for.
    pub found_before: &'static str,
    /// See `found_before`; the number of questions stands between this and `found_unit`.
    pub found_after: &'static str,
    /// Counter of questions.
    pub found_unit: &'static str,
    /// Said when nothing matches.
    pub none: &'static str,
    /// What to do then.
    pub none_hint: &'static str,
    /// Label of the sections' list.
    pub sections: &'static str,
    /// Heading of the way to ask.
    pub ask: &'static str,
    /// What is asked there.
    pub ask_text: &'static str,
    /// The way to ask.
    pub ask_link: &'static str,
    /// Where the phone is: places as in [`super::help::Facts::fill`].
    pub ask_phone: &'static str,
}

/// One question.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// Fragment other pages link to.
    pub id: &'static str,
    /// The question.
    pub question: &'static str,
    /// The answer.
    pub answer: &'static [Block],
    /// Words people search with that stand in neither.
    pub keywords: &'static str,
}

/// Questions about one thing.
#[derive(Clone, Copy, Debug)]
pub struct Section {
    /// Fragment.
    pub id: &'static str,
    /// Heading.
    pub title: &'static str,
    /// Questions.
    pub entries: &'static [Entry],
}

static JA: FaqWords = FaqWords {
    title: "よくある質問",
    search: "質問をさがす",
    search_hint: "ことばをスペースで区切ると、すべてを含む質問をさがします。例：メール 届かない",
    all: "すべての質問を見る",
    found_before: "「",
    found_after: "」を含む質問：",
    found_unit: "件",
    none: "あてはまる質問は見つかりませんでした。",
    none_hint: "ことばを短くするか、別のことばでお試しください。見つからないときは、お気軽にお問い合わせください。",
    sections: "質問の種類",
    ask: "解決しないときは",
    ask_text: "入力フォームまたはお電話でお問い合わせください。",
    ask_link: "お問い合わせ",
    ask_phone: "電話 {phone}({hours})",
};

static JA_SECTIONS: [Section; 7] = [
    register::JA,
    register::JA_INPUT,
    account::JA_LOGIN,
    account::JA_MAIL,
    care::JA_FAMILY,
    expense::JA,
    care::JA_SITE,
];

/// Words around the questions.
pub fn faq(lang: Lang) -> &'static FaqWords {
    match lang {
        Lang::Ja => &JA,
    }
}

/// All questions, by section.
pub fn sections(lang: Lang) -> &'static [Section] {
    match lang {
        Lang::Ja => &JA_SECTIONS,
    }
}

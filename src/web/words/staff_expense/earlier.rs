//! Words of 記号・番号の変更.

#![expect(missing_docs, reason = "the name of a field says which words it is")]

use crate::{
    api::staff_expense::earlier::EarlierSaid,
    domain::{
        expense::earlier::{EarlierAct, EarlierField, Refused},
        field::FieldError,
    },
    web::words::{Lang, field::sentence},
};

/// Words of 記号・番号の変更.
pub struct EarlierWords {
    pub heading: &'static str,
    pub lead: &'static str,
    pub sure: &'static str,
    pub sure_text: &'static str,
    pub now: &'static str,
    pub then: &'static str,
}

static JA: EarlierWords = EarlierWords {
    heading: "記号・番号の変更",
    lead: "転籍や再取得などで記号・番号が変わった方の、前の医療費をいまの画面に出します。結ぶと、ご本人と、いまの家族の表示に従う方に、すぐに見えます。したことは、すべて記録されます。",
    sure: "同じ人であることを、資格の届出などで確かめてから進んでください",
    sure_text: "氏名と生年月日が同じでも、別の人のことがあります。不開示や「家族に見せない」は、前の記号・番号の家族に対しても効きます。",
    now: "いま",
    then: "前",
};

/// Words of 記号・番号の変更.
pub fn earlier(lang: Lang) -> &'static EarlierWords {
    match lang {
        Lang::Ja => &JA,
    }
}

/// Label of a field.
pub fn label(lang: Lang, field: EarlierField) -> &'static str {
    let Lang::Ja = lang;
    match field {
        EarlierField::Symbol => "いまの記号",
        EarlierField::Number => "いまの番号",
        EarlierField::EarlierSymbol => "前の記号",
        EarlierField::EarlierNumber => "前の番号",
        EarlierField::BirthDate => "生年月日",
    }
}

/// What is wrong with a field.
pub fn error(lang: Lang, field: EarlierField, error: FieldError) -> String {
    sentence(lang, label(lang, field), error)
}

/// What doing it is called.
pub fn act(lang: Lang, act: EarlierAct) -> &'static str {
    let Lang::Ja = lang;
    match act {
        EarlierAct::Link => "同じ人として結ぶ",
        EarlierAct::Unlink => "別の人に戻す",
    }
}

/// What became of it.
pub fn said(lang: Lang, said: EarlierSaid) -> &'static str {
    match (said.refused, said.act) {
        (Some(refused), _) => self::refused(lang, refused),
        (None, EarlierAct::Link) => {
            "結びました。前の記号・番号の医療費も、本人に見えるようになりました。"
        }
        (None, EarlierAct::Unlink) => "別の人に戻しました。",
    }
}

/// Why it is not so.
pub fn refused(lang: Lang, refused: Refused) -> &'static str {
    let Lang::Ja = lang;
    match refused {
        Refused::Nobody => "この記号・番号と生年月日の人は、台帳にいません。",
        Refused::Several => "この記号・番号と生年月日の人が2人います(双子)。結べません。",
        Refused::NotOne => {
            "同じ人ではありません。性別が同じで、前の資格を失ってから、いまの資格を得ている人だけを結べます。"
        }
        Refused::Linked => "もう結ばれています。変えるときは、先に別の人に戻してください。",
        Refused::NotLinked => "この2人は結ばれていません。",
    }
}

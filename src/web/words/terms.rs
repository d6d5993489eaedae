//! 利用規約: what people agree to, by version. A version that somebody agreed to stays here word by word.

use super::{
    Lang,
    help::{Block::*, Chapter},
};
use crate::web::path;

/// Words around the terms.
pub struct TermsWords {
    /// Title.
    pub title: &'static str,
    /// Version; places as in [`super::help::Facts::fill`].
    pub version: &'static str,
}

/// One version of the terms.
#[derive(Debug)]
pub struct Terms {
    /// The version, as settings and consent records name it.
    pub version: &'static str,
    /// Who speaks.
    pub lead: &'static str,
    /// The articles.
    pub articles: &'static [Chapter],
}

static JA: TermsWords = TermsWords {
    title: "マイページ利用規約",
    version: "{version} 版",
};

static JA_2026_11_01: Terms = Terms {
    version: "2026-11-01",
    lead: "この規約は、{society}(以下「当組合」)が提供するマイページの利用について定めるものです。登録のときに同意していただきます。",
    articles: &[
        Chapter {
            id: "a1",
            title: "第1条 利用できる方",
            blocks: &[Text(
                "マイページは、当組合の被保険者と、その年度の末日に18歳以上である被扶養者が、お一人ずつ登録して利用できます。",
            )],
        },
        Chapter {
            id: "a2",
            title: "第2条 登録",
            blocks: &[Points(&[
                "登録には、ご本人の正しい情報と、ご本人が使うメールアドレスが必要です。",
                "登録は、届いたメールのURLまたは確認コードで確認したときに完了します。",
                "ほかの方の情報で登録することはできません。",
            ])],
        },
        Chapter {
            id: "a3",
            title: "第3条 パスワードの管理",
            blocks: &[Points(&[
                "パスワードは、ご本人が管理し、ほかの方に教えたり、使わせたりしないでください。",
                "ほかの方に知られたと思われるときは、すぐに変更するか、当組合にご連絡ください。",
            ])],
        },
        Chapter {
            id: "a4",
            title: "第4条 メール",
            blocks: &[Points(&[
                "登録やパスワードについての手続きのメールと、制度や資格についての重要なお知らせは、登録中の方にお送りします。",
                "そのほかのメールマガジンは、選ばれたカテゴリだけをお送りします。選択はいつでも変更できます。",
            ])],
        },
        Chapter {
            id: "a5",
            title: "第5条 個人情報",
            blocks: &[
                Text("個人情報は、「個人情報の扱いについて」のとおり取り扱います。"),
                Link("個人情報の扱いについて", path::PRIVACY),
            ],
        },
        Chapter {
            id: "a6",
            title: "第6条 してはならないこと",
            blocks: &[Points(&[
                "ほかの方になりすまして登録またはログインすること",
                "マイページの運用をさまたげること",
                "法令に反すること",
            ])],
        },
        Chapter {
            id: "a7",
            title: "第7条 利用の停止",
            blocks: &[Text(
                "第6条に反する利用や、不正なログインのおそれがあるときは、ご本人を守るため、利用を止めることがあります。",
            )],
        },
        Chapter {
            id: "a8",
            title: "第8条 サービスの変更と休止",
            blocks: &[Text(
                "点検や災害などのため、マイページを休止することがあります。前もってわかるときは、このサイトでお知らせします。休止の間も、当組合への電話や書面による手続きはご利用になれます。",
            )],
        },
        Chapter {
            id: "a9",
            title: "第9条 退会",
            blocks: &[Text(
                "いつでも退会できます。退会すると、登録された情報はその場で消去されます。健康保険の資格には影響しません。",
            )],
        },
        Chapter {
            id: "a10",
            title: "第10条 責任",
            blocks: &[Text(
                "マイページの利用で損害が生じた場合、当組合は、当組合に故意または過失があるときに、法令にしたがって責任を負います。",
            )],
        },
        Chapter {
            id: "a11",
            title: "第11条 規約の変更",
            blocks: &[Text(
                "この規約を変更するときは、変更の内容と始まる日を、前もってこのサイトでお知らせします。同意していただいた規約の版は、登録の記録に残ります。",
            )],
        },
        Chapter {
            id: "a12",
            title: "第12条 法律",
            blocks: &[Text("この規約には、日本の法律が適用されます。")],
        },
    ],
};

/// Words around the terms.
pub fn terms(lang: Lang) -> &'static TermsWords {
    match lang {
        Lang::Ja => &JA,
    }
}

/// The terms of `version`, if there are such. The settings may only name a version that exists here.
pub fn text(lang: Lang, version: &str) -> Option<&'static Terms> {
    let all: &[&'static Terms] = match lang {
        Lang::Ja => &[&JA_2026_11_01],
    };
    all.iter().copied().find(|terms| terms.version == version)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::words::help::tests::facts;

    #[test]
    fn the_shipped_settings_name_terms_that_exist() {
        let settings = include_str!("../../../Leptos.toml");
        let version = settings
            .split("[terms]")
            .nth(1)
            .and_then(|rest| rest.split('"').nth(1))
            .expect("a version");
        let terms = text(Lang::Ja, version).expect("its text");
        assert_eq!(terms.version, version);
        assert!(text(Lang::Ja, "1999-01-01").is_none());
        for chapter in terms.articles {
            for block in chapter.blocks {
                for text in block.texts() {
                    assert!(!facts().fill(text).contains(['{', '}']), "{text}");
                }
            }
        }
    }
}

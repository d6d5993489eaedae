//! よくある質問: all questions by section, or those that were searched for.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::{
    blocks::Writer,
    search::{Query, select},
};
use crate::web::{
    page::page,
    path,
    ui::{Faq, FaqItem, LinkItem, LinkList, Notice, PageBody, PageTitle, SearchBox},
    words::{
        Lang,
        faq::{Entry, FaqWords, Section, faq, sections},
        help::Facts,
    },
};

/// よくある質問. `?q=` searches, `?open=` opens one entry.
#[component]
pub fn FaqPage() -> impl IntoView {
    let words = faq(Lang::Ja);
    let params = use_query_map().get_untracked();
    let query = params.get("q").as_deref().and_then(Query::read);
    let open = params.get("open").unwrap_or_default();
    let typed = query
        .as_ref()
        .map_or_else(String::new, |query| query.typed.clone());
    let facts = Facts::of(&page());
    let (writer, chosen) = choose(query, facts, sections(Lang::Ja));
    let above = if writer.query.is_some() {
        outcome(words, &typed, &chosen).into_any()
    } else {
        contents(words).into_any()
    };
    let found = chosen
        .iter()
        .map(|(section, entries)| questions(&writer, section, entries, &open))
        .collect_view();
    view! {
        <PageBody>
            <PageTitle heading=words.title/>
            <div>
                <SearchBox action=path::FAQ name=path::FAQ_QUERY label=words.search value=typed/>
                <p class="field__hint">{words.search_hint}</p>
            </div>
            {above}
            {found}
            <Ask words=words/>
        </PageBody>
    }
}

type Chosen = Vec<(&'static Section, Vec<&'static Entry>)>;

/// The sections with the entries to show: all of them, or those that were searched for.
fn choose(query: Option<Query>, facts: Facts, all: &'static [Section]) -> (Writer, Chosen) {
    let Some(query) = query else {
        let chosen = all
            .iter()
            .map(|section| (section, section.entries.iter().collect()))
            .collect();
        return (Writer { facts, query: None }, chosen);
    };
    let entries = || all.iter().flat_map(|section| section.entries);
    let texts: Vec<Vec<String>> = entries().map(|entry| texts_of(entry, &facts)).collect();
    let mut hits = select(&query, &texts).into_iter();
    let chosen = all
        .iter()
        .map(|section| {
            let found = section
                .entries
                .iter()
                .filter(|_| hits.next().unwrap_or(false))
                .collect();
            (section, found)
        })
        .filter(|(_, found): &(_, Vec<_>)| !found.is_empty())
        .collect();
    let query = Some(query);
    (Writer { facts, query }, chosen)
}

/// Everything an entry can be found by.
fn texts_of(entry: &Entry, facts: &Facts) -> Vec<String> {
    let answer = entry.answer.iter().flat_map(|block| block.texts());
    [entry.question, entry.keywords]
        .into_iter()
        .chain(answer)
        .map(|text| facts.fill(text))
        .collect()
}

/// How many were found, or that none was.
fn outcome(words: &'static FaqWords, typed: &str, chosen: &Chosen) -> impl IntoView + use<> {
    let count: usize = chosen.iter().map(|(_, entries)| entries.len()).sum();
    view! {
        <div role="status" class="stack">
            {if count == 0 {
                view! {
                    <Notice title=words.none>
                        <p>{words.none_hint}</p>
                    </Notice>
                }
                    .into_any()
            } else {
                view! {
                    <p>
                        {[words.found_before, typed, words.found_after].concat()}
                        <strong>{count}</strong>
                        {words.found_unit}
                    </p>
                }
                    .into_any()
            }}
            <p>
                <a href=path::FAQ>{words.all}</a>
            </p>
        </div>
    }
}

/// The sections, to jump to.
fn contents(words: &'static FaqWords) -> impl IntoView {
    view! {
        <nav aria-label=words.sections>
            <LinkList>
                {sections(Lang::Ja)
                    .iter()
                    .map(|section| {
                        view! { <LinkItem href=["#", section.id].concat() label=section.title/> }
                    })
                    .collect_view()}
            </LinkList>
        </nav>
    }
}

/// A section's questions; what was searched for or linked to is open.
fn questions(
    writer: &Writer,
    section: &'static Section,
    entries: &[&'static Entry],
    open: &str,
) -> impl IntoView + use<> {
    let items = entries
        .iter()
        .map(|entry| {
            let shown = writer.query.is_some() || entry.id == open;
            let question = writer.sentence(entry.question);
            let answer = writer.blocks(entry.answer);
            view! {
                <FaqItem question=question id=entry.id open=shown>
                    {answer}
                </FaqItem>
            }
        })
        .collect_view();
    view! {
        <section class="stack">
            <h2 id=section.id>{section.title}</h2>
            <Faq>{items}</Faq>
        </section>
    }
}

/// The way to ask what is not answered here.
#[component]
fn Ask(words: &'static FaqWords) -> impl IntoView {
    let writer = Writer::of(Facts::of(&page()));
    view! {
        <section class="stack">
            <h2>{words.ask}</h2>
            <p>{words.ask_text}</p>
            <p>
                <a href=path::CONTACT>{words.ask_link}</a>
            </p>
            <p>{writer.sentence(words.ask_phone)}</p>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::web::words::help::{Block, tests::facts};

    fn found(typed: &str) -> Vec<&'static str> {
        let (_, chosen) = choose(Query::read(typed), facts(), sections(Lang::Ja));
        chosen
            .into_iter()
            .flat_map(|(_, entries)| entries)
            .map(|entry| entry.id)
            .collect()
    }

    fn entries() -> impl Iterator<Item = &'static Entry> {
        sections(Lang::Ja)
            .iter()
            .flat_map(|section| section.entries)
    }

    #[test]
    fn people_find_their_answer_with_their_own_words() {
        for (typed, id) in [
            ("別ユーザ", "q1"),
            ("夫婦 同じアドレス", "q1"),
            ("メールが届かない", "q2"),
            ("めーる　とどかない", "q2"),
            ("迷惑メール", "q2"),
            ("sorairo-kenpo.example.jp", "q2"),
            ("４０４", "q3"),
            ("リンクが開かない", "q3"),
            ("配偶者の健診", "q4"),
            ("予約をキャンセルしたい", "checkup-change"),
            ("確認コード", "code"),
            ("ﾊﾟｽﾜｰﾄﾞ 忘れた", "forgot"),
            ("ぱすわーどを わすれた", "forgot"),
            ("保険証", "number"),
            ("記号番号 どこ", "number"),
            ("枝番がわからない", "branch"),
            ("フリガナ", "kana"),
            ("子供", "who"),
            ("退職", "lost"),
            ("機種変更", "change-address"),
            ("ガラケー", "old-mobile"),
            ("配信停止", "newsletters"),
            ("解約", "withdraw"),
            ("文字を大きく", "display"),
            ("ホーム画面", "install"),
            ("iphone アプリ", "install"),
            ("会社に知られる", "who-sees"),
            ("電話番号", "phone"),
            ("ログアウト", "logout"),
            ("登録コード", "other-address"),
        ] {
            assert!(found(typed).contains(&id), "{typed}: {:?}", found(typed));
        }
    }

    #[test]
    fn nothing_found_is_nothing_found() {
        for typed in ["沖縄旅行", "xyzzy", "🙂", "<>"] {
            assert!(found(typed).is_empty(), "{typed}: {:?}", found(typed));
        }
    }

    #[test]
    fn without_words_every_question_is_there() {
        assert_eq!(found("  ").len(), entries().count());
    }

    #[test]
    fn every_link_leads_somewhere_and_every_id_is_one() {
        let ids: BTreeSet<&str> = entries().map(|entry| entry.id).collect();
        assert_eq!(ids.len(), entries().count());
        for section in sections(Lang::Ja) {
            assert!(!ids.contains(section.id), "{}", section.id);
        }
        for entry in entries() {
            for block in entry.answer {
                if let Block::Link(_, to) = block {
                    let known = to
                        .strip_prefix('#')
                        .map_or(to.starts_with('/'), |id| ids.contains(id));
                    assert!(known, "{to}");
                }
            }
        }
    }

    #[test]
    fn every_place_in_a_text_is_filled() {
        for entry in entries() {
            for text in texts_of(entry, &facts()) {
                assert!(!text.contains(['{', '}']), "{text}");
            }
        }
    }
}

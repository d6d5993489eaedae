//! Finding questions by words, whatever their width, case or kana: pure text work, no views.
//!
//! 「めーる」「ﾒｰﾙ」「メール」 are one word here, as are 「ＵＲＬ」 and "url". Offsets always point into the text as written,
//! so that what matched can be shown.

use std::ops::Range;

/// Longest search text that is looked at, in characters.
const MAX_QUERY: usize = 100;
/// Most words that are looked at.
const MAX_WORDS: usize = 8;

/// A text folded for comparison, with the way back to what is written.
struct Folded {
    chars: Vec<char>,
    /// For each folded character the bytes it stands for.
    origin: Vec<Range<usize>>,
}

impl Folded {
    fn of(text: &str) -> Self {
        let mut folded = Self {
            chars: Vec::new(),
            origin: Vec::new(),
        };
        for (at, written) in text.char_indices() {
            let end = at + written.len_utf8();
            match written {
                'ﾞ' | '゛' | '\u{3099}' if folded.voice(1, end) => continue,
                'ﾟ' | '゜' | '\u{309a}' if folded.voice(2, end) => continue,
                _ => {}
            }
            for letter in fold(written).to_lowercase() {
                folded.chars.push(letter);
                folded.origin.push(at..end);
            }
        }
        folded
    }

    /// Lets a voicing mark join the kana before it: が follows か at 1, ぱ follows は at 2.
    fn voice(&mut self, step: u32, end: usize) -> bool {
        let Some(kana) = self.chars.last_mut() else {
            return false;
        };
        let can = match (*kana, step) {
            ('ウ', 1) => {
                *kana = 'ヴ';
                true
            }
            (
                'カ' | 'キ' | 'ク' | 'ケ' | 'コ' | 'サ' | 'シ' | 'ス' | 'セ' | 'ソ' | 'タ' | 'チ',
                1,
            )
            | ('ツ' | 'テ' | 'ト', 1)
            | ('ハ' | 'ヒ' | 'フ' | 'ヘ' | 'ホ', 1 | 2) => {
                *kana = char::from_u32(u32::from(*kana) + step).unwrap_or(*kana);
                true
            }
            _ => false,
        };
        if can && let Some(origin) = self.origin.last_mut() {
            origin.end = end;
        }
        can
    }

    /// Where `word` stands, as bytes of the text as written.
    fn find(&self, word: &[char]) -> Vec<Range<usize>> {
        if word.is_empty() || word.len() > self.chars.len() {
            return Vec::new();
        }
        self.chars
            .windows(word.len())
            .enumerate()
            .filter(|(_, window)| *window == word)
            .map(|(at, _)| self.origin[at].start..self.origin[at + word.len() - 1].end)
            .collect()
    }
}

/// One character without its width and script: full-width letters become ASCII, half-width kana full, hiragana katakana.
fn fold(letter: char) -> char {
    const HALF: [char; 63] = [
        '。', '「', '」', '、', '・', 'ヲ', 'ァ', 'ィ', 'ゥ', 'ェ', 'ォ', 'ャ', 'ュ', 'ョ', 'ッ',
        'ー', 'ア', 'イ', 'ウ', 'エ', 'オ', 'カ', 'キ', 'ク', 'ケ', 'コ', 'サ', 'シ', 'ス', 'セ',
        'ソ', 'タ', 'チ', 'ツ', 'テ', 'ト', 'ナ', 'ニ', 'ヌ', 'ネ', 'ノ', 'ハ', 'ヒ', 'フ', 'ヘ',
        'ホ', 'マ', 'ミ', 'ム', 'メ', 'モ', 'ヤ', 'ユ', 'ヨ', 'ラ', 'リ', 'ル', 'レ', 'ロ', 'ワ',
        'ン', '゛', '゜',
    ];
    let code = u32::from(letter);
    let folded = match code {
        0x3000 | 0x00a0 => Some(' '),
        0xff01..=0xff5e => char::from_u32(code - 0xfee0),
        0xff61..=0xff9f => usize::try_from(code - 0xff61)
            .ok()
            .and_then(|at| HALF.get(at).copied()),
        0x3041..=0x3096 => char::from_u32(code + 0x60),
        0x2010..=0x2015 | 0x2212 => Some('-'),
        _ => None,
    };
    folded.unwrap_or(letter)
}

/// Whether `letter` has no face of its own: direction marks, zero-width spaces.
fn is_invisible(letter: char) -> bool {
    matches!(u32::from(letter), 0x200b..=0x200f | 0x202a..=0x202e | 0x2060..=0x2069 | 0xfeff)
}

/// What somebody searches for.
pub struct Query {
    /// As typed, trimmed and shortened, to be shown again.
    pub typed: String,
    words: Vec<Vec<char>>,
}

impl Query {
    /// Reads a search text; `None` if it holds nothing to search for.
    pub fn read(text: &str) -> Option<Self> {
        let typed: String = text
            .chars()
            .filter(|letter| !letter.is_control() && !is_invisible(*letter))
            .take(MAX_QUERY)
            .collect();
        let typed = typed.trim().to_owned();
        let words: Vec<Vec<char>> = typed
            .split(|letter: char| {
                letter.is_whitespace() || matches!(letter, '、' | '。' | '・' | ',' | '?' | '？')
            })
            .flat_map(meaning)
            .map(|piece| Folded::of(&piece).chars)
            .filter(|word| !word.is_empty())
            .take(MAX_WORDS)
            .collect();
        (!words.is_empty()).then_some(Self { typed, words })
    }

    /// How many of the words stand somewhere in `texts`.
    fn hits(&self, texts: &[Folded]) -> usize {
        self.words
            .iter()
            .filter(|word| texts.iter().any(|text| !text.find(word).is_empty()))
            .count()
    }

    /// `text` in pieces; `true` marks those that were searched for.
    pub fn pieces(&self, text: &str) -> Vec<(String, bool)> {
        let folded = Folded::of(text);
        let mut hits: Vec<Range<usize>> = self
            .words
            .iter()
            .flat_map(|word| folded.find(word))
            .collect();
        hits.sort_by_key(|hit| hit.start);
        let mut pieces = Vec::new();
        let mut done = 0;
        for hit in hits {
            let start = hit.start.max(done);
            if start >= hit.end {
                continue;
            }
            if start > done {
                pieces.push((text[done..start].to_owned(), false));
            }
            pieces.push((text[start..hit.end].to_owned(), true));
            done = hit.end;
        }
        if done < text.len() {
            pieces.push((text[done..].to_owned(), false));
        }
        pieces
    }
}

/// What carries meaning in a word: 「メールが届かない」 asks for メール and 届.
///
/// Runs of kanji, of katakana and of letters and digits stay; hiragana, where particles and endings are, goes, unless
/// the whole word is written in it.
fn meaning(word: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut last = None;
    for letter in word.chars() {
        let kind = match Kind::of(letter) {
            Some(Kind::Katakana) if letter == 'ー' && last.is_none() => None,
            kind => kind,
        };
        if kind.is_some() && kind != last {
            pieces.push(String::new());
        }
        if let (Some(_), Some(piece)) = (kind, pieces.last_mut()) {
            piece.push(letter);
        }
        last = kind;
    }
    if pieces.is_empty() {
        pieces.push(word.to_owned());
    }
    pieces
}

/// Which of `items` (each the texts of one question) were meant: those that hold every word; if there are none,
/// those that hold the most of them, at least half.
pub fn select(query: &Query, items: &[Vec<String>]) -> Vec<bool> {
    let counts: Vec<usize> = items
        .iter()
        .map(|texts| {
            let folded: Vec<Folded> = texts.iter().map(|text| Folded::of(text)).collect();
            query.hits(&folded)
        })
        .collect();
    let best = counts.iter().copied().max().unwrap_or_default();
    let enough = best > 0 && best * 2 >= query.words.len();
    counts.iter().map(|hits| enough && *hits == best).collect()
}

/// What kind of writing carries meaning. Hiragana is where particles and endings are, and is none.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Kanji,
    Katakana,
    Letters,
}

impl Kind {
    fn of(letter: char) -> Option<Self> {
        match u32::from(letter) {
            0x3041..=0x309f => None,
            0x3005 | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x3ffff => {
                Some(Self::Kanji)
            }
            0x30fb => None,
            0x30a1..=0x30ff | 0xff66..=0xff9f => Some(Self::Katakana),
            _ => letter.is_alphanumeric().then_some(Self::Letters),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(query: &str, text: &str) -> bool {
        let query = Query::read(query).expect("something to search for");
        select(&query, &[vec![text.to_owned()]])[0]
    }

    fn marked(query: &str, text: &str) -> Vec<String> {
        Query::read(query)
            .expect("something to search for")
            .pieces(text)
            .into_iter()
            .filter_map(|(piece, hit)| hit.then_some(piece))
            .collect()
    }

    #[test]
    fn width_case_and_kana_do_not_matter() {
        for query in ["めーる", "ﾒｰﾙ", "メール", "　メール　"] {
            assert!(found(query, "確認メールが届きません"), "{query}");
        }
        for query in ["ＵＲＬ", "url", "Url"] {
            assert!(found(query, "メールのURLを開く"), "{query}");
        }
        assert!(found("ぱすわーど", "ﾊﾟｽﾜｰﾄﾞを忘れました"));
        assert!(found("ﾊﾟｽﾜｰﾄﾞ", "パスワードを忘れました"));
        assert!(found("か\u{3099}", "画面が"));
        assert!(!found("ハス", "パス"));
    }

    #[test]
    fn every_word_has_to_be_there() {
        assert!(found("メール 届", "確認メールが届きません"));
        assert!(found("メール　届", "確認メールが届きません"));
        assert!(!found("退会 削除 消", "確認メールが届きません"));
    }

    #[test]
    fn sentences_are_understood_by_what_carries_meaning() {
        assert!(found("メールが届かない", "確認メールが届きません"));
        assert!(found("パスワード忘れた!", "パスワードを忘れました"));
        assert!(!found("おなかがすいた", "パスワードを忘れました"));
    }

    #[test]
    fn the_nearest_are_shown_when_nothing_has_everything() {
        let query = Query::read("予約・電話・番号").expect("something to search for");
        let items = [vec!["電話・番号".into()], vec!["番号と電話".into()]];
        let hits = select(&query, &items);
        assert_eq!(hits, [true, true]);
        let query = Query::read("沖縄旅行 補助金 申請 電話").expect("something to search for");
        let hits = select(&query, &items);
        assert_eq!(hits, [false, false], "a quarter is too little");
    }

    #[test]
    fn what_matched_is_marked_as_it_is_written() {
        assert_eq!(marked("ぱす url", "ﾊﾟｽのＵＲＬ"), ["ﾊﾟｽ", "ＵＲＬ"]);
        assert_eq!(
            marked("メール", "メール、メールと𠮷野"),
            ["メール", "メール"]
        );
        assert_eq!(marked("ああ", "あああ"), ["ああ", "あ"]);
        assert!(marked("x", "").is_empty());
    }

    #[test]
    fn pieces_together_are_the_text() {
        let query = Query::read("が メ 𠮷").expect("something to search for");
        let text = "ﾒｰﾙか\u{3099}届いた𠮷野さん";
        let whole: String = query
            .pieces(text)
            .into_iter()
            .map(|(piece, _)| piece)
            .collect();
        assert_eq!(whole, text);
    }

    #[test]
    fn nothing_and_too_much_are_survived() {
        for nothing in ["", "   ", "　", "\0", "。、"] {
            assert!(Query::read(nothing).is_none(), "{nothing:?}");
        }
        let long = Query::read(&"あ ".repeat(10_000)).expect("something to search for");
        assert!(long.typed.chars().count() <= MAX_QUERY);
        assert!(long.words.len() <= MAX_WORDS);
        assert_eq!(
            Query::read("\u{202e}メール\0").map(|query| query.typed),
            Some("メール".into())
        );
    }
}

//! Folding of typed and pasted text: what every field does before its own rule looks at it.
//!
//! May enter: rules about characters that hold for several fields. Must not: the rule of one
//! field, Unicode tables (they would weigh more in the browser than everything else here: the
//! normalisation comes in as an argument).

/// The Unicode normalisation NFKC, brought by the caller: in the browser it is
/// `String.prototype.normalize`, on the server a table.
pub type Nfkc<'a> = &'a dyn Fn(&str) -> String;

/// A fold that changes nothing, for text that was folded before it was stored.
pub(super) fn as_stored(text: &str) -> String {
    text.to_owned()
}

/// Folds one line of input: NFKC (`１２` → `12`, `ﾔﾏﾀﾞ` → `ヤマダ`, `＠` → `@`), drops characters
/// nobody sees (zero-width space, marks of direction, byte order mark, soft hyphen), makes every
/// kind of white space a plain space and trims both ends.
///
/// Control characters other than white space stay, so that the field's own rule refuses them.
/// Folding twice is folding once.
pub fn fold_ascii(raw: &str, nfkc: Nfkc<'_>) -> String {
    // Before the normalisation, for such a character can stand between a kana and its voicing mark.
    let seen: String = raw.chars().filter(|c| !is_invisible(*c)).collect();
    let folded = nfkc(&seen);
    let mut out = String::with_capacity(folded.len());
    for c in folded.trim().chars() {
        out.push(if c.is_whitespace() { ' ' } else { c });
    }
    out
}

/// Makes every character that looks like a hyphen a `-`: U+2010–2015, minus signs, the box line
/// `─`, and the long-vowel mark `ー` where it stands between two digits (`12ー345`).
///
/// For text that went through [`fold_ascii`]; NFKC leaves all of these as they are.
pub fn fold_hyphens(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    let mut after_digit = false;
    while let Some(c) = chars.next() {
        let between_digits = after_digit && chars.peek().is_some_and(char::is_ascii_digit);
        let hyphen = is_hyphen(c) || (is_long_vowel(c) && between_digits);
        out.push(if hyphen { '-' } else { c });
        after_digit = c.is_ascii_digit();
    }
    out
}

/// Whether the text holds a control character (NUL, escape, line break …).
pub fn has_control(text: &str) -> bool {
    text.chars().any(char::is_control)
}

/// Whether people read this character as a hyphen wherever it stands.
pub(super) fn is_hyphen(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{2010}'
            ..='\u{2015}' | '\u{2212}' | '\u{2500}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}'
    )
}

/// The katakana long-vowel mark, full or half width, which looks like a hyphen.
pub(super) fn is_long_vowel(c: char) -> bool {
    matches!(c, 'ー' | 'ｰ')
}

fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{00AD}'
            | '\u{061C}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}'
    )
}

#[cfg(test)]
pub(super) mod testing {
    //! What the property tests of the fields share.

    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    /// The server's normalisation.
    pub(crate) fn nfkc(text: &str) -> String {
        text.nfkc().collect()
    }

    /// Any text, with more than its share of what breaks parsers: NUL, emoji, 外字, marks of
    /// direction, voicing marks, look-alikes of hyphens, full-width and half-width forms.
    pub(crate) fn hostile() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            4 => any::<char>().prop_map(String::from),
            4 => "[0-9A-Za-z]{1,3}",
            2 => "[０-９Ａ-Ｚａ-ｚ]{1,2}",
            3 => "[ぁ-ゖァ-ヺー・ｦ-ﾟ]{1,3}",
            4 => prop::sample::select(vec![
                "\0", "\r\n", "\t", "\u{1b}", " ", "\u{3000}", "\u{a0}", "\u{200b}", "\u{202e}", "\u{2067}",
                "\u{feff}", "\u{3099}", "\u{309a}", "゛", "゜", "ゝ", "ゞ", "-", "‐", "−", "─", "ー", "ｰ", "ﾞ",
                "𠮷", "😀", "👨‍👩‍👧", "㍼", "㋿", "ﷺ", "ß", "İ", "ﬃ", "@", "＠", ".", "..", "。", "/", "年", "月",
                "日", "昭和", "元", "記号", "番号", "枝番", "(", ")", "\"", "<", ">", ",", ":",
            ]).prop_map(str::to_owned),
        ];
        prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
    }

    /// A megabyte in one field, of what the fields' rules treat differently.
    pub(crate) fn megabytes() -> Vec<String> {
        ["1", "あ-a@.𠮷\0 ー"]
            .into_iter()
            .map(|piece| piece.repeat(1_000_000 / piece.len()))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::testing::{hostile, megabytes, nfkc};
    use super::*;
    use proptest::prelude::*;

    fn fold(raw: &str) -> String {
        fold_ascii(raw, &nfkc)
    }

    #[test]
    fn folds_width_and_space() {
        assert_eq!(fold("　ＡＢ１２\u{200b}\u{a0}"), "AB12");
        assert_eq!(fold("ﾔﾏﾀﾞ\tﾊﾅｺ"), "ヤマダ ハナコ");
        assert_eq!(fold("\u{202e}12\u{2069}\u{feff}"), "12");
        assert_eq!(fold("か\u{200b}\u{3099}"), "が");
        assert_eq!(fold("a\0b"), "a\0b");
    }

    #[test]
    fn folds_hyphens() {
        for hyphen in [
            "-", "‐", "‑", "‒", "–", "—", "―", "−", "－", "﹣", "─", "ー", "ｰ",
        ] {
            assert_eq!(
                fold_hyphens(&fold(&format!("12{hyphen}345"))),
                "12-345",
                "{hyphen}"
            );
        }
        assert_eq!(fold_hyphens("カーター"), "カーター");
        assert_eq!(fold_hyphens("12ー"), "12ー");
    }

    #[test]
    fn sees_control_characters() {
        assert!(has_control("a\0"));
        assert!(has_control("a\nb"));
        assert!(!has_control("a あ𠮷"));
    }

    #[test]
    fn takes_a_megabyte() {
        for text in megabytes() {
            fold_hyphens(&fold(&text));
        }
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(raw in hostile()) {
            let once = fold(&raw);
            prop_assert_eq!(&fold(&once), &once);
            let hyphens = fold_hyphens(&once);
            prop_assert_eq!(&fold_hyphens(&hyphens), &hyphens);
        }
    }
}

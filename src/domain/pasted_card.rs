//! 記号・番号・枝番 copied together, from a portal, a table or a letter, into one of the three fields.
//!
//! May enter: the shapes such a copy has. Must not: the rule of each part (`symbol_number`).

use super::symbol_number::{Branch, Number, Symbol};
use super::text::{Nfkc, fold_ascii, fold_hyphens};

/// Takes apart what was pasted whole into one of the three fields: `12-345`, `12-345-01`, `12 345`, tabs
/// from a table, `記号12番号345(枝番)01`. Given and returned in the order 記号, 番号, 枝番.
///
/// It happens only when the other fields are empty or say the same; a 番号 with its 枝番 behind it
/// (`345-01`, `345(枝番)01`) beside a 記号 is taken apart too, where the hyphen cannot be one within the 番号.
/// Everything else comes back as it was typed: then each field reads its own.
pub fn split_pasted(
    symbol: &str,
    number: &str,
    branch: &str,
    nfkc: Nfkc<'_>,
) -> (String, String, String) {
    let mut fields = [symbol, number, branch].map(str::to_owned);
    // what one paste leaves may be another that says the same, in each of the fields at most
    for _ in 0..=fields.len() {
        fields = split_once(fields.each_ref().map(String::as_str), nfkc);
    }
    let [symbol, number, branch] = fields;
    (symbol, number, branch)
}

fn split_once(typed: [&str; 3], nfkc: Nfkc<'_>) -> [String; 3] {
    typed
        .iter()
        .find_map(|text| Pasted::read(text, nfkc).filter(|pasted| pasted.agrees_with(typed, nfkc)))
        .map(|pasted| pasted.into_fields(typed, nfkc))
        .or_else(|| split_branch(typed, nfkc))
        .unwrap_or_else(|| typed.map(str::to_owned))
}

/// Whether the field of the 記号 or that of the 番号 holds both, and the other field something else.
pub fn contradicts(symbol: &str, number: &str, nfkc: Nfkc<'_>) -> bool {
    let typed = [symbol, number, ""];
    let both = !is_blank(symbol, nfkc) && !is_blank(number, nfkc);
    let mut pasted = [symbol, number]
        .into_iter()
        .filter_map(|text| Pasted::read(text, nfkc));
    both && split_branch(typed, nfkc).is_none()
        && pasted.any(|pasted| !pasted.agrees_with(typed, nfkc))
}

/// Longer text was not copied from a card.
const MAX_PASTED: usize = 80;

/// 記号, 番号 and perhaps 枝番 found in one text.
struct Pasted {
    whole: String,
    symbol: String,
    number: String,
    branch: Option<String>,
}

impl Pasted {
    fn read(raw: &str, nfkc: Nfkc<'_>) -> Option<Self> {
        let whole = line(raw, nfkc)?;
        let parts = parts(&whole)?;
        let (symbol, number, branch) = match parts.as_slice() {
            [symbol, number] => (symbol, number, None),
            [symbol, number, branch] => (symbol, number, Some(branch)),
            _ => return None,
        };
        let reads = Symbol::parse(symbol, nfkc).is_ok()
            && Number::parse(number, nfkc).is_ok()
            && branch.is_none_or(|branch| Branch::parse(branch, nfkc).is_ok());
        if !reads {
            return None;
        }
        let (symbol, number, branch) = (symbol.clone(), number.clone(), branch.cloned());
        Some(Self {
            whole,
            symbol,
            number,
            branch,
        })
    }

    /// Whether each field is empty, holds the same paste, or says what the paste says.
    fn agrees_with(&self, [symbol, number, branch]: [&str; 3], nfkc: Nfkc<'_>) -> bool {
        let other =
            |raw: &str| !is_blank(raw, nfkc) && line(raw, nfkc).as_ref() != Some(&self.whole);
        let branch_agrees = |branch: &str| {
            let pasted = self
                .branch
                .as_ref()
                .map(|pasted| Branch::parse(pasted, nfkc));
            pasted.is_none_or(|pasted| pasted == Branch::parse(branch, nfkc))
        };
        (!other(symbol) || Symbol::parse(symbol, nfkc) == Symbol::parse(&self.symbol, nfkc))
            && (!other(number) || Number::parse(number, nfkc) == Number::parse(&self.number, nfkc))
            && (!other(branch) || branch_agrees(branch))
    }

    fn into_fields(self, [_, _, branch]: [&str; 3], nfkc: Nfkc<'_>) -> [String; 3] {
        let pasted_here = line(branch, nfkc).as_ref() == Some(&self.whole);
        let typed = if pasted_here { "" } else { branch };
        [
            self.symbol,
            self.number,
            self.branch.unwrap_or_else(|| typed.to_owned()),
        ]
    }
}

/// Takes `345-01` or `345(枝番)01` in the field of the 番号 apart when the 記号 stands in its own. A bare
/// hyphen counts only before a two-digit 枝番 below 10, as nearly all are; a longer tail may belong to the 番号.
fn split_branch([symbol, number, branch]: [&str; 3], nfkc: Nfkc<'_>) -> Option<[String; 3]> {
    let whole = line(number, nfkc)?;
    let parts = parts(&whole)?;
    let [first, last] = parts.as_slice() else {
        return None;
    };
    let labelled = whole.contains("枝番") || whole.contains('(');
    let plain = last.len() == 2 && last.starts_with('0');
    let read = Branch::parse(last, nfkc).ok()?;
    let alone = line(symbol, nfkc)
        .is_some_and(|symbol| self::parts(&symbol).is_some_and(|parts| parts.len() == 1));
    let fits = (labelled || plain)
        && alone
        && Symbol::parse(symbol, nfkc).is_ok()
        && Number::parse(first, nfkc).is_ok()
        && (is_blank(branch, nfkc) || Branch::parse(branch, nfkc) == Ok(read));
    fits.then(|| [symbol.to_owned(), first.clone(), last.clone()])
}

/// The text as one folded line, if it is short enough to be looked at.
fn line(raw: &str, nfkc: Nfkc<'_>) -> Option<String> {
    let short = raw.chars().nth(MAX_PASTED).is_none();
    short.then(|| fold_hyphens(&fold_ascii(raw, nfkc)))
}

fn is_blank(raw: &str, nfkc: Nfkc<'_>) -> bool {
    fold_ascii(raw, nfkc).is_empty()
}

/// The parts between labels, hyphens, spaces and punctuation; nothing where labels stand in another
/// order or 記号 not in front.
fn parts(whole: &str) -> Option<Vec<String>> {
    const LABELS: [&str; 3] = ["記号", "番号", "枝番"];
    let mut text = whole.to_owned();
    let mut before = 0;
    for label in LABELS {
        if let Some(at) = text.find(label) {
            let leads = text[..at].chars().all(is_separator);
            if at < before || (label == LABELS[0] && !leads) {
                return None;
            }
            text.replace_range(at..at + label.len(), "-");
            before = at;
        }
    }
    let parts = text.split(is_separator).filter(|part| !part.is_empty());
    Some(parts.map(str::to_owned).collect())
}

fn is_separator(c: char) -> bool {
    matches!(
        c,
        ' ' | '-' | '/' | ':' | ',' | '、' | '・' | '(' | ')' | '.'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_contradicts_itself() {
        for (symbol, number, expected) in [
            ("12-345", "999", true),
            ("99", "12-345", true),
            ("12-345", "345", false),
            ("12-345", "12-345", false),
            ("12-345", "", false),
            ("12", "345", false),
            ("12", "345-01", false),
            ("", "", false),
        ] {
            let found = contradicts(symbol, number, &nfkc);
            assert_eq!(found, expected, "{symbol} {number}");
        }
    }
    use crate::domain::text::testing::{hostile, megabytes, nfkc};
    use proptest::prelude::*;

    fn split(symbol: &str, number: &str, branch: &str) -> [String; 3] {
        split_pasted(symbol, number, branch, &nfkc).into()
    }

    #[test]
    fn takes_a_paste_apart() {
        for paste in [
            "12-345",
            "12 345",
            "12\t345",
            "１２－３４５",
            "12ー345",
            "12　345",
            "記号12番号345",
            "記号 12 番号 345",
            "記号:12 番号:345",
            "記号：１２・番号：３４５",
            "12・345",
            "12/345",
            " 12 - 345 ",
        ] {
            assert_eq!(split(paste, "", ""), ["12", "345", ""], "{paste}");
            assert_eq!(split("", paste, ""), ["12", "345", ""], "{paste}");
            assert_eq!(split(" ", "　", paste), ["12", "345", ""], "{paste}");
        }
        for paste in [
            "12-345-01",
            "12 345 01",
            "12\t345\t01",
            "記号12番号345枝番01",
            "記号12 番号345(枝番)01",
            "12-345（枝番）01",
            "12・345(01)",
        ] {
            for fields in [
                [paste, "", ""],
                ["", paste, ""],
                ["", "", paste],
                ["12", paste, ""],
                [paste, "345", "1"],
            ] {
                let [a, b, c] = fields;
                assert_eq!(split(a, b, c), ["12", "345", "01"], "{fields:?}");
            }
        }
        assert_eq!(split("健-00345", "", ""), ["健", "00345", ""]);
        assert_eq!(split("12-345", "12-345", "01"), ["12", "345", "01"]);
        assert_eq!(split("0012", "12-345", ""), ["12", "345", ""]);
        assert_eq!(split("01-0", "", "1-0"), ["1", "0", ""]);
        assert_eq!(split("01-0", "", "1-0-05"), ["1", "0", "05"]);
    }

    #[test]
    fn takes_the_branch_off_a_number() {
        assert_eq!(split("9", "345-01", ""), ["9", "345", "01"]);
        assert_eq!(split("9", "345(枝番)12", ""), ["9", "345", "12"]);
        assert_eq!(split("9", "345(12)", "12"), ["9", "345", "12"]);
        assert_eq!(split("9", "345-01", "02"), ["9", "345-01", "02"]);
        assert_eq!(split("9", "345-12", ""), ["9", "345-12", ""]);
    }

    #[test]
    fn leaves_what_does_not_agree() {
        for fields in [
            ["9", "12-345", ""],
            ["12-345", "999", ""],
            ["12-345-01", "", "02"],
            ["12", "345", "01"],
            ["", "", ""],
            ["12", "", ""],
            ["1-2-3-4", "", ""],
            ["12-345-001", "", ""],
            ["番号12記号345", "", ""],
            ["12-あ", "", ""],
            ["", "345", "01"],
            ["A-B\0", "", ""],
            ["0記号01", "01(0", ""],
            ["1-2-3-4", "345(01)", ""],
        ] {
            let [a, b, c] = fields;
            assert_eq!(split(a, b, c), fields);
        }
    }

    #[test]
    fn takes_a_megabyte() {
        for text in megabytes() {
            for field in 0..3 {
                let mut fields = ["", "", ""];
                fields[field] = &text;
                let [a, b, c] = fields;
                assert_eq!(split(a, b, c), fields);
            }
        }
    }

    proptest! {
        #[test]
        fn a_card_pasted_into_any_field_is_read(
            s in "[1-9][0-9]{0,3}|[健保アあ]", n in "[1-9][0-9]{0,6}", b in "[0-9]{2}", field in 0_usize..3,
            hyphen in prop::sample::select(vec!["-", "−", "－", "‐", "─", " ", "　", "\t"]),
        ) {
            let mut fields = [String::new(), String::new(), String::new()];
            fields[field] = [s.as_str(), n.as_str(), b.as_str()].join(hyphen);
            let [x, y, z] = &fields;
            prop_assert_eq!(split(x, y, z), [s, n, b]);
        }

        #[test]
        fn splitting_twice_is_splitting_once(
            a in prop_oneof![hostile(), near()], b in prop_oneof![Just(String::new()), near()], c in prop_oneof![Just(String::new()), near()],
        ) {
            let [x, y, z] = split(&a, &b, &c);
            prop_assert_eq!(split(&x, &y, &z), [x, y, z]);
        }
    }

    /// Text made of what a card's numbers are made of.
    fn near() -> impl Strategy<Value = String> {
        prop::collection::vec(
            prop::sample::select(vec![
                "0", "1", "12", "345", "01", "00", "Ａ", "健", "あ", "ー", "ｰ", "-", "−", " ",
                "　", "\t", "(", ")", "・", ":", "記号", "番号", "枝番", "\u{200b}", "゛",
            ]),
            0..8,
        )
        .prop_map(|pieces| pieces.concat())
    }
}

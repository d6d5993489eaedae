//! Which passwords are among the first that somebody would try.
//!
//! Three sources, case folded: (1) zxcvbn's guess count, which knows the 30,000 passwords most common in leaks, words,
//! names, keyboard runs, repeats, sequences and letters written as digits; (2) words and names that Japanese members
//! choose and zxcvbn does not know, with the usual digits; (3) any of these repeated.
//!
//! Of zxcvbn 3.1.1's 30,000 passwords 9,407 satisfy the seed's rule (letters and digits, 5 or more). A dictionary
//! entry costs at most its rank in guesses, so a budget of 30,000 guesses would refuse all of them; the exception
//! for chance hits in [`is_known_throughout`] lets 24 of the rarer ones pass (counted: 9,383 are refused, among them
//! all of the first 20,000). ASVS 6.2.4 asks for 3,000. Five arbitrary characters take 100,001 guesses and pass.

use zxcvbn::{Entropy, Match, Score, matching::patterns::MatchPattern, zxcvbn};

/// Guesses within which a password is common, where the rule allows fewer than [`LONG`] characters.
const BUDGET: u64 = 30_000;
/// The same where the rule asks for at least [`LONG`] characters: the first 100,000.
const LONG_BUDGET: u64 = 100_000;
/// A rule from this length on is a strict one, and a password below it a weak one (NIST SP 800-63B-4).
const LONG: usize = 8;
/// zxcvbn's time grows steeply with length (100 ms at 90 hostile characters): it sees no more than this.
const SEEN: usize = 32;
/// And it tries all ways to read digits and signs as letters: up to so many, or it does not look at all. Then it takes
/// at most a few milliseconds, mostly a twentieth of one.
const READINGS: usize = 16;

/// The signs behind which zxcvbn looks for the same letter: a, c, g, i, l, s, t. Other letters have one sign each.
const SIGNS: [&str; 7] = ["4@", "({[<", "69", "1!|", "1|7", "$5", "+7"];

/// Words and names common among Japanese members' passwords that zxcvbn's American lists lack or rank low. Sorted.
#[rustfmt::skip]
const LOCAL: [&str; 182] = [
    "ai", "aiko", "aishiteru", "akane", "aki", "akiko", "akira", "anpanman", "aoi", "arigato", "asuka", "atsushi",
    "ayaka", "ayako", "ayumi", "chihiro", "daichi", "daisuke", "daisuki", "doraemon", "emi", "eri", "fuji", "fujisan",
    "gundam", "hana", "hanako", "haru", "haruka", "haruki", "hayashi", "hideki", "hikari", "hikaru", "himitsu",
    "hina", "hiro", "hiroki", "hiroko", "hiroshi", "hitomi", "hoshi", "ichiro", "inu", "ito", "izumi", "jun", "junko",
    "kaori", "kato", "kazu", "kazuki", "kazuko", "kei", "keiko", "keita", "kenichi", "kenji", "kenta", "kimura",
    "kirin", "kitty", "kobayashi", "koji", "konnichiwa", "kuma", "kumi", "kumiko", "kyoko", "kyoto", "mai", "makoto",
    "mami", "manami", "mari", "mariko", "masa", "masami", "maya", "mayu", "mayumi", "megumi", "midori", "miho",
    "mika", "miki", "minako", "misaki", "miyuki", "mizuki", "momo", "momoko", "nakamura", "nao", "naoki", "naoko",
    "naomi", "naruto", "natsu", "natsuki", "neko", "nekoneko", "nihon", "nippon", "nozomi", "nyanko", "okaasan",
    "osaka", "otousan", "pikachu", "pochi", "pokemon", "rei", "reiko", "reina", "ren", "rika", "riku", "rina", "risa",
    "ryo", "ryota", "sakura", "sakurasaku", "saori", "sasaki", "sato", "satomi", "satoru", "satoshi", "satsuki",
    "sayaka", "shige", "shimizu", "shin", "shinji", "shiro", "shota", "sora", "suzuki", "taiyo", "takahiro",
    "takashi", "takeshi", "taku", "takuya", "tama", "tanaka", "taro", "tatsuya", "tetsuya", "tokyo", "tomo", "tomoko",
    "tomomi", "totoro", "toyota", "tsubasa", "tsukasa", "usagi", "wanko", "watanabe", "yamada", "yamamoto", "yamato",
    "yasu", "yoko", "yoshi", "yoshida", "yuka", "yukari", "yuki", "yukiko", "yuko", "yumi", "yumiko", "yuri",
    "yusuke", "yuta", "yuto", "yuuki", "zero",
];

/// Digits people put before or after a word, besides a single one and a year. Sorted.
const TAILS: [&str; 24] = [
    "00", "0000", "01", "10", "100", "11", "111", "1111", "12", "123", "1234", "12345", "123456",
    "21", "22", "33", "44", "55", "66", "77", "777", "88", "99", "999",
];

/// Whether `password` (folded, any case) is common under a rule of at least `min_len` characters.
pub(super) fn is_common(password: &str, min_len: usize) -> bool {
    let lower = password.to_lowercase();
    let (subject, is_repeated) = if lower.chars().count() <= SEEN {
        (lower.as_str(), false)
    } else {
        match repeated(&lower) {
            Some(unit) => (unit, true),
            // No list knows a long password that repeats nothing short.
            None => return false,
        }
    };
    if is_local(subject) {
        return true;
    }
    let Some(estimate) = estimate(subject) else {
        return false;
    };
    if min_len < LONG {
        estimate.guesses() <= BUDGET && (is_repeated || is_known_throughout(estimate.sequence()))
    } else {
        estimate.guesses() <= LONG_BUDGET
    }
}

/// Whether known patterns cover everything but digits and single characters. Without this, one in forty passwords of
/// five random characters would be refused for a sequence such as `xy` in it; with it, one in a hundred.
fn is_known_throughout(sequence: &[Match]) -> bool {
    sequence.iter().all(|part| {
        part.pattern != MatchPattern::BruteForce
            || part.token.chars().count() == 1
            || part.token.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// Whether `password` should not protect medical data alone: short, or guessed within a million tries.
pub(super) fn is_weak(password: &str) -> bool {
    if password.chars().count() < LONG {
        return true;
    }
    let seen: String = password.chars().take(SEEN).collect();
    estimate(&seen).is_some_and(|estimate| estimate.score() <= Score::One)
}

/// zxcvbn's view of a text; `None` if the text can be read in more ways than any word written in signs.
fn estimate(text: &str) -> Option<Entropy> {
    (readings(text) <= READINGS).then(|| zxcvbn(text, &[]))
}

/// In how many ways the signs of a text stand for letters.
fn readings(text: &str) -> usize {
    SIGNS
        .iter()
        .map(|signs| signs.chars().filter(|sign| text.contains(*sign)).count())
        .map(|present| present.max(1))
        .product()
}

/// What a password longer than [`SEEN`] repeats from beginning to end, if that is no longer than [`SEEN`].
fn repeated(password: &str) -> Option<&str> {
    password
        .char_indices()
        .map(|(end, _)| end)
        .skip(1)
        .take(SEEN)
        .find(|&end| password.as_bytes()[end..] == password.as_bytes()[..password.len() - end])
        .map(|end| &password[..end])
}

/// A local favourite with the usual digits before or behind it.
fn is_local(lower: &str) -> bool {
    let digits = |c: char| c.is_ascii_digit();
    let word = lower.trim_matches(digits);
    if LOCAL.binary_search(&word).is_err() {
        return false;
    }
    match (lower.strip_suffix(word), lower.strip_prefix(word)) {
        (Some(head), _) => is_usual(head),
        (_, Some(tail)) => is_usual(tail),
        _ => false,
    }
}

fn is_usual(digits: &str) -> bool {
    digits.len() <= 1
        || TAILS.binary_search(&digits).is_ok()
        || matches!(digits.parse(), Ok(1940_u16..=2039))
}

#[cfg(test)]
mod tests;

//! Kana in Latin letters (ヘボン式), only to recognise somebody's own name in a password.

/// Two-kana sounds first, then single ones.
#[rustfmt::skip]
const TABLE: &[(&str, &str)] = &[
    ("キャ", "kya"), ("キュ", "kyu"), ("キョ", "kyo"), ("シャ", "sha"), ("シュ", "shu"), ("ショ", "sho"),
    ("チャ", "cha"), ("チュ", "chu"), ("チョ", "cho"), ("ニャ", "nya"), ("ニュ", "nyu"), ("ニョ", "nyo"),
    ("ヒャ", "hya"), ("ヒュ", "hyu"), ("ヒョ", "hyo"), ("ミャ", "mya"), ("ミュ", "myu"), ("ミョ", "myo"),
    ("リャ", "rya"), ("リュ", "ryu"), ("リョ", "ryo"), ("ギャ", "gya"), ("ギュ", "gyu"), ("ギョ", "gyo"),
    ("ジャ", "ja"), ("ジュ", "ju"), ("ジョ", "jo"), ("ビャ", "bya"), ("ビュ", "byu"), ("ビョ", "byo"),
    ("ピャ", "pya"), ("ピュ", "pyu"), ("ピョ", "pyo"),
    ("ア", "a"), ("イ", "i"), ("ウ", "u"), ("エ", "e"), ("オ", "o"),
    ("カ", "ka"), ("キ", "ki"), ("ク", "ku"), ("ケ", "ke"), ("コ", "ko"),
    ("サ", "sa"), ("シ", "shi"), ("ス", "su"), ("セ", "se"), ("ソ", "so"),
    ("タ", "ta"), ("チ", "chi"), ("ツ", "tsu"), ("テ", "te"), ("ト", "to"),
    ("ナ", "na"), ("ニ", "ni"), ("ヌ", "nu"), ("ネ", "ne"), ("ノ", "no"),
    ("ハ", "ha"), ("ヒ", "hi"), ("フ", "fu"), ("ヘ", "he"), ("ホ", "ho"),
    ("マ", "ma"), ("ミ", "mi"), ("ム", "mu"), ("メ", "me"), ("モ", "mo"),
    ("ヤ", "ya"), ("ユ", "yu"), ("ヨ", "yo"),
    ("ラ", "ra"), ("リ", "ri"), ("ル", "ru"), ("レ", "re"), ("ロ", "ro"),
    ("ワ", "wa"), ("ヲ", "o"), ("ン", "n"),
    ("ガ", "ga"), ("ギ", "gi"), ("グ", "gu"), ("ゲ", "ge"), ("ゴ", "go"),
    ("ザ", "za"), ("ジ", "ji"), ("ズ", "zu"), ("ゼ", "ze"), ("ゾ", "zo"),
    ("ダ", "da"), ("ヂ", "ji"), ("ヅ", "zu"), ("デ", "de"), ("ド", "do"),
    ("バ", "ba"), ("ビ", "bi"), ("ブ", "bu"), ("ベ", "be"), ("ボ", "bo"),
    ("パ", "pa"), ("ピ", "pi"), ("プ", "pu"), ("ペ", "pe"), ("ポ", "po"), ("ヴ", "v"),
];

/// The Latin letters of a kana word; what the table does not know (ー, small vowels) is left out, Latin letters stay.
pub fn romaji(kana: &str) -> String {
    let mut out = String::new();
    let mut rest = kana;
    let mut double = false;
    while let Some(first) = rest.chars().next() {
        if first == 'ッ' {
            double = true;
            rest = &rest[first.len_utf8()..];
            continue;
        }
        if let Some((sound, letters)) = TABLE.iter().find(|(sound, _)| rest.starts_with(sound)) {
            if double {
                out.push_str(if letters.starts_with("ch") {
                    "t"
                } else {
                    &letters[..1]
                });
            }
            out.push_str(letters);
            rest = &rest[sound.len()..];
        } else {
            if first.is_ascii_alphabetic() {
                out.push(first.to_ascii_lowercase());
            }
            rest = &rest[first.len_utf8()..];
        }
        double = false;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::romaji;

    #[test]
    fn names_in_letters() {
        for (kana, letters) in [
            ("ヤマダ", "yamada"),
            ("ショウコ", "shouko"),
            ("ハットリ", "hattori"),
            ("ホッチ", "hotchi"),
            ("リョータ", "ryota"),
            ("Smith", "smith"),
            ("", ""),
        ] {
            assert_eq!(romaji(kana), letters);
        }
    }
}

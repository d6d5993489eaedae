//! From text to CP932, as Windows and Excel read it.

use encoding_rs::SHIFT_JIS;

/// The letter CP932 has where text of elsewhere uses another one that looks the same: JIS X 0208 and Windows read some of the same
/// codes as different letters of Unicode (〜 and ～ above all). Any other letter stays as it is.
fn as_windows(letter: char) -> char {
    match letter {
        '\u{301C}' => '\u{FF5E}', // 〜
        '\u{2212}' => '\u{FF0D}', // −
        '\u{2014}' => '\u{2015}', // —
        '\u{2016}' => '\u{2225}', // ‖
        '\u{00A2}' => '\u{FFE0}', // ¢
        '\u{00A3}' => '\u{FFE1}', // £
        '\u{00AC}' => '\u{FFE2}', // ¬
        '\u{00A6}' => '\u{FFE4}', // ¦
        // these two would become a backslash and a tilde
        '\u{00A5}' => '\u{FFE5}', // ¥
        '\u{203E}' => '\u{FFE3}', // ‾
        other => other,
    }
}

/// CP932; nothing where it has not got a letter.
pub fn cp932(text: &str) -> Option<Vec<u8>> {
    let known: String = text.chars().map(as_windows).collect();
    let (bytes, _, lossy) = SHIFT_JIS.encode(&known);
    (!lossy).then(|| bytes.into_owned())
}

/// CP932, with `lost` in the place of letters it has not got.
pub fn cp932_marking(text: &str, lost: char) -> Vec<u8> {
    let known = |letter: char| match as_windows(letter) {
        letter if SHIFT_JIS.encode(letter.encode_utf8(&mut [0; 4])).2 => lost,
        letter => letter,
    };
    cp932(text).unwrap_or_else(|| {
        let known: String = text.chars().map(known).collect();
        SHIFT_JIS.encode(&known).0.into_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_elsewhere_are_written_as_windows_has_them() {
        for (written, read) in [
            ("20〜24歳", "20～24歳"),
            ("−5—‖¢£¬¦¥‾", "－5―∥￠￡￢￤￥￣"),
            ("髙﨑①＊", "髙﨑①＊"),
        ] {
            let bytes = cp932(written).expect(written);
            assert_eq!(SHIFT_JIS.decode(&bytes).0, read);
        }
    }

    #[test]
    fn what_it_has_not_got_is_refused_or_marked() {
        assert_eq!(cp932("𠮷野"), None);
        let marked = cp932_marking("𠮷野〜", '〓');
        assert_eq!(SHIFT_JIS.decode(&marked).0, "〓野～");
    }
}

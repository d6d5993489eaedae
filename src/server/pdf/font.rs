//! The one font of documents, and which text it can show.
//!
//! May enter: characters, glyphs and their widths. Must not: lines and pages.

use krilla::text::{Font, GlyphId, KrillaGlyph};
use skrifa::{
    FontRef, MetadataProvider,
    charmap::Charmap,
    instance::{LocationRef, Size},
    metrics::GlyphMetrics,
};
use std::sync::LazyLock;
use unicode_normalization::char::compose;

/// BIZ UDGothic, the characters of JIS X 0213 plane 1 and code page 932 (see `font/README.md`).
static FILE: &[u8] = include_bytes!("font/BIZUDGothic-Regular-subset.ttf");

/// Stands for what the font does not have (下駄).
const GETA: char = '〓';

/// The font, read once.
pub(super) struct Face {
    font: Font,
    map: Charmap<'static>,
    metrics: GlyphMetrics<'static>,
    em: f32,
}

static FACE: LazyLock<Face> = LazyLock::new(|| {
    let read = FontRef::new(FILE).expect("the embedded font is one");
    let font = Font::new(FILE.into(), 0).expect("the embedded font is one");
    Face {
        em: font.units_per_em(),
        font,
        map: read.charmap(),
        metrics: read.glyph_metrics(Size::unscaled(), LocationRef::default()),
    }
});

/// The font of all documents.
pub(super) fn face() -> &'static Face {
    &FACE
}

impl Face {
    /// The font as the file wants it.
    pub(super) fn font(&self) -> Font {
        self.font.clone()
    }

    fn has(&self, c: char) -> bool {
        self.map.map(c).is_some_and(|glyph| glyph.to_u32() != 0)
    }

    /// How wide a character of clean text is at size 1.
    pub(super) fn width(&self, c: char) -> f32 {
        let glyph = self.map.map(c).unwrap_or_default();
        self.metrics.advance_width(glyph).unwrap_or_default() / self.em
    }

    /// How wide clean text is at size 1.
    pub(super) fn measure(&self, text: &str) -> f32 {
        text.chars().map(|c| self.width(c)).sum()
    }

    /// The glyphs of clean text.
    pub(super) fn glyphs(&self, text: &str) -> Vec<KrillaGlyph> {
        let glyph = |(at, c): (usize, char)| {
            let id = GlyphId::new(self.map.map(c).unwrap_or_default().to_u32());
            KrillaGlyph::new(
                id,
                self.width(c),
                0.0,
                0.0,
                0.0,
                at..at + c.len_utf8(),
                None,
            )
        };
        text.char_indices().map(glyph).collect()
    }

    /// The text as this font can show it: voiced kana in one piece, nothing invisible, 〓 for what it does not have.
    /// Ends of lines stay.
    pub(super) fn clean(&self, text: &str) -> String {
        let mut clean = String::with_capacity(text.len());
        let mut before = None;
        for c in text.chars() {
            // Only pairs are joined: a full normalization would change the kanji of names (神, 塚).
            if let Some(one) = before
                .and_then(|before| compose(before, c))
                .filter(|one| self.has(*one))
            {
                clean.pop();
                clean.push(one);
                before = Some(one);
            } else if let Some(shown) = self.shown(c, before) {
                clean.push(shown);
                before = Some(c);
            }
        }
        clean
    }

    fn shown(&self, c: char, before: Option<char>) -> Option<char> {
        match c {
            // one end of a line, however it is written
            '\n' if before == Some('\r') => None,
            '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
            c if c.is_control() && c != '\t' => None,
            c if is_invisible(c) => None,
            c if self.has(c) => Some(c),
            c if c.is_whitespace() => Some(' '),
            _ => Some(GETA),
        }
    }

    /// The text in one line.
    pub(super) fn clean_line(&self, text: &str) -> String {
        self.clean(text).replace('\n', " ")
    }
}

/// Unicode's "default ignorable": signs for the machine, variants of a character among them.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
        | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}'
        | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests {
    use super::face;

    #[test]
    fn names_stay_as_they_are_written() {
        let written = "髙橋 﨑山 神塚 福祐 鄧 凜 彅 ①⑳ ㈱ 〒 ~〜 − - ー ﾔﾏﾀﾞ １２ＡＢ ¥ ㎡ № ※ → ✓";
        assert_eq!(face().clean(written), written);
    }

    #[test]
    fn what_the_font_has_not_comes_out_as_a_geta() {
        for (text, shown) in [
            ("𠮷田", "〓田"),
            ("🏥予約", "〓予約"),
            ("葛\u{E0100}城", "葛城"),
            ("か\u{3099}は\u{309A}", "がぱ"),
            ("e\u{301}", "é"),
            ("a\u{202E}b\u{200B}c\u{0}d\u{FEFF}", "abcd"),
            ("x\ty", "x y"),
            ("x\r\ny\rz\n", "x\ny\nz\n"),
            ("한국", "〓〓"),
            ("\u{FFFE}\u{FFFF}\u{E000}", "〓〓〓"),
        ] {
            assert_eq!(face().clean(text), shown);
        }
    }

    #[test]
    fn half_width_is_half_as_wide() {
        assert_eq!(face().measure("1aｱ"), 1.5);
        assert_eq!(face().measure("予約〓"), 3.0);
    }
}

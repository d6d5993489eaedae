//! Text into lines: where a line may end (禁則 by Unicode's rules), and what has to be cut.
//!
//! May enter: text and widths. Must not: places on a page.

use super::font::face;
use unicode_linebreak::linebreaks;

/// The lines of a text at this size and width; at least one. A blank at the end of a line stays and may stand out.
pub(super) fn wrap(text: &str, size: f32, width: f32) -> Vec<String> {
    let clean = face().clean(text);
    let room = width / size;
    let mut lines = Vec::new();
    for paragraph in clean.split('\n') {
        fill(paragraph, room, &mut lines);
    }
    lines
}

fn fill(paragraph: &str, room: f32, lines: &mut Vec<String>) {
    let (mut line, mut used, mut from) = (String::new(), 0.0, 0);
    for (to, _) in linebreaks(paragraph) {
        let piece = &paragraph[from..to];
        from = to;
        if used + face().measure(piece.trim_end()) > room && !line.is_empty() {
            lines.push(std::mem::take(&mut line));
            used = 0.0;
        }
        if face().measure(piece.trim_end()) > room {
            used = cut(piece, room, &mut line, lines);
        } else {
            line.push_str(piece);
            used += face().measure(piece);
        }
    }
    lines.push(line);
}

/// Cuts what does not fit on any line; the last part begins the next one. Answers how wide that is.
fn cut(piece: &str, room: f32, line: &mut String, lines: &mut Vec<String>) -> f32 {
    let mut used = 0.0;
    for c in piece.chars() {
        let width = face().width(c);
        if used + width > room && !line.is_empty() {
            lines.push(std::mem::take(line));
            used = 0.0;
        }
        line.push(c);
        used += width;
    }
    used
}

#[cfg(test)]
mod tests {
    use super::wrap;

    #[test]
    fn lines_end_where_japanese_lines_may() {
        // ten full-width characters a line
        let lines = |text| wrap(text, 10.0, 100.0);
        assert_eq!(lines(""), [""]);
        assert_eq!(lines("あいうえおかきくけこ"), ["あいうえおかきくけこ"]);
        assert_eq!(
            lines("あいうえおかきくけこ。"),
            ["あいうえおかきくけ", "こ。"]
        );
        assert_eq!(
            lines("あいうえおかきくけ「こ」"),
            ["あいうえおかきくけ", "「こ」"]
        );
        assert_eq!(
            lines("あいうえおかきくけショ"),
            ["あいうえおかきくけ", "ショ"]
        );
        assert_eq!(
            lines("受付は reception desk です"),
            ["受付は reception ", "desk です"]
        );
        assert_eq!(lines("一\n\n二"), ["一", "", "二"]);
        let long = "x".repeat(45);
        assert_eq!(
            lines(&long).iter().map(String::len).collect::<Vec<_>>(),
            [20, 20, 5]
        );
    }

    #[test]
    fn a_line_takes_at_least_one_character() {
        assert_eq!(wrap("予約", 10.0, 0.0), ["予", "約"]);
        assert_eq!(wrap("予約", 10.0, -5.0), ["予", "約"]);
    }
}

//! What a public reader finds in a PDF file.

/// All text of a file, line by line.
pub fn of(file: &[u8]) -> String {
    let file = lopdf::Document::load_mem(file).unwrap();
    let pages = file.get_pages();
    let text = pages
        .keys()
        .map(|page| file.extract_text(&[*page]).unwrap());
    text.collect::<Vec<_>>().join("\n")
}

//! What a public reader finds in a file.

use lopdf::{Dictionary, Object};

pub(super) fn open(file: &[u8]) -> lopdf::Document {
    lopdf::Document::load_mem(file).unwrap()
}

/// The text of each page, line by line.
pub(super) fn text(file: &[u8]) -> Vec<Vec<String>> {
    let file = open(file);
    let lines = |page: &u32| {
        let text = file.extract_text(&[*page]).unwrap();
        let lines = text.lines().map(|line| line.trim_end().to_owned());
        lines.filter(|line| !line.is_empty()).collect()
    };
    file.get_pages().keys().map(lines).collect()
}

pub(super) fn entry<'a>(file: &'a lopdf::Document, of: &'a Dictionary, key: &str) -> &'a Object {
    file.dereference(of.get(key.as_bytes()).unwrap()).unwrap().1
}

/// The structure: `Table(THead(TR(TH,TH)))`; what is text has no brackets.
fn structure(file: &lopdf::Document, node: &Dictionary) -> String {
    let kids = match node.get(b"K").map(|kids| file.dereference(kids).unwrap().1) {
        Ok(Object::Array(kids)) => kids.clone(),
        Ok(kid) => vec![kid.clone()],
        Err(_) => Vec::new(),
    };
    let inside = kids.iter().filter_map(|kid| {
        let kid = file.dereference(kid).unwrap().1.as_dict().ok()?;
        kid.has(b"S").then(|| structure(file, kid))
    });
    let inside = inside.collect::<Vec<_>>().join(",");
    let name = node.get(b"S").map_or("", |name| {
        std::str::from_utf8(name.as_name().unwrap()).unwrap()
    });
    match inside.is_empty() {
        true => name.to_owned(),
        false => format!("{name}({inside})"),
    }
}

pub(super) fn whole_structure(file: &[u8]) -> String {
    let file = open(file);
    let root = entry(&file, file.catalog().unwrap(), "StructTreeRoot");
    structure(&file, root.as_dict().unwrap())
}

//! What the eye would check of the stylesheet: every pair of colours people read is legible in both schemes, colours
//! live in one place, and every class a control uses has a style.

use std::{collections::BTreeMap, fs, path::PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).expect("the file is part of the source")
}

fn files(folder: &str, extension: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("folder") {
            let path = entry.expect("entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == extension) {
                let text = fs::read_to_string(&path).expect("text");
                found.push((path.display().to_string(), text));
            }
        }
    }
    found
}

/// `--name: value` pairs of a piece of CSS; a later one wins.
fn properties(css: &str) -> BTreeMap<String, String> {
    css.lines()
        .filter_map(|line| line.trim().strip_prefix("--"))
        .filter_map(|line| line.strip_suffix(';')?.split_once(": "))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

/// The block that follows `selector` at its first place.
fn block<'a>(css: &'a str, selector: &str) -> &'a str {
    let start = css.find(selector).expect("the selector is there");
    let end = css[start..].find('}').expect("the block ends");
    &css[start..start + end]
}

/// Relative luminance of `#rrggbb` (WCAG 2.2).
fn luminance(colour: &str) -> f64 {
    let channel = |at: usize| {
        let value = u8::from_str_radix(&colour[at..at + 2], 16).expect("a hexadecimal colour");
        let value = f64::from(value) / 255.0;
        if value <= 0.04045 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

fn contrast(a: &str, b: &str) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// A scheme's meanings resolved to colours.
struct Scheme(BTreeMap<String, String>, BTreeMap<String, String>);

impl Scheme {
    fn colour(&self, meaning: &str) -> &str {
        let value = self.0.get(meaning).unwrap_or_else(|| panic!("--{meaning}"));
        let name = value.trim_start_matches("var(--society-accent, ");
        let name = name.trim_start_matches("var(--").trim_end_matches(')');
        self.1.get(name).unwrap_or_else(|| panic!("--{name}"))
    }
}

fn schemes() -> [(&'static str, Scheme); 2] {
    let palette = properties(&read("style/tokens/palette.css"));
    let meaning = read("style/tokens/meaning.css");
    let light = properties(block(&meaning, ":root {"));
    let mut dark = light.clone();
    dark.extend(properties(block(&meaning, ":root[data-theme=\"dark\"] {")));
    [
        ("light", Scheme(light, palette.clone())),
        ("dark", Scheme(dark, palette)),
    ]
}

#[test]
fn text_is_legible_in_both_schemes() {
    let grounds = ["bg", "surface", "surface-sunken"];
    for (name, scheme) in schemes() {
        let pairs = ["fg", "fg-muted", "accent", "danger"]
            .into_iter()
            .flat_map(|text| grounds.map(|ground| (text, ground, 4.5)))
            .chain(grounds.map(|ground| ("line-strong", ground, 3.0)))
            .chain([
                ("accent-fg", "accent", 4.5),
                ("call-fg", "call", 4.5),
                ("call-fg", "call-hover", 4.5),
                ("accent", "accent-wash", 4.5),
                ("fg", "ok-wash", 4.5),
                ("danger", "danger-wash", 4.5),
                ("ok", "ok-wash", 4.5),
                ("warn", "warn-wash", 4.5),
                ("focus", "focus-halo", 3.0),
            ]);
        for (text, ground, least) in pairs {
            let found = contrast(scheme.colour(text), scheme.colour(ground));
            assert!(
                found >= least,
                "{name}: {text} on {ground} is {found:.2}, not {least}"
            );
        }
    }
}

#[test]
fn both_ways_into_the_dark_scheme_agree() {
    let meaning = read("style/tokens/meaning.css");
    let chosen = properties(block(&meaning, ":root[data-theme=\"dark\"] {"));
    let device = properties(block(&meaning, ":root:not([data-theme=\"light\"]) {"));
    assert_eq!(chosen, device);
}

#[test]
fn colours_stand_in_the_palette_alone() {
    for (path, text) in files("style", "css") {
        if !path.ends_with("palette.css") {
            let stray = text.lines().find(|line| {
                line.split('#').skip(1).any(|rest| {
                    rest.len() >= 3 && rest.bytes().take(3).all(|byte| byte.is_ascii_hexdigit())
                })
            });
            assert_eq!(stray, None, "{path}");
        }
    }
}

#[test]
fn every_class_in_a_view_has_a_style() {
    let styles: String = files("style", "css")
        .into_iter()
        .map(|(_, text)| text)
        .collect();
    for (path, text) in files("src/web", "rs") {
        for classes in text.split("class=\"").skip(1) {
            let classes = classes.split('"').next().unwrap_or_default();
            for class in classes.split_whitespace() {
                // A block that only names a frame for its elements needs no rule of its own.
                let styled = [" ", ",", ":", "[", ".", "_", "{"]
                    .iter()
                    .any(|end| styles.contains(&format!(".{class}{end}")));
                assert!(styled, "{path}: .{class} is nowhere in style/");
            }
        }
    }
}

#[test]
fn main_css_imports_every_file_once() {
    let main = read("style/main.css");
    for (path, _) in files("style", "css") {
        let name = path.rsplit("style/").next().unwrap_or_default();
        if name != "main.css" {
            let import = format!("@import \"{name}\";");
            assert_eq!(main.matches(&import).count(), 1, "{name}");
        }
    }
}

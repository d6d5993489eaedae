//! The rules of the rooms (docs: the map in `lib.rs`), checked by reading the sources.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// A source file: its path from the root of the project, and its text.
struct Source {
    path: String,
    text: String,
}

impl Source {
    /// The text without comments and without what is only there for tests, line by line.
    fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        let (code, _) = self
            .text
            .split_once("\n#[cfg(test)]\nmod tests {")
            .unwrap_or((&self.text, ""));
        code.lines()
            .enumerate()
            .map(|(at, line)| (at + 1, line.split("//").next().unwrap_or_default()))
    }

    /// Where one of `words` stands as a word of its own.
    fn uses(&self, words: &[&str]) -> Vec<String> {
        let word = |line: &str, word: &str| {
            line.match_indices(word).any(|(at, _)| {
                let before = line[..at].chars().next_back();
                let after = line[at + word.len()..].chars().next();
                let inside = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
                !inside(before) && !inside(after)
            })
        };
        // what stands in quotes is text
        let code = |line: &str| line.split('"').step_by(2).collect::<Vec<_>>().join("\"\"");
        let found = self.lines().filter(|(_, line)| {
            let code = code(line);
            words.iter().any(|forbidden| word(&code, forbidden))
        });
        found
            .map(|(at, line)| format!("{}:{at}: {}", self.path, line.trim()))
            .collect()
    }

    fn is_in(&self, room: &str) -> bool {
        self.path.starts_with(room)
    }

    /// Whether the file is only there for tests.
    fn is_test(&self) -> bool {
        self.is_in("src/tests/")
            || self.path.contains("/tests/")
            || self.path.ends_with("/tests.rs")
    }
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for folder in ["src", "migration/src"] {
        collect(&root.join(folder), &mut files);
    }
    assert!(files.len() > 100);
    let source = |file: &PathBuf| Source {
        path: file.strip_prefix(root).unwrap().display().to_string(),
        text: fs::read_to_string(file).unwrap(),
    };
    files.iter().map(source).collect()
}

/// Asserts that nothing in `room` uses one of `words`, except where `may` says so.
#[track_caller]
fn none(room: &str, words: &[&str], may: impl Fn(&Source) -> bool) {
    let found: Vec<String> = sources()
        .iter()
        .filter(|source| source.is_in(room) && !may(source))
        .flat_map(|source| source.uses(words))
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn features_are_asked_for_in_three_places() {
    let may = |source: &Source| {
        let own = file!().replace('\\', "/");
        let places = [
            "src/lib.rs",
            "src/main.rs",
            "src/api/ambient.rs",
            own.as_str(),
        ];
        places.contains(&source.path.as_str())
    };
    let asks = |source: &Source| {
        let lines = source
            .lines()
            .filter(|(_, line)| line.contains("cfg") && line.contains("feature"));
        lines
            .map(|(at, line)| format!("{}:{at}: {line}", source.path))
            .collect::<Vec<_>>()
    };
    let found: Vec<String> = sources()
        .iter()
        .filter(|source| !may(source))
        .flat_map(asks)
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn the_domain_is_pure() {
    let outside = [
        "leptos",
        "axum",
        "sea_orm",
        "web_sys",
        "js_sys",
        "tokio",
        "rand",
        "chrono",
        "std::time",
        "std::env",
        "std::fs",
        "std::net",
        "std::thread",
        "crate::api",
        "crate::web",
        "crate::server",
        "crate::browser",
    ];
    none("src/domain/", &outside, Source::is_test);
}

#[test]
fn pages_do_not_know_the_server() {
    let outside = [
        "crate::server",
        "crate::browser",
        "axum",
        "leptos_axum",
        "sea_orm",
        "tokio",
        "std::time",
        "std::env",
        "std::fs",
    ];
    none("src/web/", &outside, Source::is_test);
    none(
        "src/browser/",
        &["crate::server", "crate::api", "axum", "sea_orm"],
        Source::is_test,
    );
    none(
        "src/server/",
        &["crate::browser", "web_sys", "js_sys"],
        Source::is_test,
    );
}

#[test]
fn the_database_is_spoken_to_in_one_place() {
    let may = |source: &Source| {
        let one_conversion = source.path == "src/server/error.rs";
        source.is_in("src/server/db") || one_conversion || source.is_test()
    };
    none("src/", &["sea_orm", "sqlx"], may);
    none("migration/", &["mypage", "crate::domain"], |_| false);
}

#[test]
fn the_environment_is_read_in_one_place() {
    let may =
        |source: &Source| source.path == "src/server/settings/environment.rs" || source.is_test();
    none(
        "src/",
        &["env::var", "env::vars", "env::var_os", "env::vars_os"],
        may,
    );
}

#[test]
fn time_and_chance_are_brought_along() {
    let may = |source: &Source| {
        let places = ["src/server/clock.rs", "src/server/chance.rs"];
        places.contains(&source.path.as_str()) || source.is_test()
    };
    none(
        "src/",
        &[
            "SystemTime",
            "Utc::now",
            "Local::now",
            "rand::rng",
            "rand::random",
            "OsRng",
        ],
        may,
    );
}

#[test]
fn every_module_says_what_it_is_for() {
    let mut silent = Vec::new();
    for source in sources() {
        let first = source.text.lines().next().unwrap_or_default();
        if !first.starts_with("//! ") || first.len() < 16 {
            silent.push(source.path);
        }
    }
    assert!(silent.is_empty(), "{}", silent.join("\n"));
}

/// What stands in quotes on one line.
fn literals(line: &str) -> impl Iterator<Item = &str> {
    line.split('"').skip(1).step_by(2)
}

#[test]
fn what_people_read_comes_from_words() {
    let japanese = |text: &str| text.chars().any(|c| ('\u{3040}'..='\u{9FFF}').contains(&c));
    let mut found = Vec::new();
    for source in sources() {
        let views = source.is_in("src/web/") && !source.is_in("src/web/words");
        let documents = source.is_in("src/server/pdf/") && !source.is_in("src/server/pdf/words");
        if !(views || documents || source.is_in("src/api/") || source.is_in("src/browser/"))
            || source.is_test()
        {
            continue;
        }
        for (at, line) in source.lines() {
            if literals(line).any(japanese) {
                found.push(format!("{}:{at}: {}", source.path, line.trim()));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// What is rendered in one go (`web/ui/lasting.rs::at_once`) leaves out what has to be waited for: only whole pages wait, and the
/// console's header.
#[test]
fn nothing_within_a_view_waits() {
    let waiting = ["Suspend", "Suspense", "Await", "Transition"];
    let may = ["src/web/load.rs", "src/web/staff/frame.rs"];
    none("src/web/", &waiting, |source| {
        may.contains(&source.path.as_str())
    });
    let loads = ["loaded(", "loaded_or_gone(", "loaded_or_missing("];
    let stands_within = |line: &str| {
        loads.iter().any(|load| {
            let line = line.trim_start();
            line.contains(load) && !line.starts_with(load)
        })
    };
    let found: Vec<String> = sources()
        .iter()
        .filter(|source| source.is_in("src/web/") && source.path != "src/web/load.rs")
        .flat_map(|source| {
            let lines = source.lines().filter(|(_, line)| stands_within(line));
            lines
                .map(|(at, line)| format!("{}:{at}: {line}", source.path))
                .collect::<Vec<_>>()
        })
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

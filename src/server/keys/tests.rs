//! Keys at rest and the tokens made with them: created once, never replaced, damaged ones refused.

use std::{collections::HashSet, os::unix::fs::PermissionsExt, sync::Barrier, thread};

use super::*;

/// A folder of its own for one test, gone afterwards.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        let mut nonce = [0; 8];
        SysRng.try_fill_bytes(&mut nonce).unwrap();
        let path = std::env::temp_dir().join(format!("mypage-keys-{}", hex(&nonce)));
        fs::create_dir(&path).unwrap();
        Self(path)
    }

    fn write(&self, text: &str) -> PathBuf {
        let path = self.0.join(KEY_FILE);
        fs::write(&path, text).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn line(byte: u8) -> String {
    STANDARD.encode([byte; KEY_BYTES])
}

#[test]
fn a_new_key_is_private_and_found_again() {
    let folder = Folder::new();
    let dir = folder.0.join("data/inner");
    let first = Keys::load_or_create(&dir).unwrap();
    let second = Keys::load_or_create(&dir).unwrap();
    assert_eq!(first.check_value(), second.check_value());
    assert!(!first.exposed());
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&dir.join(KEY_FILE)), 0o600);
    assert_eq!(mode(&dir), 0o700);
    let left: Vec<_> = fs::read_dir(&dir).unwrap().collect();
    assert_eq!(left.len(), 1, "no draft stays behind");
}

#[test]
fn many_nodes_starting_at_once_agree() {
    let folder = Folder::new();
    let barrier = Barrier::new(16);
    let found: HashSet<String> = thread::scope(|scope| {
        let nodes: Vec<_> = (0..16)
            .map(|_| {
                scope.spawn(|| {
                    barrier.wait();
                    Keys::load_or_create(&folder.0).unwrap().check_value()
                })
            })
            .collect();
        nodes.into_iter().map(|node| node.join().unwrap()).collect()
    });
    assert_eq!(found.len(), 1);
}

#[test]
fn two_societies_have_two_keys() {
    let (one, two) = (Folder::new(), Folder::new());
    assert_ne!(
        Keys::load_or_create(&one.0).unwrap().check_value(),
        Keys::load_or_create(&two.0).unwrap().check_value()
    );
}

#[test]
fn a_file_with_something_else_is_refused_by_line_and_never_quoted() {
    let folder = Folder::new();
    let short = STANDARD.encode([7; 31]);
    let long = STANDARD.encode([7; 33]);
    let later = format!("# kept by the desk\n\n{}\nnot a key\n", line(1));
    for (text, at) in [
        ("", 1),
        ("\n# nothing\n", 1),
        ("hunter2\n", 1),
        (short.as_str(), 1),
        (long.as_str(), 1),
        (later.as_str(), 4),
    ] {
        let path = folder.write(text);
        let error = Keys::load_or_create(&folder.0).unwrap_err();
        assert!(
            matches!(&error, KeysError::Content { path: named, line } if *named == path && *line == at),
            "{error}"
        );
        let sentence = error.to_string();
        assert!(sentence.contains(KEY_FILE) && sentence.contains("32 バイト"));
        assert!(!sentence.contains("hunter2") && !sentence.contains(&short));
    }
    fs::write(folder.0.join(KEY_FILE), [0xff, 0xfe]).unwrap();
    assert!(matches!(
        Keys::load_or_create(&folder.0),
        Err(KeysError::Io { .. })
    ));
}

#[test]
fn a_named_file_that_is_missing_is_not_made() {
    let folder = Folder::new();
    let path = folder.0.join("mounted.key");
    assert!(matches!(Keys::load(&path), Err(KeysError::Io { .. })));
    assert!(!path.exists());
}

#[test]
fn a_world_readable_file_is_noticed() {
    let folder = Folder::new();
    let path = folder.write(&line(3));
    for (mode, exposed) in [(0o644, true), (0o604, true), (0o640, false), (0o400, false)] {
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        assert_eq!(Keys::load(&path).unwrap().exposed(), exposed, "{mode:o}");
    }
}

#[test]
fn a_retired_key_is_known_but_not_used() {
    let folder = Folder::new();
    let path = folder.write(&format!("{}\n{}\n", line(2), line(1)));
    let (rotated, old, new) = (
        Keys::load(&path).unwrap(),
        Keys::from_bytes([1; KEY_BYTES]),
        Keys::from_bytes([2; KEY_BYTES]),
    );
    assert_eq!(rotated.check_value(), new.check_value());
    assert_eq!(rotated.digest("code", "x"), new.digest("code", "x"));
    assert_eq!(rotated.pepper(), new.pepper());
    assert_eq!(rotated.pepper_named(&old.pepper_id()), Some(old.pepper()));
    assert!(rotated.has_retired(&old.check_value()));
    assert!(!rotated.has_retired(&new.check_value()));
    assert!(new.pepper_named(&old.pepper_id()).is_none());
}

#[test]
fn purposes_values_and_keys_do_not_meet() {
    let keys = Keys::from_bytes([5; KEY_BYTES]);
    let other = Keys::from_bytes([6; KEY_BYTES]);
    let digest = keys.digest("throttle", "a");
    assert_eq!(digest.len(), 64);
    assert_eq!(digest, keys.clone().digest("throttle", "a"));
    let all: HashSet<String> = [
        digest,
        keys.digest("throttle", "b"),
        keys.digest("code", "a"),
        keys.digest("throttlea", ""),
        other.digest("throttle", "a"),
        hex(keys.pepper()),
    ]
    .into();
    assert_eq!(all.len(), 6);
    assert_ne!(keys.pepper_id(), other.pepper_id());
    assert_eq!(keys.pepper_id().len(), 8);
    assert_eq!(format!("{keys:?}"), "Keys");
}

/// The derivation is part of what the database relies on: changing it would void every password and mailed link.
#[test]
fn the_derivation_does_not_change() {
    let keys = Keys::from_bytes([0; KEY_BYTES]);
    assert_eq!(keys.pepper_id(), "25283314");
    assert_eq!(keys.check_value(), "b8e3db88bc0660dc7ef9783abc979c69");
    assert_eq!(
        keys.digest("code", "123456"),
        "30fbbe0f9fbea3ba7ae84e6754cd612b7522ae5b5dbdd374cf4509fd9b2ea621"
    );
}

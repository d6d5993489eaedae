//! The secret key: one file outside the database, and everything keyed that is made from it.
//!
//! May enter: the key file and HMAC-SHA-256. Must not: the database, a password, a key in a message or a log.
//! One root key, one sub-key per purpose, so that a value made for one purpose says nothing about another.

mod seal;

use std::{
    fmt,
    fs::{self, DirBuilder, File, OpenOptions},
    io::{self, Read, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt},
    path::{Path, PathBuf},
    sync::Arc,
};

use base64::{Engine, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit, Mac};
use rand::{TryRng, rngs::SysRng};
use sha2::Sha256;
use zeroize::Zeroizing;

pub use seal::Unsealed;

use super::reason::reason;

/// Name of the key file in the data folder.
pub const KEY_FILE: &str = "secret.key";
/// Bytes of a key.
pub const KEY_BYTES: usize = 32;
/// A key file longer than this holds something else.
const MAX_FILE_BYTES: u64 = 4096;

/// A secret that leaves memory with its owner.
type Secret = Zeroizing<[u8; KEY_BYTES]>;

/// Why there is no key. The text names the file, never what it holds.
#[derive(Debug)]
pub enum KeysError {
    /// The file or its folder cannot be read or made.
    Io {
        /// Which file.
        path: PathBuf,
        /// What the operating system said.
        error: io::Error,
    },
    /// The file holds something else than keys.
    Content {
        /// Which file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
    },
    /// The operating system gave no random bytes.
    NoRandomness,
}

impl fmt::Display for KeysError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { path, error } => {
                write!(
                    f,
                    "鍵のファイル {} を使えません({})。",
                    path.display(),
                    reason(error)
                )
            }
            Self::Content { path, line } => write!(
                f,
                "鍵のファイル {} の {line} 行目が鍵ではありません。32 バイトの乱数を base64 で(openssl rand -base64 32 が出す 44 文字)書いてください。",
                path.display()
            ),
            Self::NoRandomness => f.write_str("OS から乱数を得られませんでした。"),
        }
    }
}

impl std::error::Error for KeysError {}

/// A pepper and the name under which password rows refer to it.
struct Pepper {
    secret: Secret,
    id: String,
}

struct Inner {
    root: Secret,
    /// The pepper in use, then those of retired keys.
    peppers: Vec<Pepper>,
    /// Retired keys, newest first.
    retired: Vec<Secret>,
    exposed: bool,
}

/// The process's keys; cheap to clone, wiped from memory with the last clone.
#[derive(Clone)]
pub struct Keys(Arc<Inner>);

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keys")
    }
}

impl Keys {
    /// Reads `secret.key` in the data folder `dir`, or makes folder and file (mode 0600) if there is none.
    /// Any number of nodes may start on the same empty folder at once: all get the same key.
    ///
    /// # Errors
    /// The folder or file cannot be used, or the file holds something else.
    pub fn load_or_create(dir: &Path) -> Result<Self, KeysError> {
        let path = dir.join(KEY_FILE);
        let fail = |error| KeysError::Io {
            path: path.clone(),
            error,
        };
        if !path.try_exists().map_err(fail)? {
            create(dir, &path)?;
        }
        Self::load(&path)
    }

    /// Reads the key file at `path` (`MYPAGE_SECRET_KEY_FILE`), which must exist: a secret that was not mounted must
    /// not be replaced by a new one. Its first line is the key; further lines are retired keys, newest first, which
    /// only serve to verify passwords and open sealed values that have not been made anew since. Empty lines and lines beginning with `#`
    /// are skipped.
    ///
    /// # Errors
    /// The file cannot be read, or holds something else.
    pub fn load(path: &Path) -> Result<Self, KeysError> {
        let fail = |error| KeysError::Io {
            path: path.to_owned(),
            error,
        };
        let file = File::open(path).map_err(fail)?;
        let exposed = file.metadata().map_err(fail)?.permissions().mode() & 0o007 != 0;
        let mut text = Zeroizing::new(String::new());
        file.take(MAX_FILE_BYTES)
            .read_to_string(&mut text)
            .map_err(fail)?;
        let mut keys = Vec::new();
        for (index, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            keys.push(decode(line).ok_or_else(|| KeysError::Content {
                path: path.to_owned(),
                line: index + 1,
            })?);
        }
        if keys.is_empty() {
            return Err(KeysError::Content {
                path: path.to_owned(),
                line: 1,
            });
        }
        if exposed {
            tracing::warn!(
                file = %path.display(),
                "every user of this machine can read the secret key file; take the right away: chmod o= FILE"
            );
        }
        Ok(Self::assemble(keys, exposed))
    }

    /// Keys from known bytes, for tests.
    pub fn from_bytes(root: [u8; KEY_BYTES]) -> Self {
        Self::assemble(vec![Zeroizing::new(root)], false)
    }

    /// Keys after a change of keys, for tests.
    #[cfg(test)]
    pub fn with_retired(root: [u8; KEY_BYTES], retired: [u8; KEY_BYTES]) -> Self {
        Self::assemble(vec![Zeroizing::new(root), Zeroizing::new(retired)], false)
    }

    fn assemble(keys: Vec<Secret>, exposed: bool) -> Self {
        let peppers = keys
            .iter()
            .map(|key| {
                let secret = sub_key(key, "pepper");
                let id = hex(&mac(&secret, b"id")[..4]);
                Pepper { secret, id }
            })
            .collect();
        let mut keys = keys.into_iter();
        let root = keys.next().expect("there is at least one key");
        Self(Arc::new(Inner {
            root,
            peppers,
            retired: keys.collect(),
            exposed,
        }))
    }

    /// A keyed digest of `value`, as 64 hex digits: throttle keys, codes, identifiers. The same value under another
    /// `purpose` has an unrelated digest.
    pub fn digest(&self, purpose: &str, value: &str) -> String {
        hex(&self.mac(purpose, value.as_bytes()))
    }

    /// The raw keyed digest behind [`Keys::digest`].
    pub(super) fn mac(&self, purpose: &str, value: &[u8]) -> [u8; 32] {
        mac(&sub_key(&self.0.root, purpose), value)
    }

    /// The pepper in use: mixed into every new password hash, never stored in the database.
    pub fn pepper(&self) -> &[u8; KEY_BYTES] {
        &self.0.peppers[0].secret
    }

    /// The name of the pepper in use, stored beside each password hash.
    pub fn pepper_id(&self) -> String {
        self.0.peppers[0].id.clone()
    }

    /// The pepper of that name, in use or retired.
    pub fn pepper_named(&self, id: &str) -> Option<&[u8; KEY_BYTES]> {
        self.0
            .peppers
            .iter()
            .find(|pepper| pepper.id == id)
            .map(|pepper| &*pepper.secret)
    }

    /// What the database keeps to know this key again (table `setting`, name `key_check`).
    pub fn check_value(&self) -> String {
        check_of(&self.0.root)
    }

    /// Whether `stored` is the check value of a key that this file lists as retired: the key was changed on purpose,
    /// and the stored value is to be replaced.
    pub fn has_retired(&self, stored: &str) -> bool {
        self.0.retired.iter().any(|key| check_of(key) == stored)
    }

    /// Whether every user of the machine can read the key file.
    pub fn exposed(&self) -> bool {
        self.0.exposed
    }
}

/// Writes a new key file, unless somebody else was faster. The file appears under its name only when it is whole, so
/// that nobody can read half a key.
fn create(dir: &Path, path: &Path) -> Result<(), KeysError> {
    let fail = |error| KeysError::Io {
        path: path.to_owned(),
        error,
    };
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(dir)
        .map_err(fail)?;
    let mut key = Zeroizing::new([0; KEY_BYTES]);
    let mut nonce = [0; 8];
    SysRng
        .try_fill_bytes(&mut *key)
        .and_then(|()| SysRng.try_fill_bytes(&mut nonce))
        .map_err(|_| KeysError::NoRandomness)?;
    let draft = dir.join(format!("{KEY_FILE}.{}", hex(&nonce)));
    let made = write_new(&draft, &key).and_then(|()| match fs::hard_link(&draft, path) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    });
    let removed = fs::remove_file(&draft);
    made.and(removed)
        .and_then(|()| File::open(dir)?.sync_all())
        .map_err(fail)
}

fn write_new(path: &Path, key: &Secret) -> io::Result<()> {
    let mut line = Zeroizing::new(STANDARD.encode(**key));
    line.push('\n');
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)?;
    file.write_all(line.as_bytes())?;
    file.sync_all()
}

fn decode(line: &str) -> Option<Secret> {
    let bytes = Zeroizing::new(STANDARD.decode(line).ok()?);
    Some(Zeroizing::new(bytes.as_slice().try_into().ok()?))
}

fn sub_key(root: &Secret, purpose: &str) -> Secret {
    Zeroizing::new(mac(root, format!("mypage/1/{purpose}").as_bytes()))
}

fn check_of(root: &Secret) -> String {
    hex(&mac(&sub_key(root, "key_check"), b"")[..16])
}

fn mac(key: &Secret, value: &[u8]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(&**key).expect("HMAC takes keys of every length");
    mac.update(value);
    mac.finalize().into_bytes().into()
}

/// Lower-case hex digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .map(|nibble| char::from(DIGITS[usize::from(nibble)]))
        .collect()
}

#[cfg(test)]
mod tests;

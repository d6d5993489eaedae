//! A folder of its own for one test.

use std::{fs, path::PathBuf};

use super::db::random_name;

/// A folder in the system's one for temporary files; it goes with this.
pub struct Folder(pub PathBuf);

impl Folder {
    /// An empty one.
    pub fn new() -> Self {
        let folder = std::env::temp_dir().join(format!("mypage-test-{}", random_name()));
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // what is left in a temporary folder hurts nobody
        let _ = fs::remove_dir_all(&self.0);
    }
}

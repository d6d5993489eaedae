//! Why a file could not be used, in the words of the command line.
//!
//! May enter: what the operating system said. Must not: names of files (the sentence around has them), anything of a file's content.

use std::io::{Error, ErrorKind};

/// What the operating system said: in Japanese where it is common, as it was said where it is not.
pub fn reason(error: &Error) -> String {
    let said = match error.kind() {
        ErrorKind::NotFound => "ファイルかフォルダーがありません",
        ErrorKind::PermissionDenied => "権限がありません",
        ErrorKind::AlreadyExists => "同じ名前のものがもうあります",
        ErrorKind::IsADirectory => "フォルダーです",
        ErrorKind::NotADirectory => "途中にフォルダーでないものがあります",
        ErrorKind::ReadOnlyFilesystem => "書き込めない場所です",
        ErrorKind::StorageFull => "空き容量がありません",
        ErrorKind::InvalidData => "文字として読めません",
        _ => return error.to_string(),
    };
    said.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_causes_are_said_in_japanese() {
        let missing = std::fs::File::open("/no/such/file").expect_err("it is missing");
        assert_eq!(reason(&missing), "ファイルかフォルダーがありません");
        assert_eq!(reason(&Error::other("odd")), "odd");
    }
}

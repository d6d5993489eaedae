//! The page that asks for the code of the second step: what can be wrong on it.

use crate::domain::form::fields;

fields! {
    /// Fields of the page.
    VerifyField {
        /// 確認コード
        Code = "code",
        /// 確認コードを送る
        Send = "send",
    }
}

//! Tokens of cookies and mailed links.

use sha2::{Digest, Sha256};

/// The digest under which the database knows a token.
pub fn token_digest(token: &str) -> String {
    Sha256::digest(token.as_bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// A nonce for a page rendered outside Leptos's integration.
pub fn page_nonce() -> String {
    leptos::nonce::Nonce::new().to_string()
}

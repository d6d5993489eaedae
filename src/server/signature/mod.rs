//! The society's electronic signature: a certificate and its key, and documents they sign.
//!
//! May enter: reading the two files, signing bytes. Must not: what a document says. The key is never printed, and stays in this process.

mod enveloped;

use std::{fmt, path::Path, sync::Arc};

use base64::{Engine, engine::general_purpose::STANDARD};
use rustls::{
    SignatureScheme,
    crypto::ring::sign::any_supported_type,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
    sign::{CertifiedKey, SigningKey},
};
use x509_cert::{
    Certificate,
    der::{Decode, asn1::GeneralizedTime},
    time::Time,
};

pub use enveloped::NotSigned;

use super::clock::Millis;

/// How documents are signed: what ring, `xmlsec1` and the tax agency's published files have in common.
const SCHEME: SignatureScheme = SignatureScheme::RSA_PKCS1_SHA256;

/// Whoever signs.
#[derive(Clone)]
pub struct Signer {
    key: Arc<dyn SigningKey>,
    /// The certificate in base64, as signatures carry it.
    certificate: Arc<str>,
    /// From when until when it holds.
    valid: (Millis, Millis),
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Signer")
    }
}

impl Signer {
    /// Reads a certificate and its key (PEM, the key without a password).
    ///
    /// # Errors
    /// One sentence that names the file; nothing of what is in it.
    pub fn load(certificate: &Path, key: &Path) -> Result<Self, String> {
        let wrong = |file: &Path, why: &str| format!("{} {why}", file.display());
        let read = CertificateDer::from_pem_file(certificate);
        let der = read.map_err(|_| wrong(certificate, "から証明書(PEM)を読めません。"))?;
        let valid = validity(&der).ok_or_else(|| wrong(certificate, "は証明書ではありません。"))?;
        let read = PrivateKeyDer::from_pem_file(key);
        let private =
            read.map_err(|_| wrong(key, "からパスワードのない秘密鍵(PEM)を読めません。"))?;
        let private = any_supported_type(&private)
            .ok()
            .filter(|key| key.choose_scheme(&[SCHEME]).is_some())
            .ok_or_else(|| wrong(key, "は2,048ビット以上のRSAの秘密鍵ではありません。"))?;
        let pair = CertifiedKey::new(vec![der.clone()], Arc::clone(&private));
        if pair.keys_match().is_err() {
            return Err(wrong(key, "は証明書の鍵ではありません。"));
        }
        Ok(Self {
            key: private,
            certificate: STANDARD.encode(&der).into(),
            valid,
        })
    }

    /// Whether the certificate holds at a moment.
    pub fn is_valid(&self, now: Millis) -> bool {
        let (from, until) = self.valid;
        from <= now && now <= until
    }

    /// The last moment the certificate holds.
    pub fn until(&self) -> Millis {
        self.valid.1
    }

    /// Signs bytes.
    fn sign(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        let signer = self.key.choose_scheme(&[SCHEME])?;
        signer.sign(bytes).ok()
    }
}

/// From when until when a certificate holds.
fn validity(der: &CertificateDer<'_>) -> Option<(Millis, Millis)> {
    let certificate = Certificate::from_der(der).ok()?;
    let validity = certificate.tbs_certificate().validity();
    let millis = |time: &Time| {
        let seconds = match time {
            Time::UtcTime(time) => time.to_unix_duration(),
            Time::GeneralTime(time) => GeneralizedTime::to_unix_duration(time),
        };
        Millis::try_from(seconds.as_millis()).ok()
    };
    Some((millis(&validity.not_before)?, millis(&validity.not_after)?))
}

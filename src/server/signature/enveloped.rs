//! XML that carries its own signature: `http://www.w3.org/2000/09/xmldsig#enveloped-signature` (W3C, XML Signature Syntax and Processing).
//!
//! May enter: one document, one signature over all of it. Must not: checking signatures of others.

use std::{error::Error, fmt};

use base64::{Engine, engine::general_purpose::STANDARD};
use bergshamra_c14n::{C14nMode, canonicalize_doc};
use bergshamra_xml::NodeSet;
use sha2::{Digest, Sha256};
use uppsala::Document;

use super::Signer;

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
/// The canonical form everything is digested and signed in.
const CANONICAL: C14nMode = C14nMode::Inclusive;
const NAMESPACE: &str = "http://www.w3.org/2000/09/xmldsig#";
const ENVELOPED: &str = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
const RSA_SHA256: &str = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
const SHA256: &str = "http://www.w3.org/2001/04/xmlenc#sha256";

/// Why a document was not signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotSigned {
    /// It is not XML, and where it ceases to be.
    Malformed(String),
    /// It has a signature already, or something behind its root that hides where that ends.
    NotPlain,
    /// The key refused.
    Key,
}

impl fmt::Display for NotSigned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed(what) => write!(f, "XMLの書き方になっていません({what})。"),
            Self::NotPlain => f.write_str(
                "署名がすでにあるか、ルート要素のあとに何かがあります。どちらも除いてください。",
            ),
            Self::Key => f.write_str("秘密鍵で署名できません。"),
        }
    }
}

impl Error for NotSigned {}

impl Signer {
    /// A document with a signature over all of it at the end of its root, in canonical form (UTF-8, attributes in order). Comments stay
    /// outside what is signed by this form and are left out.
    ///
    /// # Errors
    /// When it is not XML, is signed already, or the key refuses.
    pub fn enveloped(&self, xml: &str) -> Result<Vec<u8>, NotSigned> {
        let plain = canonical(&parsed(xml)?, None)?;
        let end = plain.rfind("</").filter(|_| plain.ends_with('>'));
        let end = end.ok_or(NotSigned::NotPlain)?;
        if plain.contains(NAMESPACE) {
            return Err(NotSigned::NotPlain);
        }
        let (body, root_ends) = plain.split_at(end);
        let digest = STANDARD.encode(Sha256::digest(plain.as_bytes()));
        let with = |value: &str| {
            let signature = self.signature(&digest, value);
            format!("{body}{signature}{root_ends}")
        };
        let value = STANDARD.encode(self.value(&with(""))?);
        Ok(format!("{DECLARATION}{}", with(&value)).into_bytes())
    }

    /// The signature itself, of a document that is whole but for it: what is signed takes namespaces from its place in the document.
    fn value(&self, unsigned: &str) -> Result<Vec<u8>, NotSigned> {
        let document = parsed(unsigned)?;
        let info = document.get_elements_by_tag_name_ns(NAMESPACE, "SignedInfo");
        let [info] = info.as_slice() else {
            return Err(NotSigned::NotPlain);
        };
        let info = NodeSet::tree_without_comments(*info, &document);
        let signed = canonical(&document, Some(&info))?;
        self.sign(signed.as_bytes()).ok_or(NotSigned::Key)
    }

    fn signature(&self, digest: &str, value: &str) -> String {
        let (method, certificate) = (CANONICAL.uri(), &self.certificate);
        format!(
            "<dsig:Signature xmlns:dsig=\"{NAMESPACE}\"><dsig:SignedInfo>\
             <dsig:CanonicalizationMethod Algorithm=\"{method}\"></dsig:CanonicalizationMethod>\
             <dsig:SignatureMethod Algorithm=\"{RSA_SHA256}\"></dsig:SignatureMethod>\
             <dsig:Reference URI=\"\"><dsig:Transforms>\
             <dsig:Transform Algorithm=\"{ENVELOPED}\"></dsig:Transform></dsig:Transforms>\
             <dsig:DigestMethod Algorithm=\"{SHA256}\"></dsig:DigestMethod>\
             <dsig:DigestValue>{digest}</dsig:DigestValue></dsig:Reference></dsig:SignedInfo>\
             <dsig:SignatureValue>{value}</dsig:SignatureValue>\
             <dsig:KeyInfo><dsig:X509Data><dsig:X509Certificate>{certificate}</dsig:X509Certificate>\
             </dsig:X509Data></dsig:KeyInfo></dsig:Signature>"
        )
    }
}

fn parsed(xml: &str) -> Result<Document<'_>, NotSigned> {
    uppsala::parse(xml).map_err(|error| NotSigned::Malformed(error.to_string()))
}

fn canonical(document: &Document<'_>, of: Option<&NodeSet>) -> Result<String, NotSigned> {
    let bytes = canonicalize_doc::<&str>(document, CANONICAL, of, &[]);
    let bytes = bytes.map_err(|error| NotSigned::Malformed(error.to_string()))?;
    String::from_utf8(bytes).map_err(|error| NotSigned::Malformed(error.to_string()))
}

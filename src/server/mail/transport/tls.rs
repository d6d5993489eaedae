//! TLS towards the mail server: verified always, by the public certificate authorities or the file `?ca=` names.

use std::{
    io,
    net::SocketAddr,
    path::Path,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use lettre::transport::smtp::client::{
    AsyncTokioStream, Certificate, CertificateStore, TlsParameters,
};
use rustls::{
    ClientConfig, RootCertStore,
    pki_types::{CertificateDer, ServerName, pem::PemObject},
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::TcpStream,
};
use tokio_rustls::{TlsConnector, client::TlsStream};

use super::config::{SmtpConfigError, wrong};

/// What TLS needs, for both ways in.
pub struct Tls {
    connector: TlsConnector,
    name: ServerName<'static>,
    starttls: TlsParameters,
}

impl Tls {
    /// Reads the certificates to trust for `host`.
    ///
    /// # Errors
    /// A sentence that names `SMTP_URL`.
    pub fn new(host: &str, ca: Option<&Path>) -> Result<Self, SmtpConfigError> {
        let mut roots = RootCertStore::empty();
        let mut starttls = TlsParameters::builder(host.to_owned());
        if let Some(path) = ca {
            let unreadable = || {
                wrong(format_args!(
                    "の ca= にある証明書ファイル {} を読めません。",
                    path.display()
                ))
            };
            starttls = starttls.certificate_store(CertificateStore::None);
            let mut any = false;
            for certificate in CertificateDer::pem_file_iter(path).map_err(|_| unreadable())? {
                let certificate = certificate.map_err(|_| unreadable())?;
                starttls = starttls.add_root_certificate(
                    Certificate::from_der(certificate.to_vec()).map_err(|_| unreadable())?,
                );
                roots.add(certificate).map_err(|_| unreadable())?;
                any = true;
            }
            if !any {
                return Err(unreadable());
            }
        } else {
            roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
        }
        let config =
            ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
                .with_safe_default_protocol_versions()
                .map_err(|_| wrong("は TLS を使いますが、TLS を用意できません。"))?
                .with_root_certificates(roots)
                .with_no_client_auth();
        Ok(Self {
            connector: TlsConnector::from(Arc::new(config)),
            name: ServerName::try_from(host.to_owned())
                .map_err(|_| wrong("のホスト名は TLS で確かめられない形です。"))?,
            starttls: starttls
                .build()
                .map_err(|_| wrong("のホスト名は TLS で確かめられない形です。"))?,
        })
    }

    /// For STARTTLS by lettre.
    pub fn starttls(&self) -> TlsParameters {
        self.starttls.clone()
    }

    /// TLS from the first byte.
    ///
    /// # Errors
    /// When the handshake fails or the certificate is not trusted.
    pub async fn wrap(&self, stream: TcpStream) -> io::Result<Encrypted> {
        self.connector
            .connect(self.name.clone(), stream)
            .await
            .map(Encrypted)
    }
}

/// An encrypted connection in the form lettre takes.
#[derive(Debug)]
pub struct Encrypted(TlsStream<TcpStream>);

impl AsyncTokioStream for Encrypted {
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        self.0.get_ref().0.peer_addr()
    }
}

impl AsyncRead for Encrypted {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_read(context, buffer)
    }
}

impl AsyncWrite for Encrypted {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.0).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_shutdown(context)
    }
}

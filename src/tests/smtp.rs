//! A mail server for tests: it keeps what it is given and answers as it is told.

use std::{
    collections::VecDeque,
    net::SocketAddr,
    path::PathBuf,
    sync::{Arc, Mutex},
};

use rustls::{ServerConfig, pki_types::PrivateKeyDer};
use tokio::{
    io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    sync::Semaphore,
    task::JoinHandle,
};
use tokio_rustls::TlsAcceptor;

/// What the server does with one mail.
#[derive(Clone, Debug)]
pub enum Reaction {
    /// Takes it.
    Accept,
    /// Answers MAIL with this line.
    AtMail(&'static str),
    /// Answers RCPT with this line.
    AtRecipient(&'static str),
    /// Reads the message, then answers with this line.
    AtEnd(&'static str),
    /// Hangs up in the middle of the message.
    HangUp,
    /// Never answers MAIL.
    Silence,
    /// Answers MAIL only after [`SmtpServer::release`], then takes the mail.
    Hold,
}

/// A mail as it came over the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// Argument of MAIL FROM.
    pub from: String,
    /// Arguments of RCPT TO.
    pub to: Vec<String>,
    /// The message, dots unstuffed.
    pub data: Vec<u8>,
    /// Whether it came encrypted.
    pub encrypted: bool,
    /// AUTH's initial response, if somebody logged in.
    pub auth: Option<String>,
}

/// How the server meets a client.
#[derive(Clone, Debug, Default)]
pub struct Habits {
    /// Offers STARTTLS.
    pub starttls: bool,
    /// TLS from the first byte.
    pub implicit: bool,
    /// Answers EHLO with a line of white space, which lettre 0.11.23 panics on.
    pub blank_hello: bool,
}

/// What tests wait for, and what they let the server wait for.
#[derive(Debug)]
struct Signals {
    taken: Semaphore,
    held: Semaphore,
    released: Semaphore,
}

#[derive(Debug, Default)]
struct Book {
    received: Vec<Received>,
    connections: usize,
    commands: Vec<String>,
    reactions: VecDeque<Reaction>,
}

/// The server; it ends when it is dropped.
pub struct SmtpServer {
    address: SocketAddr,
    book: Arc<Mutex<Book>>,
    signals: Arc<Signals>,
    ca: PathBuf,
    accepting: JoinHandle<()>,
}

impl Drop for SmtpServer {
    fn drop(&mut self) {
        self.accepting.abort();
        // The certificate is in the system's folder for temporary files; losing the race with its cleaner is fine.
        drop(std::fs::remove_file(&self.ca));
    }
}

impl SmtpServer {
    /// A server on a free port of 127.0.0.1.
    pub async fn start() -> Self {
        Self::with(Habits::default()).await
    }

    /// A server with these habits.
    pub async fn with(habits: Habits) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let book = Arc::new(Mutex::new(Book::default()));
        let (acceptor, pem) = certificate();
        let ca = std::env::temp_dir().join(format!("mypage-test-{}.pem", address.port()));
        std::fs::write(&ca, pem).unwrap();
        let signals = Arc::new(Signals {
            taken: Semaphore::new(0),
            held: Semaphore::new(0),
            released: Semaphore::new(0),
        });
        let (shared, listening, counting) = (book.clone(), habits, signals.clone());
        let accepting = tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                shared.lock().unwrap().connections += 1;
                let session = Session {
                    book: shared.clone(),
                    signals: counting.clone(),
                    blank_hello: listening.blank_hello,
                    encrypted: listening.implicit,
                    starttls: listening.starttls,
                    auth: None,
                };
                tokio::spawn(session.serve(stream, acceptor.clone()));
            }
        });
        Self {
            address,
            book,
            signals,
            ca,
            accepting,
        }
    }

    /// `SMTP_URL` for it.
    pub fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }

    /// Host and port.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The PEM file with its certificate, which is valid for `localhost`.
    pub fn ca(&self) -> &std::path::Path {
        &self.ca
    }

    /// What it does with the next mails; afterwards it accepts.
    pub fn next(&self, reactions: impl IntoIterator<Item = Reaction>) {
        self.book.lock().unwrap().reactions.extend(reactions);
    }

    /// Takes the mails accepted so far.
    pub fn take(&self) -> Vec<Received> {
        std::mem::take(&mut self.book.lock().unwrap().received)
    }

    /// Waits until this many mails more have been accepted.
    pub async fn taken(&self, mails: u32) {
        let taken = self.signals.taken.acquire_many(mails).await;
        taken.unwrap().forget();
    }

    /// Waits until a mail is held.
    pub async fn holding(&self) {
        self.signals.held.acquire().await.unwrap().forget();
    }

    /// Goes on with a mail that is held.
    pub fn release(&self) {
        self.signals.released.add_permits(1);
    }

    /// How many connections there have been.
    pub fn connections(&self) -> usize {
        self.book.lock().unwrap().connections
    }

    /// Every command line so far.
    pub fn commands(&self) -> Vec<String> {
        self.book.lock().unwrap().commands.clone()
    }
}

/// A fresh self-signed certificate for `localhost`.
fn certificate() -> (TlsAcceptor, String) {
    let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
    let key = PrivateKeyDer::try_from(made.signing_key.serialize_der()).unwrap();
    let config =
        ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![made.cert.der().clone()], key)
            .unwrap();
    (TlsAcceptor::from(Arc::new(config)), made.cert.pem())
}

trait Stream: AsyncRead + AsyncWrite + Unpin + Send {}
impl<S: AsyncRead + AsyncWrite + Unpin + Send> Stream for S {}

struct Session {
    book: Arc<Mutex<Book>>,
    signals: Arc<Signals>,
    blank_hello: bool,
    encrypted: bool,
    starttls: bool,
    auth: Option<String>,
}

impl Session {
    async fn serve(mut self, stream: TcpStream, acceptor: TlsAcceptor) -> Option<()> {
        if self.encrypted {
            self.talk(acceptor.accept(stream).await.ok()?, true).await;
            return Some(());
        }
        // Without STARTTLS the conversation ends the connection; with it, it goes on encrypted.
        let stream = self.talk(stream, true).await?;
        self.encrypted = true;
        self.starttls = false;
        self.talk(acceptor.accept(stream).await.ok()?, false).await;
        Some(())
    }

    /// Talks until the end; answers the stream when TLS is to start on it.
    async fn talk<S: Stream>(&mut self, stream: S, greet: bool) -> Option<S> {
        let mut stream = BufReader::new(stream);
        if greet {
            say(&mut stream, "220 test ESMTP").await?;
        }
        let mut from = String::new();
        let mut to = Vec::new();
        let mut reaction = Reaction::Accept;
        loop {
            let line = read_line(&mut stream).await?;
            let line = String::from_utf8(line).ok()?;
            let line = line.trim_end();
            self.book.lock().unwrap().commands.push(line.to_owned());
            let (verb, argument) = line.split_at(line.len().min(4));
            match verb {
                "EHLO" => {
                    let offer = if self.starttls {
                        "250-STARTTLS\r\n"
                    } else {
                        ""
                    };
                    let blank = if self.blank_hello { "250-  \r\n" } else { "" };
                    let hello =
                        format!("250-test\r\n{blank}{offer}250-AUTH PLAIN LOGIN\r\n250 8BITMIME");
                    say(&mut stream, &hello).await?;
                }
                "STAR" => {
                    say(&mut stream, "220 go ahead").await?;
                    return Some(stream.into_inner());
                }
                "AUTH" => {
                    self.auth = argument.rsplit(' ').next().map(str::to_owned);
                    say(&mut stream, "235 welcome").await?;
                }
                "MAIL" => {
                    reaction = self
                        .book
                        .lock()
                        .unwrap()
                        .reactions
                        .pop_front()
                        .unwrap_or(Reaction::Accept);
                    from = argument.trim_start_matches(" FROM:").to_owned();
                    to.clear();
                    match &reaction {
                        Reaction::Silence => std::future::pending().await,
                        Reaction::Hold => {
                            self.signals.held.add_permits(1);
                            self.signals.released.acquire().await.ok()?.forget();
                            say(&mut stream, "250 ok").await?;
                        }
                        Reaction::AtMail(answer) => say(&mut stream, answer).await?,
                        _ => say(&mut stream, "250 ok").await?,
                    }
                }
                "RCPT" => {
                    to.push(argument.trim_start_matches(" TO:").to_owned());
                    match &reaction {
                        Reaction::AtRecipient(answer) => say(&mut stream, answer).await?,
                        _ => say(&mut stream, "250 ok").await?,
                    }
                }
                "DATA" => {
                    say(&mut stream, "354 go ahead").await?;
                    if matches!(reaction, Reaction::HangUp) {
                        read_line(&mut stream).await?;
                        return None;
                    }
                    let data = read_message(&mut stream).await?;
                    if let Reaction::AtEnd(answer) = &reaction {
                        say(&mut stream, answer).await?;
                        continue;
                    }
                    self.book.lock().unwrap().received.push(Received {
                        from: from.clone(),
                        to: to.clone(),
                        data,
                        encrypted: self.encrypted,
                        auth: self.auth.clone(),
                    });
                    self.signals.taken.add_permits(1);
                    say(&mut stream, "250 2.0.0 taken").await?;
                }
                "NOOP" => say(&mut stream, "250 ok").await?,
                "QUIT" => {
                    say(&mut stream, "221 bye").await?;
                    return None;
                }
                _ => say(&mut stream, "500 what?").await?,
            }
        }
    }
}

async fn say<S: Stream>(stream: &mut BufReader<S>, line: &str) -> Option<()> {
    let line = format!("{line}\r\n");
    stream.get_mut().write_all(line.as_bytes()).await.ok()?;
    stream.get_mut().flush().await.ok()
}

async fn read_line<S: Stream>(stream: &mut BufReader<S>) -> Option<Vec<u8>> {
    let mut line = Vec::new();
    match stream.read_until(b'\n', &mut line).await {
        Ok(read) if read > 0 => Some(line),
        _ => None,
    }
}

async fn read_message<S: Stream>(stream: &mut BufReader<S>) -> Option<Vec<u8>> {
    let mut data = Vec::new();
    loop {
        let line = read_line(stream).await?;
        if line == b".\r\n" {
            return Some(data);
        }
        data.extend_from_slice(line.strip_prefix(b".").unwrap_or(&line));
    }
}

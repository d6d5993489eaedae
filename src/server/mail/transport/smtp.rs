//! SMTP by lettre's connection over our own TCP stream.
//!
//! lettre's stock transport leaves Nagle's algorithm on and writes a message in two pieces, which costs 40 ms a mail;
//! here the stream has TCP_NODELAY. Idle connections are kept for a while; one that fails is dropped.

use std::{
    future::Future,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use lettre::transport::smtp::{
    Error,
    authentication::{Credentials, Mechanism},
    client::{AsyncSmtpConnection, AsyncTokioStream},
    commands::{Data, Mail, Rcpt},
    extension::ClientId,
    response::Response,
};
use tokio::{
    net::TcpStream,
    time::{Instant, timeout},
};

use super::{Delivery, Parcel, Reply, Security, SmtpConfig, SmtpConfigError, tls::Tls};

/// Most idle connections kept.
const IDLE_MAX: usize = 8;
/// How long a connection may wait for its next mail; servers hang up after minutes (RFC 5321 §4.5.3.2.7 asks for five).
const IDLE_TIME: Duration = Duration::from_secs(60);
/// How long a connection is trusted without asking (NOOP).
const FRESH_TIME: Duration = Duration::from_secs(5);
/// Mails a connection carries before it is closed; many servers allow 100.
const MAILS_MAX: u32 = 50;

/// A mail server and the connections to it.
pub struct Smtp {
    config: SmtpConfig,
    tls: Option<Tls>,
    hello: ClientId,
    idle: Mutex<Vec<Connection>>,
}

/// One connection and its age.
struct Connection {
    inner: AsyncSmtpConnection,
    mails: u32,
    used_at: Instant,
}

/// Where in a mail's way something failed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Connect,
    Mail,
    Rest,
}

/// A failed step and what was said.
struct Failure {
    step: Step,
    reply: Reply,
    permanent: bool,
}

impl Failure {
    fn new(step: Step, error: &Error) -> Self {
        let code = error.status().map(u16::from);
        let source = std::error::Error::source(error);
        let text = source.map_or_else(|| error.to_string(), ToString::to_string);
        Self {
            step,
            reply: Reply::new(code, &text),
            permanent: error.is_permanent(),
        }
    }

    fn said(step: Step, text: &str) -> Self {
        Self {
            step,
            reply: Reply::new(None, text),
            permanent: false,
        }
    }

    /// The connection had gone stale while it was idle: the mail itself has not been tried.
    fn is_stale(&self) -> bool {
        self.step == Step::Mail && matches!(self.reply.code, None | Some(421))
    }

    fn delivery(self) -> Delivery {
        if self.permanent && self.step != Step::Connect && !self.reply.is_about_connection() {
            Delivery::Refused(self.reply)
        } else {
            Delivery::Later(self.reply)
        }
    }
}

impl Smtp {
    /// Prepares TLS; connects to nobody yet.
    ///
    /// # Errors
    /// A sentence that names `SMTP_URL` when its certificates or host cannot be used.
    pub fn new(config: SmtpConfig) -> Result<Self, SmtpConfigError> {
        let tls = match config.security {
            Security::Plain => None,
            _ => Some(Tls::new(&config.host, config.ca.as_deref())?),
        };
        Ok(Self {
            config,
            tls,
            hello: ClientId::default(),
            idle: Mutex::new(Vec::new()),
        })
    }

    /// Hands one mail over.
    pub async fn send(&self, parcel: &Parcel) -> Delivery {
        if let Some(connection) = self.idle_connection().await {
            match self.send_over(connection, parcel).await {
                Ok(reply) => return Delivery::Accepted(reply),
                Err(failure) if failure.is_stale() => {}
                Err(failure) => return failure.delivery(),
            }
        }
        let sent = match self.connect().await {
            Ok(connection) => self.send_over(connection, parcel).await,
            Err(failure) => Err(failure),
        };
        match sent {
            Ok(reply) => Delivery::Accepted(reply),
            Err(failure) => failure.delivery(),
        }
    }

    /// Connects, greets, encrypts, logs in and leaves: what `mypage doctor` tries.
    ///
    /// # Errors
    /// What the other side said, or what failed.
    pub async fn check(&self) -> Result<(), Reply> {
        let mut connection = self.connect().await.map_err(|failure| failure.reply)?;
        let quit = timeout(self.config.patience.command, connection.inner.quit()).await;
        drop(quit);
        Ok(())
    }

    /// Says goodbye on idle connections.
    pub async fn close(&self) {
        let idle = std::mem::take(&mut *self.lock());
        for mut connection in idle {
            let quit = timeout(self.config.patience.command, connection.inner.quit()).await;
            drop(quit);
        }
    }

    /// An idle connection that still works. No lock is held while it is asked.
    async fn idle_connection(&self) -> Option<Connection> {
        loop {
            let mut connection = self.lock().pop()?;
            let age = connection.used_at.elapsed();
            if age > IDLE_TIME {
                continue;
            }
            if age < FRESH_TIME {
                return Some(connection);
            }
            let alive = timeout(
                self.config.patience.command,
                connection.inner.test_connected(),
            );
            if alive.await.unwrap_or(false) {
                return Some(connection);
            }
        }
    }

    fn keep(&self, connection: Connection) {
        let mut idle = self.lock();
        if connection.mails < MAILS_MAX && idle.len() < IDLE_MAX {
            idle.push(connection);
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Connection>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// One mail over one connection. After any failure the connection is dropped: its state is not worth guessing.
    async fn send_over(
        &self,
        mut connection: Connection,
        parcel: &Parcel,
    ) -> Result<Reply, Failure> {
        let smtp = &mut connection.inner;
        let from = Mail::new(Some(parcel.from.envelope()), Vec::new());
        self.step(Step::Mail, smtp.command(from)).await?;
        let to = Rcpt::new(parcel.to.envelope(), Vec::new());
        self.step(Step::Rest, smtp.command(to)).await?;
        self.step(Step::Rest, smtp.command(Data)).await?;
        let response = self.step(Step::Rest, smtp.message(&parcel.bytes)).await?;
        let text: Vec<&str> = response.message().collect();
        let reply = Reply::new(Some(u16::from(response.code())), &text.join(" "));
        connection.mails += 1;
        connection.used_at = Instant::now();
        self.keep(connection);
        Ok(reply)
    }

    async fn step(
        &self,
        step: Step,
        command: impl Future<Output = Result<Response, Error>>,
    ) -> Result<Response, Failure> {
        match timeout(self.config.patience.command, command).await {
            Ok(Ok(response)) => Ok(response),
            Ok(Err(error)) => Err(Failure::new(step, &error)),
            Err(_) => Err(Failure::said(step, "no answer in time")),
        }
    }

    async fn connect(&self) -> Result<Connection, Failure> {
        match timeout(self.config.patience.connect, self.connect_patiently()).await {
            Ok(connected) => connected,
            Err(_) => Err(Failure::said(Step::Connect, "no connection in time")),
        }
    }

    async fn connect_patiently(&self) -> Result<Connection, Failure> {
        let failed = |error: &Error| Failure::new(Step::Connect, error);
        let io = |error: std::io::Error| Failure::said(Step::Connect, &error.to_string());
        let stream = TcpStream::connect((self.config.host.as_str(), self.config.port))
            .await
            .map_err(io)?;
        stream.set_nodelay(true).map_err(io)?;
        let stream: Box<dyn AsyncTokioStream> = match (&self.tls, self.config.security) {
            (Some(tls), Security::Implicit) => Box::new(tls.wrap(stream).await.map_err(io)?),
            _ => Box::new(stream),
        };
        let mut smtp = AsyncSmtpConnection::connect_with_transport(stream, &self.hello)
            .await
            .map_err(|error| failed(&error))?;
        self.encrypt(&mut smtp).await?;
        if let Some(login) = &self.config.login {
            let credentials = Credentials::new(login.user.clone(), login.password.clone());
            smtp.auth(&[Mechanism::Plain, Mechanism::Login], &credentials)
                .await
                .map_err(|error| failed(&error))?;
        }
        Ok(Connection {
            inner: smtp,
            mails: 0,
            used_at: Instant::now(),
        })
    }

    /// STARTTLS, where the settings ask for it or the server offers it.
    async fn encrypt(&self, smtp: &mut AsyncSmtpConnection) -> Result<(), Failure> {
        let Some(tls) = &self.tls else {
            return Ok(());
        };
        match (self.config.security, smtp.can_starttls()) {
            (Security::Required, false) => Err(Failure::said(
                Step::Connect,
                "the mail server offers no STARTTLS, which SMTP_URL requires",
            )),
            (Security::Required | Security::Opportunistic, true) => smtp
                .starttls(tls.starttls(), &self.hello)
                .await
                .map_err(|error| Failure::new(Step::Connect, &error)),
            _ => Ok(()),
        }
    }
}

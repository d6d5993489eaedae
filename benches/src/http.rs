//! HTTP/1.1 as far as a load needs it: one kept connection, requests without surprises, answers read to their end.
//! May enter: the wire. Must not: which requests and how often.

use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// An answer that takes longer than this is none.
const LIMIT: Duration = Duration::from_secs(30);

/// What came back.
pub struct Reply {
    /// 200 and so on.
    pub status: u16,
    /// Names in lower case, with their values.
    pub headers: Vec<(String, String)>,
    /// As sent, not decompressed.
    pub body: Vec<u8>,
}

impl Reply {
    /// The first header of that name.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers
            .find(|(header, _)| header == name)
            .map(|(_, value)| value.as_str())
    }
}

/// A connection that is kept for many requests.
pub struct Connection {
    stream: BufReader<TcpStream>,
    address: SocketAddr,
}

impl Connection {
    /// Connects.
    pub fn open(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect_timeout(&address, LIMIT)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(LIMIT))?;
        Ok(Self {
            stream: BufReader::with_capacity(32 * 1024, stream),
            address,
        })
    }

    /// Asks for a page as it is, without cookies.
    pub fn get(&mut self, path: &str) -> Result<Reply> {
        self.ask(path, "")
    }

    /// Asks for a page as a browser does, which takes it compressed.
    pub fn get_compressed(&mut self, path: &str) -> Result<Reply> {
        self.ask(path, "Accept-Encoding: gzip, deflate, br\r\n")
    }

    /// Asks for a page as somebody who is signed in.
    pub fn get_as(&mut self, path: &str, cookie: &str) -> Result<Reply> {
        self.ask(path, &format!("Cookie: {cookie}\r\n"))
    }

    fn ask(&mut self, path: &str, header: &str) -> Result<Reply> {
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: {}\r\nAccept: text/html\r\n{header}\r\n",
            self.address
        );
        self.send(request.as_bytes())
    }

    /// Posts a form of this site.
    pub fn post(&mut self, path: &str, cookie: &str, form: &str) -> Result<Reply> {
        let cookie = if cookie.is_empty() {
            String::new()
        } else {
            format!("Cookie: {cookie}\r\n")
        };
        let request = format!(
            "POST {path} HTTP/1.1\r\nHost: {0}\r\nAccept: text/html\r\nOrigin: http://{0}\r\nSec-Fetch-Site: same-origin\r\n{cookie}\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {1}\r\n\r\n{form}",
            self.address,
            form.len()
        );
        self.send(request.as_bytes())
    }

    /// Sends a file the way a form with one field for it does.
    pub fn post_file(&mut self, path: &str, cookie: &str, file: &[u8]) -> Result<Reply> {
        const BOUNDARY: &str = "----bench-7f3a";
        let before = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"rows.csv\"\r\nContent-Type: text/csv\r\n\r\n"
        );
        let after = format!("\r\n--{BOUNDARY}--\r\n");
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: {0}\r\nAccept: text/html\r\nOrigin: http://{0}\r\nSec-Fetch-Site: same-origin\r\nCookie: {cookie}\r\n\
             Content-Type: multipart/form-data; boundary={BOUNDARY}\r\nContent-Length: {1}\r\n\r\n",
            self.address,
            before.len() + file.len() + after.len()
        );
        for part in [head.as_bytes(), before.as_bytes(), file] {
            self.stream.get_mut().write_all(part)?;
        }
        self.send(after.as_bytes())
    }

    fn send(&mut self, request: &[u8]) -> Result<Reply> {
        self.stream.get_mut().write_all(request)?;
        let status = self.line()?;
        let status = status
            .split(' ')
            .nth(1)
            .and_then(|code| code.parse().ok())
            .with_context(|| format!("not an answer: {status}"))?;
        let mut headers = Vec::new();
        loop {
            let line = self.line()?;
            if line.is_empty() {
                break;
            }
            let (name, value) = line.split_once(':').context("a header without a colon")?;
            headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
        let mut reply = Reply {
            status,
            headers,
            body: Vec::new(),
        };
        self.body(&mut reply)?;
        Ok(reply)
    }

    fn body(&mut self, reply: &mut Reply) -> Result<()> {
        if reply.header("transfer-encoding") == Some("chunked") {
            loop {
                let size = usize::from_str_radix(&self.line()?, 16).context("size of a chunk")?;
                self.read(size, &mut reply.body)?;
                if !self.line()?.is_empty() {
                    bail!("a chunk that does not end");
                }
                if size == 0 {
                    return Ok(());
                }
            }
        }
        let size = reply.header("content-length").unwrap_or("0").parse()?;
        self.read(size, &mut reply.body)
    }

    fn read(&mut self, size: usize, into: &mut Vec<u8>) -> Result<()> {
        let start = into.len();
        into.resize(start + size, 0);
        Ok(self.stream.read_exact(&mut into[start..])?)
    }

    fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        if self.stream.read_line(&mut line)? == 0 {
            bail!("the server hung up");
        }
        line.truncate(line.trim_end().len());
        Ok(line)
    }
}

//! Cookies: reading who asks before a request is served, and writing cookies into answers.
//!
//! `session` proves a signed-in person, `visit` only recognises the same browser again (drafts, typed values, known devices).
//! `staff` proves one of the staff, and is never sent along from another site. All are random tokens of which the database knows a
//! digest. On https they carry the `__Host-` prefix and `Secure`.

use std::net::{IpAddr, SocketAddr};

use axum::{
    extract::{ConnectInfo, Request},
    http::{HeaderMap, HeaderValue, header},
};

use crate::server::{ctx::Visit, link::token_digest, state::AppState};

/// Cookie of the colour scheme.
pub const THEME: &str = "theme";
/// Cookie of the text size.
pub const SIZE: &str = "size";
/// How long a display wish is kept, in seconds (a year).
pub const DISPLAY_AGE: i64 = 365 * 24 * 3600;
/// How long a browser is recognised, in seconds (a year).
pub const VISIT_AGE: i64 = 365 * 24 * 3600;

/// The token cookies under the names this site uses for them.
#[derive(Clone, Copy, Debug)]
pub struct CookieNames {
    secure: bool,
}

impl CookieNames {
    /// For a site served at `public_url`.
    pub fn of(public_url: &str) -> Self {
        Self {
            secure: public_url.starts_with("https://"),
        }
    }

    /// Name of the session cookie.
    pub fn session(self) -> &'static str {
        if self.secure {
            "__Host-session"
        } else {
            "session"
        }
    }

    /// Name of the visitor cookie.
    pub fn visit(self) -> &'static str {
        if self.secure { "__Host-visit" } else { "visit" }
    }

    /// Name of the staff cookie.
    pub fn staff(self) -> &'static str {
        if self.secure { "__Host-staff" } else { "staff" }
    }

    /// A `Set-Cookie` value for the staff cookie: while the browser runs, or erased with an empty value. It goes along with requests
    /// of this site alone: nobody comes to the console by a link in a mail.
    pub fn set_staff(self, token: &str) -> HeaderValue {
        let age = token.is_empty().then_some(0);
        self.write(self.staff(), token, age, "Strict")
    }

    /// A `Set-Cookie` value; `max_age` in seconds, 0 erases, none lasts as long as the browser runs.
    pub fn set(self, name: &str, value: &str, max_age: Option<i64>) -> HeaderValue {
        self.write(name, value, max_age, "Lax")
    }

    fn write(self, name: &str, value: &str, max_age: Option<i64>, same_site: &str) -> HeaderValue {
        let age = max_age.map_or_else(String::new, |age| format!("; Max-Age={age}"));
        let secure = if self.secure { "; Secure" } else { "" };
        HeaderValue::from_str(&format!(
            "{name}={value}; Path=/; HttpOnly; SameSite={same_site}{age}{secure}"
        ))
        .expect("tokens and codes are plain ASCII")
    }
}

/// The value of a cookie, if the request has it.
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}

/// The network a client is counted by: its IPv4 address, or its IPv6 /64, so that one household or office is one.
pub fn network(address: IpAddr) -> String {
    match address {
        IpAddr::V4(v4) => v4.to_string(),
        IpAddr::V6(v6) => v6.to_ipv4_mapped().map_or_else(
            || {
                let s = v6.segments();
                format!("{:x}:{:x}:{:x}:{:x}::/64", s[0], s[1], s[2], s[3])
            },
            |v4| v4.to_string(),
        ),
    }
}

/// Reads cookies and the client's address.
pub fn visit(state: &AppState, request: &Request) -> Visit {
    let names = state.cookies;
    let headers = request.headers();
    let digest = |name| {
        cookie(headers, name)
            .filter(|token| token.len() == 43)
            .map(token_digest)
    };
    let peer = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map(|info| info.0.ip());
    Visit {
        visitor: digest(names.visit()),
        session: digest(names.session()),
        staff: digest(names.staff()),
        network: client_address(headers, peer, state.settings.trusted_proxies)
            .map_or_else(String::new, network),
    }
}

/// The client's address: the peer's, or behind `proxies` trusted proxies the entry of `X-Forwarded-For` that the
/// outermost of them wrote. What a client itself puts into the header stands further left and is never read.
pub fn client_address(headers: &HeaderMap, peer: Option<IpAddr>, proxies: u8) -> Option<IpAddr> {
    if proxies == 0 {
        return peer;
    }
    let hops: Vec<&str> = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .collect();
    hops.len()
        .checked_sub(usize::from(proxies))
        .and_then(|at| hops.get(at))
        .and_then(|hop| hop.parse().ok())
        .or(peer)
}

//! A browser without scripts, for tests: keeps cookies, opens pages, posts forms and follows where the answer leads.

use std::{
    collections::BTreeMap,
    net::{IpAddr, SocketAddr},
};

use axum::{
    Router,
    body::Body,
    extract::ConnectInfo,
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use http_body_util::BodyExt;
use leptos::server_fn::ServerFn;
use tower::ServiceExt;

use super::app::{Mail, Node, PUBLIC_URL};
use crate::{
    api::{
        registration::{Complete, Finish, SaveAccount, SaveNewsletters},
        session::Login,
    },
    domain::{newsletter::CategoryId, registration::AccountForm},
};

const HOST: &str = "mypage.example.jp";

/// One person's browser. A clone is a second tab with the cookies of that moment.
#[derive(Clone)]
pub struct Browser {
    router: Router,
    cookies: BTreeMap<String, String>,
    /// Where it asks from.
    pub network: IpAddr,
    newsletters: Vec<CategoryId>,
}

/// An answer as it came over the wire.
pub struct Answer {
    /// Its status.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body as text.
    pub body: String,
}

/// An answer that need not be text.
pub struct File {
    /// Its status.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body.
    pub bytes: Vec<u8>,
}

/// A page a person looks at.
pub struct Page {
    /// Where it is, query included.
    pub path: String,
    /// Its status.
    pub status: StatusCode,
    /// Its source.
    pub html: String,
}

impl Browser {
    /// A browser that knows nobody.
    pub fn new(node: &Node) -> Self {
        Self {
            router: node.router(),
            cookies: BTreeMap::new(),
            network: [192, 0, 2, 1].into(),
            newsletters: node
                .state
                .settings
                .newsletters
                .iter()
                .map(|category| category.id.clone())
                .collect(),
        }
    }

    /// Goes on against another node.
    pub fn moves_to(&mut self, node: &Node) {
        self.router = node.router();
    }

    /// A cookie's value.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.get(name).map(String::as_str)
    }

    /// Puts a cookie in, or with `None` takes it away.
    pub fn set_cookie(&mut self, name: &str, value: Option<&str>) {
        match value {
            Some(value) => self.cookies.insert(name.to_owned(), value.to_owned()),
            None => self.cookies.remove(name),
        };
    }

    /// Sends one request with this browser's cookies and address, and keeps the cookies of the answer.
    pub async fn send(&mut self, request: Request<Body>) -> Answer {
        let file = self.fetch(request).await;
        Answer {
            status: file.status,
            headers: file.headers,
            body: String::from_utf8(file.bytes).expect("answers are UTF-8"),
        }
    }

    /// Asks for a file.
    pub async fn downloads(&mut self, path: &str) -> File {
        let request = Request::get(path).body(Body::empty()).unwrap();
        self.fetch(request).await
    }

    async fn fetch(&mut self, mut request: Request<Body>) -> File {
        let jar = self.cookies.iter();
        let cookies: Vec<String> = jar.map(|(name, value)| format!("{name}={value}")).collect();
        let headers = request.headers_mut();
        headers.insert(header::HOST, HOST.parse().unwrap());
        if !cookies.is_empty() {
            headers.insert(header::COOKIE, cookies.join("; ").parse().unwrap());
        }
        let peer = SocketAddr::new(self.network, 4711);
        request.extensions_mut().insert(ConnectInfo(peer));
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            self.keep(cookie.to_str().unwrap());
        }
        let body = body.collect().await.unwrap().to_bytes();
        File {
            status: parts.status,
            headers: parts.headers,
            bytes: body.to_vec(),
        }
    }

    fn keep(&mut self, cookie: &str) {
        let mut parts = cookie.split("; ");
        let (name, value) = parts.next().unwrap().split_once('=').unwrap();
        let attributes: Vec<&str> = parts.collect();
        if name.starts_with("__Host-") {
            let same_site = match name {
                "__Host-staff" => "SameSite=Strict",
                _ => "SameSite=Lax",
            };
            for needed in ["Path=/", "HttpOnly", same_site, "Secure"] {
                assert!(attributes.contains(&needed), "{cookie}");
            }
        }
        let gone = attributes.contains(&"Max-Age=0");
        self.set_cookie(name, (!gone).then_some(value));
    }

    /// Asks for `path` without following anything.
    pub async fn ask(&mut self, method: Method, path: &str) -> Answer {
        let request = Request::builder().method(method).uri(path);
        self.send(request.body(Body::empty()).unwrap()).await
    }

    /// Opens a page, as by a link, and follows where it leads.
    pub async fn opens(&mut self, path: &str) -> Page {
        let mut path = path.to_owned();
        for _ in 0..5 {
            let answer = self.ask(Method::GET, &path).await;
            match location(&answer) {
                Some(to) => path = to,
                None => return Page::of(path, answer),
            }
        }
        panic!("{path} leads round in circles");
    }

    /// Posts a form's fields to a server function, without following.
    pub async fn posts<F: ServerFn>(&mut self, fields: &[(&str, &str)]) -> Answer {
        self.sends_form(F::url(), &urlencoded(fields)).await
    }

    /// Posts a form's body as it is.
    pub async fn sends_form(&mut self, path: &str, body: &str) -> Answer {
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::ACCEPT, "text/html,application/xhtml+xml,*/*;q=0.8")
            .header(header::ORIGIN, PUBLIC_URL)
            .header(header::REFERER, [PUBLIC_URL, "/"].concat())
            .header("sec-fetch-site", "same-origin");
        self.send(request.body(body.to_owned().into()).unwrap())
            .await
    }

    /// Posts a form and opens the page it leads to. Every form that could be read answers 303.
    pub async fn fills<F: ServerFn>(&mut self, fields: &[(&str, &str)]) -> Page {
        let answer = self.posts::<F>(fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        let to = location(&answer).expect("a form leads somewhere");
        self.opens(&to).await
    }

    /// Step 1.
    pub async fn answers(&mut self, form: &AccountForm) -> Page {
        self.fills::<SaveAccount>(&account_fields(form)).await
    }

    /// Step 2, with these categories left ticked.
    pub async fn ticks(&mut self, categories: &[&str]) -> Page {
        let fields: Vec<_> = categories.iter().map(|id| ("ticked[]", *id)).collect();
        self.fills::<SaveNewsletters>(&fields).await
    }

    /// The check page's mark of the answers it shows; empty where it cannot be seen now.
    pub async fn shown(&mut self) -> String {
        let page = self.opens("/register/confirm").await;
        if page.html.contains("id=\"shown\"") {
            page.value("shown")
        } else {
            String::new()
        }
    }

    /// Step 3.
    pub async fn agrees(&mut self) -> Page {
        let shown = self.shown().await;
        self.fills::<Finish>(&[("agreed", "yes"), ("shown", &shown)])
            .await
    }

    /// Steps 1 to 3, with every category left ticked.
    pub async fn registers(&mut self, form: &AccountForm) -> Page {
        let page = self.answers(form).await;
        let steps = ["/register/newsletters", "/register/confirm"];
        assert!(steps.contains(&page.path.as_str()), "{}", page.text());
        let all = self.newsletters.clone();
        let all: Vec<_> = all.iter().map(CategoryId::as_str).collect();
        self.ticks(&all).await;
        self.agrees().await
    }

    /// Opens the link in a mail and presses the button, as the browser that registered.
    pub async fn completes(&mut self, mail: &Mail) -> Page {
        self.opens(&mail.link()).await.is("登録を完了します");
        self.fills::<Complete>(&[("form[token]", &mail.token())])
            .await
    }

    /// ログイン
    pub async fn logs_in(&mut self, email: &str, password: &str) -> Page {
        self.fills::<Login>(&[("form[email]", email), ("form[password]", password)])
            .await
    }

    /// Whether マイページ opens.
    pub async fn is_logged_in(&mut self) -> bool {
        self.opens("/mypage").await.path == "/mypage"
    }
}

/// The fields of step 1 as the page names them.
pub fn account_fields(form: &AccountForm) -> [(&'static str, &str); 7] {
    [
        ("form[symbol]", &form.symbol),
        ("form[number]", &form.number),
        ("form[branch]", &form.branch),
        ("form[kana]", &form.kana),
        ("form[birth_date]", &form.birth_date),
        ("form[password]", &form.password),
        ("form[email]", &form.email),
    ]
}

/// A form's body.
pub fn urlencoded(fields: &[(&str, &str)]) -> String {
    let encoded = |text: &str| -> String {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"*-._".contains(&byte);
        text.bytes()
            .map(|byte| match byte {
                b' ' => "+".to_owned(),
                byte if plain(byte) => char::from(byte).to_string(),
                byte => format!("%{byte:02X}"),
            })
            .collect()
    };
    let pairs = fields
        .iter()
        .map(|(name, value)| format!("{}={}", encoded(name), encoded(value)));
    pairs.collect::<Vec<_>>().join("&")
}

/// Where an answer sends the browser, if it is one of this site's pages.
pub fn location(answer: &Answer) -> Option<String> {
    let to = answer.headers.get(header::LOCATION)?.to_str().unwrap();
    let to = to.strip_prefix(PUBLIC_URL).unwrap_or(to);
    assert!(to.starts_with('/') && !to.starts_with("//"), "{to}");
    Some(to.to_owned())
}

impl Page {
    fn of(path: String, answer: Answer) -> Self {
        Self {
            path,
            status: answer.status,
            html: answer.body,
        }
    }

    /// The heading, without the name of the procedure above it.
    pub fn heading(&self) -> String {
        let (_, after) = self
            .html
            .split_once("<h1")
            .expect("every page has a heading");
        let (inside, _) = after.split_once("</h1>").unwrap();
        match inside.rsplit_once("</span>") {
            Some((_, after_caption)) => text_of(after_caption),
            None => text_of(&format!("<h1{inside}")),
        }
    }

    /// Asserts that it is the page under this heading, and that all is well.
    #[track_caller]
    pub fn is(&self, heading: &str) -> &Self {
        assert_eq!(self.heading(), heading, "at {}", self.path);
        assert_eq!(self.status, StatusCode::OK);
        self
    }

    /// Asserts that the page says something.
    #[track_caller]
    pub fn says(&self, words: &str) -> &Self {
        let text = self.text();
        assert!(
            text.contains(words),
            "{} does not say {words}:\n{text}",
            self.path
        );
        self
    }

    /// What stands on the page, between header and footer.
    pub fn text(&self) -> String {
        let main = self.html.split_once("<main").map_or("", |(_, rest)| rest);
        let main = main.split_once("</main>").map_or(main, |(main, _)| main);
        text_of(&format!("<main{main}"))
    }

    /// The lines of the error summary.
    pub fn errors(&self) -> Vec<String> {
        let (_, summary) = self
            .html
            .split_once("id=\"error-summary\"")
            .unwrap_or_default();
        let (summary, _) = summary.split_once("</ul>").unwrap_or_default();
        let lines = summary.split("<li>").skip(1);
        lines.map(text_of).collect()
    }

    /// Whether a box is ticked.
    pub fn is_ticked(&self, id: &str) -> bool {
        self.tag(id).contains(" checked")
    }

    /// The tag of a field.
    fn tag(&self, id: &str) -> &str {
        let mark = format!("id=\"{id}\"");
        let at = self
            .html
            .find(&mark)
            .unwrap_or_else(|| panic!("no field {id}"));
        let start = self.html[..at].rfind('<').unwrap();
        &self.html[start..at + self.html[at..].find('>').unwrap()]
    }

    /// What stands in a field.
    pub fn value(&self, id: &str) -> String {
        let tag = self.tag(id);
        let value = tag.split_once(" value=\"").map_or("", |(_, rest)| rest);
        unescaped(value.split_once('"').map_or("", |(value, _)| value))
    }
}

/// What a person reads of a piece of HTML.
fn text_of(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        let skip = ["script", "style"]
            .iter()
            .find(|name| after.starts_with(**name))
            .map(|name| format!("</{name}>"));
        let end = match &skip {
            Some(end) => after.find(end.as_str()).map(|at| at + end.len()),
            None if after.starts_with("!--") => after.find("-->").map(|at| at + 3),
            None => after.find('>').map(|at| at + 1),
        };
        rest = &after[end.unwrap_or(after.len())..];
        let inline = ["!", "a ", "/a", "span", "/span", "strong", "/strong"];
        if !inline.iter().any(|name| after.starts_with(name)) {
            text.push('\n');
        }
    }
    text.push_str(rest);
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    unescaped(&lines.collect::<Vec<_>>().join("\n"))
}

fn unescaped(text: &str) -> String {
    [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#x27;", "'"),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(text.to_owned(), |text, (code, letter)| {
        text.replace(code, letter)
    })
}

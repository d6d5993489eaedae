// Template: the server fills in the build's name and a JSON list of the hashed files every page needs
// (stylesheet, script; not the client's code, which pages without islands never load), and serves the result
// at /sw.js with Cache-Control: no-cache.
//
// Kept on the device: files whose name changes with their content, icons, and the offline page.
// Never a page a person was shown, never an answer to a form: whoever picks the device up finds nothing.
const CACHE = "mypage-__BUILD__";
const ASSETS = __ASSETS__;
const OFFLINE = "/offline";
const PATIENCE_MS = 8000;
const KEPT = /^\/(pkg|icons)\//;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll([...ASSETS, OFFLINE])));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("message", (event) => {
  if (event.data?.type === "SKIP_WAITING") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (KEPT.test(url.pathname)) event.respondWith(asset(request));
});

// The network's answer whatever its status; the offline page when none comes in time. The request is passed on
// as it is: a copy would hide from the server where the visitor came from (Sec-Fetch-Site, SameSite).
async function page(request) {
  let timer;
  const patience = new Promise((_, late) => {
    timer = setTimeout(late, PATIENCE_MS);
  });
  try {
    return await Promise.race([fetch(request), patience]);
  } catch {
    return (await caches.match(OFFLINE)) ?? Response.error();
  } finally {
    clearTimeout(timer);
  }
}

async function asset(request) {
  const kept = await caches.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) {
    const copy = answer.clone();
    const cache = await caches.open(CACHE);
    await cache.put(request, copy);
  }
  return answer;
}

// Keeps the pages that a reader opened readable without a network, and nothing else: no data files,
// feeds, photos or search index. Pages come from the network whenever it answers. What is kept
// belongs to one build: the worker of the next one deletes it all, so that nothing withdrawn stays.
"use strict";

const BUILD = /* build */ {}; // {version, frame}: publish/offline.py
const TOP = self.registration.scope;
const PREFIX = `zhucun ${TOP} `; // other sites of this host have caches, too
const NAME = PREFIX + BUILD.version;
const FRAME = BUILD.frame.map((path) => TOP + path);
const MOST = 30; // pages
const LONGEST = 30 * 24 * 60 * 60 * 1000; // ms that a copy is shown after it was fetched
const NOTICE = "<p class=\"offline\" role=\"status\">离线，上次打开时的内容。</p>";

self.addEventListener("install", (event) => event.waitUntil(begin()));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
self.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  if (method !== "GET" || !url.startsWith(TOP)) return;
  if (mode === "navigate") event.respondWith(page(event));
  else if (url.startsWith(`${TOP}assets/`)) event.respondWith(part(event.request));
});

async function begin() {
  const cache = await caches.open(NAME);
  await cache.addAll(FRAME.map((url) => new Request(url, { cache: "no-cache" })));
  await self.skipWaiting();
}

async function takeOver() {
  const names = await caches.keys();
  await Promise.all(names.filter((n) => n.startsWith(PREFIX) && n !== NAME).map((n) => caches.delete(n)));
  await self.clients.claim();
  // The page that brought the worker here was opened, too, but past it.
  const open = await self.clients.matchAll({ type: "window" });
  await Promise.all(open.map(({ url }) => asked(url).then((answer) => keep(url, answer), () => undefined)));
}

async function page(event) {
  const { url } = event.request;
  try {
    const answer = await asked(url);
    event.waitUntil(keep(url, answer.clone()));
    return answer;
  } catch (error) {
    return (await kept(url)) || unread();
  }
}

// From the host itself: the browser's own cache may hold what was withdrawn meanwhile.
function asked(url) {
  return fetch(url, { cache: "no-cache", credentials: "same-origin", redirect: "manual" });
}

async function part(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const copy = await (await caches.open(NAME)).match(request, { ignoreVary: true });
    return copy || Response.error();
  }
}

const address = (url) => url.replace(/[?#].*/, "");
const isPage = (answer) => (answer.headers.get("content-type") || "").startsWith("text/html");

async function keep(url, answer) {
  if (answer.status >= 500) return; // the host's trouble, not the page's
  const cache = await caches.open(NAME);
  await cache.delete(address(url)); // gone where the page is gone, and last in the row where not
  if (!answer.ok || !isPage(answer)) return;
  await cache.put(address(url), answer);
  const pages = (await cache.keys()).filter((request) => !FRAME.includes(request.url));
  await Promise.all(pages.slice(0, -MOST).map((request) => cache.delete(request)));
}

async function kept(url) {
  const copy = await (await caches.open(NAME)).match(address(url), { ignoreVary: true });
  if (!copy || Date.now() - Date.parse(copy.headers.get("date")) > LONGEST) return undefined;
  return shown((await copy.text()).replace(/<body[^>]*>/, (tag) => tag + NOTICE), 200);
}

// The offline page, at whatever address was asked for: its links are written from its own folder.
async function unread() {
  const copy = await (await caches.open(NAME)).match(`${TOP}offline/`, { ignoreVary: true });
  if (!copy) return Response.error();
  return shown((await copy.text()).replace(/ (href|src)="\.\.\//g, ` $1="${TOP}`), 503);
}

function shown(html, status) {
  return new Response(html, { status, headers: { "Content-Type": "text/html; charset=utf-8" } });
}

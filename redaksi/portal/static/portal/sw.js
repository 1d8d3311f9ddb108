/* The service worker: network first, always. A copy is shown only where the network is gone, and says when it was kept.
   It never touches the desk, the interface or the search, and never answers a form. */
"use strict";
const PAGES = "pages", SAVED = "saved", FILES = "files";
const OFFLINE = "/luring/", LIST = "/tersimpan/";
const MOST_PAGES = 30, DAYS = 7;
const KEPT = "x-kept-at";
const PRIVATE = /^\/(desk|api|cari|healthz)(\/|$)/;
const FILE = /^\/(static|media)\//;

self.addEventListener("install", (event) => event.waitUntil(install().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin || PRIVATE.test(url.pathname)) return;
  if (request.mode === "navigate") event.respondWith(page(event, url.pathname + url.search));
  else if (FILE.test(url.pathname)) event.respondWith(file(request));
});

// What the pages ask: {save: address, files}, {drop: address}, {check: addresses} (answered by {gone: address}).
self.addEventListener("message", (event) => {
  const { save, files, drop, check } = event.data || {};
  if (save) event.waitUntil(keepSaved(save, files || []));
  if (drop) event.waitUntil(forget(drop, [SAVED]));
  if (check) event.waitUntil(recheck(event.source, check));
});

async function install() {
  const files = await caches.open(FILES);
  for (const address of [OFFLINE, LIST]) {
    const answer = await fetch(address, { cache: "no-cache" });
    if (!answer.ok) throw new Error(address);
    const scripts = [...(await answer.clone().text()).matchAll(/<script (?:defer src|data-src)="([^"]+)"/g)].map((found) => found[1]);
    await files.put(address, answer);
    await files.addAll(scripts);
  }
}

async function page(event, address) {
  try {
    const answer = await fetch(event.request);
    event.waitUntil(note(address, answer.clone()));
    return answer;
  } catch {
    const held = await newestCopy(address);
    if (held) return marked(held);
    const files = await caches.open(FILES);
    return (await files.match(address)) || (await files.match(OFFLINE)) || Response.error();
  }
}

async function file(request) {
  try {
    return await fetch(request);
  } catch {
    return (await caches.match(request)) || Response.error();
  }
}

// A page that a reader opened may be read again without a network; what was withdrawn leaves the device at once.
async function note(address, answer) {
  if (answer.status === 404 || answer.status === 410) return forget(address, [PAGES, SAVED]);
  if (!mayKeep(answer)) return undefined;
  const [saved, pages] = await Promise.all([caches.open(SAVED), caches.open(PAGES)]);
  if (await saved.match(address)) await saved.put(address, await dated(answer.clone()));
  await pages.put(address, await dated(answer));
  const held = await pages.keys();
  await Promise.all(held.slice(0, Math.max(0, held.length - MOST_PAGES)).map((old) => pages.delete(old)));
  return undefined;
}

function mayKeep(answer) {
  return answer.ok && answer.type === "basic" && !answer.redirected
    && (answer.headers.get("content-type") || "").startsWith("text/html")
    && !/no-store|private/.test(answer.headers.get("cache-control") || "");
}

async function dated(answer) {
  const headers = new Headers(answer.headers);
  headers.set(KEPT, new Date().toISOString());
  return new Response(await answer.blob(), { status: 200, headers });
}

async function newestCopy(address) {
  const oldest = Date.now() - DAYS * 86400000;
  const pages = await caches.open(PAGES);
  const seen = await pages.match(address);
  if (seen && Date.parse(seen.headers.get(KEPT)) > oldest) return seen;
  if (seen) await pages.delete(address);
  return (await caches.open(SAVED)).match(address);
}

// The banner stands first on the page, in the page's language: nobody shall take an old copy for news.
async function marked(held) {
  const text = await held.text();
  const english = /<html lang="en/.test(text);
  const kept = new Date(held.headers.get(KEPT)).toLocaleString(english ? "en-GB" : "id-ID",
    { weekday: "long", day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" });
  const words = english
    ? `<b>Offline</b> This copy was kept on ${kept}. The story may have changed since.`
    : `<b>Luring</b> Salinan ini disimpan ${kept}. Isinya bisa sudah berubah.`;
  const banner = `<section class="news" role="status"><p class="w"><mark>${words}</mark></p></section>`;
  const headers = new Headers(held.headers);
  headers.delete("content-length");
  headers.delete("content-encoding");
  return new Response(text.replace("<body>", `<body>${banner}`), { status: 200, headers });
}

async function keepSaved(address, files) {
  const answer = await fetch(address, { cache: "no-cache" });
  if (mayKeep(answer)) await (await caches.open(SAVED)).put(address, await dated(answer));
  const kept = await caches.open(FILES);
  await Promise.allSettled(files.filter((name) => FILE.test(new URL(name, location.href).pathname))
    .map((name) => kept.add(name)));
}

async function forget(address, names) {
  for (const name of names) await (await caches.open(name)).delete(address);
}

async function recheck(asker, addresses) {
  for (const address of addresses) {
    try {
      const answer = await fetch(address, { cache: "no-cache" });
      await note(address, answer.clone());
      if (answer.status === 404 || answer.status === 410) asker.postMessage({ gone: address });
    } catch {
      return; // the network is gone: what stands on the device stays until it is back
    }
  }
}

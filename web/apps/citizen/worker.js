// The service worker: the app opens without a line, and shows the last state of what was looked at. `files` and `version` are
// written in by the build (web/vite/worker.ts).

const files = [];
const version = "";
const shell = `shell-${version}`;
const open = "open";
const person = "person";
const patience = 4000;
const most = 80;

// What is the same for everybody, and what is one person's; nothing else is kept.
const openPaths = /^\/api\/public\/v1\/(procedures|units|communes|identity$)/;
const personPaths = /^\/api\/public\/v1\/citizen($|\/(drafts|dossiers)(\/[^/]+)?$)/;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(shell).then((cache) => cache.addAll(files)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (name) => name.startsWith("shell-") && name !== shell;
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name)))).then(() => self.clients.claim()));
});

self.addEventListener("message", (event) => {
  if (event.data === "forget-person") event.waitUntil(caches.delete(person));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin || /^\/(noi-bo|bang)(\/|$)/.test(url.pathname)) return;
  if (request.mode === "navigate") {
    if (!url.pathname.startsWith("/api/")) event.respondWith(page(request));
  } else if (files.includes(url.pathname)) event.respondWith(caches.match(url.pathname).then((kept) => kept ?? fetch(request)));
  else if (openPaths.test(url.pathname)) event.respondWith(newest(event, open));
  else if (personPaths.test(url.pathname)) event.respondWith(newest(event, person));
});

const late = () => new Promise((resolve) => setTimeout(resolve, patience));

/** The app's one page: from the server when it answers soon, as it was kept when not. */
async function page(request) {
  const fresh = await Promise.race([fetch(request).catch(() => undefined), late()]);
  return fresh ?? (await caches.match("/")) ?? fetch(request);
}

/** An answer of the server, or the last one with the time when it was got. */
async function newest(event, name) {
  const { request } = event;
  const asking = fetch(request).then(async (response) => {
    if (response.ok) await keep(name, request, response.clone());
    else if (name === person && response.status === 401) await caches.delete(person);
    return response;
  });
  event.waitUntil(asking.catch(() => undefined));
  const kept = await caches.open(name).then((cache) => cache.match(request));
  if (!kept) return asking;
  return (await Promise.race([asking.catch(() => undefined), late()])) ?? kept;
}

async function keep(name, request, response) {
  const cache = await caches.open(name);
  const headers = new Headers(response.headers);
  headers.set("X-Kept-At", new Date().toISOString());
  await cache.put(request, new Response(await response.blob(), { status: response.status, headers }));
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - most)).map((key) => cache.delete(key)));
}

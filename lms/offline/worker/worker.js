/* Keeps courses that somebody asked for, and answers until they have arrived.
   An answer gets its id before the first try and leaves the phone only when the server names that id. */
"use strict";
const SHELL = "@shell"; /* { name, files: [[address, where it is fetched], …] } */
const COPY = "offline"; /* what a copy says in place of a form token and of a submission */
const PATIENCE = 4000, TRY = 15000, GOODBYE = 3000, DAY = 864e5, AT_ONCE = 20, LANES = 4;
const ANSWER = /^\/courses\/([^/]+)\/(?:final|[^/]+\/quiz)\/\d+$/;
const READ = /^\/courses\/([^/]+)\/[^/]+\/\d+$/;
const HAND_IN = /^\/courses\/([^/]+)\/[^/]+\/quiz\/review$/;

/* --- What the phone remembers: `outbox` in the order of answering, `memory` by name --- */

function opened() {
  return new Promise((done, failed) => {
    const asked = indexedDB.open("lms", 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("outbox", { keyPath: "n", autoIncrement: true }).createIndex("id", "id", { unique: true });
      asked.result.createObjectStore("memory");
    };
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
}
async function using(store, mode, act) {
  const base = await opened();
  return new Promise((done, failed) => {
    const work = base.transaction(store, mode), asked = act(work.objectStore(store));
    work.oncomplete = () => { base.close(); done(asked && asked.result); };
    work.onerror = work.onabort = () => { base.close(); failed(work.error); };
  });
}
const waiting = () => using("outbox", "readonly", (box) => box.getAll());
const recall = (name) => using("memory", "readonly", (memory) => memory.get(name));
const remember = (name, value) => using("memory", "readwrite", (memory) => { memory.put(value, name); });
const forget = (name) => using("memory", "readwrite", (memory) => { memory.delete(name); });
async function names(start) {
  return (await using("memory", "readonly", (memory) => memory.getAllKeys())).filter((name) => name.startsWith(start));
}

/* --- Small things --- */

function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  return hex(bytes).replace(/(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const go = (address) => Response.redirect(new URL(address, location.origin).href, 303);
const late = (promise, time) => Promise.race([promise, new Promise((_, failed) => setTimeout(failed, time, new Error("late")))]);
async function ask(address, options, time) {
  const stop = new AbortController(), clock = setTimeout(() => stop.abort(), time);
  try { return await fetch(address, Object.assign({ signal: stop.signal }, options)); } finally { clearTimeout(clock); }
}
const posted = (body, headers) => ({ method: "POST", headers: Object.assign({ "Content-Type": "application/json" }, headers), body: JSON.stringify(body) });
async function say(message) {
  for (const page of await clients.matchAll({ includeUncontrolled: true })) page.postMessage(message);
}
async function sayHow() {
  const [box, again, told] = [await waiting(), await recall("again"), await recall("told")];
  await say({ what: "how", all: box.length, answers: box.filter((event) => event.kind === "answer").length, again: !!again && box.length > 0, told: told || [] });
}

/* --- Opening pages: the network first, where there is a copy only for a while --- */

async function copyOf(url) {
  const course = (/^\/courses\/([^/]+)/.exec(url.pathname) || [])[1];
  const kept = course && (await recall("course:" + course));
  const name = kept ? cacheName(kept) : SHELL.name;
  if (!(await caches.has(name))) return undefined;
  return dressed(await (await caches.open(name)).match(url.pathname));
}
async function dressed(copy) {
  const view = copy && (await recall("view"));
  if (!view || (view.fs === "1" && view.co === "0")) return copy;
  const text = (await copy.text()).replace('data-fs="1" data-co="0"', `data-fs="${view.fs}" data-co="${view.co}"`);
  return new Response(text, { headers: copy.headers });
}
async function visit(request) {
  const url = new URL(request.url), copy = await copyOf(url);
  if (copy && (url.searchParams.has("copy") || url.pathname.startsWith("/offline"))) return copy;
  try {
    await leave();
    const answer = await (copy ? late(fetch(request), PATIENCE) : fetch(request));
    if (answer.status < 500 || !copy) return answer;
  } catch (none) { /* no network, or none worth waiting for */ }
  return copy || (await copyOf(new URL("/offline", location.origin))) || Response.error();
}

/* --- Sending forms: the line first, then the outbox --- */

async function hand(event, kind, course) {
  const address = new URL(event.request.url), form = new URLSearchParams(await event.request.clone().text());
  const copied = form.get("csrf_token") === COPY, token = await recall("token:" + course);
  const manifest = (await recall("course:" + course)) || { files: [] };
  const page = manifest.files.find((file) => file.url === address.pathname);
  let next = (page && page.next) || form.get("next") || "";
  if (copied && kind === "answer" && !given(form)[0] && !form.get("text")) return go(address.pathname + "?copy&missing");
  if (copied) { form.set("version", manifest.version); form.set("item", (page && page.item) || ""); }
  if (!form.get("submission") || form.get("submission") === COPY) form.set("submission", newId());
  if (!copied || !token) {
    try {
      const answer = await ask(address, { method: "POST", body: form, redirect: "manual" }, kind === "read" ? PATIENCE : TRY);
      if (answer.status < 500) return answer;
    } catch (lost) { /* whether it arrived, its id knows */ }
  }
  const writes = token && token.who === (await recall("who")) && new Date(token.until) > new Date();
  if (copied && kind === "answer") next = `${next}?copy&chosen=${given(form)}&text=${encodeURIComponent(form.get("text") || "")}${writes ? "" : "&lost"}`;
  else if (!writes) return go("/offline/not-kept");
  if (writes) {
    await keep({ id: form.get("submission"), kind, course, who: token.who, token: token.token, path: address.pathname, fields: fieldsOf(form), version: +form.get("version") || manifest.version || 0, at: new Date().toISOString() });
    event.waitUntil(flush().catch(() => {}));
  }
  if (!copied && kind === "answer") next = after(address.pathname, course, manifest.files);
  return go(copied || kind === "read" ? next : "/offline/kept?next=" + encodeURIComponent(next));
}
function after(question, course, files) {
  if (question.startsWith(`/courses/${course}/final/`)) return `/courses/${course}/final/review`;
  const following = question.replace(/\d+$/, (number) => +number + 1);
  return files.some((file) => file.url === following) ? following + "?copy" : `/courses/${course}`;
}
function given(form) { /* rows: choice-2 */
  return [...form].filter(([name, value]) => value && name.startsWith("choice")).map((one) => one[1]);
}
function fieldsOf(form) {
  const fields = { choice: given(form) };
  for (const name of ["attempt", "item", "text"]) if (form.has(name)) fields[name] = form.getAll(name);
  return fields;
}
async function keep(event) {
  const same = (await waiting()).find((one) => one.id === event.id);
  if (same && JSON.stringify(same.fields) === JSON.stringify(event.fields)) return;
  if (same) event.id = newId(); /* thought over */
  await using("outbox", "readwrite", (box) => { box.add(event); });
  try { await registration.sync.register("outbox"); } catch (unknown) { /* then pages do it */ }
  await sayHow();
}

/* --- The outbox empties: one flush at a time, each answer with the token it was given under --- */

let flushing = null, following = null;
function flush() {
  if (!flushing) return (flushing = send().finally(() => { flushing = null; }));
  /* the one under way may be about to fail, so whoever asks now gets one more */
  if (!following) following = flushing.catch(() => {}).then(() => { following = null; return flush(); });
  return following;
}
async function send() {
  await leave();
  const box = await waiting(), tokens = Array.from(new Set(box.map((event) => event.token)));
  for (const token of tokens) {
    const own = box.filter((event) => event.token === token);
    while (own.length && (await sent(token, own.splice(0, AT_ONCE)))) await sayHow();
  }
  await sayHow();
}
async function sent(token, events) {
  const plain = events.map(({ id, kind, path, fields, version, at }) => ({ id, kind, path, fields, version, at }));
  const answer = await ask("/offline/sync", Object.assign(posted({ events: plain }, { Authorization: "Bearer " + token }), { credentials: "omit" }), TRY);
  if (answer.status === 401 || answer.status === 403) {
    await remember("again", true);
    await forgetToken(events[0].course, token);
    return false;
  }
  if (!answer.ok) throw new Error("sync " + answer.status);
  const { done, told } = await answer.json();
  await using("outbox", "readwrite", (box) => { for (const event of events) if (done.includes(event.id)) box.delete(event.n); });
  if (told.length) await remember("told", ((await recall("told")) || []).concat(told.map((one) => one.words)).slice(-AT_ONCE));
  return done.length > 0;
}
async function forgetToken(course, token) {
  const kept = await recall("token:" + course);
  if (kept && kept.token === token) await forget("token:" + course);
}

/* --- Whose phone it is: nobody writes in the name of who was here before --- */

async function meet(who) {
  if ((await recall("who")) !== who) {
    for (const name of await names("token:")) await forget(name);
    await remember("who", who);
  }
  for (const name of await names("course:")) await allow(name.slice(7));
}
async function allow(course) {
  const who = await recall("who");
  if (!who || (await recall("token:" + course))) return;
  try {
    const answer = await ask("/offline/token", posted({ course }), TRY);
    const given = answer.ok && (await answer.json());
    if (!given || given.who !== (await recall("who"))) return;
    await remember("token:" + course, given);
    await forget("again");
    for (const event of await waiting()) /* the same person, on the same course: what was refused may be sent now */
      if (event.who === who && event.course === course) await using("outbox", "readwrite", (box) => { box.put(Object.assign(event, { token: given.token })); });
  } catch (none) { /* next time */ }
}
async function signOut(request) {
  const body = await request.clone().text();
  await late(flush(), GOODBYE).catch(() => {});
  for (const name of (await names("token:")).concat("who", "again")) await forget(name);
  try { return await fetch(request); } catch (none) { await remember("leaving", body); }
  return go("/offline/signed-out");
}
async function leave() {
  const body = await recall("leaving");
  if (!body) return;
  const answer = await ask("/sign-out", { method: "POST", body: new URLSearchParams(body), redirect: "manual" }, TRY);
  if (answer.status < 500) await forget("leaving"); /* refused means that this session is over already */
}

/* --- Keeping a course: complete or not at all --- */

const cacheName = (manifest) => `course-${manifest.course}-${manifest.rev}`;
const loading = {};
function download(course) {
  if (!loading[course]) loading[course] = load(course).finally(() => { delete loading[course]; });
  return loading[course];
}
async function load(course) {
  await fill(course, `/offline/courses/${course}.json`, async (manifest, tell) => {
    const old = await recall("course:" + course);
    await fetchAll(cacheName(manifest), manifest, old, tell);
    await remember("course:" + course, manifest);
    await forget("news:" + course);
    await remember("looked:" + course, Date.now());
    for (const name of await caches.keys()) if (name.startsWith(`course-${course}-`) && name !== cacheName(manifest)) await caches.delete(name);
    await allow(course);
  }, (manifest) => caches.delete(cacheName(manifest)));
  for (const name of await names(`sound:${course}:`)) await hear(course, name.split(":")[2]);
}
async function hear(course, language) { /* recordings are kept by their content, so what is there already stays */
  const name = `sound-${course}-${language}`;
  await fill(course, `/offline/courses/${course}/sounds/${language}.json`, async (found, tell) => {
    await fetchAll(name, found, null, tell);
    const cache = await caches.open(name), urls = found.files.map((file) => file.url);
    for (const request of await cache.keys()) if (!urls.includes(new URL(request.url).pathname)) await cache.delete(request);
    await remember(`sound:${course}:${language}`, found.room);
  }, () => caches.delete(name));
  await look(course);
}
async function fill(course, address, work, undo) {
  const tell = (state, more) => say(Object.assign({ what: "download", course, state }, more));
  let list;
  try {
    list = await (await ask(address, { cache: "no-cache" }, TRY)).json();
    const room = navigator.storage && navigator.storage.estimate ? await navigator.storage.estimate() : {};
    if (room.quota - room.usage < 3 * list.room) return await tell("full", { size: list.room });
    await work(list, tell);
    await tell("ready", { size: list.room });
  } catch (broken) {
    if (broken.name !== "QuotaExceededError") return tell("broken");
    await undo(list); /* it has room until it has none */
    await tell("full", { size: list.room });
  }
}
async function fetchAll(name, list, old, tell) {
  const cache = await caches.open(name), files = list.files.slice(), of = files.length;
  let broken = null, done = 0;
  const lane = async () => {
    for (let file = files.shift(); file && !broken; file = files.shift()) {
      try { await fetchFile(cache, file, old); } catch (reason) { broken = reason; return; }
      await tell("getting", { done: (done += 1), of });
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane)); /* all of them end before anything is said of the end */
  if (broken) throw broken;
}
async function fetchFile(cache, file, old) {
  if (await cache.match(file.url)) return; /* from a download that was interrupted */
  const same = old && old.files.find((one) => one.sha256 === file.sha256);
  const kept = same && (await (await caches.open(cacheName(old))).match(same.url));
  if (kept) return cache.put(file.url, kept);
  const answer = await ask(file.copy, { credentials: "omit" }, 4 * TRY), content = await answer.arrayBuffer();
  if (!answer.ok || hex(new Uint8Array(await crypto.subtle.digest("SHA-256", content))) !== file.sha256) throw new Error(file.url);
  return cache.put(file.url, asKept(content, answer));
}
function asKept(content, answer) { /* without what was true of the line only */
  const headers = {};
  for (const name of ["Content-Type", "Content-Security-Policy"]) if (answer.headers.has(name)) headers[name] = answer.headers.get(name);
  return new Response(content, { headers });
}
async function look(course, asked, sparing, shown) {
  const old = await recall("course:" + course), last = (await recall("looked:" + course)) || 0;
  const isNews = old && shown > Math.max(old.version, (await recall("newest:" + course)) || 0);
  if (old && (asked || (!sparing && (isNews || Math.abs(Date.now() - last) > DAY)))) {
    try {
      await remember("looked:" + course, Date.now());
      const { rev, version } = await (await ask(`/offline/courses/${course}/rev.json`, {}, TRY)).json();
      const news = rev === old.rev ? 0 : await newIn(course, old);
      await remember("news:" + course, news);
      await remember("newest:" + course, version);
      if (rev !== old.rev && !news) await download(course);
    } catch (none) { /* tomorrow */ }
  }
  const sounds = (await names(`sound:${course}:`)).map((name) => name.split(":")[2]);
  await say({ what: "course", course, sounds, kept: !!old, size: old ? old.room : 0, news: old ? await recall("news:" + course) : undefined });
}
async function newIn(course, old) {
  const { files } = await (await ask(`/offline/courses/${course}.json`, {}, TRY)).json();
  return files.reduce((sum, file) => sum + (old.files.some((one) => one.sha256 === file.sha256) ? 0 : file.bytes), 0);
}
async function remove(course) {
  for (const name of await caches.keys()) if (name.startsWith(`course-${course}-`) || name.startsWith(`sound-${course}-`)) await caches.delete(name);
  for (const name of ["course:" + course, "news:" + course, "newest:" + course, "looked:" + course, ...(await names(`sound:${course}:`))]) await forget(name);
  await look(course);
}
async function list() {
  const courses = [];
  for (const name of await names("course:")) courses.push(await recall(name));
  await say({ what: "list", courses: courses.map(({ course, title, room }) => ({ course, title, size: room })) });
}

/* --- What wakes the worker --- */

addEventListener("install", (event) => event.waitUntil((async () => {
  const cache = await caches.open(SHELL.name);
  await Promise.all(SHELL.files.map(async ([url, copy]) => {
    const answer = await fetch(copy, { credentials: "omit" });
    if (!answer.ok) throw new Error(copy);
    await cache.put(url, asKept(await answer.arrayBuffer(), answer));
  }));
  await skipWaiting(); /* safe at any time: no page depends on the version of its worker */
})()));
addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith("shell-") && name !== SHELL.name) await caches.delete(name);
  await clients.claim();
})()));
addEventListener("fetch", (event) => {
  const { request } = event, { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  if (request.method === "POST" && request.mode === "navigate") {
    const kinds = { answer: ANSWER, read: READ, "hand-in": HAND_IN };
    const kind = Object.keys(kinds).find((name) => kinds[name].test(pathname));
    if (kind) event.respondWith(hand(event, kind, kinds[kind].exec(pathname)[1]));
    else if (pathname === "/sign-out") event.respondWith(signOut(request));
    else if (pathname === "/view") event.respondWith(see(request));
    else if (pathname.startsWith("/courses/")) event.respondWith(fetch(request).catch(() => go("/offline/not-kept")));
  }
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(visit(request));
  else if (/^\/(static|media)\//.test(pathname)) event.respondWith(caches.match(request, { ignoreVary: true }).then((kept) => kept ? part(kept, request.headers.get("Range")) : fetch(request)));
});
async function part(kept, range) { /* players ask for a sound piece by piece */
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(range) || [];
  if (!from) return kept;
  const whole = await kept.arrayBuffer(), end = Math.min(to || Infinity, whole.byteLength - 1);
  return new Response(whole.slice(from, end + 1), { status: 206, headers: { "Content-Type": kept.headers.get("Content-Type"), "Content-Range": `bytes ${from}-${end}/${whole.byteLength}` } });
}
async function see(request) {
  const form = new URLSearchParams(await request.clone().text()), view = Object.assign({ fs: "1", co: "0" }, await recall("view"));
  for (const name of ["fs", "co"]) if (form.has(name)) view[name] = form.get(name);
  await remember("view", view);
  try { return await late(fetch(request), PATIENCE); } catch (none) { return go(form.get("next") || "/"); }
}
addEventListener("sync", (event) => { if (event.tag === "outbox") event.waitUntil(flush()); });
addEventListener("message", (event) => {
  const { what, who, course, version, view, sparing, language } = event.data;
  const acts = {
    async hello() {
      await remember("view", view);
      if (who) await meet(who).catch(() => {});
      if (course) await look(course, false, sparing, version);
      await sayHow();
      await flush().catch(() => {});
    },
    send: () => flush().catch(sayHow),
    read: () => forget("told"),
    download: () => download(course),
    hear: () => hear(course, language),
    look: () => look(course, true),
    remove: () => remove(course),
    list,
  };
  if (acts[what]) event.waitUntil(acts[what]().then(() => event.ports[0] && event.ports[0].postMessage("done")));
});

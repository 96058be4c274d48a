/* Checking papers without a network: keeps one page, the public keys, and the list of what has ended. */
"use strict";
const SHELL = "@shell"; /* { name, files: [[address, where it is fetched], …] } */
const LISTS = "check-lists", FETCHED = ["/x/keys.json", "/x/ended.json"], PAGE = "/x/offline", PATIENCE = 4000;

const late = (promise) => Promise.race([promise, new Promise((_, failed) => setTimeout(failed, PATIENCE, new Error("late")))]);
async function keep(cache, address, from) {
  const answer = await fetch(from, { credentials: "omit" });
  if (!answer.ok) throw new Error(from);
  await (await caches.open(cache)).put(address, answer);
}
async function visit(request) {
  try {
    const answer = await late(fetch(request));
    if (answer.status < 500) return answer;
  } catch (none) { /* no network, or none worth waiting for */ }
  return (await caches.open(SHELL.name)).match(PAGE);
}
async function newest(address) {
  try { await late(keep(LISTS, address, address)); } catch (none) { /* then as it was, with its day */ }
  return (await (await caches.open(LISTS)).match(address)) || Response.error();
}

addEventListener("install", (event) => event.waitUntil((async () => {
  await Promise.all(SHELL.files.map(([address, from]) => keep(SHELL.name, address, from)));
  await Promise.all(FETCHED.map((address) => keep(LISTS, address, address)));
  await skipWaiting(); /* safe at any time: no page depends on the version of its worker */
})()));
addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith("check-") && name !== SHELL.name && name !== LISTS) await caches.delete(name);
  await clients.claim();
})()));
addEventListener("fetch", (event) => {
  const { request } = event, { origin, pathname } = new URL(request.url);
  if (origin !== location.origin || request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(visit(request));
  else if (FETCHED.includes(pathname)) event.respondWith(newest(pathname));
  else if (pathname.startsWith("/static/")) event.respondWith(caches.open(SHELL.name).then((cache) => cache.match(request, { ignoreVary: true })).then((kept) => kept || fetch(request)));
});

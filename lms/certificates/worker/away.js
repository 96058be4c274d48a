/* Offline is switched off: this worker takes itself away, with what it kept. */
"use strict";
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith("check-")) await caches.delete(name);
  await registration.unregister();
})()));

/* Offline is switched off: this worker takes itself away, with the courses it kept.
   Answers that wait in the outbox stay on the phone; the page of what is unsent can still save them as a file. */
"use strict";
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) await caches.delete(name);
  await registration.unregister();
})()));

/* A page of a session that is running: asks every three seconds whether there is something new. */
"use strict";
(function () {
  const place = document.querySelector("[data-live]"), lost = document.querySelector("[data-lost]");
  if (!place) return;
  let tag = place.dataset.tag, told = 0;

  async function ask() {
    const answer = await fetch(place.dataset.live, { headers: { "If-None-Match": `W/"${tag}"` }, cache: "no-store" });
    if (answer.status === 304) return;
    if (answer.redirected || answer.status === 404) return location.reload(); /* signed out, or no longer in the class */
    if (!answer.ok) throw new Error(answer.status);
    tag = answer.headers.get("ETag").replace(/^W\/|"/g, "");
    place.innerHTML = await answer.text();
  }

  /* Who has a telephone in the session says so twice a minute, in the place of asking */
  function tell() {
    told = Date.now();
    const body = new URLSearchParams({ csrf_token: document.querySelector("[name=csrf_token]").value });
    return fetch(place.dataset.here, { method: "POST", body, redirect: "manual" });
  }

  async function go() {
    try {
      if (!document.hidden) await (place.dataset.here && Date.now() - told > 30000 ? tell() : ask());
      lost.hidden = true;
    } catch (_) {
      lost.hidden = false;
    }
    setTimeout(go, 3000);
  }
  setTimeout(go, place.dataset.here ? 0 : 3000);
})();

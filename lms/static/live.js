/* A page of a session that is running: asks every three seconds whether there is something new. */
"use strict";
(function () {
  const place = document.querySelector("[data-live]"), lost = document.querySelector("[data-lost]");
  if (!place) return;
  let tag = place.dataset.tag, told = 0, answer = null, busy = false;

  async function ask() {
    const found = await fetch(place.dataset.live, { headers: { "If-None-Match": `W/"${tag}"` }, cache: "no-store" });
    if (found.status === 304) return;
    if (found.redirected || found.status === 404) return location.reload(); /* signed out, or no longer in the class */
    if (!found.ok) throw new Error(found.status);
    tag = found.headers.get("ETag").replace(/^W\/|"/g, "");
    place.innerHTML = await found.text();
  }

  const send = (address, body) => fetch(address, { method: "POST", body, redirect: "manual" });

  /* Who has a telephone in the session says so twice a minute, in the place of asking */
  function tell() {
    told = Date.now();
    return send(place.dataset.here, new URLSearchParams({ csrf_token: document.querySelector("[name=csrf_token]").value }));
  }

  /* An answer is sent until it has arrived: the same one twice is one. What is wrong with it, the page says that comes */
  async function deliver() {
    const done = await send(answer.action, new URLSearchParams(new FormData(answer)));
    if (done.status >= 500) throw new Error(done.status);
    const form = answer;
    answer = null;
    if (done.type !== "opaqueredirect") return form.submit();
    tag = "";
    await ask();
    scrollTo(0, 0);
  }
  place.addEventListener("submit", function (event) {
    if (!("answer" in event.target.dataset)) return;
    event.preventDefault();
    answer = event.target;
    answer.querySelector(".b").disabled = true;
    attempt(deliver);
  });

  async function attempt(act) {
    if (busy) return;
    busy = true;
    try {
      await act();
      lost.hidden = true;
    } catch (_) {
      lost.hidden = false;
    }
    busy = false;
  }
  async function go() {
    if (place.querySelector("[data-over]")) return; /* who asks on would never be signed out on a shared machine */
    if (!document.hidden) await attempt(answer ? deliver : place.dataset.here && Date.now() - told > 30000 ? tell : ask);
    setTimeout(go, 3000);
  }
  setTimeout(go, place.dataset.here ? 0 : 3000);
})();

/* What a page shows of the worker: what waits to be sent, the course that is on the phone, and how it gets there. */
"use strict";
(function () {
  const root = document.documentElement, course = root.dataset.course, bar = document.getElementById("outbox");
  const find = (selector, inside) => (inside || document).querySelector(selector);
  const show = (element, shown) => { if (element) element.hidden = !shown; };
  const kilobytes = (bytes) => Math.max(1, Math.ceil(bytes / 1000)).toLocaleString("vi-VN") + " KB";
  const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const inApp = "app" in root.dataset; /* app.js has looked */
  const sparing = !!(navigator.connection && navigator.connection.saveData);
  const fillWith = (place, parts) => { place.textContent = ""; parts.forEach((one) => place.appendChild(one)); };
  const query = new URLSearchParams(location.search);

  /* --- A copy of an answer: which options were chosen stands in the address --- */
  const verdicts = find("[data-verdict]");
  if (verdicts && query.has("chosen")) {
    const chosen = query.get("chosen").split(",");
    const options = Array.from(document.querySelectorAll("[data-option]"));
    options.forEach((option) => show(find("[data-mine]", option), chosen.includes(option.dataset.option)));
    const right = options.every((option) => chosen.includes(option.dataset.option) === (option.dataset.right === "1"));
    /* what was typed is judged where it is sent to; here one compares it oneself */
    if (options.length) document.querySelectorAll("[data-verdict]").forEach((block) => show(block, block.dataset.verdict === (right ? "right" : "again")));
    const typed = find("[data-typed]"), text = query.get("text");
    show(typed, typed && text);
    if (typed && text) find("b", typed).textContent = text;
    show(find("[data-saved]"), !query.has("lost"));
    show(find("[data-lost]"), query.has("lost"));
  }
  show(find("[data-missing]"), query.has("missing"));

  /* --- The way on from an answer that was kept: only within this site --- */
  const onward = find("[data-onward]"), next = query.get("next");
  if (onward && next && /^\/(?![/\\])/.test(next)) {
    onward.href = next;
    show(onward, true);
  }

  /* --- What waits is read from the phone itself, so it can be saved even where no worker runs --- */
  function unsent(use) {
    const asked = window.indexedDB && indexedDB.open("lms", 1);
    if (!asked) return;
    asked.onupgradeneeded = () => asked.transaction.abort(); /* nothing was ever kept here */
    asked.onerror = (event) => event.preventDefault();
    asked.onsuccess = function () {
      const all = asked.result.transaction("outbox").objectStore("outbox").getAll();
      all.onsuccess = () => { asked.result.close(); use(all.result); };
    };
  }
  const save = find("[data-save]");
  if (save) save.addEventListener("click", () => unsent(function (events) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify({ events })], { type: "application/json" }));
    link.download = "tra-loi-" + events.length + ".json";
    link.click();
  }));
  function count(answers, all) {
    document.querySelectorAll("[data-unsent]").forEach((place) => { place.textContent = answers; });
    document.querySelectorAll("[data-waiting]").forEach((place) => { place.textContent = all; });
    show(bar, answers > 0);
    show(find("[data-some]"), all > 0);
    show(find("[data-none]"), all === 0);
  }
  unsent((events) => count(events.filter((event) => event.kind === "answer").length, events.length));

  /* --- The worker --- */
  const box = find("#keep"), part = (name) => find(`[data-part="${name}"]`, box);
  if (box && inApp) {
    show(box, true);
    show(part("app"), true);
  }
  if (!("serviceWorker" in navigator) || root.dataset.offline === "off") return;
  const worker = navigator.serviceWorker;
  const tell = (message) => worker.ready.then((registration) => registration.active.postMessage(message));
  const hello = () => tell({ what: "hello", who: root.dataset.who, course, version: +root.dataset.version || 0, sparing, view: { fs: root.dataset.fs, co: root.dataset.co } });

  worker.addEventListener("message", function (event) {
    const said = event.data;
    if (said.what === "how") how(said);
    if (said.course === course && said.what === "course") show(find("[data-old]"), !!said.news);
    if (said.course === course && box && !inApp) {
      if (said.what === "course") status(said);
      if (said.what === "download") progress(said);
    }
    if (said.what === "list") list(said.courses);
  });
  function how(said) {
    count(said.answers, said.all);
    show(find("[data-again]"), said.again);
    const told = find("#told");
    show(told, said.told.length > 0);
    if (told) fillWith(find("ul", told), said.told.map((words) => Object.assign(document.createElement("li"), { textContent: words })));
  }
  function status(said) {
    ["none", "kept"].forEach((name) => show(part(name), (name === "kept") === said.kept));
    box.querySelectorAll("[data-sound]").forEach(function (one) {
      const heard = said.sounds.includes(one.dataset.sound);
      show(find("button", one), !heard);
      show(find("p", one), heard);
    });
    show(part("news"), !!said.news);
    if (said.news) find("[data-bytes]", part("news")).textContent = kilobytes(said.news);
    if (said.kept) find("[data-bytes]", part("kept")).textContent = kilobytes(said.size);
    else if (!sparing) fetch(`/offline/courses/${course}/rev.json`).then((answer) => answer.json()).then((found) => { find("[data-bytes]", part("none")).textContent = `(${kilobytes(found.size)})`; }).catch(() => {});
    show(box, true);
  }
  function progress(said) {
    const bar = find("progress", box), line = find("[role=status]", box);
    show(bar, said.state === "getting");
    if (said.state === "getting") [bar.value, bar.max] = [said.done, +said.of || 1];
    line.textContent = fill(line.dataset[said.state], { done: said.done, of: said.of, size: said.size && kilobytes(3 * said.size) });
    if (said.state === "ready") tell({ what: "hello", who: root.dataset.who, course, sparing: true, view: { fs: root.dataset.fs, co: root.dataset.co } });
  }
  function list(courses) {
    const place = find("#kept-courses");
    if (!place) return;
    show(find("[data-empty]"), courses.length === 0);
    fillWith(place, courses.map(function (one) {
      const row = find("template", place.parentNode).content.cloneNode(true);
      find("a", row).href = "/courses/" + one.course;
      find("b", row).textContent = one.title;
      find("small", row).textContent = kilobytes(one.size);
      return row;
    }));
  }
  document.addEventListener("click", function (event) {
    const button = event.target.closest && event.target.closest("[data-tell]");
    if (!button) return;
    if (box && /download|hear/.test(button.dataset.tell)) progress({ state: "getting", done: 0, of: "…" }); /* at once: the list of files may take a while */
    if (button.dataset.tell === "download" && navigator.storage && navigator.storage.persist) navigator.storage.persist();
    if (button.dataset.tell === "read") show(find("#told"), false);
    tell({ what: button.dataset.tell, course, language: button.dataset.language });
  });
  window.addEventListener("load", function () {
    worker.register("/sw.js").catch(() => {});
    hello();
    if (find("#kept-courses")) tell({ what: "list" });
  });
  window.addEventListener("online", () => tell({ what: "send" }));
  document.addEventListener("visibilitychange", () => document.hidden || tell({ what: "send" }));
})();

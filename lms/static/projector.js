/* Turns the slides of a lesson on the wall: by keys, presenter clickers and touch. All of them are in the page already,
   so it goes on without a network; with one it says where it is, and asks every three seconds whether the teacher's
   telephone has turned it. Without this script the same slides stand below each other. */
"use strict";

(function () {
  const root = document.documentElement;
  const slides = Array.from(document.querySelectorAll(".slide"));
  const { state, module, token, alone } = document.body.dataset;
  const PAUSE = 3000, IDLE = 2 * 3600 * 1000; /* a wall nobody turns for two hours asks no more */
  let at = 0, tag = "", moves = 1, told = 0, moved = Date.now();

  /* By its own keys: that is told before anything is asked, so it wins over what the telephone wanted meanwhile */
  function show(wanted) {
    place(wanted, false);
    tell();
  }

  function tell() {
    moves += 1;
    moved = Date.now();
  }

  function place(wanted, dark) {
    at = Math.max(0, Math.min(slides.length - 1, wanted));
    slides.forEach((slide, number) => slide.classList.toggle("now", number === at));
    root.classList.toggle("black", dark);
    if (location.hash.slice(1) !== slides[at].id) history.replaceState(null, "", "#" + slides[at].id);
  }

  function named() {
    return Math.max(0, slides.findIndex((slide) => slide.id === location.hash.slice(1)));
  }

  const on = () => (root.classList.contains("black") ? light() : show(at + 1));
  const back = () => (root.classList.contains("black") ? light() : show(at - 1));
  const light = () => { root.classList.toggle("black"); tell(); };
  const widen = () => root.requestFullscreen && root.requestFullscreen().catch(() => {});
  const KEYS = {
    ArrowRight: on, ArrowDown: on, PageDown: on, " ": on, Enter: on,
    ArrowLeft: back, ArrowUp: back, PageUp: back, Backspace: back,
    Home: () => show(0), End: () => show(slides.length - 1),
    b: light, B: light, ".": light, f: widen, F: widen,
    F5: widen, /* what clickers send to begin; a reload would ask the network for the page */
  };

  document.addEventListener("keydown", function (event) {
    const does = KEYS[event.key];
    if (!does || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Enter" && event.target.closest("a")) return;
    event.preventDefault();
    does();
  });
  document.addEventListener("click", function (event) {
    if (event.target.closest("a")) return;
    const edge = event.clientX / innerWidth;
    if (edge < 0.25) back();
    else if (edge > 0.75) on();
  });
  addEventListener("hashchange", () => named() !== at && show(named()));

  function say() {
    const dark = root.classList.contains("black") ? 1 : 0;
    const body = new URLSearchParams({ csrf_token: token, module, slide: at + 1, dark });
    return fetch(state, { method: "POST", body, redirect: "manual" });
  }

  const ask = () => fetch(state, { headers: { "If-None-Match": `W/"${tag}"` }, cache: "no-store", redirect: "manual" });

  async function talk() {
    const known = moves;
    const answer = await (told < known ? say() : ask());
    if (!answer.ok) return;
    const wanted = await answer.json();
    tag = answer.headers.get("ETag").replace(/^W\/|"/g, "");
    if (told < known) told = known; /* what it said itself needs no doing */
    else if (known === moves) follow(wanted);
  }

  function follow(wanted) {
    if (!wanted.address) return;
    moved = Date.now();
    if (wanted.address !== location.pathname) location.assign(wanted.address);
    else place(wanted.slide - 1, wanted.dark);
  }

  async function go() {
    try {
      if (Date.now() - moved < IDLE) await talk();
    } catch (_) { /* no network: the wall goes on alone, and says where it is when it is back */ }
    setTimeout(go, PAUSE);
  }

  root.classList.add("turning");
  place(named(), false);
  if (alone === undefined) go();
  const wake = () => document.hidden || navigator.wakeLock.request("screen").catch(() => {});
  if (navigator.wakeLock) document.addEventListener("visibilitychange", wake), wake();

  /* The first slide says when every picture has come: then the cable may be pulled */
  const missing = () => Array.from(document.images).filter((image) => !image.complete || !image.naturalWidth);
  addEventListener("load", () => { document.querySelector("[data-here]").hidden = missing().length > 0; });
  addEventListener("online", () => missing().forEach((image) => { image.src = image.src; }));
})();

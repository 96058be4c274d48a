/* Turns the slides of a lesson on the wall: by keys, presenter clickers and touch. All of them are in the page already,
   so it goes on without a network. Without this script the same slides stand below each other. */
"use strict";

(function () {
  const root = document.documentElement;
  const slides = Array.from(document.querySelectorAll(".slide"));
  let at = 0;

  function show(wanted) {
    at = Math.max(0, Math.min(slides.length - 1, wanted));
    slides.forEach((slide, number) => slide.classList.toggle("now", number === at));
    root.classList.remove("black");
    if (location.hash.slice(1) !== slides[at].id) history.replaceState(null, "", "#" + slides[at].id);
  }

  function named() {
    return Math.max(0, slides.findIndex((slide) => slide.id === location.hash.slice(1)));
  }

  const on = () => (root.classList.contains("black") ? light() : show(at + 1));
  const back = () => (root.classList.contains("black") ? light() : show(at - 1));
  const light = () => root.classList.toggle("black");
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
  addEventListener("hashchange", () => show(named()));

  root.classList.add("turning");
  show(named());
  if (navigator.wakeLock) navigator.wakeLock.request("screen").catch(() => {});
})();

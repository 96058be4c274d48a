/* Shows a page of the preview anew when a file was saved, and turns leaves by keyboard or clicker. */
"use strict";

(() => {
  const PAUSE = 1000;
  const stamp = document.documentElement.dataset.stamp;
  const frame = document.querySelector(".pv-frame");
  const place = `preview ${location.pathname}`;

  const inside = () => frame?.contentWindow;

  function remember() {
    sessionStorage.setItem(place, JSON.stringify([scrollY, inside()?.scrollY ?? 0]));
  }

  function returnTo() {
    const kept = sessionStorage.getItem(place);
    if (!kept) return;
    sessionStorage.removeItem(place);
    const [here, there] = JSON.parse(kept);
    scrollTo(0, here);
    const back = () => inside().scrollTo(0, there);
    if (frame?.contentDocument?.readyState === "complete") back();
    frame?.addEventListener("load", back, { once: true });
  }

  async function look() {
    try {
      const answer = await fetch(`/changed?since=${stamp}`, { cache: "no-store" });
      if ((await answer.json()).changed) {
        remember();
        location.reload();
        return;
      }
    } catch {
      // the command was ended, or is being started again: ask once more
    }
    setTimeout(look, PAUSE);
  }

  const turn = (way) => document.querySelector(`a[rel=${way}]`)?.click();
  const atEnd = () => innerHeight + scrollY >= document.documentElement.scrollHeight - 2;

  /* What does not fit is shown before the leaf is turned: a clicker has no wheel. */
  function onward() {
    if (atEnd()) turn("next");
    else scrollBy(0, innerHeight * 0.8);
  }

  function backward() {
    if (scrollY <= 2) turn("prev");
    else scrollBy(0, -innerHeight * 0.8);
  }

  const KEYS = {
    PageDown: onward, ArrowDown: onward, " ": onward,
    PageUp: backward, ArrowUp: backward,
    ArrowRight: () => turn("next"), ArrowLeft: () => turn("prev"),
  };

  function press(event) {
    const does = KEYS[event.key];
    const elsewhere = event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, select, summary");
    if (!does || elsewhere) return;
    event.preventDefault();
    does();
  }

  returnTo();
  setTimeout(look, PAUSE);
  if (document.body.classList.contains("pv-projector")) addEventListener("keydown", press);
})();

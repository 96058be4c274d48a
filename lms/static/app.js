/* Two things a page can do without, for browsers that can do them: reading aloud and showing a password. */
"use strict";

/* --- The phone's own voice reads the page: paragraph by paragraph, because long speech is cut off --- */
(function () {
  const button = document.getElementById("read-aloud");
  const speech = window.speechSynthesis;
  if (!button) return;
  if (!speech || !window.SpeechSynthesisUtterance || recall("voice") === "0") button.hidden = true;
  if (!speech) return;

  const words = button.querySelector("span");
  const start = words.textContent;
  const page = document.documentElement.lang;
  let run = 0; /* grows with each start and stop, so that a paragraph knows it is no longer wanted */
  let reading = false;

  function voice(language) {
    const fitting = speech.getVoices().filter((v) => v.lang.toLowerCase().startsWith(language));
    return fitting.find((v) => v.localService) || fitting[0];
  }

  function offer() {
    if (!voice(page)) return;
    remember("voice", "1");
    button.hidden = false;
    button.classList.add("ready");
  }

  function paragraphs() {
    const wanted = "h1,h2,h3,p,li,dt,dd,label,legend,caption,th,td,.t";
    return Array.from(document.getElementById("main").querySelectorAll(wanted)).filter(
      (part) => !part.querySelector(wanted) && part.offsetParent && !part.closest("[aria-hidden], .nav") && !part.querySelector("a.lnk, a.b") && part.innerText.trim()
    );
  }

  function stop() {
    run += 1;
    reading = false;
    speech.cancel();
    unmark();
    words.textContent = start;
  }

  function unmark() {
    const marked = document.querySelector(".reading");
    if (marked) marked.classList.remove("reading");
  }

  function read(parts, mine) {
    const part = parts.shift();
    if (mine !== run) return;
    unmark();
    if (!part) return stop();
    part.classList.add("reading");
    part.scrollIntoView({ block: "nearest" });
    const speaking = new SpeechSynthesisUtterance(part.innerText);
    speaking.voice = voice(part.closest("[lang]").lang) || voice(page);
    speaking.lang = speaking.voice.lang;
    speaking.rate = 0.9;
    speaking.onend = speaking.onerror = () => read(parts, mine);
    speech.speak(speaking);
  }

  button.addEventListener("click", function () {
    if (reading) return stop();
    speech.cancel();
    reading = true;
    words.textContent = button.dataset.stop;
    read(paragraphs(), (run += 1));
  });
  window.addEventListener("pagehide", stop);
  window.addEventListener("load", () => setTimeout(() => voice(page) || remember("voice", "0"), 3000));
  if (speech.addEventListener) speech.addEventListener("voiceschanged", offer);
  else speech.onvoiceschanged = offer;
  offer();

  /* Whether there was a voice last time, so that the button takes no room where there is none. */
  function recall(name) {
    try { return localStorage.getItem(name); } catch (refused) { return null; }
  }
  function remember(name, value) {
    try { localStorage.setItem(name, value); } catch (refused) { /* then it is found out again */ }
  }
})();

/* --- A button at the end of a password shows it --- */
document.querySelectorAll("input[type=password][data-show]").forEach(function (field) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "show";
  button.textContent = field.dataset.show;
  button.setAttribute("aria-controls", field.id);
  button.addEventListener("click", function () {
    const hidden = field.type === "password";
    field.type = hidden ? "text" : "password";
    button.textContent = hidden ? field.dataset.hide : field.dataset.show;
  });
  field.form.addEventListener("submit", () => { field.type = "password"; }); /* so that no browser keeps it as a text */
  field.classList.add("shows");
  field.insertAdjacentElement("afterend", button);
});

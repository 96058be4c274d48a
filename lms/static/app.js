/* What a page can do without, for browsers that can do it: reading aloud, showing a password, copying, going back. */
"use strict";

/* --- The phone's own voice reads the page: paragraph by paragraph, because long speech is cut off --- */
(function () {
  const button = document.getElementById("read-aloud");
  const speech = window.speechSynthesis;
  const page = document.documentElement.lang;
  const recorded = document.querySelector("audio[data-aloud]"); /* somebody has read this page: that comes first */
  const inApp = /Zalo|FBA[NV]|FB_IAB|Instagram|; wv\)/.test(navigator.userAgent);
  if (inApp) document.documentElement.dataset.app = ""; /* a browser inside another program: offline.js asks too */
  if (!button) return;
  if (!recorded && (!speech || !window.SpeechSynthesisUtterance)) {
    if (!inApp) button.hidden = true;
    button.classList.add("ready");
    button.addEventListener("click", () => tell("app"));
    return;
  }
  if (!recorded && recall("voice") === "0") button.hidden = true;

  const words = button.querySelector("span");
  const start = words.textContent;
  const wanted = "h1,h2,h3,p,li,dt,dd,label,legend,caption,th,td,.t";
  let run = 0; /* grows with each start and stop, so that a paragraph knows it is no longer wanted */
  let reading = false;
  let spoke = false; /* the phone's voice was at work: whether it was heard, only the listener knows */

  function voice(language) {
    if (!speech) return;
    const fitting = speech.getVoices().filter((v) => v.lang.toLowerCase().startsWith(language));
    return fitting.find((v) => v.localService) || fitting[0];
  }

  function offer() {
    if (voice(page)) remember("voice", "1");
    else if (!recorded) return;
    button.hidden = false;
    button.classList.add("ready");
  }

  function paragraphs() {
    return Array.from(document.getElementById("main").querySelectorAll(wanted + ",img,.b:not(.two):not(.stop)")).filter(
      (part) => !part.querySelector(wanted) && part.offsetParent && !part.closest("[aria-hidden], .nav") && !part.querySelector("a.lnk, a.b") && told(part)
    );
  }

  /* As one reads to somebody: a picture is its description, a step has its number, the main button is told of too */
  function told(part) {
    const text = part.alt || part.innerText.trim(), step = part.closest("ol > li");
    if (!text || !step || step.closest("nav") || (step !== part && step.querySelector(wanted) !== part)) return text;
    return Array.from(step.parentNode.children).indexOf(step) + step.parentNode.start + ". " + text;
  }

  function halt() {
    run += 1;
    reading = false;
    if (speech) speech.cancel();
    if (recorded) recorded.pause();
    unmark();
    words.textContent = start;
  }

  function stop() {
    halt();
    if (spoke && recall("heard") === null) tell("ask");
    spoke = false;
  }

  /* A phone may name a voice and not have it: then it is silent, or reads with that of another language */
  function fail() {
    halt();
    spoke = false;
    tell(inApp ? "app" : "none");
  }

  /* A call, another program, or no network just now: that says nothing of the voice */
  function broke(why) {
    if (!/^(interrupted|canceled|audio-busy|network)$/.test(why)) return fail();
    halt();
    spoke = false;
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
    const language = part.closest("[lang]").lang, text = told(part);
    const speaking = new SpeechSynthesisUtterance(language === "vi" ? asSaid(text) : text);
    speaking.voice = voice(language) || voice(page);
    speaking.lang = speaking.voice.lang;
    speaking.rate = 0.9;
    speaking.onend = () => read(parts, mine);
    speaking.onerror = (event) => mine === run && broke(event.error);
    spoke = true;
    speech.speak(speaking);
  }

  /* As lms/catalogue/languages/voices/pronunciation.py says it; a test holds the lists together. */
  function asSaid(text) {
    const said = {"UBND": "ủy ban nhân dân", "HĐND": "hội đồng nhân dân", "CCCD": "căn cước công dân", "OTP": "ô tê pê", "QR": "quy e-rờ", "SIM": "xim", "VNeID": "vi en i đi", "Wi-Fi": "oai phai", "Zalo": "da lô", "CH Play": "xê hát plây"};
    return text
      .replace(/\b(\d{1,2})\/(\d{1,2})\/(\d{4})\b/g, (all, day, month, year) => "ngày " + +day + " tháng " + +month + " năm " + year)
      .replace(/(\+84|\b0|\b1[89]00)([ .-]?\d){4,10}\b/g, (phone) => phone.replace("+84", "0").replace(/\D/g, "").split("").join(" "))
      .replace(new RegExp("\\b(" + Object.keys(said).join("|") + ")\\b", "g"), (word) => said[word]);
  }

  function begin() {
    reading = true;
    words.textContent = button.dataset.stop;
    tell("");
  }

  function speak() {
    if (!voice(page) || recall("heard") === "0") return fail();
    speech.cancel();
    begin();
    read(paragraphs(), (run += 1));
  }

  if (recorded) {
    recorded.addEventListener("play", begin);
    recorded.addEventListener("pause", () => reading && stop());
  }
  button.addEventListener("click", function () {
    if (reading) return stop();
    if (!recorded) return speak();
    recorded.currentTime = 0;
    recorded.play().catch((why) => why.name !== "AbortError" && speak()); /* it cannot be fetched: the phone reads */
  });
  document.querySelectorAll("#aloud [data-heard]").forEach((answer) => answer.addEventListener("click", function () {
    remember("heard", answer.dataset.heard);
    if (answer.dataset.heard === "0") return fail();
    tell("");
    if (answer.dataset.retry) speak();
  }));
  window.addEventListener("pagehide", halt);
  window.addEventListener("load", () => setTimeout(() => voice(page) || remember("voice", "0"), 3000));
  if (!speech) return offer();
  if (speech.addEventListener) speech.addEventListener("voiceschanged", offer);
  else speech.onvoiceschanged = offer;
  offer();

  /* What there is to say about the voice: "ask" whether it was heard, "none" there is, "app" is no place for one */
  function tell(what) {
    const place = document.getElementById("aloud");
    place.hidden = !what;
    if (what) place.scrollIntoView({ block: "center" }); /* reading has led down the page */
    place.querySelectorAll("[data-part]").forEach((part) => { part.hidden = part.dataset.part !== what; });
  }

  /* Of each language: whether it was heard, and whether there was a voice, so that the button takes no room without */
  function recall(name) {
    try { return localStorage.getItem(name + page); } catch (refused) { return null; }
  }
  function remember(name, value) {
    try { localStorage.setItem(name + page, value); } catch (refused) { /* then it is found out again */ }
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

/* --- A button copies what stands in a field; without it one presses on the field for a moment --- */
document.querySelectorAll("button[data-copy]").forEach(function (button) {
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", function () {
    const field = document.getElementById(button.dataset.copy);
    navigator.clipboard.writeText(field.value).then(
      () => { button.firstElementChild.textContent = button.dataset.done; },
      () => field.select()
    );
  });
});

/* --- Back: a page with somebody's name is asked for anew, never woken; they may have signed out since --- */
if ("in" in document.documentElement.dataset) {
  window.addEventListener("pagehide", (event) => { document.documentElement.hidden = event.persisted; });
  window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
}

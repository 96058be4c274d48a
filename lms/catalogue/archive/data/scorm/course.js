// Shows one page after the other, marks questions, and tells the platform (SCORM 1.2) how far somebody is.
(() => {
  "use strict";
  const pages = [...document.querySelectorAll(".page")];
  const forms = pages.map((page) => page.querySelector("form"));
  const questions = forms.filter(Boolean);
  const began = Date.now();
  const state = { at: 0, seen: new Set(), answers: new Map() }; // answers: number of the page -> what was chosen, "r" or "w"
  const LONGEST = 4096; // letters of cmi.suspend_data

  // The platform.
  const api = find(window) || find(window.opener);
  let isOpen = false;
  function find(from) {
    try {
      for (let w = from, i = 0; w && i < 50; w = w.parent, i++) {
        if (w.API) return w.API;
        if (w === w.parent) return null;
      }
    } catch (error) { /* a frame of another house */ }
    return null;
  }
  function get(name) { return isOpen ? String(api.LMSGetValue(name)) : ""; }
  function set(name, value) { return isOpen && String(api.LMSSetValue(name, String(value))) === "true"; }

  // What is kept: 1|the pages seen|page=answer;page=answer
  function written() {
    const seen = pages.map((_, at) => (state.seen.has(at) ? "1" : "0")).join("");
    const answers = (short) => [...state.answers].map(([at, given]) => at + "=" + (short ? mark(at, given) : given)).join(";");
    const whole = "1|" + seen + "|" + answers(false);
    return whole.length <= LONGEST ? whole : "1|" + seen + "|" + answers(true);
  }
  function read(text) {
    const [form, seen, answers] = text.split("|");
    if (form !== "1" || !seen || seen.length !== pages.length) return;
    [...seen].forEach((is, at) => is === "1" && state.seen.add(at));
    (answers || "").split(";").forEach((one) => {
      const [at, given] = one.split("=");
      if (given && forms[at]) state.answers.set(Number(at), given);
    });
  }
  function mark(at, given) {
    if (given === "r" || given === "w") return given;
    return given === forms[at].dataset.right.split(" ").join(".") ? "r" : "w";
  }
  function score() {
    const right = [...state.answers].filter(([at, given]) => mark(at, given) === "r").length;
    return questions.length ? Math.floor((100 * right) / questions.length) : 100;
  }
  function isDone() { return state.seen.size === pages.length && state.answers.size === questions.length; }
  function keep() {
    if (!isOpen) return;
    let kept = set("cmi.core.lesson_location", pages[state.at].id);
    kept = set("cmi.suspend_data", written()) && kept;
    set("cmi.core.score.min", 0);
    set("cmi.core.score.max", 100);
    kept = set("cmi.core.score.raw", score()) && kept;
    kept = set("cmi.core.lesson_status", isDone() ? "completed" : "incomplete") && kept;
    kept = String(api.LMSCommit("")) === "true" && kept;
    tell(kept ? "" : "Kết quả chưa giữ được. Bà con cứ học tiếp, lát nữa máy giữ lại.");
  }
  function tell(sentence) { document.getElementById("kept").textContent = sentence; }
  function finish() {
    if (!isOpen) return;
    set("cmi.core.exit", isDone() ? "" : "suspend");
    set("cmi.core.session_time", lasted());
    api.LMSCommit("");
    api.LMSFinish("");
    isOpen = false;
  }
  function lasted() {
    const all = Math.floor((Date.now() - began) / 1000);
    const two = (n) => String(n).padStart(2, "0");
    return String(Math.floor(all / 3600)).padStart(4, "0") + ":" + two(Math.floor(all / 60) % 60) + ":" + two(all % 60) + ".00";
  }

  // Answers.
  function given(form) {
    const chosen = [...form.querySelectorAll("input:checked, select")].map((field) => field.value).filter((value) => value !== "");
    return chosen.map(Number).sort((a, b) => a - b).join(".");
  }
  function folded(text) {
    const plain = text.toLowerCase().replace(/đ/g, "d").normalize("NFD").replace(/[\u0300-\u036f]/g, "");
    return plain.replace(/\s/g, "").replace(/\.+$/, "");
  }
  // A number the Vietnamese way, in millionths: «1.950.000», «1 950 000», «2,5»; nothing when it is none.
  function millionths(text, unit) {
    const found = /^([-+\u2212\u2013]?)\s*([\d., ]*\d)\s*(\D*)$/.exec(text.normalize("NFC").replace(/\s+/g, " ").trim());
    if (!found) return null;
    const names = { dong: ["dong", "d", "vnd"] }[folded(unit)] || [folded(unit)];
    if (found[3] && !names.includes(folded(found[3]))) return null;
    let said = found[2];
    if (/^\d{1,3}(,\d{3}){2,}(\.\d{1,6})?$|^\d{1,3}(,\d{3})+\.\d{1,6}$/.test(said)) said = said.replace(/,/g, "");
    else {
      const grouped = /^\d{1,3}(?:([., ])\d{3})(?:\1\d{3})*(?:(?!\1)[.,]\d{1,6})?$/.exec(said);
      if (grouped && !(grouped[1] === "," && said.split(",").length === 2)) said = said.split(grouped[1]).join("");
      else if (!grouped && !/^\d{1,15}([.,]\d{1,6})?$/.test(said)) return null;
    }
    const [whole, decimals] = said.replace(",", ".").split(".");
    const size = BigInt(whole + (decimals || "").padEnd(6, "0"));
    return found[1] && found[1] !== "+" ? -size : size;
  }
  function plain(decimal) {
    const [whole, decimals] = decimal.replace("-", "").split(".");
    const size = BigInt(whole + (decimals || "").padEnd(6, "0").slice(0, 6));
    return decimal.startsWith("-") ? -size : size;
  }
  function typedRight(form, text) {
    const { texts, number, tolerance, unit } = form.dataset;
    if (!number) return folded(text) !== "" && JSON.parse(texts).includes(folded(text));
    const said = millionths(text, unit);
    if (said === null) return false;
    const off = said - plain(number);
    return (off < 0n ? -off : off) <= plain(tolerance);
  }
  function answer(at) {
    const form = forms[at];
    const field = form.querySelector("input[type=text]");
    const lists = [...form.querySelectorAll("select")];
    const rows = [...form.querySelectorAll("fieldset")];
    const isEmpty = field ? !field.value.trim() : lists.some((list) => !list.value) || rows.some((row) => !row.querySelector(":checked"));
    if (isEmpty) {
      form.querySelector(".verdict").textContent = field ? "Bà con chưa viết gì." : "Còn chỗ bà con chưa chọn.";
      return;
    }
    state.answers.set(at, field ? (typedRight(form, field.value) ? "r" : "w") : given(form));
    explain(at);
    keep();
    measure();
  }
  function explain(at) {
    const form = forms[at];
    const right = mark(at, state.answers.get(at)) === "r";
    form.querySelector(".verdict").textContent = right ? "Đúng rồi!" : "Chưa đúng, mời bà con xem lại.";
    form.querySelectorAll(".why").forEach((why) => { why.hidden = false; });
  }
  function restore(at) {
    const chosen = (state.answers.get(at) || "").split(".");
    forms[at].querySelectorAll("input[type=radio], input[type=checkbox]").forEach((field) => { field.checked = chosen.includes(field.value); });
    forms[at].querySelectorAll("option").forEach((option) => { if (option.value && chosen.includes(option.value)) option.selected = true; });
    if (state.answers.has(at)) explain(at);
  }

  // Pages.
  function show(at, isFocused) {
    state.at = Math.max(0, Math.min(pages.length - 1, at));
    state.seen.add(state.at);
    pages.forEach((page, other) => page.classList.toggle("here", other === state.at));
    document.querySelector("[data-go='-1']").disabled = state.at === 0;
    document.querySelector("[data-go='1']").disabled = state.at === pages.length - 1;
    document.getElementById("place").textContent = state.at + 1 + " / " + pages.length;
    measure();
    keep();
    if (isFocused) { window.scrollTo(0, 0); pages[state.at].focus({ preventScroll: true }); }
  }
  function measure() {
    document.querySelector("progress").value = state.seen.size / pages.length;
    const left = questions.length - state.answers.size;
    const said = questions.length ? "Câu luyện tập: đúng " + score() + " %. " : "";
    document.getElementById("result").textContent = said + (left ? "Còn " + left + " câu chưa trả lời." : isDone() ? "Bà con đã học hết khóa này." : "Còn trang chưa xem.");
  }
  document.documentElement.classList.add("js");
  document.querySelector("nav").hidden = false;
  document.querySelectorAll("[data-go]").forEach((button) => button.addEventListener("click", () => show(state.at + Number(button.dataset.go), true)));
  forms.forEach((form, at) => form && form.addEventListener("submit", (event) => { event.preventDefault(); answer(at); }));
  window.addEventListener("pagehide", finish);
  window.addEventListener("pageshow", (event) => event.persisted && location.reload());

  isOpen = Boolean(api) && String(api.LMSInitialize("")) === "true";
  if (isOpen) read(get("cmi.suspend_data"));
  else tell("Trang này mở riêng, không nằm trong hệ thống nào: bà con vẫn học được, nhưng kết quả không được giữ.");
  forms.forEach((form, at) => form && restore(at));
  const place = pages.findIndex((page) => page.id === get("cmi.core.lesson_location"));
  show(place < 0 ? 0 : place, false);
})();

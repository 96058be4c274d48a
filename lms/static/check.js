/* Checking a certificate on the telephone that reads it: the signature behind the address, the fingerprint of a file,
   and both without a network. What stands behind the address is never sent. */
"use strict";
(function () {
  const find = (selector, inside) => (inside || document).querySelector(selector);
  const show = (element, shown) => { if (element) element.hidden = !shown; };
  const room = find("#check"), subtle = window.crypto && crypto.subtle;
  const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const sha256 = async (bytes) => new Uint8Array(await subtle.digest("SHA-256", bytes));
  const time = (at) => new Date(at).toLocaleString("vi-VN", { hour: "2-digit", minute: "2-digit", day: "2-digit", month: "2-digit", year: "numeric" });
  if (!room) return;

  /* --- Reading a slip: as lms/certificates/slips/payload.py writes it, and in no other way --- */
  function fromText(text) {
    const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, (one) => one.charCodeAt(0));
  }
  function fromNumber(digits) { /* as QR codes hold it: one number, the first byte the highest */
    const bytes = [];
    for (const digit of digits) {
      let carry = +digit;
      for (let at = 0; at < bytes.length; at += 1, carry >>= 8) bytes[at] = (carry += bytes[at] * 10) & 255;
      if (carry) bytes.push(carry);
    }
    return Uint8Array.from(bytes.reverse());
  }
  const toText = (bytes) => btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const joined = (...parts) => Uint8Array.from(parts.flatMap((part) => Array.from(part)));
  function cbor(bytes) {
    let at = 0;
    const take = (many) => { at += many; if (at > bytes.length) throw new Error("cut off"); return bytes.subarray(at - many, at); };
    const value = function () {
      const [head] = take(1), kind = head >> 5, long = head & 31;
      if (long > 26 || kind > 5) throw new Error("not ours");
      const number = long < 24 ? long : take(1 << (long - 24)).reduce((sum, byte) => sum * 256 + byte, 0);
      if (kind < 2) return kind ? -1 - number : number;
      if (kind < 4) return kind === 2 ? take(number) : new TextDecoder("utf-8", { fatal: true }).decode(take(number));
      const all = Array.from({ length: kind === 5 ? 2 * number : number }, value);
      return kind === 4 ? all : new Map(all.flatMap((one, place) => (place % 2 ? [] : [[one, all[place + 1]]])));
    };
    return value();
  }
  function string(bytes) { /* in CBOR */
    const many = bytes.length;
    return joined(many < 24 ? [64 + many] : many < 256 ? [88, many] : [89, many >> 8, many & 255], bytes);
  }
  async function read(payload, code, keys) {
    let names, facts, body, signature, to_be_signed;
    try {
      const text = /^[1-9]\d*$/.test(payload) ? toText(fromNumber(payload)) : payload;
      [names, , body, signature] = cbor(fromText(text));
      if (toText(joined([132], string(names), [160], string(body), string(signature))) !== text) return { is: "wrong" };
      to_be_signed = joined([132, 106], new TextEncoder().encode("Signature1"), string(names), [64], string(body));
      facts = cbor(body);
    } catch (broken) { return { is: "wrong" }; }
    const kid = hex(cbor(names).get(4) || []);
    if (!Object.prototype.hasOwnProperty.call(keys, kid)) return { is: "unknown" };
    const { kty, crv, x, y } = keys[kid], how = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
    const key = await subtle.importKey("jwk", { kty, crv, x, y }, how, false, ["verify"]);
    if (!(await subtle.verify(how, key, signature, to_be_signed))) return { is: "wrong" };
    const [version, number, year, holder, born, course, on, score, issuer, begins] = facts;
    if (version !== 1) return { is: "unknown" };
    const mark = hex((await sha256(body)).subarray(0, 4));
    const is = code.startsWith(begins) ? "right" : "swapped";
    return { is, mark, facts: { number, year, holder, born, course, on, score, issuer } };
  }

  /* --- Saying it: the verdict comes first, in words, sign and colour --- */
  function say(kind, values) {
    const said = find(`[data-say="${kind}"]`), verdict = find(".verdict"), picture = find("use", verdict), line = find("p", verdict);
    verdict.className = "verdict " + said.dataset.look;
    picture.setAttribute("href", picture.getAttribute("href").replace(/#.*/, "#i-" + said.dataset.icon));
    find(".big", verdict).textContent = said.dataset.title;
    line.textContent = said.textContent.replace(/\{(\w+)\}/g, (_, name) => values[name]);
    document.title = said.dataset.title;
  }
  function fill(values) {
    Object.keys(values).forEach((name) => document.querySelectorAll(`[data-fill="${name}"]`).forEach((place) => { place.textContent = values[name]; }));
  }
  function inWords(facts, issuers) {
    const on = String(facts.on);
    return {
      holder: facts.holder, born: facts.born, course: facts.course, issuer: issuers[facts.issuer] || "–",
      number: String(facts.number).padStart(5, "0") + "/" + facts.year,
      on: on.slice(6) + "/" + on.slice(4, 6) + "/" + on.slice(0, 4), score: "đạt " + facts.score + " %", /* as the paper has it, whatever the language of the page */
    };
  }

  /* --- Online: what was signed must be what the register says --- */
  const masked = (name) => name.split(" ").map((word) => Array.from(word)).map((word) => word[0] + "*".repeat(word.length - 1)).join(" ");
  function isOf(page, facts) {
    const title = facts.course.endsWith("…") ? page.course.slice(0, facts.course.length - 1).trimEnd() + "…" : page.course;
    return facts.number === +page.number && facts.year === +page.year && masked(facts.holder) === page.holder
      && facts.course === title && facts.on === +page.on && facts.score === +page.score && facts.issuer === +page.issuer;
  }
  async function online(payload) {
    if (!payload) return;
    if (!subtle) return show(find("#cannot"), true);
    const { keys, issuers } = JSON.parse(room.dataset.needed), found = await read(payload, room.dataset.code, keys);
    if (found.is !== "right") return say(found.is);
    if (!isOf(room.dataset, found.facts)) return say("differs");
    fill(inWords(found.facts, issuers));
    show(find("#signed"), true);
    show(find("#by-name"), false);
  }

  /* --- Without a network: the keys and the list of what has ended are on the telephone --- */
  const lists = () => Promise.all(["/x/keys.json", "/x/ended.json"].map((address) => fetch(address).then((answer) => answer.json())));
  const has = (marks, mark) => (marks.match(/.{8}/g) || []).includes(mark);
  async function offline(payload) {
    const code = (/^\/x\/([^/]+)$/.exec(location.pathname) || ["", ""])[1].toUpperCase();
    let needed, ended;
    try { [needed, ended] = await lists(); } catch (none) { return say(code && code !== "OFFLINE" ? "empty" : "ready"); }
    fill({ at: time(ended.at) });
    show(find("#fresh"), true);
    if (!payload) return say(code && code !== "OFFLINE" ? "bare" : "ready");
    if (!subtle) return say("unknown");
    const found = await read(payload, code, needed.keys);
    if (found.is !== "right") return say(found.is);
    const state = has(ended.revoked, found.mark) ? "revoked" : has(ended.replaced, found.mark) ? "replaced" : "right";
    say(state, { at: time(ended.at) });
    fill(inWords(found.facts, needed.issuers));
    show(find("#facts"), true);
  }

  /* --- Keeping the page on the telephone, and its lists young --- */
  const workers = window.isSecureContext && navigator.serviceWorker;
  const ours = async () => workers && (await workers.getRegistrations()).find((one) => new URL(one.scope).pathname === "/x");
  async function keeping() {
    const button = find("[data-keep]");
    if (!workers || document.documentElement.dataset.offline === "off") return;
    if (await ours()) {
      show(find("[data-kept]"), true);
      if (room.dataset.mode !== "offline") lists().catch(() => {});
    } else if (button) {
      show(button, true);
      button.addEventListener("click", async function () {
        button.disabled = true;
        try {
          const { installing, active } = await workers.register("/x/sw.js", { scope: "/x" });
          if (!active) await new Promise((done, failed) => installing.addEventListener("statechange", () => (installing.state === "activated" ? done() : installing.state === "redundant" && failed(new Error("not kept")))));
          show(button, false);
          show(find("[data-kept]"), true);
          show(find("[data-unkept]"), false);
        } catch (refused) { button.disabled = false; show(find("[data-unkept]"), true); }
      });
    }
  }

  /* --- A link that was pasted, or a picture of the code: the part behind the address stays on the telephone --- */
  function go(link) {
    const found = /\/x\/([^/?#\s]+)[^#\s]*(#\S*)?/i.exec(link);
    if (found) location.assign("/x/" + found[1] + (found[2] || ""));
    return found;
  }
  document.querySelectorAll("[data-link]").forEach(function (form) {
    const field = find("input[name=code]", form);
    field.removeAttribute("maxlength");
    form.addEventListener("submit", (event) => { if (go(field.value)) event.preventDefault(); });
  });
  const camera = find("[data-camera]");
  if (camera && window.BarcodeDetector && window.createImageBitmap) {
    show(camera, true);
    find("input", camera).addEventListener("change", async function () {
      const found = await new BarcodeDetector({ formats: ["qr_code"] }).detect(await createImageBitmap(this.files[0])).catch(() => []);
      if (!found.some((one) => go(one.rawValue))) show(find("[data-none]", camera), true);
    });
  }
  addEventListener("hashchange", () => location.reload());

  /* --- The file that was dropped or chosen is compared here and sent nowhere --- */
  const box = find("[data-sha256]"), choose = box && find("input[type=file]", box);
  async function compare(file) {
    ["same", "other"].forEach((name) => show(find(`[data-file="${name}"]`), false));
    const same = hex(await sha256(await file.arrayBuffer())) === box.dataset.sha256;
    show(find(`[data-file="${same ? "same" : "other"}"]`), true);
  }
  if (box && subtle && File.prototype.arrayBuffer) {
    show(find("button", box), false);
    choose.addEventListener("change", () => { if (choose.files[0]) compare(choose.files[0]); });
    box.addEventListener("dragover", (event) => event.preventDefault());
    box.addEventListener("drop", function (event) {
      event.preventDefault();
      if (event.dataTransfer.files[0]) compare(event.dataTransfer.files[0]);
    });
  }

  const begin = { online, offline }[room.dataset.mode];
  if (begin) begin(location.hash.slice(1));
  keeping();
})();

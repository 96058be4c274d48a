/* Keying in sheets: after a letter comes the space by itself, after the last row the next sheet. Fields work without it. */
"use strict";
(function () {
  const fields = Array.from(document.querySelectorAll("[data-pattern]"));
  if (!fields.length) return;
  document.querySelectorAll("[data-auto]").forEach((words) => { words.hidden = false; });

  function words(field) { return field.value.trim() ? field.value.trim().split(/\s+/) : []; }

  function rows(field) {
    return field.dataset.pattern.split(" ").map((row) => {
      const parts = row.split(":");
      return { label: parts[0], signs: parts[1].replace("+", ""), many: parts[1].endsWith("+") };
    });
  }

  function say(field) { /* where one is, beside the name */
    const all = rows(field), typed = words(field).length - (field.value && !/\s$/.test(field.value) ? 1 : 0);
    const place = document.querySelector('[data-rows="' + field.id + '"]');
    const row = all[Math.max(0, typed)];
    const done = words(field).length >= all.length;
    place.textContent = done ? field.dataset.done
      : field.dataset.next.replace("{row}", row.label + (row.many ? "*" : "")) + ": " + row.signs.split("").join(" ") + " -";
  }

  function onward(field) {
    const next = fields[fields.indexOf(field) + 1] || field.form.querySelector("button.b");
    next.focus();
  }

  function typed(field, event) {
    field.value = field.value.toUpperCase();
    const grown = !event || !/^delete/.test(event.inputType || "");
    const all = rows(field), said = words(field), row = all[said.length - 1];
    if (grown && row && field.selectionStart === field.value.length) {
      const last = said[said.length - 1];
      const complete = last === "-" || (!row.many && row.signs.includes(last)) || last.length === row.signs.length || /\s$/.test(field.value);
      if (complete && said.length === all.length) { field.value = said.join(" "); say(field); onward(field); return; }
      if (complete && !/\s$/.test(field.value)) field.value += " ";
    }
    say(field);
  }

  fields.forEach((field) => {
    field.addEventListener("input", (event) => typed(field, event));
    field.addEventListener("focus", () => say(field));
    field.addEventListener("keydown", (event) => { /* Enter is the next sheet; the button hands in */
      if (event.key === "Enter") { event.preventDefault(); onward(field); }
    });
  });
})();

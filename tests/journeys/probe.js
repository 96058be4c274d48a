// Runs inside a page and measures it: what sticks out to the right, how large letters and things to tap are.
() => {
  const name = (e) => {
    const words = (e.getAttribute("aria-label") || e.innerText || e.value || e.name || "").trim().replace(/\s+/g, " ");
    return e.tagName.toLowerCase() + (e.className.baseVal ?? e.className ? "." + (e.className.baseVal ?? e.className) : "") + " «" + words.slice(0, 40) + "»";
  };
  const isShown = (e) => {
    const style = getComputedStyle(e), box = e.getBoundingClientRect();
    return style.visibility !== "hidden" && box.width > 0 && box.height > 0 && box.right > 0 && box.bottom + scrollY > 0;
  };
  const scrollsItself = (e) => {
    for (let p = e.parentElement; p && p !== document.body; p = p.parentElement) {
      if (/auto|scroll|hidden|clip/.test(getComputedStyle(p).overflowX)) return true;
    }
    return false;
  };
  // A radio or a box is tapped on its label as well.
  const box = (e) => {
    let { left, top, right, bottom } = e.getBoundingClientRect();
    for (const label of e.matches("input[type=radio],input[type=checkbox]") ? e.labels : []) {
      const l = label.getBoundingClientRect();
      [left, top, right, bottom] = [Math.min(left, l.left), Math.min(top, l.top), Math.max(right, l.right), Math.max(bottom, l.bottom)];
    }
    return { width: Math.round((right - left) * 2) / 2, height: Math.round((bottom - top) * 2) / 2 };
  };
  // WCAG 2.5.8 spares a link inside a sentence.
  const isInText = (e) => {
    if (e.tagName !== "A" || getComputedStyle(e).display !== "inline") return false;
    const around = e.closest("p,li,td,th,dd,dt,figcaption,blockquote");
    return around !== null && around.innerText.replace(e.innerText, "").trim().length > 0;
  };
  const letters = () => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
    while (texts.nextNode()) {
      const around = texts.currentNode.parentElement, words = texts.currentNode.data.trim();
      if (words && isShown(around) && !around.closest("svg,option,script,style,noscript")) {
        found.push({ size: parseFloat(getComputedStyle(around).fontSize), words: words.slice(0, 40) });
      }
    }
    return found.sort((a, b) => a.size - b.size)[0];
  };
  const viewport = document.querySelector("meta[name=viewport]");
  const width = document.documentElement.clientWidth;
  const everything = [...document.body.querySelectorAll("*")];
  const tappable = "a[href],button,input:not([type=hidden]),select,textarea,summary,[role=button],[tabindex='0']";
  return {
    lang: document.documentElement.lang,
    zoomBlocked: !viewport || /user-scalable\s*=\s*(no|0)|maximum-scale\s*=\s*1(\.0)?\b/.test(viewport.content),
    letters: letters(),
    headings: document.querySelectorAll("h1").length,
    overflow: Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) - width,
    wide: everything.filter((e) => e.getBoundingClientRect().right > width + 1 && isShown(e) && !scrollsItself(e)).slice(0, 5).map(name),
    targets: [...document.querySelectorAll(tappable)]
      .filter((e) => isShown(e) && !e.disabled && !e.matches(".scroll,[role=region]"))
      .map((e) => ({ name: name(e), isMain: e.matches("main .b:not(.s)"), inText: isInText(e), ...box(e) })),
  };
}

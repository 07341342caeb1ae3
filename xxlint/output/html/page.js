// What the page can do besides being read: filters, the way from finding to finding, a card for each mark.
(() => {
  "use strict";
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const entries = all("ol.found > li");
  const marks = Map.groupBy ? Map.groupBy(all("mark"), (mark) => mark.dataset.n) : grouped();
  const steps = one(".steps output");
  const more = one("[data-do=more]");
  const search = one("input[type=search]");
  const wide = matchMedia("(min-width: 720px)");
  const STEP = 200; // entries of the list that are drawn at once
  let limit = STEP;
  let shown = entries;
  let current = null;
  let card = null;

  document.documentElement.classList.add("js");
  for (const element of all("[data-js]")) element.hidden = false;

  function grouped() {
    const groups = new Map();
    for (const mark of all("mark")) {
      const group = groups.get(mark.dataset.n);
      if (group) group.push(mark);
      else groups.set(mark.dataset.n, [mark]);
    }
    return groups;
  }

  const marksOf = (entry) => marks.get(entry.id.slice(1)) || [];

  const severity = (entry) => entry.classList[0];

  // ---- filters

  function press(button) {
    const group = all("button", button.parentElement);
    const pressed = (b) => b.getAttribute("aria-pressed") === "true";
    if (group.every(pressed)) group.forEach((b) => b.setAttribute("aria-pressed", b === button));
    else button.setAttribute("aria-pressed", !pressed(button));
    if (!group.some(pressed)) group.forEach((b) => b.setAttribute("aria-pressed", true));
    filter();
  }

  function filter() {
    const chosen = (name) =>
      new Set(all(`[data-${name}][aria-pressed=true]`).map((button) => button.dataset[name]));
    const severities = chosen("severity");
    const families = chosen("family");
    const words = search.value.trim().toLowerCase();
    shown = [];
    for (const entry of entries) {
      const on =
        severities.has(severity(entry)) &&
        families.has(entry.dataset.f) &&
        (!words || entry.textContent.toLowerCase().includes(words));
      entry.hidden = !on;
      for (const mark of marksOf(entry)) {
        mark.classList.toggle("off", !on);
        if (mark.id) mark.tabIndex = on ? 0 : -1;
      }
      if (on) shown.push(entry);
    }
    for (const name of all("aside h3")) name.hidden = !one("li:not([hidden])", name.nextElementSibling);
    limit = STEP;
    one("[data-shown]").textContent =
      shown.length === entries.length ? entries.length : `${shown.length} / ${entries.length}`;
    one(".none").hidden = shown.length > 0;
    if (current && current.hidden) leave();
    draw();
  }

  function draw() {
    shown.forEach((entry, at) => entry.classList.toggle("later", at >= limit));
    more.hidden = shown.length <= limit;
    one("span", more).textContent = shown.length - limit;
    tell();
  }

  function tell() {
    steps.textContent = `${current ? shown.indexOf(current) + 1 : "–"} / ${shown.length}`;
  }

  // ---- from finding to finding

  function go(by) {
    if (!shown.length) return;
    const at = shown.indexOf(current);
    const next = at < 0 ? (by > 0 ? 0 : shown.length - 1) : (at + by + shown.length) % shown.length;
    select(shown[next]);
  }

  function select(entry, scroll = true) {
    leave();
    if (entry.hidden) {
      for (const button of all("[aria-pressed]")) button.setAttribute("aria-pressed", true);
      search.value = "";
      filter();
    }
    const at = shown.indexOf(entry);
    if (at >= limit) limit = Math.ceil((at + 1) / STEP) * STEP;
    current = entry;
    draw();
    entry.classList.add("here");
    entry.firstElementChild.setAttribute("aria-current", "true");
    if (wide.matches) entry.scrollIntoView({ block: "nearest" });
    const [first] = marksOf(entry);
    for (const mark of marksOf(entry)) {
      mark.classList.remove("here");
      void mark.offsetWidth; // begin the flash anew
      mark.classList.add("here");
    }
    if (!first) return;
    if (scroll) first.scrollIntoView({ block: "center" });
    first.focus({ preventScroll: true });
    open(entry, first);
  }

  function leave() {
    close();
    if (!current) return;
    current.classList.remove("here");
    current.firstElementChild.removeAttribute("aria-current");
    for (const mark of marksOf(current)) mark.classList.remove("here");
    current = null;
    tell();
  }

  // ---- the card beside a mark

  function open(entry, mark) {
    close();
    card = one("#card").content.firstElementChild.cloneNode(true);
    const body = one(".body", card);
    card.classList.add(severity(entry));
    const [link, ...rest] = entry.cloneNode(true).children;
    const what = document.createElement("p");
    what.className = "what";
    what.append(one(".sign", link), one(".what", link).textContent);
    body.append(what, ...rest);
    for (const name of all("[id]", body)) name.removeAttribute("id");
    others(entry, body);
    for (let dd = document.getElementById(`r-${entry.dataset.code}`)?.nextElementSibling; dd?.tagName === "DD"; dd = dd.nextElementSibling) {
      const line = document.createElement("p");
      line.append(...dd.cloneNode(true).childNodes);
      one("details", card).append(line);
    }
    document.body.append(card);
    place(mark);
  }

  // Findings on the same words: a link to each.
  function others(entry, body) {
    const numbers = new Set();
    for (const mark of marksOf(entry)) {
      for (let up = mark.parentElement.closest("mark"); up; up = up.parentElement.closest("mark")) numbers.add(up.dataset.n);
      for (const inside of all("mark", mark)) numbers.add(inside.dataset.n);
    }
    numbers.delete(entry.id.slice(1));
    const list = one(".others", card);
    for (const number of [...numbers].slice(0, 5)) {
      const other = document.getElementById(`d${number}`);
      if (!other || other.hidden) continue;
      const link = document.createElement("a");
      link.href = `#m${number}`;
      link.append(one(".what", other).textContent);
      list.append(link);
      list.hidden = false;
    }
    body.append(list);
  }

  function place(mark) {
    if (!wide.matches) return; // at the foot of a narrow screen, by its style
    const at = mark.getClientRects()[0] || mark.getBoundingClientRect();
    const below = at.bottom + card.offsetHeight + 12 < innerHeight || at.top < card.offsetHeight + 60;
    const right = Math.max(one("main").getBoundingClientRect().right, card.offsetWidth + 24); // beside the list
    const left = Math.max(12, Math.min(at.left - 16, right - card.offsetWidth - 12));
    const last = [...mark.getClientRects()].pop() || at;
    card.style.left = `${left + scrollX}px`;
    card.style.top = `${(below ? last.bottom + 8 : at.top - card.offsetHeight - 8) + scrollY}px`;
  }

  function close(back = false) {
    if (!card) return;
    card.remove();
    card = null;
    if (back && current) marksOf(current)[0]?.focus({ preventScroll: true });
  }

  // ---- what people do

  function named(hash) {
    return /^#[md]\d+$/.test(hash) ? document.getElementById(`d${hash.slice(2)}`) : null;
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    const link = event.target.closest("a[href^='#']");
    const mark = event.target.closest("mark:not(.off)");
    if (button?.dataset.severity || button?.dataset.family) press(button);
    else if (button?.dataset.do === "next") go(1);
    else if (button?.dataset.do === "previous") go(-1);
    else if (button?.dataset.do === "close") close(true);
    else if (button?.dataset.do === "more") {
      limit += STEP;
      draw();
    } else if (link) {
      const entry = named(link.hash);
      if (!entry) return close();
      event.preventDefault();
      history.replaceState(null, "", link.hash);
      select(entry);
    } else if (mark) select(document.getElementById(`d${mark.dataset.n}`), false);
    else if (card && !event.target.closest(".card")) close();
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.matches?.("input");
    const on = event.target.closest?.("mark, ol.found") || event.target === document.body;
    if (event.key === "Escape") {
      if (typing && search.value) {
        search.value = "";
        filter();
      } else if (typing) search.blur();
      else close(true);
    } else if (typing) {
      if (event.key === "Enter") go(1);
    } else if (event.key === "j" || (event.key === "ArrowDown" && current && on)) {
      event.preventDefault();
      go(1);
    } else if (event.key === "k" || (event.key === "ArrowUp" && current && on)) {
      event.preventDefault();
      go(-1);
    } else if (event.key === "/" && search) {
      event.preventDefault();
      search.focus();
      search.select();
    } else if ((event.key === "Enter" || event.key === " ") && event.target.matches?.("mark")) {
      event.preventDefault();
      const entry = document.getElementById(`d${event.target.dataset.n}`);
      if (entry !== current || !card) select(entry, false);
      card.focus({ preventScroll: true });
    }
  });

  let waiting;
  search?.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, 80);
  });
  addEventListener("resize", () => {
    if (card && current) place(marksOf(current)[0]);
  });
  addEventListener("hashchange", () => {
    const entry = named(location.hash);
    if (entry) select(entry);
  });

  if (!matchMedia("(min-width: 1100px)").matches) for (const details of all("nav details")) details.open = false;
  if (entries.length) draw();
  // Behind the browser's own way to the place that the address names.
  if (named(location.hash)) addEventListener("load", () => setTimeout(() => select(named(location.hash))));
})();

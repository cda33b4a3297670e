"use strict";
(() => {
  const root = document.documentElement, form = document.forms[0], main = document.querySelector("main");
  const {q, in: section, about} = form.elements, output = form.querySelector("output");
  const none = document.getElementById("_none"), sections = [...main.querySelectorAll("section")];
  const normalize = text => " " + text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
    .replace(/\[/g, " [").replace(/[^\p{L}\p{N}[\]]+/gu, " ").trim();
  const number = n => n.toLocaleString("en");
  const names = [...about.options].slice(1);
  const forms = new Map(names.map(o =>
    [o, normalize(o.text.replace(/ \(\d+\)$/, "")) + " " + (o.dataset.a || "")]));
  const titles = new Map(), parents = new Map();
  for (const o of section.options) titles.set(o.value, o.text.trim()), parents.set(o.value, o.dataset.p);

  const facts = [...main.querySelectorAll("li")].map(item => {
    const of = item.id.replace(/-\d+$/, "");
    item.querySelector(":scope > a[href]").title = titles.get(of) || of;
    const named = (item.dataset.e || "").split(",").filter(Boolean).map(n => names[parseInt(n, 36)]);
    const year = item.closest("section").id.replace(/^0+|\D.*/g, "");
    const text = normalize(item.textContent + " " + year);
    const plain = named.map(o => forms.get(o)).join("");
    for (const cited of item.querySelectorAll(":scope > a:not([href])"))
      cited.href = "#q=" + encodeURIComponent(cited.text);
    const within = new Set();
    for (let s = of; s && !within.has(s); s = parents.get(s)) within.add(s);
    return {item, text: text + " ." + plain, within, about: new Set(named.map(o => o.value))};
  });

  const bars = [...document.querySelectorAll(".chart a")].map(link =>
    ({rect: link.querySelector("rect"),
      title: link.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "title")),
      year: document.getElementById(link.href.baseVal.slice(1))}));

  const terms = () => (q.value.match(/"[^"]*"?|\S+/g) || []).map(normalize).filter(t => t.trim());

  function show() {
    const wanted = terms();
    let count = 0;
    for (const fact of facts) {
      const on = (!section.value || fact.within.has(section.value))
        && (!about.value || fact.about.has(about.value))
        && wanted.every(term => fact.text.includes(term));
      fact.item.hidden = !on;
      count += on;
    }
    for (const s of sections) {
      const left = s.querySelectorAll("li:not([hidden])").length, shown = s.querySelector("h3 small");
      s.hidden = !left;
      if (shown) shown.textContent = number(left);
      s.left = left;
    }
    for (const title of main.querySelectorAll("h2")) {
      let next = title.nextElementSibling;
      while (next && next.tagName === "SECTION" && next.hidden) next = next.nextElementSibling;
      title.hidden = !next || next.tagName !== "SECTION";
    }
    const most = Math.max(1, ...bars.map(bar => bar.year.left));
    for (const {rect, title, year} of bars) {
      const height = 88 * year.left / most;
      rect.setAttribute("y", 88 - height + "%");
      rect.setAttribute("height", height + "%");
      title.textContent = year.id.replace(/^0+/, "") + ": " + year.left + (year.left === 1 ? " fact" : " facts");
      const bar = year.querySelector("h3 rect");
      bar.setAttribute("width", 100 * year.left / most + "%");
    }
    none.hidden = count > 0;
    const all = count === facts.length;
    output.textContent = all ? number(count) + (count === 1 ? " fact" : " facts")
      : number(count) + " of " + number(facts.length) + (facts.length === 1 ? " fact" : " facts");
    root.classList.toggle("filtered", !all);
    highlight(q.value);
  }

  function highlight(typed) {
    if (!window.Highlight || !CSS.highlights) return;
    CSS.highlights.clear();
    const words = (typed.match(/"[^"]*"?|\S+/g) || []).map(w => w.replaceAll('"', "").trim()).filter(Boolean);
    if (!words.length) return;
    const escaped = words.map(w => w.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    const pattern = new RegExp("(?<![\\p{L}\\p{N}])(?:" + escaped.join("|") + ")", "giu"), found = [];
    for (const {item} of facts) {
      if (item.hidden) continue;
      const walk = document.createTreeWalker(item, NodeFilter.SHOW_TEXT);
      while (walk.nextNode()) for (const match of walk.currentNode.data.matchAll(pattern)) {
        const range = new Range();
        range.setStart(walk.currentNode, match.index);
        range.setEnd(walk.currentNode, match.index + match[0].length);
        found.push(range);
      }
    }
    CSS.highlights.set("found", new Highlight(...found));
  }

  function remember() {
    const state = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    history.replaceState(null, "", "#" + state);
  }

  function follow() {
    const hash = decodeURIComponent(location.hash.slice(1)), target = document.getElementById(hash);
    if (target) {
      if (target.closest("[hidden]")) {
        q.value = section.value = about.value = "";
        show();
      }
      target.scrollIntoView();
    } else {
      const state = new URLSearchParams(location.hash.slice(1));
      q.value = state.get("q") || "";
      section.value = state.get("in") || "";
      about.value = state.get("about") || "";
      if (section.selectedIndex < 0) section.value = "";
      if (about.selectedIndex < 0) about.value = "";
      show();
      if (q.value && state.size) form.scrollIntoView();
    }
  }

  let asked = 0;
  const later = () => {
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(() => { show(); remember(); });
  };
  const clear = () => { form.reset(); later(); q.focus(); };
  form.addEventListener("input", later);
  form.addEventListener("submit", event => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(later));
  none.querySelector("button").addEventListener("click", clear);
  addEventListener("hashchange", follow);
  addEventListener("keydown", event => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      q.focus();
      q.select();
    } else if (event.key === "Escape" && event.target === q) clear();
  });
  form.hidden = false;
  root.classList.add("script");
  show();
  follow();
})();

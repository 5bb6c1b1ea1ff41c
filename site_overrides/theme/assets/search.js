// The search page: names first, then full text, narrowed down by county, township, kind and month.
// What is searched stands in the address, so that it can be shared and the back button leads to it.
(() => {
  "use strict";
  const { FAULT, empty, line, load, nameLine, top, whenTyped } = window.zhucunFind;
  const NAMES_AT_ONCE = 10;
  const TEXTS_AT_ONCE = 5; // each is fetched by itself
  const FIELDS = ["q", "county", "township", "kind", "month"];

  const form = document.querySelector("[data-search]");
  const [input, county, township, kind, month] = FIELDS.map((name) => form.elements[name]);
  const status = document.querySelector("[data-search-status]");
  const [names, texts] = [["names", NAMES_AT_ONCE], ["texts", TEXTS_AT_ONCE]].map(([name, atOnce]) => {
    const section = document.querySelector(`[data-results=${name}]`);
    return { section, atOnce, list: section.querySelector("ol"), more: section.querySelector("button") };
  });
  let turn = 0;

  // -- the address -------------------------------------------------------------------------------
  function address() {
    const given = new URLSearchParams();
    FIELDS.forEach((name) => { if (form.elements[name].value.trim()) given.set(name, form.elements[name].value.trim()); });
    const text = given.toString();
    return location.pathname + (text ? `?${text}` : "");
  }

  function keep(again) {
    const wanted = address();
    if (wanted !== location.pathname + location.search) history[again ? "pushState" : "replaceState"](null, "", wanted);
  }

  async function restore() {
    const given = new URLSearchParams(location.search);
    FIELDS.forEach((name) => { if (name !== "township") form.elements[name].value = given.get(name) || ""; });
    [county, kind, month].forEach((select) => { if (select.selectedIndex < 0) select.value = ""; });
    await townships();
    township.value = given.get("township") || "";
    if (township.selectedIndex < 0) township.value = "";
    search();
  }

  // -- filters -----------------------------------------------------------------------------------
  async function townships() {
    const wanted = county.value;
    while (township.options.length > 1) township.remove(1);
    township.value = "";
    township.disabled = true;
    if (!wanted) return;
    await load("names");
    const { areas } = await window.zhucunNames.file("places.json");
    if (county.value !== wanted) return;
    const at = areas.findIndex((area) => area[0] === wanted);
    areas.filter((area) => area[2] === at && at >= 0).forEach(([code, name]) => township.add(new Option(name, code)));
    township.disabled = false;
  }

  function narrowed(found) {
    const kinds = kind.value.split(" ");
    return month.value ? [] : found.filter((each) =>
      (!county.value || each.areas.includes(county.value)) &&
      (!township.value || each.areas.includes(township.value)) &&
      (!kind.value || kinds.includes(each.kind)));
  }

  function filters() {
    const found = {};
    [county, township, kind, month].forEach((select) => {
      if (select.value) found[select.name] = select.value.split(" ");
    });
    return found;
  }

  // -- results -----------------------------------------------------------------------------------
  // Shows some of the results, and the others as the reader asks for them.
  async function fill(place, results, draw) {
    const mine = turn;
    empty(place.list);
    place.section.hidden = !results.length;
    let shown = 0;
    const next = async (focus) => {
      const some = await Promise.all(results.slice(shown, shown + place.atOnce).map(draw));
      if (mine !== turn) return;
      shown += some.length;
      some.forEach((item) => place.list.append(item));
      place.more.textContent = "再看几条";
      place.more.hidden = shown >= results.length;
      if (focus) some[0].querySelector("a").focus();
    };
    place.more.onclick = () => next(true);
    await next(false);
  }

  const textLine = async (get) => {
    const { url, title, kind: sort, where, excerpt } = await get();
    const board = sort && title.startsWith(sort);
    const item = line(url, title, [board ? "看板" : sort, where]);
    item.append(excerpt);
    return item;
  };

  async function namesFor(query) {
    await load("names");
    if (query) return narrowed(await window.zhucunNames.find(query));
    return county.value ? narrowed(await window.zhucunNames.within(county.value)) : [];
  }

  // Null where the browser can't: it is too old for WebAssembly or import().
  async function textsFor(query) {
    if (/^[\d\s-]+$/.test(query)) return []; // a number is a person's or a place's
    try {
      await load("fulltext");
      return await window.zhucunFullText.find(query.normalize("NFKC"), filters(), form.dataset.version);
    } catch (fault) {
      return null;
    }
  }

  // A name that was found exactly is what was meant, as a rule: a phone then needn't fetch the rest.
  function offer(query, named, mine) {
    empty(texts.list);
    texts.section.hidden = false;
    texts.more.hidden = false;
    texts.more.textContent = `再找哪里提到“${query}”`;
    texts.more.onclick = () => showTexts(query, named, mine);
    status.textContent = `“${query}”：名称相符 ${named.length} 处。`;
  }

  async function showTexts(query, named, mine) {
    status.textContent = "正在查文章和看板…";
    const told = await textsFor(query);
    if (mine !== turn) return;
    await fill(texts, told || [], textLine);
    if (mine === turn) status.textContent = sum(query, named.length, told);
  }

  function sum(query, named, told) {
    const about = query ? `“${query}”：` : "";
    const apart = told ? "" : "这个浏览器查不了文章和看板的正文，只查了名称。";
    if (!named && !(told && told.length)) return `没有找到${query ? `“${query}”` : ""}。少打几个字试试，去掉条件试试，或从地区逐级找。${apart}`;
    return `${about}名称相符 ${named} 处${told ? `，正文提到 ${told.length} 处` : ""}。${apart}`;
  }

  async function search() {
    const mine = ++turn;
    const query = input.value.trim();
    if (!query && !FIELDS.some((name) => form.elements[name].value)) {
      [names, texts].forEach((place) => { empty(place.list); place.section.hidden = true; });
      status.textContent = "";
      return;
    }
    try {
      const named = await namesFor(query);
      if (mine !== turn) return;
      await fill(names, named, nameLine);
      if (mine !== turn) return;
      const exact = named.some((each) => each.rank === 0);
      if (exact && !kind.value) offer(query, named, mine);
      else await showTexts(query, named, mine);
    } catch (fault) {
      if (mine === turn) status.textContent = FAULT;
    }
  }

  // -- acting ------------------------------------------------------------------------------------
  whenTyped(input, () => { keep(false); search(); });
  form.addEventListener("submit", (event) => { event.preventDefault(); keep(true); search(); });
  [township, kind, month].forEach((select) => select.addEventListener("change", () => { keep(true); search(); }));
  county.addEventListener("change", async () => {
    try { await townships(); } catch (fault) { status.textContent = FAULT; }
    keep(true);
    search();
  });
  window.addEventListener("popstate", restore);
  restore();
})();

// The search box. Without this file places are found by following the regions.
(() => {
  "use strict";
  const top = new URL("../", document.currentScript.src);

  // A name's endings are indexed as Latin words (search_terms.py); a query is written alike, and
  // Pagefind, which matches the start of words, then finds any inner part of a name.
  const HAN = /\p{Script=Han}/u;
  const coded = (text) => [...text].map((c) =>
    c.codePointAt(0).toString(16).padStart(4, "0").replace(/./g, (d) => "abcdefghijklmnop"[parseInt(d, 16)])
  ).join("");
  const NUMBER = /^\d{6}-\d*$/; // of a cadre
  const inCode = (query) => query.split(/\s+/).map((w) => (HAN.test(w) || NUMBER.test(w) ? coded(w) : w)).join(" ");

  let loading;
  const pagefind = () => (loading ??= import(new URL("pagefind/pagefind.js", top).href));

  async function find(query) {
    const engine = await pagefind();
    const exact = await engine.search(inCode(query));
    const loose = await engine.search(query);
    const ids = new Set();
    const found = [...exact.results, ...loose.results].filter((r) => !ids.has(r.id) && ids.add(r.id));
    return Promise.all(found.slice(0, 20).map((r) => r.data()));
  }

  function line(result) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    const note = document.createElement("span");
    link.href = result.url;
    link.textContent = result.meta.title;
    note.textContent = [result.meta.kind, result.meta.where].filter(Boolean).join(" · ");
    item.append(link, note);
    return item;
  }

  function say(list, text) {
    const item = document.createElement("li");
    item.textContent = text;
    list.replaceChildren(item);
  }

  function searchBox(box) {
    const input = box.querySelector("input");
    const list = box.querySelector(".results");
    let turn = 0;
    input.addEventListener("input", async () => {
      const mine = ++turn;
      const query = input.value.normalize("NFKC").trim();
      if (!query) { list.replaceChildren(); return; }
      await new Promise((done) => setTimeout(done, 150));
      if (mine !== turn) return;
      try {
        const results = await find(query);
        if (mine !== turn) return;
        if (results.length) list.replaceChildren(...results.map(line));
        else say(list, `没有找到“${query}”。少打几个字试试，或从地区逐级找。`);
      } catch {
        say(list, "现在用不了查找，请从地区逐级找。");
      }
    });
  }

  document.querySelectorAll("[data-find]").forEach(searchBox);
})();

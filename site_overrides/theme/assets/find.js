// The search box, and what all searching shares. Without this file places are found by following
// the regions. The index, the search page and the finder come in files of their own, when needed.
window.zhucunFind = (() => {
  "use strict";
  const here = document.currentScript.src;
  const top = new URL("../", here);
  const SUGGESTED = 8;
  const FAULT = "现在用不了查找，请从地区逐级找。";
  const loaded = new Map();

  function load(name) {
    if (!loaded.has(name)) {
      loaded.set(name, new Promise((done, failed) => {
        const script = document.createElement("script");
        script.src = new URL(`${name}.js`, here).href;
        script.onload = done;
        script.onerror = () => { loaded.delete(name); failed(new Error(name)); };
        document.head.appendChild(script);
      }));
    }
    return loaded.get(name);
  }

  // A result: all of it text of records, never markup.
  function line(href, title, notes) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    const note = document.createElement("span");
    link.href = new URL(href, top).href;
    link.textContent = title;
    note.textContent = notes.filter(Boolean).join(" · ");
    item.append(link, note);
    return item;
  }

  const nameLine = (found) => line(found.path, found.name, [found.kind === found.name ? "" : found.kind, found.where]);
  const empty = (list) => { while (list.firstChild) list.firstChild.remove(); };

  // Calls `act` when the words have changed and typing rests, not while an input method composes.
  function whenTyped(input, act) {
    let timer;
    const later = (event) => {
      if (event.isComposing) return;
      clearTimeout(timer);
      timer = setTimeout(act, 150);
    };
    input.addEventListener("input", later);
    input.addEventListener("compositionend", later);
  }

  // -- the box on other pages: names while typing, everything on the search page -----------------
  function box(form) {
    const input = form.querySelector("input");
    const list = form.querySelector(".results");
    const status = form.querySelector("[role=status]");
    let turn = 0;

    function show(found, query) {
      empty(list);
      found.slice(0, SUGGESTED).forEach((each) => list.append(nameLine(each)));
      if (!found.length) status.textContent = `没有叫“${query}”的村、乡镇、干部或看板。按“查找”再看文章和看板里有没有提到。`;
      else if (found.length > SUGGESTED) status.textContent = `名称相符 ${found.length} 处，先列 ${SUGGESTED} 处；按“查找”看全部。`;
      else status.textContent = `名称相符 ${found.length} 处。`;
    }

    whenTyped(input, async () => {
      const mine = ++turn;
      const query = input.value.trim();
      if (!query) { empty(list); status.textContent = ""; return; }
      try {
        await load("names");
        const found = await window.zhucunNames.find(query);
        if (mine === turn) show(found, query);
      } catch (fault) {
        if (mine === turn) { empty(list); status.textContent = FAULT; }
      }
    });
  }

  document.querySelectorAll("[data-find]").forEach(box);
  if (document.querySelector("[data-search]")) load("search");
  if (document.querySelector("[data-finder]")) load("finder");
  return { FAULT, empty, line, load, nameLine, top, whenTyped };
})();

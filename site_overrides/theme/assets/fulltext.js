// Full text of articles, bulletins, boards and regulations, through Pagefind. A file of its own, fetched
// by the search page: browsers that can't read `import()` lose nothing but this.
window.zhucunFullText = (() => {
  "use strict";
  const top = new URL("../", document.currentScript.src);
  const LONGEST_PHRASE = 3;
  let engine;

  function loaded(version) {
    if (!engine) {
      engine = import(new URL("pagefind/pagefind.js", top).href).then((module) =>
        module.createInstance({ noWorker: true, excerptLength: 48, metaCacheTag: version }));
      engine.catch(() => { engine = undefined; });
    }
    return engine;
  }

  // -- words as they are indexed (publish/finding/full_text.py): two neighbouring characters a word ---------
  const MARK = "zq";
  const FILTER = "zf";
  const LETTERS = 4;
  const HAN = /[〇\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]+/gu;

  function letters(character) {
    let number = character.codePointAt(0);
    let found = "";
    for (let n = 0; n < LETTERS; n += 1) {
      found = String.fromCharCode(97 + number % 26) + found;
      number = Math.floor(number / 26);
    }
    return found;
  }

  // A short run is looked for as it stands; of a longer one its first and its last pair, because
  // each pair fetches some 25 kB of index.
  function words(run) {
    const characters = Array.from(run).map(letters);
    const last = characters.length - 2;
    if (last < 0) return MARK + characters[0];
    const pairs = last ? [0, last] : [0];
    return pairs.map((at) => MARK + characters[at] + characters[at + 1]).join(" ");
  }

  function coded(query) {
    const runs = query.match(HAN) || [];
    const short = runs.length === 1 && runs[0] === query && Array.from(query).length;
    const text = query.replace(HAN, (run) => ` ${words(run)} `).replace(/"/g, " ").replace(/\s+/g, " ").trim();
    return short > 1 && short <= LONGEST_PHRASE ? `"${text}"` : text;
  }

  // The text back from its words: each stands for its first character. Pagefind escapes only < and >.
  const WORD = / ?zq([a-z]{4})(?:[a-z]{4})? ?/g;
  const character = (four) => String.fromCodePoint(Array.from(four).reduce((sum, c) => sum * 26 + c.charCodeAt(0) - 97, 0));
  const decoded = (html) => html.replace(/\u200b|<\/?mark>/g, "").replace(WORD, (all, four) => character(four))
    .replace(/&lt;/g, "<").replace(/&gt;/g, ">").split("¦").pop().trim(); // filters and the name stand before it

  // A line of text in which what was looked for is marked.
  function excerpt(html, query) {
    const line = document.createElement("p");
    const wanted = query.split(/\s+/).filter(Boolean).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    const parts = wanted.length ? decoded(html).split(new RegExp(`(${wanted.join("|")})`, "i")) : [decoded(html)];
    parts.forEach((part, n) => {
      const mark = document.createElement("mark");
      mark.textContent = part;
      line.append(n % 2 ? mark : part);
    });
    return line;
  }

  const filterWord = (name, value) => FILTER + name[0] + Array.from(value).map(letters).join("");

  // The numbers of all records that have one of the values.
  async function having(pagefind, name, values) {
    const found = await Promise.all(values.map((value) => pagefind.search(`"${filterWord(name, value)}"`)));
    return new Set([].concat(...found.map(({ results }) => results.map(({ id }) => id))));
  }

  // The passages with the words, or all that the filters leave: functions that fetch one each. A
  // filter has a list of values. What happens is looked for more often than the law, which has the
  // most passages and comes last.
  async function find(query, filters, version) {
    const pagefind = await loaded(version);
    const kept = await Promise.all(Object.keys(filters).map((name) => having(pagefind, name, filters[name])));
    const words = query ? coded(query) : null;
    const found = [];
    for (const law of [{ not: { law: "yes" } }, { law: "yes" }]) {
      found.push(...(await pagefind.search(words, { filters: law })).results);
    }
    return found.filter(({ id }) => kept.every((ids) => ids.has(id))).map((each) => async () => {
      const { meta, excerpt: text } = await each.data();
      return { url: meta.url, title: meta.name, kind: meta.kind, where: meta.where, excerpt: excerpt(text, query) };
    });
  }

  return { coded, find };
})();

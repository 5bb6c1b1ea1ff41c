// Full text of articles, briefs, boards and regulations, through Pagefind. A file of its own, fetched
// by the search page: browsers that can't read `import()` lose nothing but this.
window.zhucunFullText = (() => {
  "use strict";
  const top = new URL("../", document.currentScript.src);
  let engine;

  function loaded(version) {
    if (!engine) {
      engine = import(new URL("pagefind/pagefind.js", top).href).then((module) =>
        module.createInstance({ noWorker: true, excerptLength: 24, metaCacheTag: version }));
      engine.catch(() => { engine = undefined; });
    }
    return engine;
  }

  // Pagefind escapes only < and >, and marks what was found; \u200b stands between words.
  const text = (html) => html.replace(/\u200b/g, "").replace(/&lt;/g, "<").replace(/&gt;/g, ">");

  function excerpt(html) {
    const line = document.createElement("p");
    html.split(/<mark>(.*?)<\/mark>/).forEach((part, n) => {
      const node = n % 2 ? document.createElement("mark") : document.createTextNode(text(part));
      if (n % 2) node.textContent = text(part);
      line.append(node);
    });
    return line;
  }

  // The pages with the words (all pages of the filters without any), those with the very phrase
  // first: a list of functions that fetch one page each.
  async function find(query, filters, version) {
    const pagefind = await loaded(version);
    const phrase = query ? await pagefind.search(`"${query.replace(/"/g, " ")}"`, { filters }) : { results: [] };
    const words = await pagefind.search(query || null, { filters });
    const known = new Set();
    return phrase.results.concat(words.results)
      .filter((each) => !known.has(each.id) && known.add(each.id))
      .map((each) => async () => {
        const page = await each.data();
        return { url: page.url, title: page.meta.title, notes: [page.meta.kind, page.meta.where], excerpt: excerpt(page.excerpt) };
      });
  }

  return { find };
})();

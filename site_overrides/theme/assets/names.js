// Finds places, people and boards by name in the small files of find/ (publish/finding/name_index.py).
// Fetched with the first search. Without it places are found by following the regions.
window.zhucunNames = (() => {
  "use strict";
  const top = new URL("../", document.currentScript.src);
  const FULL = 0, SHORT = 1, BEGINS = 2, HOLDS = 3, NOT = 4;

  // -- files -----------------------------------------------------------------------------------
  const fetched = new Map();

  function file(path, again) {
    if (again || !fetched.has(path)) {
      const answer = fetch(new URL(`find/${path}`, top).href, again ? { cache: "reload" } : {}).then((r) => {
        if (!r.ok) throw new Error(path);
        return r.json();
      });
      answer.catch(() => fetched.delete(path));
      fetched.set(path, answer);
    }
    return fetched.get(path);
  }

  async function bucket(character, again) {
    const { buckets } = await file("places.json", again);
    try {
      return await file(`names-${buckets}/${character.codePointAt(0) % buckets}.json`);
    } catch (fault) {
      if (again) throw fault;
      return bucket(character, true); // the list that was kept is older than the site
    }
  }

  // -- names as they are written ---------------------------------------------------------------
  const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/[‐-―−]/g, "-").trim();
  const joined = (text) => plain(text).replace(/\s+/g, "");
  const LEVEL = /(?:社区|村|街道|镇|乡|自治县|县|区|市)$/;
  const bare = (name) => name.replace(LEVEL, "") || name;
  const COMMITTEE = /(?:村民委员会|村委会?)$/;
  const RESIDENTS = /(?:社区)?(?:居民委员会|居委会?)$/;
  const proper = (name) => name.replace(COMMITTEE, "村").replace(RESIDENTS, "社区");
  const POST = /(?:的?(?:驻村)?(?:第一书记|副?书记|工作队长?|队[员长]|干部))$/;
  const withoutPost = (word) => word.replace(POST, "");

  // The character that chooses the bucket: the last one that isn't an ending.
  function key(word) {
    const rest = proper(word).replace(/(?:社区?|村)$/, "") || word;
    const characters = Array.from(rest);
    return characters[characters.length - 1];
  }

  // What is left of a word when the areas around are taken off its front, in every way.
  function rests(word, around) {
    const found = [word];
    around.forEach((area) => found.slice().forEach((rest) => [area, bare(area)].forEach((name) => {
      if (rest.length > name.length && rest.startsWith(name)) found.push(rest.slice(name.length));
    })));
    return found;
  }

  function rankOf(word, own, around) {
    let best = NOT;
    rests(word, around).forEach((rest) => {
      const wanted = proper(rest);
      let rank = NOT;
      if (wanted === own) rank = FULL;
      else if (wanted === bare(own)) rank = SHORT;
      else if (own.startsWith(rest) || bare(wanted) === bare(own)) rank = BEGINS;
      else if (own.includes(rest)) rank = HOLDS;
      best = Math.min(best, rank);
    });
    if (best === NOT) { // from the middle of the township into the village
      const path = around.join("") + own;
      const at = path.lastIndexOf(word);
      if (at >= 0 && at + word.length > path.length - own.length) best = HOLDS;
    }
    return best;
  }

  // -- entries ---------------------------------------------------------------------------------
  const LEVELS = ["市", "县", "乡镇"];

  function chain(areas, number) {
    const found = [];
    for (let at = number; at >= 0; at = areas[at][2]) found.unshift(areas[at]);
    return found;
  }

  function entry(areas, [address, name, area, note]) {
    const around = chain(areas, area);
    const cadre = address.includes("-");
    const person = cadre || note.includes(" "); // a village's secretary is on the village's page
    const place = person ? note.split(" ")[0] : "";
    const within = around.map((a) => a[1]).concat(place && place !== around[around.length - 1][1] ? place : []);
    return {
      path: `${cadre ? "cadre" : "region"}/${address}/`, code: address, name,
      kind: cadre ? "干部" : person ? "书记" : note || "村", areas: around.map((a) => a[0]),
      where: around.slice(1).map((a) => a[1]).concat(person ? note.split(" ").slice(place === around[around.length - 1][1] ? 1 : 0).join(" ") : []).join(" "),
      around: within.map(joined), extra: note,
    };
  }

  function places({ areas, boards }) {
    const found = areas.map(([code, name, parent], number) => {
      const around = chain(areas, parent);
      const own = chain(areas, number);
      return {
        path: `region/${code}/`, code, name, kind: LEVELS[around.length], areas: own.map((a) => a[0]),
        where: around.map((a) => a[1]).join(" "), around: around.map((a) => joined(a[1])), extra: "",
      };
    });
    boards.forEach(([slug, title, counties]) => {
      const board = { path: `board/${slug}/`, code: "~", name: title, kind: title, areas: [], where: "看板", around: [], extra: "看板" };
      found.push(board);
      counties.forEach((number) => {
        const around = chain(areas, number);
        found.push(Object.assign({}, board, {
          path: `${board.path}${areas[number][0]}/`, code: `~${areas[number][0]}`, areas: around.map((a) => a[0]),
          where: `看板 ${areas[number][1]}`, around: around.map((a) => joined(a[1])),
        }));
      });
    });
    return found;
  }

  // -- finding ---------------------------------------------------------------------------------
  // The villages of a township of a county's file: code, name, kind ("" for 村).
  function villages([township, , rests, names, kinds]) {
    return rests.map((rest, n) => [rest.length < 12 ? township.slice(0, 9) + rest : rest, names[n], kinds[rest] || ""]);
  }

  // Everything in a county that has a page of its own, by code.
  async function within(code) {
    const index = await file("places.json");
    const { areas } = index;
    const found = places(index).filter((e) => e.areas.includes(code));
    const county = await file(`${code}.json`);
    const numbers = new Map(areas.map((area, n) => [area[0], n]));
    county.cadres.forEach(([id, name, area, post]) => found.push(entry(areas, [id, name, numbers.get(area), post])));
    county.townships.forEach((township) => villages(township).forEach(([village, name, kind]) =>
      found.push(entry(areas, [village, name, numbers.get(township[0]), kind]))));
    return found.sort((a, b) => (a.code < b.code ? -1 : 1));
  }

  async function byNumber(number, list) {
    const code = `${number.slice(0, 6)}000000`;
    const known = list.some((e) => e.code === code) ? await within(code) : list;
    return known.filter((e) => e.code.startsWith(number))
      .map((e) => Object.assign(e, { rank: e.code === number ? FULL : BEGINS }));
  }

  async function byName(query, list) {
    const every = plain(query).split(" ").filter(Boolean);
    const kept = every.map(withoutPost).filter(Boolean);
    const words = kept.length ? kept : every;
    const whole = words.join("");
    const keys = Array.from(new Set(words.map(key)));
    const { areas } = await file("places.json");
    const known = new Map();
    (await Promise.all(keys.map((k) => bucket(k)))).forEach((rows) => rows.forEach((row) => known.set(row[0] + row[1], row)));
    const candidates = list.concat(Array.from(known.values(), (row) => entry(areas, row)));
    return candidates.filter((e) => {
      const own = joined(e.name);
      e.rank = rankOf(whole, own, e.around);
      if (e.rank === NOT && words.length > 1) {
        const text = `${e.around.join("")}${own}${joined(e.extra)}`;
        if (words.every((w) => text.includes(w))) e.rank = Math.min(...words.map((w) => rankOf(w, own, e.around)));
      }
      return e.rank !== NOT;
    });
  }

  // Everything whose name fits, exact names first, then by code.
  async function find(query) {
    const wanted = joined(query);
    if (!wanted) return [];
    const list = places(await file("places.json"));
    const found = await (/^\d{6}(?:\d*|-\d*)$/.test(wanted) ? byNumber(wanted, list) : byName(query, list));
    const order = (a, b) => a.rank - b.rank || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);
    return found.sort(order);
  }

  return { file, find, villages, within };
})();

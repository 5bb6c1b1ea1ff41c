// Sorting and filtering of tables in the page. Without this file every table shows all its rows in
// the order of codes; with it that order comes back with the third press, and with every new visit.
(() => {
  "use strict";
  const FEWEST_TO_SORT = 3;
  const FEWEST_FOR_TOOLS = 9;
  const MOST_CHOICES = 40;
  const LONGEST_CHOICE = 12; // characters
  const MOST_SELECTS = 3;
  const STATES = ["none", "ascending", "descending"];
  const SHAPES = /^[●◐○■—]\s*/;
  const NUMBER = /^(-?[\d,]*\.?\d+)\s*(万元|[^\d\s/]{1,2})?(?:\s*\/.*)?$/;
  const DAY = /^\d{4}(?:-\d{1,2}){1,2}$|^\d{4}年\d{1,2}月(?:\d{1,2}日)?$/;

  const make = (tag, text, css) => {
    const node = document.createElement(tag);
    if (text) node.textContent = text;
    if (css) node.className = css;
    return node;
  };

  // -- values ------------------------------------------------------------------------------------
  // What a cell says in words: neither its picture nor a shape that stands beside its word.
  function textOf(cell) {
    const copy = cell.cloneNode(true);
    copy.querySelectorAll("svg, [aria-hidden=true]").forEach((node) => node.remove());
    return copy.textContent.replace(/\s+/g, " ").trim();
  }

  const wordOf = (cell) => ("sort" in cell.dataset ? cell.dataset.sort : textOf(cell).replace(SHAPES, ""));
  const plain = (text) => text.normalize("NFKC").toLowerCase();

  function numberOf(word) {
    const found = NUMBER.exec(word);
    return found ? Number(found[1].replace(/,/g, "")) * (found[2] === "万元" ? 10000 : 1) : NaN;
  }

  const dayOf = (word) => word.match(/\d+/g).map((part) => part.padStart(4, "0")).join("");

  // How a column is compared, and what its two directions are called.
  function typeOf(words) {
    const told = words.filter(Boolean);
    const all = (fits) => told.length > 0 && told.every(fits);
    if (all((w) => DAY.test(w))) return { days: true, value: dayOf, compare: (a, b) => (a < b ? -1 : a > b ? 1 : 0), names: ["从早到晚", "从晚到早"] };
    if (all((w) => !isNaN(numberOf(w)))) return { value: numberOf, compare: (a, b) => a - b, names: ["从小到大", "从大到小"] };
    return { value: (w) => w, compare: (a, b) => a.localeCompare(b, "zh-CN", { numeric: true }), names: ["按拼音", "按拼音倒着"] };
  }

  // -- a table -----------------------------------------------------------------------------------
  function read(table) {
    const heads = Array.from(table.querySelectorAll("thead tr:last-child > th"));
    const rows = Array.from(table.tBodies[0] ? table.tBodies[0].rows : []);
    const regular = heads.length > 0 && rows.every((row) => row.cells.length === heads.length);
    if (!regular || rows.length < FEWEST_TO_SORT) return undefined;
    const columns = heads.map((head, n) => {
      const words = rows.map((row) => wordOf(row.cells[n]));
      return { n, head, title: textOf(head), words, type: typeOf(words) };
    }).filter(({ head }) => !head.classList.contains("c")); // marks, a column a day
    return { table, rows, columns };
  }

  function sort({ table, rows, columns }, n, direction) {
    const order = rows.map((row, at) => at);
    if (direction !== "none") {
      const { words, type } = columns.find((column) => column.n === n);
      const sign = direction === "ascending" ? 1 : -1;
      const values = words.map((word) => (word ? type.value(word) : null));
      order.sort((a, b) => {
        if (values[a] === null || values[b] === null) return (values[a] === null) - (values[b] === null) || a - b;
        return sign * type.compare(values[a], values[b]) || a - b;
      });
    }
    order.forEach((at) => table.tBodies[0].append(rows[at]));
    columns.forEach((column) => column.head.setAttribute("aria-sort", column.n === n ? direction : "none"));
  }

  // Headers are buttons; on a phone, where rows are cards and headers hidden, a select does the same.
  function sortable(known) {
    const { table, columns } = known;
    const select = make("select");
    const apply = (n, direction) => {
      sort(known, n, direction);
      select.value = direction === "none" ? "" : `${n} ${direction}`;
    };
    select.add(new Option("原来的次序", ""));
    columns.forEach(({ n, head, title, type }) => {
      const button = make("button", "", "sort");
      button.type = "button";
      while (head.firstChild) button.append(head.firstChild);
      head.append(button);
      head.setAttribute("aria-sort", "none");
      button.addEventListener("click", () =>
        apply(n, STATES[(STATES.indexOf(head.getAttribute("aria-sort")) + 1) % STATES.length]));
      type.names.forEach((name, at) => select.add(new Option(`${title}：${name}`, `${n} ${STATES[at + 1]}`)));
    });
    select.addEventListener("change", () => {
      const [n, direction] = select.value ? select.value.split(" ") : [0, "none"];
      apply(Number(n), direction);
    });
    table.classList.add("sortable");
    const order = labelled("次序", select);
    order.classList.add("for-cards");
    return order;
  }

  // -- filters -----------------------------------------------------------------------------------
  let controls = 0;

  function labelled(title, control) {
    const both = make("span", "", "tool");
    const label = make("label", title);
    controls += 1;
    control.id = `table-tool-${controls}`;
    label.htmlFor = control.id;
    both.append(label, " ", control);
    return both;
  }

  // Columns of a few short words, such as townships and states, are chosen from; of 芳山镇 三台子村 by
  // the township.
  function choicesOf({ rows, columns }) {
    const few = ({ title, words }) => {
      const choices = Array.from(new Set(words.filter(Boolean)));
      const fits = choices.length > 1 && choices.length <= MOST_CHOICES && choices.length * 2 <= words.length;
      return fits && choices.every((c) => c.length <= LONGEST_CHOICE && !/\d/.test(c)) ? [{ title, words, choices }] : [];
    };
    const towns = { title: "乡镇", words: rows.map((row) => row.dataset.township || "") };
    return [towns].concat(columns).reduce((found, { title, words }) => {
      const whole = few({ title, words });
      const named = words.some((word) => /\d/.test(word)) ? [] : words.map((word) => word.split(" ")[0]);
      return found.concat(whole.length ? whole : few({ title, words: named }));
    }, []).slice(0, MOST_SELECTS);
  }

  function filters(known, box) {
    const { rows } = known;
    const texts = rows.map((row) => plain(Array.from(row.cells, textOf).join(" ")));
    const input = make("input");
    input.type = "search";
    input.autocomplete = "off";
    const status = make("p", "", "small");
    status.setAttribute("role", "status");
    const chosen = choicesOf(known).map(({ title, words, choices }) => {
      const select = make("select");
      select.add(new Option("全部", ""));
      choices.forEach((choice) => select.add(new Option(choice, choice)));
      return { title, words, select };
    });

    function show() {
      const wanted = plain(input.value).split(/\s+/).filter(Boolean);
      const fits = (n) => wanted.every((w) => texts[n].includes(w)) &&
        chosen.every(({ select, words }) => !select.value || words[n] === select.value);
      rows.forEach((row, n) => { row.hidden = !fits(n); });
      const shown = rows.filter((row) => !row.hidden).length;
      const by = chosen.filter(({ select }) => select.value).map(({ title, select }) => `${title} ${select.value}`);
      const reasons = by.concat(wanted.length ? `含“${input.value.trim()}”` : []);
      status.textContent = reasons.length ? `共 ${rows.length} 条，只列出 ${shown} 条：${reasons.join("，")}。` : "";
    }

    input.addEventListener("input", show);
    box.append(labelled("只看含有", input));
    chosen.forEach(({ title, select }) => {
      select.addEventListener("change", show);
      box.append(labelled(title, select));
    });
    return status;
  }

  function enhance(table) {
    const known = read(table);
    if (!known) return;
    const order = sortable(known);
    // A short table is seen at a glance, and the months of one person are a series.
    if (known.rows.length < FEWEST_FOR_TOOLS || known.columns[0].type.days) return;
    const box = make("div", "", "table-tools");
    box.setAttribute("role", "group");
    const caption = table.querySelector("caption");
    box.setAttribute("aria-label", `${caption ? textOf(caption) : "表"}：次序和筛选`);
    const place = table.closest(".scroll") || table;
    place.before(box);
    box.after(filters(known, box));
    if (table.classList.contains("cards-table")) box.append(order);
  }

  document.querySelectorAll("table.cards-table, table.board").forEach(enhance);
})();

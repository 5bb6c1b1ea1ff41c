// 县 → 乡镇 → 村 without typing. Without this file the lists of links below lead the same way.
(() => {
  "use strict";
  const { load, top } = window.zhucunFind;

  function fill(select, first, options) {
    while (select.options.length) select.remove(0);
    select.add(new Option(first, ""));
    options.forEach(([value, name]) => select.add(new Option(name, value)));
    select.disabled = !options.length;
  }

  function finder(form) {
    const [county, township, village] = ["county", "township", "village"].map((name) => form.elements[name]);
    const go = form.querySelector("button");
    const status = form.querySelector("[role=status]");
    let known = { townships: [] };

    const chosen = () => village.value || township.value || county.value;
    const ready = () => { go.disabled = !chosen(); };

    function villages() {
      const at = known.townships.find(([code]) => code === township.value);
      fill(village, "选村", at ? window.zhucunNames.villages(at) : []);
      ready();
    }

    async function townships() {
      const wanted = county.value;
      known = { townships: [] };
      fill(township, "选乡镇", []);
      villages();
      status.textContent = "";
      if (!wanted) return;
      try {
        await load("names");
        const found = await window.zhucunNames.file(`${wanted}.json`);
        if (county.value !== wanted) return;
        known = found;
        fill(township, "选乡镇", known.townships.map(([code, name]) => [code, name]));
      } catch (fault) {
        status.textContent = "现在取不到乡镇和村的名单；按“去看”打开这个县，从那里逐级点。";
      }
    }

    county.addEventListener("change", townships);
    township.addEventListener("change", villages);
    village.addEventListener("change", ready);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (chosen()) location.href = new URL(`region/${chosen()}/`, top).href;
    });
    if (county.value) townships(); // kept by the browser on the way back
    else ready();
  }

  document.querySelectorAll("[data-finder]").forEach(finder);
})();

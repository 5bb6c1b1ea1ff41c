// Filters of tables. Without this file every table still shows all its rows.
(() => {
  "use strict";
  function filter(box) {
    const select = box.querySelector("select");
    const rows = document.querySelectorAll("tr[data-state]");
    box.hidden = false;
    select.addEventListener("change", () => {
      for (const row of rows) row.hidden = Boolean(select.value) && row.dataset.state !== select.value;
    });
  }

  document.querySelectorAll("[data-filter]").forEach(filter);
})();

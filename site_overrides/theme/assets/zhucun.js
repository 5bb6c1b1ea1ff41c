// 大字 switch. Without this file every page still reads in full.
(() => {
  "use strict";
  const root = document.documentElement;

  // -- 大字 ------------------------------------------------------------------------------------
  const remembered = () => { try { return localStorage.getItem("larger") === "yes"; } catch { return false; } };
  root.classList.toggle("larger", remembered());

  function switchSize() {
    const button = document.getElementById("larger");
    if (!button) return;
    const show = () => button.setAttribute("aria-pressed", String(root.classList.contains("larger")));
    button.hidden = false;
    button.addEventListener("click", () => {
      const larger = root.classList.toggle("larger");
      try { localStorage.setItem("larger", larger ? "yes" : "no"); } catch { /* not kept, still larger */ }
      show();
    });
    show();
  }

  switchSize();
})();

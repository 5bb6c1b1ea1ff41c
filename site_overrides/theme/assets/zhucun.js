// The switches of the display, and reading without a network. Without this file every page still
// reads in full, in the colours and contrast that the system asks for.
(() => {
  "use strict";
  const root = document.documentElement;
  const top = new URL("../", document.currentScript.src);
  const WORDS = ["larger", "contrast", "calm", "light", "dark"];
  const STRONG = matchMedia("(prefers-contrast: more)");

  // Kept on this device only, for the next page: the words that display.js puts on the root.
  function keep() {
    const kept = WORDS.filter((word) => root.classList.contains(word)).join(" ");
    try { localStorage.setItem("display", kept); } catch (error) { /* not kept, shown all the same */ }
  }

  // A button that is pressed or not; `change` gets what it shall be.
  function toggle(id, pressed, change) {
    const button = document.getElementById(id);
    const show = () => button.setAttribute("aria-pressed", String(pressed()));
    button.addEventListener("click", () => { change(!pressed()); keep(); show(); });
    show();
  }

  function switches() {
    const has = (word) => root.classList.contains(word);
    toggle("larger", () => has("larger"), (on) => root.classList.toggle("larger", on));
    toggle("contrast", () => has("contrast") || (STRONG.matches && !has("calm")), (on) => {
      root.classList.toggle("contrast", on);
      root.classList.toggle("calm", !on);
    });
    for (const choice of document.querySelectorAll("[name=colours]")) {
      choice.checked = choice.value ? has(choice.value) : !has("light") && !has("dark");
      choice.addEventListener("change", () => {
        root.classList.remove("light", "dark");
        if (choice.value) root.classList.add(choice.value);
        keep();
      });
    }
    const opener = document.getElementById("display");
    const looks = document.getElementById("looks");
    const open = (on) => { looks.hidden = !on; opener.setAttribute("aria-expanded", String(on)); };
    opener.addEventListener("click", () => open(looks.hidden));
    looks.addEventListener("keydown", (event) => {
      if (event.key === "Escape") { open(false); opener.focus(); }
    });
  }

  // Where the browser allows a worker (https, or this machine), pages that were opened stay readable.
  function offline() {
    if (!("serviceWorker" in navigator) || !location.protocol.startsWith("http")) return;
    addEventListener("load", () => {
      navigator.serviceWorker.register(new URL("sw.js", top)).catch(() => { /* reads as before */ });
    });
  }

  // What an address leads to is opened if it stands in a closed part; newer browsers do so themselves.
  function reveal() {
    const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    for (let part = target; part; part = part.parentElement) {
      if (part.tagName === "DETAILS") part.open = true;
    }
    if (target) target.scrollIntoView();
  }

  // Sheets of paper show the parts that belong to the page, open or not.
  function unfold() {
    for (const part of document.querySelectorAll("details.whole")) part.open = true;
  }

  // On the page about it: gives up what is kept.
  function forget() {
    const button = document.getElementById("forget");
    if (!button || !("caches" in window)) return;
    button.hidden = false;
    button.addEventListener("click", () => {
      caches.keys()
        .then((names) => Promise.all(names.filter((n) => n.includes(top.href)).map((n) => caches.delete(n))))
        .then(() => { button.textContent = "已删去"; button.disabled = true; });
    });
  }

  root.dataset.address = decodeURI(location.host + location.pathname); // stands at the foot of printed sheets
  if (document.getElementById("larger")) switches();
  reveal();
  addEventListener("hashchange", reveal);
  addEventListener("beforeprint", unfold);
  offline();
  forget();
})();

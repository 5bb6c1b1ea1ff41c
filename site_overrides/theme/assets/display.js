// Brings back how the reader wants pages to look, before anything is painted; zhucun.js has the
// switches. The words are classes of the root: larger, contrast or calm, light or dark.
(() => {
  "use strict";
  let kept = "";
  try { kept = localStorage.getItem("display") || ""; } catch (error) { /* nothing can be kept */ }
  const root = document.documentElement;
  root.classList.add("js", ...(kept.match(/\b(larger|contrast|calm|light|dark)\b/g) || []));
})();

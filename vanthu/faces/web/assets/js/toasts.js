/* Short notices with their undo; they wait while someone points at them or stands on them. */
import { icon, words } from "./page.js";

const STAY = 12000;

export function startToasts() {
  const shelf = document.getElementById("toasts");
  if (!shelf) return;
  shelf.querySelectorAll("[data-toast]").forEach(keepTime);
  new MutationObserver((changes) => {
    for (const change of changes) for (const node of change.addedNodes) if (node.matches?.("[data-toast]")) keepTime(node);
    makeRoom(shelf);
  }).observe(shelf, { childList: true });
  shelf.addEventListener("click", (event) => {
    if (event.target.closest("[data-close-toast]")) event.target.closest("[data-toast]").remove();
  });
  document.body.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful) event.detail.elt.closest("[data-toast]")?.remove();
  });
}

export function toast(sentence, tone = "") {
  const shelf = document.getElementById("toasts");
  if (!shelf || !sentence) return;
  const box = document.createElement("div");
  box.className = `toast ${tone}`;
  box.dataset.toast = "";
  const text = document.createElement("p");
  text.textContent = sentence;
  const close = document.createElement("button");
  close.type = "button";
  close.className = "icon-link";
  close.dataset.closeToast = "";
  close.setAttribute("aria-label", words("close"));
  close.append(icon("x"));
  box.append(text, close);
  shelf.append(box);
}

/* The strip holds the last two: it takes its room from the page. */
function makeRoom(shelf) {
  const passing = [...shelf.querySelectorAll("[data-toast]:not(.refusal)")];
  passing.slice(0, -2).forEach((box) => box.remove());
}

/* A refusal stays until it is closed: it says what to do next. */
function keepTime(box) {
  if (box.classList.contains("refusal")) return;
  let timer = 0;
  const go = () => (timer = setTimeout(() => box.remove(), STAY));
  const stop = () => clearTimeout(timer);
  for (const name of ["mouseenter", "focusin"]) box.addEventListener(name, stop);
  for (const name of ["mouseleave", "focusout"]) box.addEventListener(name, go);
  go();
}

/* Keys do what buttons do: a key clicks the button that carries it (data-key), so that rights, reasons
   and undo stay in one place. Nothing is taken while someone types or while a dialog is open. */
import { anyPicked, currentRow, linkOf, moveBy, toggleRow } from "./lists.js";
import { isTyping, isVisible } from "./page.js";
import { openDialog } from "./dialogs.js";

const GO_TIME = 1500;
const MOVES = {
  j: () => moveBy(1),
  k: () => moveBy(-1),
  o: openRow,
  x: toggleRow,
  "/": focusSearch,
  "?": () => openDialog("#shortcuts"),
};
let goUntil = 0;

export function startKeys() {
  document.addEventListener("keydown", (event) => {
    if (wantsPalette(event)) {
      if (openDialog("#palette")) event.preventDefault();
    } else if (event.key === "Escape" && isTyping(event.target)) {
      if (event.target.id === "search") event.target.blur();
    } else if (isFree(event) && act(event.key)) {
      event.preventDefault();
    }
  });
}

const wantsPalette = (event) => (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k";

function isFree(event) {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return false;
  return !isTyping(event.target) && !document.querySelector("dialog[open]");
}

function act(key) {
  if (Date.now() < goUntil) {
    goUntil = 0;
    const box = document.querySelector(`[data-go="${CSS.escape(key)}"]`);
    box?.click();
    return Boolean(box);
  }
  if (key === "g") {
    goUntil = Date.now() + GO_TIME;
    return true;
  }
  if (/^[1-9]$/.test(key)) return openTab(Number(key) - 1);
  return MOVES[key] ? MOVES[key]() : press(key);
}

/* Ticked rows come before the open document, and that before the page. */
function press(key) {
  const buttons = [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)];
  const usable = buttons.filter((button) => isVisible(button) || button.closest(".act-bar"));
  const inBulk = (button) => Boolean(button.closest(".bulk"));
  const chosen =
    (anyPicked() && usable.find(inBulk)) ||
    usable.find((button) => button.closest("#toasts, #reader")) ||
    usable.find((button) => !inBulk(button));
  chosen?.click();
  return Boolean(chosen);
}

function openRow() {
  const row = currentRow();
  if (row) linkOf(row).click();
  return Boolean(row);
}

function openTab(index) {
  const tab = document.querySelectorAll("#reader .tabs a")[index];
  tab?.click();
  return Boolean(tab);
}

function focusSearch() {
  const search = document.getElementById("search");
  if (!search || !isVisible(search)) return openDialog("#palette");
  search.focus();
  search.select();
  return true;
}

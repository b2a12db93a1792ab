/* Lists: which row one stands on, how many are ticked, keeping one's place when rows go. */
import { fold, words } from "./page.js";

let lastIndex = -1;

export const rows = () => [...document.querySelectorAll("[data-row]")];
export const linkOf = (row) => row.querySelector(".row-link");

export function currentRow() {
  return document.activeElement?.closest?.("[data-row]") ?? rows().find((row) => row.classList.contains("open"));
}

/* Real focus moves, so that a screen reader follows; the first move lands on the first row. */
export function moveBy(step) {
  const all = rows();
  if (!all.length) return false;
  const at = all.indexOf(currentRow());
  const next = all[Math.min(Math.max(at < 0 ? 0 : at + step, 0), all.length - 1)];
  linkOf(next).focus();
  if (next === all.at(-1)) document.querySelector(".more a")?.scrollIntoView({ block: "nearest" });
  return true;
}

export function toggleRow() {
  const box = currentRow()?.querySelector(".row-pick");
  if (!box) return false;
  box.click();
  return true;
}

export const anyPicked = () => Boolean(document.querySelector(".row-pick:checked"));

export function startLists() {
  document.addEventListener("change", (event) => {
    if (event.target.matches(".row-pick")) tellPicked(event.target.form);
    if (event.target.matches("[data-role]")) oneRole(event.target);
  });
  document.addEventListener("click", (event) => {
    const all = event.target.closest("[data-tick-all]");
    if (all) tickAll(all.closest("fieldset"));
  });
  document.addEventListener("reset", (event) => setTimeout(() => tellPicked(event.target)));
  document.addEventListener("input", (event) => {
    if (event.target.matches("[data-filter]")) filterLines(event.target);
    if (event.target.matches("[data-day]")) addSlashes(event);
  });
  document.addEventListener("focusin", (event) => {
    const row = event.target.closest("[data-row]");
    if (row) lastIndex = rows().indexOf(row);
  });
  document.body.addEventListener("htmx:beforeRequest", (event) => markOpen(event.detail));
  document.body.addEventListener("htmx:afterSettle", keepPlace);
  showFilters();
  document.body.addEventListener("htmx:afterSettle", showFilters);
}

function tellPicked(form) {
  const label = form?.querySelector("[data-picked]");
  const count = form ? form.querySelectorAll(".row-pick:checked").length : 0;
  if (label && count) label.textContent = label.dataset.words?.replace("{n}", count) ?? words("picked", { n: count });
}

/* The open row is marked at once: the eye need not wait for the server. */
function markOpen({ elt }) {
  if (!elt.matches(".row-link")) return;
  for (const row of rows()) {
    const open = row.contains(elt);
    row.classList.toggle("open", open);
    if (open) row.classList.remove("unread");
    if (open) linkOf(row).setAttribute("aria-current", "true");
    else linkOf(row).removeAttribute("aria-current");
  }
}

/* A finished document leaves the list: the row that took its place gets the focus. */
function keepPlace() {
  if (lastIndex < 0 || document.activeElement !== document.body || document.querySelector("dialog[open]")) return;
  const all = rows();
  if (all.length) linkOf(all[Math.min(lastIndex, all.length - 1)]).focus();
}

/* One person has one role, and one person leads. */
function oneRole(box) {
  if (!box.checked) return;
  for (const other of box.closest("tr").querySelectorAll("[data-role]")) if (other !== box) other.checked = false;
}

function showFilters() {
  for (const tool of document.querySelectorAll("[data-filter][hidden], [data-tick-all][hidden]")) tool.hidden = false;
}

function filterLines(input) {
  const wanted = fold(input.value.trim());
  for (const line of document.querySelectorAll(`${input.dataset.filter} [data-filter-text]`)) {
    line.hidden = !fold(line.dataset.filterText).includes(wanted);
  }
  for (const group of document.querySelectorAll(`${input.dataset.filter} .pick-group`)) {
    group.hidden = !group.querySelector("[data-filter-text]:not([hidden])");
  }
}

/* What the filter leaves of a group is ticked; when all of it is ticked already, none. */
function tickAll(group) {
  const boxes = [...group.querySelectorAll("[data-filter-text]:not([hidden]) input")];
  const tick = boxes.some((box) => !box.checked);
  for (const box of boxes) box.checked = tick;
}

/* 23112026 becomes 23/11/2026 while one types at the end; pasted and corrected text is left alone. */
function addSlashes({ target, inputType }) {
  const atEnd = target.selectionStart === target.value.length;
  if (inputType !== "insertText" || !atEnd) return;
  if (/^\d{2}$|^\d{1,2}\/\d{2}$/.test(target.value)) target.value += "/";
}

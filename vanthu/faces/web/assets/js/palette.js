/* Ctrl-K: every box, act and menu entry of this very page by its name, marks or not; else a search. */
import { fold, icon, words } from "./page.js";

const SOURCES = ".box-link, .rail .button, .act-bar .button, .act-bar .menu-item, .top .menu-item, .tabs a";
let found = [];
let at = 0;

export function startPalette() {
  const dialog = document.getElementById("palette");
  const input = document.getElementById("palette-input");
  if (!dialog) return;
  new MutationObserver(() => {
    if (!dialog.open) return;
    input.value = "";
    list(dialog, "");
  }).observe(dialog, { attributes: true, attributeFilter: ["open"] });
  input.addEventListener("input", () => list(dialog, input.value));
  input.addEventListener("keydown", (event) => steer(event, dialog));
  dialog.querySelector("ul").addEventListener("click", (event) => {
    const item = event.target.closest("li");
    if (item) run(dialog, Number(item.dataset.index));
  });
}

function commands() {
  return [...document.querySelectorAll(SOURCES)]
    .filter((element) => element.getAttribute("aria-disabled") !== "true" && element.getAttribute("role") !== "note")
    .map((element) => ({ label: labelOf(element), kind: element.matches("a") ? words("go") : words("do"), run: () => element.click() }));
}

function labelOf(element) {
  if (element.dataset.command) return element.dataset.command;
  const copy = element.cloneNode(true);
  for (const extra of copy.querySelectorAll("kbd, .chip, .count, .late")) extra.remove();
  return copy.textContent.trim().replace(/\s+/g, " ");
}

function list(dialog, query) {
  const wanted = fold(query.trim()).split(/\s+/).filter(Boolean);
  found = commands().filter(({ label }) => wanted.every((word) => fold(label).includes(word)));
  if (query.trim()) found.push(searchFor(dialog, query.trim()));
  at = 0;
  dialog.querySelector("ul").replaceChildren(...found.map(line));
  select(dialog, 0);
}

function searchFor(dialog, query) {
  const address = `${dialog.dataset.search}?q=${encodeURIComponent(query)}`;
  return { label: words("find", { q: query }), kind: "", run: () => window.location.assign(address) };
}

function line({ label, kind }, index) {
  const item = document.createElement("li");
  item.id = `palette-${index}`;
  item.dataset.index = index;
  item.setAttribute("role", "option");
  const note = document.createElement("small");
  note.textContent = kind;
  item.append(icon(kind ? "chevron-right" : "search"), label, note);
  return item;
}

function select(dialog, index) {
  at = (index + found.length) % Math.max(found.length, 1);
  dialog.querySelectorAll("li").forEach((item, place) => item.setAttribute("aria-selected", String(place === at)));
  const item = dialog.querySelector(`#palette-${at}`);
  item?.scrollIntoView({ block: "nearest" });
  dialog.querySelector("input").setAttribute("aria-activedescendant", item?.id ?? "");
}

function steer(event, dialog) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) select(dialog, at + step);
  else if (event.key === "Enter") run(dialog, at);
  else return;
  event.preventDefault();
}

function run(dialog, index) {
  const command = found[index];
  dialog.close();
  command?.run();
}

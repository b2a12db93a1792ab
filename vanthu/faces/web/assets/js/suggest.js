/* A field that suggests while one types: arrows and Enter, or a press, take one; Escape leaves what was typed. */

const FIELD = "input[data-suggest]";

export function startSuggestions() {
  document.body.addEventListener("htmx:afterSettle", ({ detail }) => show(fieldOf(detail.target)));
  document.addEventListener("keydown", steer, true);
  document.addEventListener("mousedown", (event) => {
    const item = event.target.closest(".suggest [role=option]");
    if (!item) return;
    event.preventDefault();
    take(fieldOf(item.parentElement), item);
  });
  document.addEventListener("focusout", (event) => {
    if (event.target.matches(FIELD)) close(event.target);
  });
}

const fieldOf = (list) => list?.closest?.(".suggest")?.querySelector(FIELD);
const listOf = (field) => document.getElementById(field.getAttribute("aria-controls"));
const offered = (field) => [...listOf(field).querySelectorAll("[data-value]")];
const chosen = (field, items) => items.findIndex((item) => item.dataset.value === field.dataset.chosen);

/* Persons come a moment after the letters: by then the field may be left or hold one of them, and one of an earlier
   list may be chosen, who stays chosen in the new one. */
function show(field) {
  if (!field) return;
  const wanted = document.activeElement === field && field.value !== field.dataset.taken && listOf(field).children.length;
  if (wanted) open(field);
  else close(field);
}

function open(field) {
  const items = offered(field);
  const at = chosen(field, items);
  listOf(field).hidden = false;
  field.setAttribute("aria-expanded", "true");
  if (at >= 0) select(field, items, at);
  else unselect(field);
}

function close(field) {
  listOf(field).hidden = true;
  field.setAttribute("aria-expanded", "false");
  unselect(field);
}

function steer(event) {
  const field = event.target.closest?.(FIELD);
  if (!field || listOf(field).hidden || event.isComposing) return;
  const items = offered(field);
  const at = chosen(field, items);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && items.length) select(field, items, at < 0 && step < 0 ? items.length - 1 : (at + step + items.length) % items.length);
  else if (event.key === "Enter" && at >= 0 && !event.ctrlKey && !event.metaKey) take(field, items[at]);
  else if (event.key === "Escape") close(field);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function select(field, items, index) {
  items.forEach((item, place) => item.setAttribute("aria-selected", String(place === index)));
  items[index].scrollIntoView({ block: "nearest" });
  field.dataset.chosen = items[index].dataset.value;
  field.setAttribute("aria-activedescendant", items[index].id);
}

function unselect(field) {
  delete field.dataset.chosen;
  field.removeAttribute("aria-activedescendant");
}

function take(field, item) {
  if (item.dataset.value) {
    field.value = item.dataset.value;
    field.dataset.taken = field.value;
  }
  close(field);
}

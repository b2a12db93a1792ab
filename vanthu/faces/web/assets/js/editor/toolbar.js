/* The tool bar: every button names its command (data-do); what is on shows as pressed, what cannot be is off. */
import { toggleMark } from "prosemirror-commands";
import { redo, undo } from "prosemirror-history";
import { isInTable } from "prosemirror-tables";
import { addAnnex, annexAt, removeAnnex, turnAnnex } from "./annexes.js";
import { kindAt, level, setKind } from "./blocks.js";
import { schema } from "./schema.js";
import { hasHeader, insertTable, TABLE } from "./tables.js";

const COMMANDS = {
  bold: toggleMark(schema.marks.bold),
  italic: toggleMark(schema.marks.italic),
  lower: level(1),
  raise: level(-1),
  undo,
  redo,
  table: insertTable(),
  annex: addAnnex,
  "annex-turn": turnAnnex,
  "annex-remove": removeAnnex,
  ...TABLE,
};

const PRESSED = {
  bold: (state) => hasMark(state, "bold"),
  italic: (state) => hasMark(state, "italic"),
  "table-header": hasHeader,
  "annex-turn": (state) => Boolean(annexAt(state)?.node.attrs.landscape),
};

function hasMark(state, name) {
  const { from, to, empty, $from } = state.selection;
  const mark = schema.marks[name];
  return empty ? Boolean(mark.isInSet(state.storedMarks ?? $from.marks())) : state.doc.rangeHasMark(from, to, mark);
}

/** @param {HTMLElement} bar @param {() => import("prosemirror-view").EditorView} text */
export function startToolbar(bar, text) {
  const kind = bar.querySelector("[data-kind-choice]");
  bar.addEventListener("mousedown", (event) => event.target.closest("button") && event.preventDefault());
  bar.addEventListener("click", ({ target }) => {
    const name = target.closest("[data-do]")?.dataset.do;
    if (!COMMANDS[name]) return;
    target.closest("details")?.removeAttribute("open");
    COMMANDS[name](text().state, text().dispatch, text());
    text().focus();
  });
  kind.addEventListener("change", () => {
    setKind(kind.value)(text().state, text().dispatch);
    text().focus();
  });
  bar.addEventListener("keydown", (event) => steer(event, bar, text));
}

/** Arrows go along the bar, Escape back to the text. */
function steer(event, bar, text) {
  if (event.key === "Escape" && !bar.querySelector("details[open]")) return text().focus();
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step || event.target.matches("select")) return undefined;
  const stops = [...bar.querySelectorAll("button, select, summary")].filter((each) => each.getClientRects().length && !each.disabled);
  const next = stops[(stops.indexOf(event.target) + step + stops.length) % stops.length];
  event.preventDefault();
  return next?.focus();
}

/** Shows what is on and what can be done where the cursor stands. */
export function showState(bar, state) {
  bar.querySelector("[data-kind-choice]").value = kindAt(state);
  for (const button of bar.querySelectorAll("[data-do]")) {
    const name = button.dataset.do;
    if (COMMANDS[name]) button.disabled = !COMMANDS[name](state);
    if (PRESSED[name]) button.setAttribute("aria-pressed", String(PRESSED[name](state)));
  }
  for (const group of bar.querySelectorAll("[data-when]")) group.hidden = !(group.dataset.when === "table" ? isInTable(state) : annexAt(state));
}

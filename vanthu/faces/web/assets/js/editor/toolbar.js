/* The tool bar: every button names its command (data-do); what is on shows as pressed, what cannot be is off. */
import { toggleMark } from "prosemirror-commands";
import { redo, undo } from "prosemirror-history";
import { isInTable } from "prosemirror-tables";
import { addAnnex, annexAt, removeAnnex, turnAnnex } from "./annexes.js";
import { kindAt, level, setKind } from "./blocks.js";
import { isVisible, neighbour } from "../page.js";
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

/** @param {HTMLElement} bar @param {import("prosemirror-view").EditorView} view */
export function startToolbar(bar, view) {
  const kind = bar.querySelector("[data-kind-choice]");
  bar.addEventListener("mousedown", (event) => event.target.closest("button") && event.preventDefault());
  bar.addEventListener("click", ({ target }) => {
    const name = target.closest("[data-do]")?.dataset.do;
    if (!COMMANDS[name]) return;
    COMMANDS[name](view.state, view.dispatch, view);
    view.focus();
  });
  kind.addEventListener("change", () => {
    setKind(kind.value)(view.state, view.dispatch);
    view.focus();
  });
  bar.addEventListener("keydown", (event) => steer(event, bar, view));
}

/** Arrows go along the bar, Escape back to the text. */
function steer(event, bar, view) {
  if (event.key === "Escape") return view.focus();
  if (event.target.matches("select")) return undefined;
  const next = neighbour(event, [...bar.querySelectorAll("button, select")].filter((each) => isVisible(each) && !each.disabled));
  if (!next) return undefined;
  event.preventDefault();
  return next.focus();
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

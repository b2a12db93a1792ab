/* Comments in the margin: marked in the text, and following it while it is edited. The list itself is
   the server's (drafts/comments.html), sent and answered by htmx; here it finds its places. */
import { PluginKey } from "prosemirror-state";
import { anchorOf, locate } from "./anchors.js";
import * as marks from "./marks.js";
import { goTo } from "./text.js";
import { toast } from "../toasts.js";
import { say } from "./words.js";

const PAUSE = 350;
const key = new PluginKey("comments");

export const commentMarks = () => marks.marks(key);

/**
 * @param {HTMLElement} pane @param {import("prosemirror-view").EditorView} view
 * @param {{open: (name: string) => void, count: (number: number) => void}} page
 */
export function startComments(pane, view, { open, count }) {
  const refresh = () => {
    mark(pane, view);
    count(pane.querySelectorAll("[data-comment]:not([data-settled])").length);
  };
  document.body.addEventListener("htmx:afterSettle", ({ target }) => pane.contains(target) && refresh());
  pane.addEventListener("click", ({ target }) => {
    const card = target.closest("[data-comment]");
    if (card && !target.closest("button, a, textarea, summary, label")) show(card, view);
    if (target.closest("[data-show]")) show(target.closest("[data-comment]"), view);
    if (target.closest("[data-whole]")) place(target.closest("form"), null);
  });
  view.dom.addEventListener("click", ({ target }) => {
    const id = target.closest?.(".commented")?.dataset.of;
    if (id) openCard(pane, id, open);
  });
  refresh();
  let timer = 0;
  return {
    /** The text changed: once one pauses, tells which comments' words are gone. */
    later() {
      clearTimeout(timer);
      timer = setTimeout(() => tellLost(pane, view), PAUSE);
    },
    /** Begins a comment on what is selected. */
    begin() {
      const form = pane.querySelector("[data-new]");
      open("comments");
      if (!form) return toast(say("no-comment"));
      place(form, anchorOf(view.state));
      return form.querySelector("textarea").focus();
    },
  };
}

const anchorIn = ({ dataset }) => ({ block: dataset.block, start: Number(dataset.start), stop: Number(dataset.stop), quote: dataset.quote });

function mark(pane, view) {
  const found = [];
  for (const card of pane.querySelectorAll("[data-comment]")) {
    const where = locate(view.state.doc, anchorIn(card));
    card.toggleAttribute("data-lost", !where && Boolean(card.dataset.quote));
    if (where && !("settled" in card.dataset)) found.push({ id: card.dataset.comment, ...where, looks: { class: "commented", "data-of": card.dataset.comment } });
  }
  marks.show(view, key, found);
}

function tellLost(pane, view) {
  for (const card of pane.querySelectorAll("[data-comment][data-quote]:not([data-settled], [data-quote=''])")) {
    card.toggleAttribute("data-lost", !marks.standing(view, key, card.dataset.comment) && !locate(view.state.doc, anchorIn(card)));
  }
}

function show(card, view) {
  const where = marks.standing(view, key, card.dataset.comment) ?? locate(view.state.doc, anchorIn(card));
  if (where) goTo(view, where.from, where.to);
}

function openCard(pane, id, open) {
  open("comments");
  const card = pane.querySelector(`[data-comment="${CSS.escape(id)}"]`);
  for (const each of pane.querySelectorAll("[data-comment]")) each.classList.toggle("current", each === card);
  card?.scrollIntoView({ block: "nearest" });
}

/** Fills the form of a new comment with the place it is about; null: the whole text. */
function place(form, anchor) {
  for (const name of ["block", "start", "stop", "quote"]) form.elements[name].value = anchor?.[name] ?? (name === "start" || name === "stop" ? 0 : "");
  form.querySelector("[data-about]").textContent = anchor ? `“${anchor.quote}”` : say("whole");
  form.querySelector("[data-whole]").hidden = !anchor;
}

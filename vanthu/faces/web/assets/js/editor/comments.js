/* Comments in the margin: marked in the text, and following it while it is edited. The list itself is
   the server's (drafts/comments.html), sent and answered by htmx; here it finds its places. */
import { Plugin, PluginKey } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";
import { anchorOf, locate } from "./anchors.js";
import { goTo } from "./text.js";
import { toast } from "../toasts.js";
import { say } from "./words.js";

const key = new PluginKey("comments");

/** Keeps the marks of comments on their letters through every change. */
export function commentMarks() {
  return new Plugin({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply: (tr, before) => tr.getMeta(key) ?? before.map(tr.mapping, tr.doc),
    },
    props: { decorations(state) { return this.getState(state); } },
  });
}

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
  return {
    refresh,
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
    if (where && !("settled" in card.dataset)) found.push(Decoration.inline(where.from, where.to, { class: "commented", "data-of": card.dataset.comment }, { comment: card.dataset.comment }));
  }
  view.dispatch(view.state.tr.setMeta(key, DecorationSet.create(view.state.doc, found)));
}

/** Marks which comments' words are gone; called when one pauses. */
export function tellLost(pane, view) {
  const standing = new Set(key.getState(view.state).find().filter(({ from, to }) => from < to).map(({ spec }) => spec.comment));
  for (const card of pane.querySelectorAll("[data-comment][data-quote]:not([data-settled], [data-quote=''])")) {
    card.toggleAttribute("data-lost", !standing.has(card.dataset.comment) && !locate(view.state.doc, anchorIn(card)));
  }
}

function show(card, view) {
  const moved = key.getState(view.state).find(undefined, undefined, ({ comment }) => comment === card.dataset.comment)[0];
  const where = moved ?? locate(view.state.doc, anchorIn(card));
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

/* Dialogs that put something into the text: a document of the system as căn cứ, a standard text. */
import { bodyOf } from "./convert.js";
import { insertBlocks } from "./blocks.js";
import { newId, schema } from "./schema.js";
import { ask, Offline } from "./server.js";
import { element, say } from "./words.js";

/** @typedef {{label: string, note: string, pick: () => void}} Choice */

/** A dialog with a field to search in and choices below. @param {HTMLDialogElement} dialog @param {(words: string) => Promise<Choice[]>} find */
function chooser(dialog, find) {
  const field = dialog.querySelector("input");
  const list = dialog.querySelector("[data-choices]");
  const note = dialog.querySelector("[data-note]");
  let turn = 0;
  const search = async () => {
    const mine = (turn += 1);
    const choices = await find(field.value.trim()).catch((error) => say(error instanceof Offline ? "preview-offline" : "none-found"));
    if (mine !== turn) return;
    const told = typeof choices === "string" ? choices : choices.length ? "" : say(field.value.trim() ? "none-found" : "search-first");
    note.textContent = told;
    list.replaceChildren(...(told ? [] : choices.map(({ label, note: small, pick }) => row(dialog, label, small, pick))));
  };
  let timer = 0;
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(search, 250);
  });
  return () => {
    field.value = "";
    list.replaceChildren();
    dialog.showModal();
    field.focus();
    search();
  };
}

function row(dialog, label, small, pick) {
  const button = element("button", { type: "button", class: "menu-item" }, element("span", {}, label, element("small", {}, small)));
  button.addEventListener("click", () => {
    dialog.close();
    pick();
  });
  return element("li", {}, button);
}

/**
 * Căn cứ out of a document of the system: in full the first time, then by type and number alone.
 * @param {string} url @param {import("prosemirror-view").EditorView} view
 */
export function startCiting(url, view) {
  return chooser(document.getElementById("cite"), async (words) => {
    if (!words) return [];
    const { documents } = await ask(`${url}?q=${encodeURIComponent(words)}`);
    return documents.map(({ full, short, note }) => ({ label: full, note, pick: () => cite(view, full, short) }));
  });
}

function cite(view, full, short) {
  const { state } = view;
  const { parent } = state.selection.$from;
  const known = state.doc.textContent.includes(short);
  const words = known ? short : full;
  if (parent.type === schema.nodes.block && (parent.content.size || parent.attrs.kind !== "paragraph") && parent.attrs.kind !== "ground") view.dispatch(state.tr.insertText(words).scrollIntoView());
  else view.dispatch(insertBlocks(state, [schema.nodes.block.create({ id: newId(), kind: "ground" }, schema.text(`Căn cứ ${words};`))]));
  view.focus();
}

/** @param {string} url @param {import("prosemirror-view").EditorView} view */
export function startStandards(url, view) {
  let all = null;
  return chooser(document.getElementById("standards"), async (words) => {
    all ??= (await ask(url)).texts;
    const wanted = all.filter(({ name }) => name.toLowerCase().includes(words.toLowerCase()));
    return wanted.map(({ name, note, content }) => ({ label: name, note, pick: () => insert(view, content) }));
  });
}

function insert(view, content) {
  const fresh = content.blocks.map((block) => ({ ...block, id: newId() }));
  view.dispatch(insertBlocks(view.state, bodyOf(fresh)));
  view.focus();
}

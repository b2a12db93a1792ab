/* The editor itself: the document of the page in ProseMirror, with all its plugins. */
import { history } from "prosemirror-history";
import { keydownHandler } from "prosemirror-keymap";
import { EditorState, Plugin, TextSelection } from "prosemirror-state";
import { tableEditing } from "prosemirror-tables";
import { Decoration, DecorationSet, EditorView } from "prosemirror-view";
import { toDoc } from "./convert.js";
import { identity } from "./ids.js";
import { keys } from "./keys.js";
import { numbering } from "./numbering.js";
import { cleanHtml, fromText, handlePaste, recognised, toText } from "./pasting.js";
import { TableView } from "./tables.js";
import { typing } from "./typing.js";
import { say } from "./words.js";

/**
 * @param {HTMLElement} place
 * @param {{content: import("./convert.js").Content, to: string, editable: boolean, plugins: Plugin[], toToolbar: () => boolean,
 *   save: () => void, comment: () => void, changed: () => void, moved: (state: EditorState) => void}} setting
 */
export function openText(place, { content, to, editable, plugins, changed, moved, ...page }) {
  const state = EditorState.create({
    doc: toDoc(content),
    plugins: [typing(), ...keys(page), numbering(to), identity(), tableEditing(), hints(), ...plugins, history()],
  });
  const view = new EditorView(place, {
    state,
    editable: () => editable,
    attributes: { role: "textbox", "aria-multiline": "true", "aria-label": say("text"), "aria-describedby": "editor-hint", "aria-readonly": String(!editable), lang: "vi", spellcheck: "false", tabindex: "0" },
    nodeViews: { table: (node) => new TableView(node) },
    dispatchTransaction(tr) {
      view.updateState(view.state.apply(tr));
      if (tr.docChanged && !tr.getMeta("given")) changed();
      moved(view.state);
    },
    ...(editable ? {} : readOnlyKeys(page)),
    ...clipboard(),
  });
  moved(view.state);
  return view;
}

/** ProseMirror's own keys sleep in a text that may only be read; a comment is begun there too. */
function readOnlyKeys({ comment }) {
  const taken = keydownHandler({
    "Mod-Alt-m": () => {
      comment();
      return true;
    },
  });
  return { handleDOMEvents: { keydown: (view, event) => taken(view, event) && (event.preventDefault(), true) } };
}

/** Copying takes the numbers along; pasting recognises them. Our own copies keep their kinds. */
function clipboard() {
  let foreign = true;
  return {
    clipboardTextParser(text) {
      foreign = false;
      return fromText(text);
    },
    clipboardTextSerializer: toText,
    transformPastedHTML(html) {
      foreign = !html.includes("data-pm-slice");
      return cleanHtml(html);
    },
    transformPasted(slice) {
      const found = recognised(slice, foreign);
      foreign = true;
      return found;
    },
    handlePaste,
  };
}

/** A word in an empty line says what belongs there. */
function hints() {
  return new Plugin({
    props: {
      decorations({ doc, selection }) {
        const found = [];
        doc.descendants((node, pos) => {
          if (!node.isTextblock || node.content.size || node.type.name === "cell_text") return !node.isTextblock;
          const alone = node.type.name !== "block" || doc.childCount === 2 || (selection.empty && selection.$from.parent === node);
          if (alone) found.push(Decoration.node(pos, pos + node.nodeSize, { "data-hint": say(node.type.name === "block" ? `hint-${node.attrs.kind}` : `hint-${node.type.name}`) || say("hint") }));
          return false;
        });
        return DecorationSet.create(doc, found);
      },
    },
  });
}

/** Puts another text in place of what stands there, as one step that can be undone; not told as typed. */
export function replaceText(view, content, { typed = false } = {}) {
  const doc = toDoc(content);
  const tr = view.state.tr.replaceWith(0, view.state.doc.content.size, doc.content);
  view.dispatch(typed ? tr : tr.setMeta("given", true));
}

/** Puts the cursor at a place and shows it. */
export function goTo(view, from, to = from) {
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, from, to)).scrollIntoView());
  view.focus();
}

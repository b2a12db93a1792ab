/* Annexes in the same file (Decree 30 Annex I, part III): added at the end, numbered by their place. */
import { Selection } from "prosemirror-state";
import { newId, schema } from "./schema.js";

/** The annex around the selection and its position, or null. */
export function annexAt(state) {
  const { $from } = state.selection;
  const found = $from.depth > 0 && $from.node(1).type === schema.nodes.annex;
  return found ? { node: $from.node(1), pos: $from.before(1) } : null;
}

/** @type {import("prosemirror-state").Command} */
export const addAnnex = (state, dispatch) => {
  const block = schema.nodes.block.create({ id: newId() });
  const annex = schema.nodes.annex.create({ id: newId() }, [schema.nodes.annex_title.create(), block]);
  const end = state.doc.content.size;
  const tr = state.tr.insert(end, annex);
  dispatch?.(tr.setSelection(Selection.near(tr.doc.resolve(end + 2))).scrollIntoView());
  return true;
};

/** @type {import("prosemirror-state").Command} */
export const removeAnnex = (state, dispatch) => {
  const annex = annexAt(state);
  if (!annex) return false;
  const tr = state.tr.delete(annex.pos, annex.pos + annex.node.nodeSize);
  dispatch?.(tr.setSelection(Selection.near(tr.doc.resolve(annex.pos), -1)).scrollIntoView());
  return true;
};

/** @type {import("prosemirror-state").Command} */
export const turnAnnex = (state, dispatch) => {
  const annex = annexAt(state);
  if (!annex) return false;
  dispatch?.(state.tr.setNodeAttribute(annex.pos, "landscape", !annex.node.attrs.landscape));
  return true;
};

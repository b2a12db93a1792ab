/* Commands on blocks: their kind, their level, what Enter and Backspace do at their edges. */
import { splitBlock } from "prosemirror-commands";
import { Selection, TextSelection } from "prosemirror-state";
import { emptied, following, moved } from "./kinds.js";
import { newId, schema } from "./schema.js";

/** @typedef {import("prosemirror-state").Command} Command */

/** The blocks the selection touches, with their positions. */
export function chosen(state) {
  const found = [];
  for (const { $from, $to } of state.selection.ranges) {
    state.doc.nodesBetween($from.pos, $to.pos, (node, pos) => {
      if (node.type === schema.nodes.block) found.push({ node, pos });
      return node.type !== schema.nodes.block && node.type !== schema.nodes.table;
    });
  }
  return found;
}

/** @param {import("prosemirror-state").EditorState} state @returns {string} "" when there are several */
export function kindAt(state) {
  const kinds = new Set(chosen(state).map(({ node }) => node.attrs.kind));
  return kinds.size === 1 ? [...kinds][0] : "";
}

/** @returns {Command} */
export const setKind = (kind) => (state, dispatch) => change(state, dispatch, () => kind);

/** One level lower (1) or higher (-1); what cannot move stays. @returns {Command} */
export const level = (step) => (state, dispatch) => {
  const roman = hasRoman(state.doc);
  return change(state, dispatch, (kind) => moved(kind, step, roman) ?? kind);
};

function change(state, dispatch, kindOf) {
  const blocks = chosen(state);
  if (!blocks.length) return false;
  const tr = state.tr;
  for (const { node, pos } of blocks) tr.setNodeAttribute(pos, "kind", kindOf(node.attrs.kind));
  dispatch?.(tr.scrollIntoView());
  return true;
}

function hasRoman(doc) {
  let found = false;
  doc.descendants((node) => {
    found ||= node.attrs.kind === "roman";
    return !node.isTextblock && !found;
  });
  return found;
}

/** @type {Command} Enter: the next block of the kind; an empty one steps up instead. */
export const enter = (state, dispatch) => {
  const { $from, empty } = state.selection;
  if ($from.parent.type !== schema.nodes.block) return splitBlock(state, dispatch);
  const { kind } = $from.parent.attrs;
  if (empty && !$from.parent.content.size && kind !== "paragraph") return setKind(emptied(kind))(state, dispatch);
  return splitBlock(state, dispatch && ((tr) => dispatch(nextKind(tr, kind, $from).scrollIntoView())));
};

/** Only a block begun after the end of another takes its own kind; one that was cut in two keeps it. */
function nextKind(tr, kind, $before) {
  const { $from } = tr.selection;
  if ($before.parentOffset < $before.parent.content.size || $from.parent.content.size) return tr;
  return tr.setNodeMarkup($from.before(), null, { id: newId(), kind: following(kind) });
}

/** @type {Command} Backspace before the first letter takes the number away first. */
export const plainAtStart = (state, dispatch) => {
  const { $cursor } = state.selection;
  if (!$cursor || $cursor.parentOffset || $cursor.parent.type !== schema.nodes.block || $cursor.parent.attrs.kind === "paragraph") return false;
  return setKind("paragraph")(state, dispatch);
};

/** @type {Command} A line break inside the block. */
export const breakLine = (state, dispatch) => {
  const { $from } = state.selection;
  if (!$from.parent.type.contentMatch.matchType(schema.nodes.line_break)) return false;
  dispatch?.(state.tr.replaceSelectionWith(schema.nodes.line_break.create()).scrollIntoView());
  return true;
};

/** @type {Command} Enter in kính gửi: another addressee; in an empty one, on to the text. */
export const enterAddressee = (state, dispatch) => {
  const { $from } = state.selection;
  if ($from.parent.type !== schema.nodes.addressee) return false;
  if ($from.parent.content.size) return splitBlock(state, dispatch);
  return leave(state, dispatch, $from);
};

function leave(state, dispatch, $from) {
  if (!dispatch) return true;
  const list = $from.node(-1);
  const tr = list.childCount > 1 ? state.tr.delete($from.before(), $from.after()) : state.tr;
  const after = tr.mapping.map($from.after(-1));
  dispatch(tr.setSelection(Selection.near(tr.doc.resolve(after), 1)).scrollIntoView());
  return true;
}

/** @type {Command} Enter in an annex's title goes on to its first line. */
export const enterTitle = (state, dispatch) => {
  const { $from } = state.selection;
  if ($from.parent.type !== schema.nodes.annex_title) return false;
  const next = $from.after();
  const tr = state.tr.insert(next, schema.nodes.block.create({ id: newId() }));
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, next + 1)).scrollIntoView());
  return true;
};

/** @type {Command} Enter inside a table's cell is a line break. */
export const enterCell = (state, dispatch) => state.selection.$from.parent.type === schema.nodes.cell_text && breakLine(state, dispatch);

/** Blocks after the one the cursor is in, or in place of it when it is empty. */
export function insertBlocks(state, blocks) {
  const { $from } = state.selection;
  const depth = bodyDepth($from);
  const tr = state.tr;
  if (depth === 0) return tr.insert(state.doc.firstChild.nodeSize, blocks);
  const node = $from.node(depth);
  const replaced = node.type === schema.nodes.block && !node.content.size;
  const at = replaced ? $from.before(depth) : $from.after(depth);
  tr.replaceWith(at, replaced ? $from.after(depth) : at, blocks);
  const end = at + blocks.reduce((size, block) => size + block.nodeSize, 0);
  return tr.setSelection(Selection.near(tr.doc.resolve(end), -1)).scrollIntoView();
}

/** How deep the block or table around a position lies; 0 when it is in no body (kính gửi, a title). */
function bodyDepth($pos) {
  for (let depth = $pos.depth; depth > 0; depth -= 1) if ($pos.node(depth).type.isInGroup("body")) return depth;
  return 0;
}

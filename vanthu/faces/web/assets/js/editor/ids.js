/* Every block has an id of its own, so that comments keep their place; a split or pasted one gets a new id. */
import { Plugin } from "prosemirror-state";
import { newId } from "./schema.js";

export function identity() {
  return new Plugin({ appendTransaction: (transactions, _before, state) => (transactions.some((tr) => tr.docChanged) ? amend(state) : null) });
}

/** The last block of a body is one that can be written in: below a table there is always a line. */
function amend(state) {
  const tr = state.tr;
  const seen = new Set();
  state.doc.descendants((node, pos) => {
    if (!("id" in node.attrs)) return node.type.name === "annex";
    if (node.attrs.id && !seen.has(node.attrs.id)) seen.add(node.attrs.id);
    else tr.setNodeAttribute(pos, "id", newId());
    return node.type.name === "annex";
  });
  for (const pos of endsAfterTable(state.doc).reverse()) tr.insert(pos, state.schema.nodes.block.create({ id: newId() }));
  return tr.docChanged ? tr.setMeta("addToHistory", false) : null;
}

function endsAfterTable(doc) {
  const found = [];
  let before = null;
  doc.forEach((node, pos) => {
    if (node.type.name === "annex" && before?.type.name === "table") found.push(pos);
    if (node.type.name === "annex" && node.lastChild.type.name === "table") found.push(pos + node.nodeSize - 1);
    before = node;
  });
  if (before.type.name === "table") found.push(doc.content.size);
  return found;
}

/* What a paper's text may be made of: the closed kinds of office/writing, each block with an id. */
import { Schema } from "prosemirror-model";
import { KINDS } from "./kinds.js";

/** @returns {string} an id that no other block of this text has */
export const newId = () => `b${crypto.getRandomValues(new Uint32Array(2)).reduce((id, part) => id + part.toString(36), "")}`;

const kindOf = (dom) => (KINDS.includes(dom.dataset.kind) ? dom.dataset.kind : "paragraph");
const numberOf = (dom, name) => Number(dom.getAttribute(name)) || 1;
/* Whatever a foreign page calls a paragraph; its kind is recognised from its words (pasting.js). */
const FOREIGN = ["p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "pre", "blockquote", "div"];

const block = {
  group: "body",
  content: "inline*",
  attrs: { id: { default: null }, kind: { default: "paragraph" } },
  defining: true,
  parseDOM: [
    { tag: "p[data-kind]", getAttrs: (dom) => ({ kind: kindOf(dom), id: dom.dataset.id ?? null }) },
    ...FOREIGN.map((tag) => ({ tag, priority: 40 })),
  ],
  toDOM: (node) => ["p", { "data-kind": node.attrs.kind, "data-id": node.attrs.id }, 0],
};

const table = {
  group: "body",
  content: "table_row+",
  tableRole: "table",
  isolating: true,
  attrs: { id: { default: null }, header: { default: 1 }, widths: { default: [] } },
  parseDOM: [{ tag: "table", getAttrs: (dom) => ({ header: Number(dom.dataset.header ?? 1), widths: JSON.parse(dom.dataset.widths ?? "[]") }) }],
  toDOM: (node) => ["table", { "data-id": node.attrs.id, "data-header": node.attrs.header, "data-widths": JSON.stringify(node.attrs.widths) }, ["tbody", 0]],
};

const table_cell = {
  content: "cell_text",
  tableRole: "cell",
  isolating: true,
  attrs: { colspan: { default: 1 }, rowspan: { default: 1 }, colwidth: { default: null } },
  parseDOM: [{ tag: "td, th", getAttrs: (dom) => ({ colspan: numberOf(dom, "colspan"), rowspan: numberOf(dom, "rowspan") }) }],
  toDOM: ({ attrs }) => ["td", { colspan: attrs.colspan > 1 ? attrs.colspan : null, rowspan: attrs.rowspan > 1 ? attrs.rowspan : null }, 0],
};

const annex = {
  content: "annex_title body+",
  isolating: true,
  attrs: { id: { default: null }, landscape: { default: false } },
  parseDOM: [{ tag: "section[data-annex]", getAttrs: (dom) => ({ id: dom.dataset.annex, landscape: "landscape" in dom.dataset }) }],
  toDOM: ({ attrs }) => ["section", { "data-annex": attrs.id, "data-landscape": attrs.landscape ? "" : null }, 0],
};

export const schema = new Schema({
  nodes: {
    doc: { content: "addressees body+ annex*" },
    addressees: { content: "addressee+", isolating: true, parseDOM: [{ tag: "div[data-addressees]" }], toDOM: () => ["div", { "data-addressees": "" }, 0] },
    addressee: { content: "text*", marks: "", parseDOM: [{ tag: "p[data-addressee]" }], toDOM: () => ["p", { "data-addressee": "" }, 0] },
    block,
    table,
    table_row: { content: "table_cell+", tableRole: "row", parseDOM: [{ tag: "tr" }], toDOM: () => ["tr", 0] },
    table_cell,
    cell_text: { content: "inline*", marks: "", parseDOM: [{ tag: "p[data-cell]" }], toDOM: () => ["p", { "data-cell": "" }, 0] },
    annex,
    annex_title: { content: "inline*", marks: "", defining: true, parseDOM: [{ tag: "p[data-annex-title]" }], toDOM: () => ["p", { "data-annex-title": "" }, 0] },
    text: { group: "inline" },
    line_break: { group: "inline", inline: true, selectable: false, parseDOM: [{ tag: "br" }], toDOM: () => ["br"], leafText: () => "\n" },
  },
  marks: {
    bold: {
      parseDOM: [{ tag: "strong" }, { tag: "b", getAttrs: (dom) => dom.style.fontWeight !== "normal" && null }, { style: "font-weight", getAttrs: (value) => /^(bold(er)?|[6-9]\d\d)$/.test(value) && null }],
      toDOM: () => ["strong", 0],
    },
    italic: { parseDOM: [{ tag: "em" }, { tag: "i" }, { style: "font-style=italic" }], toDOM: () => ["em", 0] },
  },
});

/* Between the editor's document and the content as the server keeps it (office/writing/content.py). */
import { newId, schema } from "./schema.js";
import { signingOf } from "./signers.js";

/**
 * @typedef {{start: number, stop: number, style: "bold"|"italic"}} Span letters, counted as code points
 * @typedef {{rows: string[][], header: number, widths: number[]}} Grid
 * @typedef {{id: string, kind: string, text?: string, spans?: Span[], grid?: Grid}} Block
 * @typedef {{id: string, title: string, blocks: Block[], landscape: boolean}} Annex
 * @typedef {{to: string[], blocks: Block[], annexes: Annex[]} & import("./signers.js").Signing} Content
 */

const { nodes, marks } = schema;
const length = (text) => [...text].length;

/** @param {Content} content */
export function toDoc(content) {
  const addressees = (content.to.length ? content.to : [""]).map((text) => nodes.addressee.create(null, plain(text)));
  return nodes.doc.create(null, [nodes.addressees.create(null, addressees), ...bodyOf(content.blocks), ...content.annexes.map(annexOf)]);
}

/** @param {Block[]} blocks at least one node comes back */
export function bodyOf(blocks) {
  const found = blocks.map((block) => (block.kind === "table" ? tableOf(block) : blockOf(block)));
  if (!found.length || found.at(-1).type === nodes.table) found.push(nodes.block.create({ id: newId() }));
  return found;
}

function annexOf({ id, title, blocks, landscape }) {
  return nodes.annex.create({ id, landscape }, [nodes.annex_title.create(null, styled(title, [])), ...bodyOf(blocks)]);
}

/** @param {Block} block */
export function blockOf({ id, kind, text, spans = [] }) {
  return nodes.block.create({ id: id || newId(), kind }, styled(text, spans));
}

/** @param {Block} block */
function tableOf({ id, grid }) {
  const cell = (text) => nodes.table_cell.create(null, nodes.cell_text.create(null, styled(text, [])));
  const rows = grid.rows.map((row) => nodes.table_row.create(null, row.map(cell)));
  return nodes.table.create({ id: id || newId(), header: grid.header, widths: [...(grid.widths ?? [])] }, rows);
}

const plain = (text) => (text ? schema.text(text) : null);

/** Text with its line breaks, cut where a style begins or ends. */
export function styled(text, spans) {
  const letters = [...text];
  const cuts = [...new Set([0, letters.length, ...spans.flatMap(({ start, stop }) => [start, stop])])].sort((a, b) => a - b);
  return cuts.slice(0, -1).flatMap((from, at) => {
    const over = spans.filter(({ start, stop }) => start <= from && from < stop).map(({ style }) => marks[style].create());
    return lines(letters.slice(from, cuts[at + 1]).join(""), over);
  });
}

function lines(text, over) {
  return text.split("\n").flatMap((line, at) => [...(at ? [nodes.line_break.create(null, null, over)] : []), ...(line ? [schema.text(line, over)] : [])]);
}

/** The content spelt as the editor spells it, so that equal texts are equal values. @param {Content} content @returns {Content} */
export const respelt = (content) => ({ ...toContent(toDoc(content)), ...signingOf(content) });

/* Kept, saved, previewed and checked: one pause asks four times for the content of one document. */
const known = new WeakMap();

/** The same value for the same document: it is read, never changed. Who signs is read elsewhere. @param {import("prosemirror-model").Node} doc @returns {Content} */
export function toContent(doc) {
  if (!known.has(doc)) known.set(doc, contentOf(doc));
  return known.get(doc);
}

function contentOf(doc) {
  const content = { to: [], blocks: [], annexes: [] };
  doc.forEach((node) => {
    if (node.type === nodes.addressees) node.forEach((each) => content.to.push(cleaned(each.textContent).trim()));
    else if (node.type === nodes.annex) content.annexes.push(fromAnnex(node));
    else content.blocks.push(...fromBody(node));
  });
  content.to = content.to.filter(Boolean);
  return content;
}

function fromAnnex(node) {
  const blocks = [];
  node.forEach((child, _offset, at) => at && blocks.push(...fromBody(child)));
  return { id: node.attrs.id, title: fromBlock(node.firstChild).text, blocks, landscape: node.attrs.landscape };
}

/** An empty paragraph is a place to write in, not a block of the paper. */
function fromBody(node) {
  if (node.type === nodes.table) return [{ id: node.attrs.id, kind: "table", grid: fromTable(node) }];
  if (node.attrs.kind === "paragraph" && !node.content.size) return [];
  return [fromBlock(node)];
}

/** @returns {Block} */
function fromBlock(node) {
  let text = "";
  const spans = [];
  node.forEach((leaf) => {
    const start = length(text);
    text += textOf(leaf);
    for (const { type } of leaf.marks) extend(spans, start, length(text), type.name);
  });
  return { id: node.attrs.id, kind: node.attrs.kind, text, ...(spans.length && { spans }) };
}

const textOf = (leaf) => (leaf.isText ? cleaned(leaf.text) : "\n");

/** Letters composed (NFC); tabs and invisible signs, which a paper does not have, are spaces or nothing. */
const cleaned = (text) => text.normalize().replace(/[\t\u00a0\u2028\u2029]/gu, " ").replace(/[\u0000-\u0009\u000b-\u001f\u007f\u200b\ufeff]/gu, "");

function extend(spans, start, stop, style) {
  const before = spans.find((span) => span.style === style && span.stop === start);
  if (before) before.stop = stop;
  else spans.push({ start, stop, style });
}

/** Merged cells (out of Word) are taken apart: their text stands in the first, the others are empty. */
function fromTable(node) {
  const rows = [];
  node.forEach((row, _offset, at) => {
    rows[at] ??= [];
    row.forEach((cell) => spread(rows, at, cell));
  });
  const columns = Math.max(...rows.map((row) => row.length));
  const full = rows.slice(0, node.childCount).map((row) => Array.from({ length: columns }, (_, at) => row[at] ?? ""));
  const widths = node.attrs.widths.length === columns ? node.attrs.widths : [];
  return { rows: full, header: Math.min(node.attrs.header, full.length), widths };
}

function spread(rows, at, cell) {
  let column = rows[at].findIndex((text) => text === undefined);
  if (column < 0) column = rows[at].length;
  const { colspan, rowspan } = cell.attrs;
  for (let down = 0; down < rowspan; down += 1) {
    rows[at + down] ??= [];
    for (let right = 0; right < colspan; right += 1) rows[at + down][column + right] = down || right ? "" : cellText(cell);
  }
}

const cellText = (cell) => cell.textBetween(0, cell.content.size, "\n", "\n").split("\n").map(cleaned).join("\n").trim();

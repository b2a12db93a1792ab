/* What is pasted, from Word or as plain text, becomes blocks of known kinds; all else of it is left out. */
import { Fragment, Slice } from "prosemirror-model";
import { counter } from "./numbering.js";
import { recognise, TITLED } from "./recognise.js";
import { blockOf, styled } from "./convert.js";
import { newId, schema } from "./schema.js";

const { nodes } = schema;
const BOLD = new Set(["part", "chapter", "section", "subsection", "article", "roman", "decision", "centred"]);

/** @param {string} text @returns {Slice} one block a line; a title goes up to its "Chương I" */
export function fromText(text) {
  const blocks = [];
  for (const line of text.replace(/\r\n?/g, "\n").split("\n").map((each) => each.replace(/\s+/gu, " ").trim()).filter(Boolean)) {
    const { kind, text: words } = recognise(line);
    blocks.push(blockOf({ id: newId(), kind, text: words }));
  }
  return opened(entitle(blocks));
}

/** Recognises the blocks of a pasted page; those copied here keep their kind and get ids of their own. */
export function recognised(slice, foreign) {
  if (!foreign) return slice;
  const blocks = [];
  slice.content.forEach((node) => blocks.push(node.type === nodes.block ? known(node) : node));
  const kept = blocks.filter((node) => node.type !== nodes.block || node.textContent.trim());
  return opened(entitle(kept), Math.min(slice.openStart, 1), Math.min(slice.openEnd, 1));
}

/** A lone line goes into the block at hand; several begin in a block of their own where the first is of a kind. */
function opened(blocks, start = 1, end = 1) {
  const [first, last] = [blocks[0], blocks.at(-1)];
  const apart = (node) => !node?.isTextblock || (blocks.length > 1 && node.attrs.kind !== "paragraph");
  return new Slice(Fragment.from(blocks), apart(first) ? 0 : start, apart(last) ? 0 : end);
}

function known(node) {
  const { kind, skip } = recognise(node.textContent);
  return nodes.block.create({ id: newId(), kind }, plainly(kind, trimmed(node.content.cut(skip))));
}

/** What is bold or italic by its kind needs no mark of its own. */
function plainly(kind, content) {
  const mark = BOLD.has(kind) ? schema.marks.bold : kind === "ground" ? schema.marks.italic : null;
  if (!mark) return content;
  const leaves = [];
  content.forEach((leaf) => leaves.push(leaf.mark(mark.removeFromSet(leaf.marks))));
  return Fragment.from(leaves);
}

/** Without the spaces that Word leaves before the first letter. */
function trimmed(content) {
  const first = content.firstChild;
  if (!first?.isText || !/^\s/u.test(first.text)) return content;
  const rest = first.text.trimStart();
  return rest ? content.replaceChild(0, schema.text(rest, first.marks)) : content.cut(first.nodeSize);
}

/** "Chương I" alone on its line takes the next line as its title. */
function entitle(blocks) {
  const found = [];
  for (const node of blocks) {
    const before = found.at(-1);
    const wanted = before?.type === nodes.block && TITLED.has(before.attrs.kind) && !before.content.size;
    if (wanted && node.type === nodes.block && node.attrs.kind === "paragraph") found[found.length - 1] = before.copy(node.content);
    else found.push(node);
  }
  return found;
}

/** A page of Word without what is not text: comments, styles, fields of its own; a cell is one text. */
export function cleanHtml(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const each of page.querySelectorAll("style, script, xml, meta, link, title")) each.remove();
  const comments = page.createNodeIterator(page, NodeFilter.SHOW_COMMENT);
  for (let each = comments.nextNode(); each; each = comments.nextNode()) each.remove();
  for (const cell of page.querySelectorAll("td, th")) if (!cell.querySelector("table, [data-cell]")) flatten(cell, page);
  return page.body.innerHTML;
}

/** The paragraphs of a cell one below the other in one text. */
function flatten(cell, page) {
  const lines = [...cell.children].filter((child) => child.matches("p, div, li, h1, h2, h3, h4"));
  for (const line of lines.slice(1)) line.before(page.createElement("br"));
  for (const line of lines) line.replaceWith(...line.childNodes);
  const text = page.createElement("p");
  text.dataset.cell = "";
  text.append(...cell.childNodes);
  cell.append(text);
}

/** Text to take elsewhere, with the numbers that stand before it here. */
export function toText(slice) {
  const lines = [];
  const next = counter();
  slice.content.descendants((node) => {
    if (node.type === nodes.table_row) return lines.push(rowText(node)) < 0;
    if (node.isTextblock) lines.push(`${node.type === nodes.block ? next(node.attrs.kind) : ""} ${node.textContent}`.trim());
    return !node.isTextblock;
  });
  return lines.join("\n");
}

function rowText(row) {
  const cells = [];
  row.forEach((cell) => cells.push(cell.textContent));
  return cells.join("\t");
}

/** Into a cell or a line of kính gửi goes text alone, its lines apart by line breaks. */
export function handlePaste(view, _event, slice) {
  const { parent } = view.state.selection.$from;
  if (parent.type === nodes.block || slice.content.firstChild?.type === nodes.table) return false;
  const text = slice.content.textBetween(0, slice.content.size, "\n", "\n").replace(/\s*\n\s*/g, parent.type === nodes.addressee ? " " : "\n");
  view.dispatch(view.state.tr.replaceSelection(new Slice(Fragment.from(styled(text, [])), 0, 0)).scrollIntoView());
  return true;
}

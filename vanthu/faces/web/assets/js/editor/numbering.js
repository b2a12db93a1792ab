/* Numbers are shown, never typed: "Điều 2." stands before the second article (decorations). */
import { Plugin } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";
import { LADDER } from "./kinds.js";

const POINTS = "abcdđeghiklmnopqrstuvxy";
const ROMAN = [[1000, "M"], [900, "CM"], [500, "D"], [400, "CD"], [100, "C"], [90, "XC"], [50, "L"], [40, "XL"], [10, "X"], [9, "IX"], [5, "V"], [4, "IV"], [1, "I"]];
/* Articles and chapters are counted through the whole text, the rest under what is wider. */
const THROUGHOUT = new Set(["part", "chapter", "article"]);

/** @param {number} number from 1 */
export function roman(number) {
  return ROMAN.reduce(([text, rest], [value, sign]) => [text + sign.repeat(Math.floor(rest / value)), rest % value], ["", number])[0];
}

/** The point's letters in the order of the Vietnamese alphabet: a … y, then aa, ab. */
export function letters(number) {
  const rest = Math.floor((number - 1) / POINTS.length);
  return (rest ? letters(rest) : "") + POINTS[(number - 1) % POINTS.length];
}

const LABELS = {
  part: (n) => `Phần ${roman(n)}`,
  chapter: (n) => `Chương ${roman(n)}`,
  section: (n) => `Mục ${n}`,
  subsection: (n) => `Tiểu mục ${n}`,
  article: (n) => `Điều ${n}.`,
  roman: (n) => `${roman(n)}.`,
  clause: (n) => `${n}.`,
  point: (n) => `${letters(n)})`,
  dash: () => "-",
  plus: () => "+",
};

/** Counts the blocks of one body: `next(kind)` is the label of the block that comes now. */
export function counter() {
  const counts = {};
  return (kind) => {
    const at = LADDER.indexOf(kind);
    if (at < 0) return "";
    counts[kind] = (counts[kind] ?? 0) + 1;
    for (const narrower of LADDER.slice(at + 1)) if (!THROUGHOUT.has(narrower)) counts[narrower] = 0;
    return LABELS[kind](counts[kind]);
  };
}

/* A text that the paper puts in force (form 1.3) is no annex: office/writing/choices.py, ENACTED. */
const ENACTED = /^(QUY CHẾ|QUY ĐỊNH|QUY TRÌNH|QUY HOẠCH|KẾ HOẠCH|CHƯƠNG TRÌNH|CHIẾN LƯỢC|ĐỀ ÁN|DỰ ÁN|PHƯƠNG ÁN|ĐIỀU LỆ|NỘI QUY)\s*$/iu;

/**
 * "Phụ lục" alone, "Phụ lục II" among several (Decree 30 Annex I, part III).
 * @param {string[]} titles @returns {string[]}
 */
function annexLabels(titles) {
  const counted = titles.map((title) => !ENACTED.test(title.split("\n")[0]));
  const several = counted.filter(Boolean).length > 1;
  let at = 0;
  return counted.map((counts) => (counts ? `Phụ lục${several ? ` ${roman((at += 1))}` : ""}` : ""));
}

/**
 * The label of every numbered block, by position.
 * @param {import("prosemirror-model").Node} doc
 * @returns {{pos: number, node: import("prosemirror-model").Node, label: string}[]}
 */
function labels(doc) {
  const found = [];
  const annexes = [];
  number(doc, 0, found);
  doc.forEach((node, pos) => node.type.name === "annex" && annexes.push({ node, pos: pos + 1 }));
  annexLabels(annexes.map(({ node }) => node.firstChild.textContent)).forEach((label, at) => {
    const { node, pos } = annexes[at];
    if (label) found.push({ pos, node: node.firstChild, label });
    number(node, pos, found);
  });
  return found;
}

function number(parent, start, found) {
  const next = counter();
  parent.forEach((node, offset, at) => {
    if (node.type.name !== "block") return;
    const label = next(node.attrs.kind);
    const below = parent.maybeChild(at + 1);
    if (label) found.push({ pos: start + offset, node, label, titled: isTitle(node, below) });
  });
}

/** A title is printed bold, a sentence is not (office/writing/typesetting/values.py: is_title). */
function isTitle(node, below) {
  const text = node.textContent.trimEnd();
  if (!text || /[.;:,/?!…]$/u.test(text)) return false;
  if (node.attrs.kind !== "clause") return ["article", "roman"].includes(node.attrs.kind);
  return below?.type.name === "table" || (["point", "dash", "plus", "paragraph"].includes(below?.attrs.kind) && below.content.size > 0);
}

/** @param {string} to what opens the addressees, "Kính gửi:"; empty where papers of the type have none */
export function numbering(to) {
  const addressed = (doc) => ({ pos: 0, node: doc.firstChild, label: to || (doc.firstChild.textContent ? "Kính gửi:" : "") });
  const decorate = (doc) => DecorationSet.create(doc, [addressed(doc), ...labels(doc)].map(({ pos, node, label, titled }) => Decoration.node(pos, pos + node.nodeSize, { "data-label": label, ...(titled && { "data-titled": "" }) })));
  return new Plugin({
    state: { init: (_config, { doc }) => decorate(doc), apply: (tr, before) => (tr.docChanged ? decorate(tr.doc) : before) },
    props: { decorations(state) { return this.getState(state); } },
  });
}

/* Places in the text as the server names them: a block's id and letters of it, counted as code points. */
import { schema } from "./schema.js";

/** @typedef {{block: string, start: number, stop: number, quote: string}} Anchor */

const points = (text) => [...text].length;
const units = (text, count) => [...text].slice(0, count).join("").length;

/* Every finding and every comment is looked up in the same document. */
const known = new WeakMap();

/** The blocks with text, and where the text of each begins. */
function blocks(doc) {
  if (known.has(doc)) return known.get(doc);
  const found = [];
  doc.descendants((node, pos) => {
    if (node.type === schema.nodes.block) found.push({ id: node.attrs.id, text: node.textContent, from: pos + 1 });
    return !node.isTextblock;
  });
  known.set(doc, found);
  return found;
}

/**
 * Where what was quoted stands now: in its block, nearest to where it stood; else in the only block
 * that has it; else nowhere. The server finds it the same way (office/drafting/rules/anchoring.py).
 * @param {Anchor} anchor @returns {{from: number, to: number}|null}
 */
export function locate(doc, { block, start, quote }) {
  if (!quote) return null;
  const all = blocks(doc);
  const own = all.find(({ id }) => id === block);
  const at = own ? nearest(own.text, quote, units(own.text, start)) : -1;
  if (at >= 0) return place(own, at, quote);
  const others = all.filter(({ text }) => text.includes(quote));
  return others.length === 1 ? place(others[0], others[0].text.indexOf(quote), quote) : null;
}

const place = ({ from }, at, quote) => ({ from: from + at, to: from + at + quote.length });

function nearest(text, quote, wanted) {
  let best = -1;
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) {
    if (best < 0 || Math.abs(at - wanted) < Math.abs(best - wanted)) best = at;
  }
  return best;
}

/** The first and last letter of a block, or of part of it. @param {{block: string, start?: number, stop?: number}} wanted */
export function spanOf(doc, { block, start, stop }) {
  const own = blocks(doc).find(({ id }) => id === block);
  if (!own) return null;
  const whole = start === undefined || start === null || start === stop;
  return { from: own.from + (whole ? 0 : units(own.text, start)), to: own.from + (whole ? own.text.length : units(own.text, stop)) };
}

/** What is selected, as far as it lies in one block; the word or block at the cursor when nothing is. @returns {Anchor|null} */
export function anchorOf({ selection, doc }) {
  const { $from, $to } = selection;
  const node = $from.parent;
  if (node.type !== schema.nodes.block || !node.content.size) return null;
  const text = node.textContent;
  const end = $from.sameParent($to) ? $to.parentOffset : text.length;
  const whole = end === $from.parentOffset;
  const [from, to] = whole ? [0, text.length] : [$from.parentOffset, end];
  const quote = text.slice(from, to).slice(0, 500);
  return { block: node.attrs.id, start: points(text.slice(0, from)), stop: points(text.slice(0, from)) + points(quote), quote };
}

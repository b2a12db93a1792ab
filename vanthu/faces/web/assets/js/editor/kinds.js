/* The kinds of block (office/writing/choices.py: Kind) and how they follow and hold one another. */

/** @typedef {"ground"|"decision"|"part"|"chapter"|"section"|"subsection"|"article"|"roman"|"clause"|"point"|"dash"|"plus"|"paragraph"|"centred"} Kind */

/** @type {Kind[]} */
export const KINDS = ["paragraph", "ground", "decision", "part", "chapter", "section", "subsection", "article", "roman", "clause", "point", "dash", "plus", "centred"];

/** From the widest to the narrowest; a number begins anew under whatever is wider. */
export const LADDER = ["part", "chapter", "section", "subsection", "roman", "article", "clause", "point", "dash", "plus"];

/** What Enter begins after a block that is not continued by its like. */
const AFTER = { decision: "article", part: "article", chapter: "article", section: "article", subsection: "article", roman: "paragraph", centred: "paragraph" };

/** @param {Kind} kind @returns {Kind} */
export const following = (kind) => AFTER[kind] ?? kind;

/**
 * One step down the ladder (Tab) or up (Shift+Tab); null where there is none. "Điều" and "I." are
 * the same height: a text has one of them.
 * @param {Kind} kind @param {number} step @param {boolean} roman whether the text has "I."
 * @returns {Kind|null}
 */
export function moved(kind, step, roman) {
  if (kind === "paragraph") return step > 0 ? "clause" : null;
  const ladder = LADDER.filter((each) => each === kind || each !== (roman ? "article" : "roman"));
  const at = ladder.indexOf(kind);
  return at < 0 ? null : (ladder[at + step] ?? null);
}

/** What an empty block becomes when Enter is pressed in it. @param {Kind} kind @returns {Kind} */
export const emptied = (kind) => ({ plus: "dash", dash: "point", point: "clause" })[kind] ?? "paragraph";

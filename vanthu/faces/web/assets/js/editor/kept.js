/* The text as this browser keeps it until the server has it: one entry for each document and person. */

/** @typedef {{content: import("./convert.js").Content, revision: number, version: number, base: import("./convert.js").Content, at: string}} Kept */

const keyOf = ({ document, person }) => `draft-text:${person}:${document}`;

/** @returns {Kept|null} */
export function read(owner) {
  try {
    return JSON.parse(localStorage.getItem(keyOf(owner)));
  } catch {
    return null;
  }
}

/** @param {Kept} kept @returns {boolean} false where the browser has no room or lets nothing be kept */
export function keep(owner, kept) {
  try {
    localStorage.setItem(keyOf(owner), JSON.stringify(kept));
    return true;
  } catch {
    return false;
  }
}

export function drop(owner) {
  try {
    localStorage.removeItem(keyOf(owner));
  } catch {
    // Nothing is kept where nothing can be kept.
  }
}

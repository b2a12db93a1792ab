/* What the editor says, in the reader's language: sentences of the page (drafts/editor_words.html). */
import { filled } from "../page.js";

/** @param {string} name @param {Record<string, string|number>} [values] */
export const say = (name, values) => filled(document.getElementById("editor-words")?.getAttribute(`data-${name}`) ?? "", values);

/** An element with its attributes and children; text is never read as HTML. */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== null && value !== false) made.setAttribute(name, value === true ? "" : value);
  made.append(...children);
  return made;
}

/** The hour as it is said on paper: 10:21. @param {Date} [at] */
export const clock = (at = new Date()) => `${String(at.getHours()).padStart(2, "0")}:${String(at.getMinutes()).padStart(2, "0")}`;

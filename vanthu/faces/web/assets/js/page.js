/* Small questions that the other modules ask of the page. */

export const isDesk = () => window.matchMedia("(min-width: 1100px)").matches;

export function isVisible(element) {
  return element.getClientRects().length > 0 && getComputedStyle(element).visibility !== "hidden";
}

/* True where a typed letter is text, or looks like it (a paper that may only be read): no shortcut may take it. */
export function isTyping(element) {
  if (!element || element.isContentEditable) return Boolean(element);
  if (element.closest("textarea, select, [role=textbox]")) return true;
  return element.matches("input") && !["checkbox", "radio", "button", "submit", "reset", "file"].includes(element.type);
}

/* A sentence from the page (shell/words.html) with its values filled in. */
export const words = (name, values) => filled(document.getElementById("words")?.dataset[name], values);

export const filled = (sentence = "", values = {}) => sentence.replace(/%\((\w+)\)s/g, (_, key) => values[key] ?? "");

/* Arrow left or right in a row of controls: the one beside, round and round; undefined for any other key. */
export function neighbour({ key, target }, all) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
  return step && all[(all.indexOf(target) + step + all.length) % all.length];
}

/* Without marks and capitals, as one types in a hurry: "Đề xuất" -> "de xuat". */
export function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("đ", "d");
}

export function icon(name) {
  const sprite = document.querySelector(".icon use")?.getAttribute("href")?.split("#")[0];
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `${sprite}#${name}`);
  svg.append(use);
  return svg;
}

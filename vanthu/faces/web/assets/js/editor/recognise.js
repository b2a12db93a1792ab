/* What a line says it is by the way it begins: "Điều 5. Hiệu lực" is an article called "Hiệu lực". */

/**
 * Beginnings whose words are replaced by a counted number; the rest of the line is the text.
 * @type {[import("./kinds.js").Kind, string][]}
 */
const BEGINNINGS = [
  ["part", "Phần\\s+(?:thứ\\s+\\p{L}+|[IVXLC]+|\\d+)[.:]?"],
  ["chapter", "Chương\\s+(?:[IVXLC]+|\\d+)[.:]?"],
  ["subsection", "Tiểu mục\\s+\\d+[.:]?"],
  ["section", "Mục\\s+\\d+[.:]?"],
  ["article", "Điều\\s+\\d+[.:]?"],
  ["roman", "[IVX]+\\."],
  ["clause", "\\d{1,3}\\."],
  ["point", "[a-zđ]{1,2}\\)"],
  ["dash", "[-–—•·▪]"],
  ["plus", "\\+"],
];
const LINES = BEGINNINGS.map(([kind, start]) => [kind, new RegExp(`^${start}(?:\\s+(.*)|)$`, "su")]);
const TYPED = BEGINNINGS.map(([kind, start]) => [kind, new RegExp(`^${start}\\s$`, "u")]);
const DECISION = /^(QUYẾT ĐỊNH|QUYẾT NGHỊ|NGHỊ QUYẾT|CHỈ THỊ|KẾT LUẬN)\s*:?\s*$/u;
/* "1.5 triệu" and "2. 000" are no clauses: a point must be followed by a space and a letter or quote. */
const NO_CLAUSE = /^\d+\.\s*\d/u;
/* A title in capitals on the line below "Chương I" belongs to it. */
export const TITLED = new Set(["part", "chapter", "section", "subsection"]);

/**
 * @param {string} line @returns {{kind: import("./kinds.js").Kind, text: string, skip: number}}
 * `skip`: how many letters at the beginning are said by the kind
 */
export function recognise(line) {
  const text = line.normalize();
  if (/^Căn cứ\s/u.test(text)) return { kind: "ground", text, skip: 0 };
  if (DECISION.test(text)) return { kind: "decision", text, skip: 0 };
  if (!NO_CLAUSE.test(text)) {
    for (const [kind, pattern] of LINES) {
      const match = pattern.exec(text);
      if (match) return { kind, text: match[1] ?? "", skip: text.length - (match[1] ?? "").length };
    }
  }
  return { kind: "paragraph", text, skip: 0 };
}

/** Rules for the beginning of a paragraph while one types: [kind, pattern, whether the words go]. */
export const RULES = [...TYPED.map(([kind, pattern]) => [kind, pattern, true]), ["ground", /^Căn cứ\s$/u, false]];

/** A whole line that is a line of decision. @param {string} text */
export const isDecision = (text) => DECISION.test(text.normalize());

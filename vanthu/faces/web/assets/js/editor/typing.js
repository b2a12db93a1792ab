/* "Điều 1. ", "1. ", "a) ", "- ", "Căn cứ " at the beginning of a paragraph make it that kind. */
import { InputRule, inputRules } from "prosemirror-inputrules";
import { isDecision, RULES } from "./recognise.js";

const isPlain = ($from) => $from.parent.type.name === "block" && $from.parent.attrs.kind === "paragraph";

function rule(kind, pattern, goes) {
  return new InputRule(pattern, (state, match, start, end) => {
    const $start = state.doc.resolve(start);
    if (!isPlain($start)) return null;
    const tr = goes ? state.tr.delete(start, end) : state.tr.insertText(match[0].slice(end - start), end);
    return tr.setNodeAttribute($start.before(), "kind", kind);
  });
}

const decision = new InputRule(/:$/u, (state, _match, start, end) => {
  const $start = state.doc.resolve(start);
  if (!isPlain($start) || !isDecision(`${$start.parent.textContent}:`)) return null;
  return state.tr.insertText(":", end).setNodeAttribute($start.before(), "kind", "decision");
});

export const typing = () => inputRules({ rules: [...RULES.map(([kind, pattern, goes]) => rule(kind, pattern, goes)), decision] });

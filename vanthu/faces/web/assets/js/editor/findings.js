/* What the checker finds, at the blocks it is about; a fix that is exact text is applied with one press. */
import { PluginKey } from "prosemirror-state";
import { locate, spanOf } from "./anchors.js";
import * as marks from "./marks.js";
import { ask } from "./server.js";
import { goTo } from "./text.js";
import { say } from "./words.js";

const PAUSE = 1800;
const key = new PluginKey("findings");

export const findingMarks = () => marks.marks(key);

export class Findings {
  /**
   * @param {HTMLElement} pane @param {string} url @param {import("prosemirror-view").EditorView} view
   * @param {() => import("./convert.js").Content} read @param {(number: number) => void} count
   */
  constructor(pane, url, view, read, count) {
    Object.assign(this, { pane, url, view, read, count });
    pane.addEventListener("click", ({ target }) => this.pressed(target));
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.check(), PAUSE);
  }

  async check() {
    this.asked?.abort();
    this.asked = new AbortController();
    const before = this.view.state.doc;
    try {
      const { html, count } = await ask(this.url, { content: this.read() }, { signal: this.asked.signal });
      if (this.pane.contains(document.activeElement)) this.pane.focus();
      this.pane.innerHTML = html;
      if (!this.view.editable) for (const each of this.pane.querySelectorAll("[data-fix-now]")) each.remove();
      this.count(count);
      if (before.eq(this.view.state.doc)) this.mark();
    } catch {
      // The line is down or the answer came too late: what was found before stays.
    }
  }

  mark() {
    const { doc } = this.view.state;
    const found = [...this.pane.querySelectorAll("[data-finding]")].flatMap((card) => {
      const where = placeOf(doc, card);
      return where && where.from < where.to ? [{ id: card.dataset.finding, ...where, looks: { class: `found ${card.dataset.tone}` } }] : [];
    });
    marks.show(this.view, key, found);
  }

  pressed(target) {
    const card = target.closest("[data-finding]");
    if (!card) return;
    const where = this.where(card);
    if (target.closest("[data-fix-now]") && where) this.fix(card, where);
    else if (target.closest("[data-show]") && where) goTo(this.view, where.from, where.to);
  }

  /** The place as it moved with the text since it was found. */
  where(card) {
    return marks.standing(this.view, key, card.dataset.finding) ?? placeOf(this.view.state.doc, card);
  }

  fix(card, { from, to }) {
    const { state } = this.view;
    const wanted = card.dataset.quote;
    if (wanted && state.doc.textBetween(from, to, "", "\n") !== wanted) return this.check();
    this.view.dispatch(state.tr.insertText(card.dataset.fix, from, to).scrollIntoView());
    card.querySelector("[data-fix-now]").replaceWith(say("fixed"));
    return this.later();
  }
}

function placeOf(doc, { dataset }) {
  if (dataset.quote) return locate(doc, { block: dataset.block, start: Number(dataset.start) || 0, quote: dataset.quote });
  return spanOf(doc, { block: dataset.block });
}

/* Marks over letters that are no part of the text: comments, findings. They keep to their letters through every change. */
import { Plugin } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";

/** @typedef {{id: string, from: number, to: number, looks: Record<string, string>}} Mark */

/** @param {import("prosemirror-state").PluginKey} key */
export function marks(key) {
  return new Plugin({
    key,
    state: { init: () => DecorationSet.empty, apply: (tr, before) => tr.getMeta(key) ?? before.map(tr.mapping, tr.doc) },
    props: { decorations(state) { return this.getState(state); } },
  });
}

/** Shows these in place of those before. @param {import("prosemirror-view").EditorView} view @param {Mark[]} wanted */
export function show(view, key, wanted) {
  const found = wanted.map(({ id, from, to, looks }) => Decoration.inline(from, to, looks, { id }));
  view.dispatch(view.state.tr.setMeta(key, DecorationSet.create(view.state.doc, found)));
}

/** Where a mark stands by now; undefined once its letters are gone. */
export const standing = (view, key, id) => key.getState(view.state).find(undefined, undefined, (spec) => spec.id === id)[0];

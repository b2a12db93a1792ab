/* The keys of the editor. Tab changes the level; Escape first lets Tab go on to the next control. */
import { baseKeymap, chainCommands, toggleMark } from "prosemirror-commands";
import { redo, undo } from "prosemirror-history";
import { undoInputRule } from "prosemirror-inputrules";
import { keymap } from "prosemirror-keymap";
import { Plugin } from "prosemirror-state";
import { goToNextCell } from "prosemirror-tables";
import { breakLine, enter, enterAddressee, enterCell, enterTitle, level, plainAtStart, setKind } from "./blocks.js";
import { schema } from "./schema.js";

/** Ctrl+Alt+digit chooses a kind; the list of keys (help) shows the same. */
const KIND_KEYS = ["paragraph", "article", "clause", "point", "dash", "ground", "roman", "chapter", "section", "decision"];

function kindKeys() {
  return Object.fromEntries(KIND_KEYS.map((kind, digit) => [`Mod-Alt-${digit}`, setKind(kind)]));
}

/** @param {{toToolbar: () => boolean, save: () => void, comment: () => void}} page what lies outside the text */
export function keys({ toToolbar, save, comment }) {
  return [
    freeTab(),
    keymap({
      "Mod-z": undo,
      "Shift-Mod-z": redo,
      "Mod-y": redo,
      "Mod-b": toggleMark(schema.marks.bold),
      "Mod-i": toggleMark(schema.marks.italic),
      "Mod-s": () => {
        save();
        return true;
      },
      "Alt-F10": () => toToolbar(),
      "Mod-Alt-m": () => {
        comment();
        return true;
      },
      Enter: chainCommands(enterAddressee, enterTitle, enterCell, enter),
      "Shift-Enter": breakLine,
      Backspace: chainCommands(undoInputRule, plainAtStart),
      ...kindKeys(),
    }),
    keymap(baseKeymap),
  ];
}

/** Tab is the text's own until Escape is pressed: then the next Tab leaves (no trap for the keyboard). */
function freeTab() {
  const inside = {
    Tab: chainCommands(goToNextCell(1), level(1)),
    "Shift-Tab": chainCommands(goToNextCell(-1), level(-1)),
  };
  const taken = keymap(inside).props.handleKeyDown;
  let free = false;
  return new Plugin({
    props: {
      handleKeyDown(view, event) {
        if (event.key === "Escape") free = true;
        else if (event.key === "Tab" && !free) return taken(view, event);
        else if (event.key !== "Tab" && event.key !== "Shift") free = false;
        return false;
      },
      handleDOMEvents: { blur: () => { free = false; return false; } },
    },
  });
}

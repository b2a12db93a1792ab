/* Somebody else saved meanwhile. What does not touch goes together by itself; else both are shown and
   the person chooses. Whichever is left out stays at hand as text. */
import { merge } from "./merging.js";
import { toText } from "./pasting.js";
import { toDoc } from "./convert.js";
import { signingText } from "./signers.js";
import { element, say } from "./words.js";

/** @typedef {import("./convert.js").Content} Content */

const textOf = (content) => [toText(toDoc(content).slice(0)), signingText(content)].filter(Boolean).join("\n\n");

/**
 * @param {{base: Content, mine: Content, theirs: {content: Content, by: string, at: string}}} sides
 * @returns {Promise<{content: Content, how: "joined"|"mine"|"theirs"|"both"}>}
 */
export async function settle({ base, mine, theirs }) {
  const { content, clashes } = merge(base, mine, theirs.content);
  if (!clashes.length) return { content, how: "joined" };
  const how = await choose(mine, theirs, clashes);
  if (how === "theirs") return { content: theirs.content, how };
  return { content: how === "both" ? both(content, clashes) : content, how };
}

/** My text with each of their blocks that differs below mine. @returns {Content} */
function both(content, clashes) {
  const theirs = new Map(clashes.filter(({ id, theirs }) => id !== "to" && theirs).map((clash) => [clash.id, clash.theirs]));
  const below = (block) => (theirs.has(block.id) && theirs.get(block.id).kind ? [block, { ...theirs.get(block.id), id: null }] : [block]);
  return {
    ...content,
    blocks: content.blocks.flatMap(below),
    annexes: content.annexes.map((annex) => ({ ...annex, blocks: annex.blocks.flatMap(below) })),
  };
}

function choose(mine, theirs, clashes) {
  const dialog = document.getElementById("clash");
  const changed = new Set(clashes.map(({ id }) => id));
  fill(dialog.querySelector("[data-mine]"), mine, changed);
  fill(dialog.querySelector("[data-theirs]"), theirs.content, changed);
  dialog.querySelector("[data-who]").textContent = say("conflict", theirs);
  for (const [name, content] of [["mine", mine], ["theirs", theirs.content]]) dialog.querySelector(`[data-take=${name}]`).href = download(content);
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", function closed() {
      if (!dialog.returnValue) return dialog.showModal();
      dialog.removeEventListener("close", closed);
      return resolve(dialog.returnValue);
    });
  });
}

function fill(place, content, changed) {
  const blocks = [...content.blocks, ...content.annexes.flatMap(({ blocks }) => blocks)];
  const shown = blocks.map(({ id, text, grid }) => element("p", { class: changed.has(id) ? "changed" : null }, text || grid?.rows.map((row) => row.join(" | ")).join("\n") || ""));
  const line = (id, text) => (text ? [element("p", { class: changed.has(id) ? "changed" : null }, text)] : []);
  place.replaceChildren(...line("to", content.to.join("; ")), ...shown, ...line("signers", signingText(content)));
}

const download = (content) => URL.createObjectURL(new Blob([textOf(content)], { type: "text/plain" }));

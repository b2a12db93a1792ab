/* One line that says where the text is: saved, being saved, kept on this machine, or what to do. */
import { clock, element, say } from "./words.js";

const TONES = { saved: "green", offline: "amber", conflict: "red", "signed-out": "amber", refused: "red" };

/**
 * @param {HTMLElement} place @param {import("./saving.js").State} state
 * @param {{at?: string, by?: string, kept?: boolean, address?: string, sentence?: string}} [details]
 */
export function showSaving(place, state, details = {}) {
  const line = place.querySelector("[data-said]");
  line.replaceChildren(words(state, details));
  if (state === "signed-out") line.append(" ", element("a", { href: details.address }, say("sign-in")));
  place.dataset.state = state;
  line.className = `chip ${TONES[state] ?? ""}`;
  // Read out only what matters: not each saving of each pause.
  const aloud = place.querySelector("[data-aloud]");
  const important = state in TONES && state !== "saved";
  if (important || aloud.textContent) aloud.textContent = important ? line.textContent : say("back", { at: details.at ?? clock() });
  if (!important) setTimeout(() => { aloud.textContent = ""; }, 4000);
}

function words(state, { at, by, kept = true, sentence }) {
  if (state === "refused" && sentence) return sentence;
  if (state === "offline" && !kept) return say("offline-unkept");
  return say(state, { at: at ?? clock(), by: by ?? "" });
}

/* Who signs beside the agency's own signer: minutes, contracts, joint papers. Fields below the paper,
   part of the content like the text itself (office/writing/content.py: role, signers). */
import { say } from "./words.js";

/** @typedef {{role?: string, signers?: {authority: string[], name: string}[]}} Signing what is empty is left out */

const tidy = (text) => text.normalize().replace(/\s+/gu, " ").trim();

/** @param {Signing} content @returns {Signing} only who signs, spelt as this form spells it */
export function signingOf({ role, signers }) {
  return { ...(role && { role }), ...(signers?.length && { signers }) };
}

/** As lines to read, for the choice between two texts. @param {Signing} content */
export const signingText = ({ role, signers = [] }) => [role, ...signers.map(({ authority, name }) => [...authority, name].filter(Boolean).join("\n"))].filter(Boolean).join("\n");

export class Signers {
  /** @param {HTMLElement} place @param {{content: Signing, editable: boolean, changed: () => void}} setting */
  constructor(place, { content, editable, changed }) {
    Object.assign(this, { place, editable, changed });
    this.role = place.querySelector("[data-role]");
    this.list = place.querySelector("[data-signers]");
    this.known = new Map([...place.querySelectorAll("datalist option")].map(({ value, label }) => [value, label]));
    place.addEventListener("input", () => this.changed());
    place.addEventListener("change", ({ target }) => this.named(target));
    place.addEventListener("click", (event) => this.clicked(event.target.closest("[data-signing]")));
    this.show(content);
  }

  /** @param {Signing} content */
  show({ role = "", signers = [] }) {
    this.role.value = role;
    this.list.replaceChildren();
    for (const signer of signers) this.add(signer);
  }

  /** @returns {Signing} */
  read() {
    const signers = [...this.list.children].map((row) => ({
      authority: row.querySelector("textarea").value.split("\n").map(tidy).filter(Boolean),
      name: tidy(row.querySelector("input").value),
    }));
    return signingOf({ role: tidy(this.role.value), signers: signers.filter(({ authority, name }) => authority.length || name) });
  }

  add({ authority, name }) {
    const row = this.place.querySelector("template").content.firstElementChild.cloneNode(true);
    const [words, who] = [row.querySelector("textarea"), row.querySelector("input")];
    Object.assign(words, { value: authority.join("\n"), readOnly: !this.editable });
    Object.assign(who, { value: name, readOnly: !this.editable });
    row.setAttribute("aria-label", say("signer", { number: this.list.children.length + 1 }));
    this.list.append(row);
    return words;
  }

  clicked(button) {
    if (!button) return;
    if (button.dataset.signing === "add") return this.add({ authority: [], name: "" }).focus();
    const row = button.closest("li");
    const next = (row.nextElementSibling ?? row.previousElementSibling)?.querySelector("textarea");
    row.remove();
    (next ?? this.place.querySelector("[data-signing=add]")).focus();
    this.changed();
  }

  /** A colleague's post is filled in where nothing stands yet. */
  named(field) {
    const words = field.closest("li")?.querySelector("textarea");
    if (!words || field === words || words.value.trim() || !this.known.has(field.value)) return;
    words.value = this.known.get(field.value);
    this.changed();
  }
}

/* The panes beside the text (preview, comments, findings); on a telephone the text is one of them. */
import { isDesk, isVisible, neighbour } from "../page.js";

/** @param {HTMLElement} root @param {(name: string) => void} opened */
export function startViews(root, opened) {
  const tabs = [...root.querySelectorAll("[role=tab]")];
  const open = (name) => {
    root.dataset.view = name;
    for (const tab of tabs) {
      const on = tab.dataset.opens === name;
      tab.setAttribute("aria-selected", String(on));
      tab.tabIndex = on ? 0 : -1;
      document.getElementById(tab.getAttribute("aria-controls")).classList.toggle("open", on);
    }
    opened(name);
  };
  root.addEventListener("click", ({ target }) => {
    const tab = target.closest("[role=tab]");
    if (tab) open(tab.dataset.opens);
  });
  root.querySelector("[role=tablist]").addEventListener("keydown", (event) => {
    const next = neighbour(event, tabs.filter(isVisible));
    if (!next) return;
    event.preventDefault();
    open(next.dataset.opens);
    next.focus();
  });
  open(isDesk() ? "preview" : "text");
  return open;
}

/* Forms of acts: closing them, sending them by keyboard, filling them anew, printing. */
import { forget } from "./keeping.js";

export function startForms() {
  // A form that came back is an answer to a POST, which no browser keeps: going back to it later, or
  // loading it again, asks for the form anew instead of failing.
  if ("posted" in document.body.dataset) history.replaceState(history.state, "", location.href);
  document.addEventListener("click", (event) => {
    const closer = event.target.closest("[data-close]");
    if (closer) close(closer.dataset.close);
    if (event.target.closest("[data-print]")) window.print();
  });
  document.addEventListener("keydown", submitByKey);
  document.addEventListener("input", (event) => {
    if (event.target.form?.matches("[data-register]")) event.target.form.dataset.changed = "";
  });
  document.body.addEventListener("htmx:afterSettle", fillAnew);
  document.body.addEventListener("htmx:afterSettle", showAct);
}

function close(selector) {
  const place = document.querySelector(selector);
  if (!place) return;
  place.querySelectorAll("form").forEach(forget);
  place.replaceChildren();
  document.querySelector(".act-bar .button")?.focus();
}

/* Ctrl+Enter sends the form one is in; Escape closes the form of an act. */
function submitByKey(event) {
  const form = event.target.closest?.("form");
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && form?.method === "post") {
    event.preventDefault();
    form.requestSubmit(form.querySelector("[data-submit]"));
  }
  if (event.key === "Escape" && !event.defaultPrevented && event.target.closest?.("#act")) {
    event.preventDefault();
    close("#act");
  }
}

/* What was read while one looked on goes into an untouched form; a touched one is left alone. */
function fillAnew() {
  const told = document.querySelector("[data-filled]");
  const form = told?.closest("form");
  if (form && !("changed" in form.dataset)) window.location.reload();
}

function showAct(event) {
  if (event.detail.target?.id === "act") event.detail.target.scrollIntoView({ block: "nearest" });
}

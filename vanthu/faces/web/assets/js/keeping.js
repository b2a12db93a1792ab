/* What was typed into a form outlives the page: a session that ended, a refusal, a lost connection.
   It lies in this tab alone (sessionStorage), belongs to one person, and goes once the server took it. */
import { icon, words } from "./page.js";

const PREFIX = "typed:";
const OWNER = "typed-by";
/* Ticked rows, files on their way and choices of the screen are no text one would miss. */
const LEFT_ALONE = ".bulk-form, [data-upload], [data-theme-form], [method=dialog]";

const seen = new WeakSet();
const asked = new WeakMap();

export function startKeeping() {
  const { answered, person } = document.body.dataset;
  if (person) {
    if (read(OWNER) !== person) forgetAll();
    sessionStorage.setItem(OWNER, person);
    settleSent(Number(answered));
    restoreAll();
    listen();
  } else {
    settleSent(0);
    for (const told of document.querySelectorAll("[data-kept]")) told.hidden = !keys().length;
  }
}

/* A form one gave up. */
export function forget(form) {
  sessionStorage.removeItem(keyOf(form));
}

function listen() {
  for (const name of ["input", "change"]) document.addEventListener(name, (event) => keep(event.target.form));
  document.addEventListener("submit", (event) => sending(event.target));
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-drop-kept]")) drop(event.target.form);
    const left = event.target.closest("[data-give-up]")?.closest("form");
    if (left) forget(left);
  });
  const body = document.body;
  body.addEventListener("htmx:beforeRequest", ({ detail }) => {
    if (detail.elt.matches("form")) asked.set(detail.xhr, keyOf(detail.elt));
  });
  body.addEventListener("htmx:afterRequest", ({ detail }) => {
    const key = asked.get(detail.xhr);
    if (key) settle(key, detail.xhr.status);
  });
  body.addEventListener("htmx:afterSettle", restoreAll);
}

const keys = () => Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX));
const forgetAll = () => keys().forEach((key) => sessionStorage.removeItem(key));
/* By attribute: a field called "action" or "method" hides the form's own. */
const addressOf = (form) => new URL(form.getAttribute("action") ?? "", location.href);
const isPost = (form) => form.getAttribute("method") === "post";
const isKept = (form) => isPost(form) && !form.matches(LEFT_ALONE);

function read(key) {
  return sessionStorage.getItem(key) ?? "";
}

/* Several forms may post to one address; then the values they carry along tell them apart. */
function keyOf(form) {
  const path = addressOf(form).pathname;
  const alike = [...document.forms].filter((other) => isPost(other) && addressOf(other).pathname === path);
  if (alike.length < 2) return PREFIX + path;
  const carried = [...form.elements].filter((field) => field.type === "hidden" && field.name !== "csrfmiddlewaretoken");
  return `${PREFIX}${path} ${location.pathname} ${carried.map((field) => `${field.name}=${field.value}`).join("&")}`;
}

/* Text, choices and ticks that differ from what the server sent; never a password, a code or a file.
   A form that came back holds what was typed before: that stays kept. */
function typedIn(form, before) {
  const found = {};
  for (const field of form.elements) {
    if (!isTyped(field)) continue;
    const name = nameOf(form, field);
    if (valueOf(field) !== firstOf(field) || name in before) found[name] = valueOf(field);
  }
  return found;
}

const cameBack = (form) => Number(document.body.dataset.answered) >= 400 || form.querySelector("[data-focus]");
const valueOf = (field) => (isTick(field) ? field.checked : field.value);

function firstOf(field) {
  if (isTick(field)) return field.defaultChecked;
  if (field.type !== "select-one") return field.defaultValue;
  const first = [...field.options].find((option) => option.defaultSelected) ?? field.options[0];
  return first?.value ?? "";
}

const isTick = (field) => field.type === "checkbox" || field.type === "radio";

function isTyped(field) {
  if (!field.name || field.matches("button, fieldset, output, object, [autocomplete=one-time-code]")) return false;
  return !["hidden", "password", "file", "submit", "button", "reset", "image", "select-multiple"].includes(field.type);
}

/* Ticks of one name are told apart by their value, other fields of one name by their place. */
function nameOf(form, field) {
  if (isTick(field)) return `${field.name}=${field.value}`;
  const same = [...form.elements].filter((other) => other.name === field.name && !isTick(other));
  return `${field.name}#${same.indexOf(field)}`;
}

function keep(form) {
  if (!form || !isKept(form)) return;
  const key = keyOf(form);
  const fields = typedIn(form, cameBack(form) ? fieldsOf(key) : {});
  if (Object.keys(fields).length) sessionStorage.setItem(key, JSON.stringify({ fields }));
  else sessionStorage.removeItem(key);
}

const fieldsOf = (key) => JSON.parse(read(key) || "{}").fields ?? {};

/* Signing out leaves nothing behind; any other form waits for what the server says. */
function sending(form) {
  if (addressOf(form).pathname.endsWith("/sign-out")) return forgetAll();
  keep(form);
  if (isKept(form)) mark(keyOf(form), true);
}

function mark(key, sent) {
  const fields = fieldsOf(key);
  if (Object.keys(fields).length) sessionStorage.setItem(key, JSON.stringify({ fields, sent }));
}

/* An answer that is no refusal has taken what was sent. */
function settle(key, status) {
  if (status >= 200 && status < 400) sessionStorage.removeItem(key);
  else mark(key, false);
}

/* What was sent when this page was asked for; who goes back or loads it again had no answer. */
function settleSent(answered) {
  const arrived = performance.getEntriesByType("navigation")[0]?.type === "navigate";
  for (const key of keys()) if (JSON.parse(read(key)).sent) settle(key, arrived ? answered : 0);
}

/* A form is filled once, when it comes; one that came back with its errors is filled already. */
function restoreAll() {
  for (const form of document.forms) {
    if (seen.has(form)) continue;
    seen.add(form);
    if (isKept(form) && !cameBack(form)) restore(form);
  }
}

function restore(form) {
  const fields = fieldsOf(keyOf(form));
  let changed = false;
  for (const field of form.elements) {
    const value = isTyped(field) ? fields[nameOf(form, field)] : undefined;
    if (value === undefined || value === valueOf(field)) continue;
    if (isTick(field)) field.checked = value;
    else field.value = value;
    field.closest("details")?.setAttribute("open", "");
    changed = true;
  }
  if (!changed) return;
  if (form.matches("[data-register]")) form.dataset.changed = "";
  tell(form);
}

function tell(form) {
  const note = document.createElement("div");
  note.className = "notice kept";
  note.setAttribute("role", "status");
  const text = document.createElement("p");
  text.textContent = words("restored");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button small";
  button.dataset.dropKept = "";
  button.textContent = words("drop");
  note.append(icon("info"), text, button);
  const heading = form.querySelector(":scope > h1");
  if (heading) heading.after(note);
  else form.prepend(note);
}

function drop(form) {
  forget(form);
  form.querySelector(".notice.kept")?.remove();
  form.reset();
  delete form.dataset.changed;
  [...form.elements].find(isTyped)?.focus();
}

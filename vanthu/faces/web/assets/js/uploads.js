/* Each dropped file goes by itself, two at a time, with its own progress and its own answer. */
import htmx from "htmx.org";
import { icon, words } from "./page.js";

const AT_ONCE = 2;
const waiting = [];
let running = 0;

export function startUploads() {
  document.addEventListener("change", (event) => {
    const form = event.target.closest("[data-upload]");
    if (!form || event.target.type !== "file") return;
    enqueue(form, event.target.files);
    event.target.value = "";
  });
  for (const name of ["dragenter", "dragover"]) document.addEventListener(name, (event) => hover(event, true));
  for (const name of ["dragleave", "drop"]) document.addEventListener(name, (event) => hover(event, false));
  document.addEventListener("drop", (event) => {
    const form = event.target.closest?.("[data-upload]");
    if (form && event.dataTransfer.files.length) enqueue(form, event.dataTransfer.files);
  });
}

function hover(event, over) {
  const zone = event.target.closest?.("[data-upload]")?.querySelector("[data-drop]");
  if (!zone) return;
  event.preventDefault();
  zone.classList.toggle("over", over);
}

function enqueue(form, files) {
  for (const file of files) waiting.push({ form, file, row: newRow(form, file) });
  next();
}

function next() {
  while (running < AT_ONCE && waiting.length) {
    running += 1;
    send(waiting.shift());
  }
}

function newRow(form, file) {
  const row = document.createElement("article");
  row.className = "upload sending";
  const name = document.createElement("span");
  name.className = "name";
  name.textContent = file.name;
  const state = document.createElement("span");
  state.className = "small muted";
  state.textContent = words("sending");
  const bar = document.createElement("progress");
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute("aria-label", file.name);
  row.append(icon("file-text"), name, state, bar);
  form.querySelector("[data-uploads]").prepend(row);
  return row;
}

function send({ form, file, row }) {
  const limit = Number(form.dataset.limit ?? 0);
  if (limit && file.size > limit) return finish(row, () => fail(row, words("tooLarge", { limit: `${Math.round(limit / 1048576)} MB` })));
  const data = new FormData();
  data.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  data.append(form.querySelector("input[type=file]").name, file);
  const xhr = new XMLHttpRequest();
  xhr.open("POST", form.action);
  xhr.setRequestHeader("HX-Request", "true");
  xhr.upload.addEventListener("progress", (event) => showProgress(row, event));
  xhr.addEventListener("load", () => finish(row, () => answer(row, xhr)));
  xhr.addEventListener("error", () => finish(row, () => fail(row, words("offline"))));
  xhr.send(data);
}

function showProgress(row, event) {
  if (!event.lengthComputable) return;
  const bar = row.querySelector("progress");
  bar.value = event.loaded / event.total;
  if (event.loaded < event.total) return;
  bar.removeAttribute("value");
  row.querySelector(".small").textContent = words("reading");
}

function answer(row, xhr) {
  const elsewhere = xhr.getResponseHeader("HX-Redirect");
  if (elsewhere) return window.location.assign(elsewhere);
  if (xhr.status >= 500 || !xhr.responseText) return fail(row, words("failed"));
  const parsed = new DOMParser().parseFromString(xhr.responseText, "text/html");
  tellCounts(parsed);
  const fresh = parsed.querySelector(".upload");
  if (!fresh) return fail(row, parsed.querySelector("[data-refusal] p, p[data-refusal]")?.textContent ?? words("failed"));
  row.replaceWith(fresh);
  htmx.process(fresh);
}

/* What came in lies in a box now: the counts at the left follow, nothing else of the rail moves. */
function tellCounts(parsed) {
  for (const fresh of parsed.querySelectorAll("#rail .box-link")) {
    const link = document.getElementById(fresh.id);
    link?.querySelector(".count")?.remove();
    const count = fresh.querySelector(".count");
    if (link && count) link.append(count);
  }
}

function fail(row, sentence) {
  row.className = "upload failed";
  row.querySelector("progress")?.remove();
  row.querySelector(".small")?.remove();
  const note = document.createElement("p");
  note.className = "note small";
  note.setAttribute("role", "alert");
  note.textContent = sentence;
  row.append(note);
}

function finish(row, work) {
  work();
  running -= 1;
  next();
}

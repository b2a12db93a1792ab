/* Puts the parts of the page together. */
import { settle } from "./clashing.js";
import { commentMarks, startComments } from "./comments.js";
import { respelt, toContent } from "./convert.js";
import { findingMarks, Findings } from "./findings.js";
import { startCiting, startStandards } from "./inserting.js";
import * as kept from "./kept.js";
import { same } from "./merging.js";
import { startNotTaken } from "./not_taken.js";
import { Preview } from "./preview.js";
import { Saver } from "./saving.js";
import { showSaving } from "./state.js";
import { openText, replaceText } from "./text.js";
import { Signers } from "./signers.js";
import { showState, startToolbar } from "./toolbar.js";
import { startViews } from "./views.js";
import { toast } from "../toasts.js";
import { say } from "./words.js";

/* Milliseconds: letters that come later are put in where the text stands. */
const LETTERS = 500;

const part = (name) => document.querySelector(`[data-part=${name}]`);

/** @param {HTMLElement} root */
export function startEditor(root) {
  const given = JSON.parse(document.getElementById("draft-text").textContent);
  const bar = part("toolbar");
  const owner = { document: given.document, person: document.body.dataset.person };
  startNotTaken(owner);
  const changed = () => {
    saver?.changed();
    // A preview that nobody looks at is drawn when it is opened.
    if (root.dataset.view === "preview") preview.later();
    findings.later();
    comments.later();
  };
  const view = openText(part("text"), {
    content: given.content,
    to: given.to,
    editable: given.editable,
    plugins: [commentMarks(), findingMarks()],
    toToolbar: () => focusFirst(bar),
    save: () => saver?.send(),
    comment: () => comments.begin(),
    changed,
    moved: (state) => bar && showState(bar, state),
  });
  const signers = new Signers(part("signers"), { content: given.content, editable: given.editable, changed });
  const read = () => ({ ...toContent(view.state.doc), ...signers.read() });
  const put = (content, options) => {
    replaceText(view, content, options);
    signers.show(content);
  };
  const saver = given.editable ? startSaving(given, owner, read, put) : null;
  const preview = new Preview(part("preview"), given.urls.preview, read);
  show(root);
  const findings = new Findings(part("findings"), given.urls.check, view, read, (number) => count(root, "findings", number));
  const open = startViews(root, (name) => name === "preview" && preview.draw());
  const comments = startComments(part("comments"), view, { open, count: (number) => count(root, "comments", number) });
  const more = { comment: comments.begin, cite: startCiting(given.urls.cite, view), standard: startStandards(given.urls.standards, view) };
  for (const each of document.querySelectorAll("[data-do]")) if (more[each.dataset.do]) each.addEventListener("click", more[each.dataset.do]);
  if (bar) startToolbar(bar, view);
  document.querySelector("[data-plain]")?.remove();
  if (saver) restore(saver, given, put);
  findings.check();
  sendFirst(saver);
}

/** Shown in the letters of the paper: other letters first would move the lines when these come. */
async function show(root) {
  root.getBoundingClientRect(); // laid out, the text asks for its letters
  await Promise.race([document.fonts.ready, new Promise((done) => setTimeout(done, LETTERS))]);
  delete root.dataset.waiting;
}

function count(root, name, number) {
  const chip = root.querySelector(`[data-count=${name}]`);
  chip.textContent = number;
  chip.hidden = !number;
}

function focusFirst(bar) {
  bar?.querySelector("select, button")?.focus();
  return Boolean(bar);
}

function startSaving(given, owner, read, put) {
  const saver = new Saver({
    url: given.urls.save,
    owner,
    revision: given.revision,
    version: given.version,
    base: respelt(given.content),
    read,
    tell: (state, details) => showSaving(part("saving"), state, details),
    clash: (theirs) => goTogether(saver, put, theirs),
  });
  return saver;
}

async function goTogether(saver, put, given) {
  const theirs = { ...given, content: respelt(given.content) };
  const { content, how } = await settle({ base: saver.base, mine: saver.read(), theirs });
  put(content);
  toast(say(`went-${how}`, theirs), how === "joined" ? "" : "refusal");
  saver.resume(theirs);
}

/** What this browser kept and the server has not: after a crash, a lost line, an ended session. */
function restore(saver, given, put) {
  const left = kept.read(saver.owner);
  if (!left) return;
  if (same(left.content, saver.read())) {
    kept.drop(saver.owner);
  } else if (left.revision === given.revision && left.version === given.version) {
    put(left.content, { typed: true });
    toast(say("restored"));
  } else {
    Object.assign(saver, { base: left.base, stopped: true });
    put(left.content);
    goTogether(saver, put, given);
  }
}

/** A form of this page (a version, a submission), or the PDF, goes once the text is with the server. */
function sendFirst(saver) {
  document.addEventListener("submit", async (event) => {
    const { target: form, submitter } = event;
    if (!form.matches("[data-after-saving]") || !saver?.dirty) return;
    event.preventDefault();
    if (await saver.send()) form.requestSubmit(submitter);
  });
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("[data-fresh]");
    if (!link || !saver?.dirty) return;
    event.preventDefault();
    await saver.send();
    window.open(link.href, link.target);
  });
}

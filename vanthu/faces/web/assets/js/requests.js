/* How htmx behaves here: phone pages, the busy line, refusals, focus after a swap. */
import { isDesk, words } from "./page.js";
import { toast } from "./toasts.js";

export function startRequests() {
  const body = document.body;
  body.addEventListener("htmx:beforeRequest", openAsPage);
  body.addEventListener("htmx:beforeRequest", () => document.documentElement.classList.add("busy"));
  body.addEventListener("htmx:afterRequest", () => document.documentElement.classList.remove("busy"));
  body.addEventListener("htmx:beforeSwap", keepRefusalsOut);
  body.addEventListener("htmx:responseError", ({ detail: { xhr } }) => {
    // Who must sign in is on the way there: nothing went wrong.
    if (!xhr.getResponseHeader("HX-Redirect")) toast(refusalOf(xhr), "refusal");
  });
  body.addEventListener("htmx:sendError", () => toast(words("offline"), "refusal"));
  body.addEventListener("htmx:timeout", () => toast(words("offline"), "refusal"));
  body.addEventListener("htmx:afterSettle", focusWhatMatters);
}

/* Where list and reader are two pages, a link to the reader is a plain link. */
function openAsPage(event) {
  const link = event.detail.elt;
  if (isDesk() || !link.matches("a[href][hx-target='#reader']") || link.closest("#reader")) return;
  event.preventDefault();
  window.location.assign(link.href);
}

/* A form that came back with its errors is shown in its place; a refusal is told, and the page stays. */
function keepRefusalsOut({ detail }) {
  if (detail.xhr.status !== 422 || !detail.xhr.responseText.includes("data-refusal")) return;
  detail.shouldSwap = false;
  toast(refusalOf(detail.xhr), "refusal");
}

function refusalOf(xhr) {
  const type = xhr.getResponseHeader("Content-Type") ?? "";
  if (type.startsWith("text/plain")) return xhr.responseText;
  if (type.includes("html")) {
    const answer = new DOMParser().parseFromString(xhr.responseText, "text/html");
    const sentence = answer.querySelector("[data-refusal] p, p[data-refusal]");
    if (sentence) return sentence.textContent.trim();
  }
  return words("failed");
}

/* Errors first; where a page takes the place of another, its heading, from the top. */
function focusWhatMatters(event) {
  const target = event.detail.target ?? event.target;
  const wanted = target.querySelector?.("[data-focus], [autofocus]");
  if (wanted) wanted.focus();
  else if (target.id === "reader" && event.detail.requestConfig?.verb === "post") showNext(target);
}

/* After an act the next document opens from its beginning. On a desk the focus stays in the list. */
function showNext(pane) {
  pane.scrollTop = 0;
  if (isDesk()) return;
  window.scrollTo(0, 0);
  const heading = pane.querySelector("#reader-title") ?? document.querySelector("#list :is(h1, h2)");
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

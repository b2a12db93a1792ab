/* The screens' scripts. Everything here is a convenience: without it, links and forms do the same work. */
import htmx from "htmx.org";
import { startKeys } from "./js/keyboard.js";
import { startPalette } from "./js/palette.js";
import { startDialogs } from "./js/dialogs.js";
import { startToasts } from "./js/toasts.js";
import { startUploads } from "./js/uploads.js";
import { startTheme } from "./js/theme.js";
import { startLists } from "./js/lists.js";
import { startReader } from "./js/reader.js";
import { startRequests } from "./js/requests.js";
import { startForms } from "./js/forms.js";
import { startKeeping } from "./js/keeping.js";
import { startSuggestions } from "./js/suggest.js";
import { startPasskeys } from "./js/passkeys.js";
import { startTabs } from "./js/tabs.js";

window.htmx = htmx;
document.documentElement.classList.add("scripted");

function start() {
  startRequests();
  startToasts();
  startDialogs();
  startLists();
  startReader();
  startUploads();
  startForms();
  startKeeping();
  startSuggestions();
  startPasskeys();
  startTabs();
  startTheme();
  startPalette();
  startKeys();
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();

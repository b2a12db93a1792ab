/* The page on which a draft is written: text, tool bar, saving, preview, comments, findings. */
import { startEditor } from "./js/editor/start.js";

const place = document.querySelector("[data-editor]");
if (place) startEditor(place);

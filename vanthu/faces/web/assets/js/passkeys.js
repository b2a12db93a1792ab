/* Passkeys: the browser makes or shows a key; the server gives the options and checks the answer. */
import { words } from "./page.js";
import { toast } from "./toasts.js";

export function startPasskeys() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-passkey]");
    if (button) run(button).catch((error) => tell(error));
  });
}

async function run(button) {
  const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
  const options = await (await post(button.dataset.options, "{}", token)).json();
  const credential =
    button.dataset.passkey === "create"
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
  const label = button.dataset.label ? document.querySelector(button.dataset.label).value : "";
  const address = label ? `${button.dataset.send}?label=${encodeURIComponent(label)}` : button.dataset.send;
  const answer = await (await post(address, JSON.stringify(credential), token)).json();
  window.location.assign(answer.next);
}

async function post(address, body, token) {
  const answer = await fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token, "HX-Request": "true" },
    body,
  });
  if (answer.ok) return answer;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  throw new Error(page.querySelector("[data-refusal] p, p[data-refusal]")?.textContent ?? words("failed"));
}

/* Who closes the browser's question has not failed: nothing is said. */
function tell(error) {
  if (error.name === "NotAllowedError" || error.name === "AbortError") return;
  const shelf = document.getElementById("toasts");
  if (shelf) toast(error.message, "refusal");
  else window.alert(error.message);
}

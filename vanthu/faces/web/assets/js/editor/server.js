/* Asking the server: JSON there and back; a refusal is its sentence, an ended session the way to sign in. */

/** No answer came: the line is cut or the server is down. */
export class Offline extends Error {}

/** The session is over; `address` leads to the sign-in page and back here. */
export class SignedOut extends Error {
  constructor(address) {
    super("signed out");
    this.address = address;
  }
}

/** The server said no; `message` is the sentence one reads, `status` its kind, `answer` what came with it. */
export class Refused extends Error {
  constructor(status, answer) {
    super(answer.sentence ?? "");
    this.status = status;
    this.answer = answer;
  }
}

const token = () => JSON.parse(document.body.getAttribute("hx-headers") ?? "{}")["X-CSRFToken"] ?? "";

/**
 * @param {string} url @param {unknown} [body] sent as JSON; without one the address is read
 * @param {{signal?: AbortSignal, keepalive?: boolean}} [options]
 */
export async function ask(url, body, options = {}) {
  const response = await fetch(url, {
    method: body === undefined ? "GET" : "POST",
    body: body === undefined ? undefined : JSON.stringify(body),
    // As htmx asks: an ended session is then told by a header and not by another page.
    headers: { "Content-Type": "application/json", "X-CSRFToken": token(), "HX-Request": "true", "HX-Current-URL": location.href },
    ...options,
  }).catch((error) => {
    throw error.name === "AbortError" ? error : new Offline();
  });
  const elsewhere = response.headers.get("HX-Redirect");
  if (elsewhere) throw new SignedOut(elsewhere);
  const json = response.headers.get("Content-Type")?.includes("json");
  // A server that fell over comes back: it is asked again like one that was not there.
  if (response.status >= 500 && !json) throw new Offline();
  const answer = json ? await response.json() : {};
  if (!response.ok) throw new Refused(response.status, answer);
  return answer;
}

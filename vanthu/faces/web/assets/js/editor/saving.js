/* The text is saved by itself: a moment after one stops, at leaving, and again when the line is back.
   Until the server has answered, this browser keeps it; nothing that was typed is lost. */
import * as kept from "./kept.js";
import { ask, Offline, Refused, SignedOut } from "./server.js";

const PAUSE = 1000;
const LONGEST = 8000;
/* The text itself was not accepted: another text may be. */
const UNFIT = new Set([413, 422]);
const SECRET = "state-secret";
const AGAIN = [2000, 5000, 10000, 20000, 30000];

/**
 * @typedef {"saved"|"typing"|"saving"|"offline"|"signed-out"|"conflict"|"refused"} State
 * @typedef {{url: string, owner: {document: number, person: string}, revision: number, version: number, base: import("./convert.js").Content,
 *   read: () => import("./convert.js").Content, tell: (state: State, details?: object) => void,
 *   clash: (theirs: {content: import("./convert.js").Content, revision: number, version: number, by: string, at: string}) => void}} Setting
 */
export class Saver {
  /** @param {Setting} setting */
  constructor(setting) {
    Object.assign(this, setting);
    this.dirty = false;
    this.busy = null;
    this.stopped = false;
    this.tries = 0;
    this.since = 0;
    this.timer = 0;
    addEventListener("online", () => this.dirty && this.send());
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && this.flush());
    addEventListener("pagehide", () => this.flush());
    addEventListener("beforeunload", (event) => this.dirty && !this.isKept && event.preventDefault());
  }

  /** Something was typed. */
  changed() {
    if (!this.dirty) this.since = Date.now();
    this.dirty = true;
    this.unfit = false;
    this.keepSoon();
    if (this.stopped) return;
    if (!this.tries) this.tell("typing");
    if (this.tries) this.again();
    else this.later(Math.min(PAUSE, Math.max(0, this.since + LONGEST - Date.now())));
  }

  /** Longer after each try that reached nobody. */
  again() {
    this.later(AGAIN[Math.min(this.tries, AGAIN.length) - 1]);
  }

  later(delay) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), delay);
  }

  keepSoon() {
    this.isKept = false;
    clearTimeout(this.keeping);
    this.keeping = setTimeout(() => this.keepNow(), 250);
  }

  /** What was refused as a secret is kept nowhere, here neither, until it is taken. */
  keepNow() {
    clearTimeout(this.keeping);
    if (this.secret) return;
    this.isKept = kept.keep(this.owner, { content: this.read(), revision: this.revision, version: this.version, base: this.base, at: new Date().toISOString() });
  }

  /** Before the page goes: kept here, and sent without waiting for the answer. */
  flush() {
    if (!this.dirty) return;
    this.keepNow();
    if (!this.stopped && !this.busy) this.send({ keepalive: JSON.stringify(this.base).length < 50_000 });
  }

  /** Sends now. @returns {Promise<boolean>} whether the server has all that was typed */
  async send(options = {}) {
    clearTimeout(this.timer);
    if (this.busy) await this.busy;
    if (!this.dirty || this.stopped) return !this.dirty;
    this.busy = this.post(options);
    await this.busy;
    this.busy = null;
    if (this.dirty && !this.stopped && !this.tries && !this.unfit) this.later(PAUSE);
    return !this.dirty;
  }

  async post(options) {
    const content = this.read();
    this.dirty = false;
    if (!this.tries) this.tell("saving");
    try {
      const answer = await ask(this.url, { revision: this.revision, version: this.version, content }, options);
      this.taken(answer, content);
    } catch (error) {
      this.dirty = true;
      this.failed(error);
    }
  }

  taken({ revision, at }, content) {
    Object.assign(this, { revision, base: content, tries: 0, since: Date.now(), secret: false });
    if (!this.dirty) {
      clearTimeout(this.keeping);
      kept.drop(this.owner);
      this.isKept = false;
    } else this.keepNow();
    this.tell(this.dirty ? "typing" : "saved", { at });
  }

  failed(error) {
    this.unfit = error instanceof Refused && UNFIT.has(error.status);
    this.secret = error.answer?.code === SECRET;
    if (this.secret) kept.drop(this.owner);
    this.keepNow();
    if (this.unfit) return this.tell("refused", { sentence: error.message });
    if (error instanceof Offline) {
      this.tries += 1;
      this.tell("offline", { kept: this.isKept });
      return this.again();
    }
    this.stopped = true;
    if (error instanceof SignedOut) return this.tell("signed-out", { address: error.address });
    if (error instanceof Refused && error.status === 409 && error.answer.content) {
      this.tell("conflict", error.answer);
      return this.clash(error.answer);
    }
    return this.tell("refused", { sentence: error.message });
  }

  /** Goes on after a clash was settled: what is in the editor now stands on top of theirs. */
  resume({ revision, version, content }) {
    Object.assign(this, { revision, version, base: content, stopped: false, tries: 0 });
    this.changed();
  }
}

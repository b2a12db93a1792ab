/* The paper as it will be printed, beside the text: asked for after a pause, what is outdated is dropped. */
import { ask, Offline, Refused } from "./server.js";
import { element, say } from "./words.js";

const PAUSE = 350;

export class Preview {
  /**
   * @param {HTMLElement} place @param {string} url
   * @param {() => import("./convert.js").Content} read
   */
  constructor(place, url, read) {
    Object.assign(this, { place, url, read });
    this.pages = place.querySelector("[data-pages]");
    this.note = place.querySelector("[data-note]");
    this.shown = new Set();
    this.seen = new Set([1]);
    this.watch = new IntersectionObserver((entries) => this.look(entries), { rootMargin: "600px" });
  }

  /** The text changed: draw it once one pauses. */
  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.draw(), PAUSE);
  }

  look(entries) {
    const before = this.seen.size;
    for (const { target, isIntersecting } of entries) {
      const page = Number(target.dataset.page);
      if (isIntersecting) this.seen.add(page);
      else if (page > 1) this.seen.delete(page);
    }
    const missing = [...this.seen].some((page) => !this.shown.has(page));
    if (missing && this.seen.size >= before) this.draw();
  }

  /** Asks for the pages in sight; an answer to an older text is not waited for. */
  async draw() {
    clearTimeout(this.timer);
    this.asked?.abort();
    this.asked = new AbortController();
    const { signal } = this.asked;
    this.place.setAttribute("aria-busy", "true");
    try {
      const answer = await ask(this.url, { content: this.read(), pages: [...this.seen].sort((a, b) => a - b) }, { signal });
      this.show(answer);
    } catch (error) {
      if (error.name === "AbortError") return;
      this.tell(error instanceof Offline ? say("preview-offline") : error instanceof Refused ? error.message || say("preview-failed") : "");
    }
    this.place.removeAttribute("aria-busy");
  }

  show({ count, pages }) {
    this.tell("");
    this.shown.clear();
    while (this.pages.children.length > count) this.pages.lastElementChild.remove();
    for (let page = this.pages.children.length + 1; page <= count; page += 1) this.add(page);
    for (const [page, picture] of Object.entries(pages)) {
      this.shown.add(Number(page));
      const image = this.pages.children[page - 1].querySelector("img");
      image.src = picture;
      image.hidden = false;
    }
    for (const [at, figure] of [...this.pages.children].entries()) figure.setAttribute("aria-label", say("page", { page: at + 1, count }));
    for (const page of this.seen) if (page > count) this.seen.delete(page);
  }

  add(page) {
    const figure = element("figure", { class: "sheet", "data-page": page, role: "img" }, element("img", { alt: "", hidden: true }));
    this.pages.append(figure);
    this.watch.observe(figure);
  }

  tell(sentence) {
    this.note.textContent = sentence;
    this.note.hidden = !sentence;
  }
}

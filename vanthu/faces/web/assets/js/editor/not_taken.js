/* What the file of a version held that the text does not: told until one has read it, once for each
   version; this browser remembers the newest version that was read about. */

const keyOf = ({ document, person }) => `not-taken:${person}:${document}`;

/** @param {{document: number, person: string}} owner */
export function startNotTaken(owner) {
  const notice = document.querySelector("[data-not-taken]");
  if (!notice) return;
  const version = notice.dataset.notTaken;
  notice.hidden = read(owner) === version;
  notice.querySelector("[data-put-away]").addEventListener("click", () => {
    notice.hidden = true;
    keep(owner, version);
    document.querySelector(".ProseMirror")?.focus();
  });
}

function read(owner) {
  try {
    return localStorage.getItem(keyOf(owner));
  } catch {
    return null;
  }
}

function keep(owner, version) {
  try {
    localStorage.setItem(keyOf(owner), version);
  } catch {
    // Where nothing can be kept it is told again.
  }
}

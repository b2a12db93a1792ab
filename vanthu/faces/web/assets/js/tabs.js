/* A row of tabs that is wider than a telephone: the one that is open is brought into sight. */

export function startTabs() {
  showCurrent(document);
  document.addEventListener("htmx:afterSettle", (event) => showCurrent(event.target));
}

function showCurrent(part) {
  for (const tab of part.querySelectorAll(".tabs [aria-current]")) {
    const row = tab.closest(".tabs");
    row.scrollLeft = tab.offsetLeft - row.offsetLeft - (row.clientWidth - tab.clientWidth) / 2;
  }
}

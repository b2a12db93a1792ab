/* The page image beside the form: a field and the place it was read from find each other. */

export function startReader() {
  document.addEventListener("focusin", (event) => {
    const field = event.target.closest("[data-place]");
    if (field && !field.matches("rect")) showPlace(field.dataset.place);
  });
  document.addEventListener("click", (event) => {
    const place = event.target.closest("rect[data-place]");
    if (place) document.querySelector(`.input[data-place="${CSS.escape(place.dataset.place)}"]`)?.focus();
  });
}

function showPlace(name) {
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  let found = null;
  for (const place of document.querySelectorAll("rect.place")) {
    const shown = place.dataset.place === name;
    place.classList.toggle("shown", shown);
    if (shown) found ??= place;
  }
  found?.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
}

/* <dialog> openers, and menus that close by themselves. */

export function startDialogs() {
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-dialog]");
    if (opener && openDialog(opener.dataset.dialog)) event.preventDefault();
    if (event.target.matches("dialog")) event.target.close();
    for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target) || event.target.closest(".menu-item[href], .menu-item[type]")) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") closeMenus(event);
  });
}

export function openDialog(selector) {
  const dialog = document.querySelector(selector);
  if (!dialog?.showModal) return false;
  if (!dialog.open) dialog.showModal();
  return true;
}

function closeMenus(event) {
  for (const tip of document.querySelectorAll(".explained:hover, .explained:focus-within")) {
    tip.classList.add("tip-hidden");
    for (const name of ["mouseleave", "focusout"]) tip.addEventListener(name, () => tip.classList.remove("tip-hidden"), { once: true });
  }
  const menu = document.querySelector("details.menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
  event.preventDefault();
}

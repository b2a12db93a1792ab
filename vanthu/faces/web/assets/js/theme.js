/* The theme without a round trip: the same cookie that the server reads. */

const MEDIA = { "": "screen and (prefers-color-scheme: dark)", light: "not all", dark: "screen" };
const YEAR = 31536000;

export function startTheme() {
  const form = document.querySelector("[data-theme-form]");
  form?.addEventListener("submit", (event) => {
    const theme = event.submitter?.value;
    if (theme === undefined || !(theme in MEDIA)) return;
    event.preventDefault();
    show(theme);
    for (const item of form.querySelectorAll("button")) item.toggleAttribute("aria-current", item.value === theme);
    form.querySelector("[aria-current]")?.setAttribute("aria-current", "true");
  });
}

function show(theme) {
  document.cookie = `theme=${theme}; path=/; max-age=${theme ? YEAR : 0}; samesite=lax`;
  document.getElementById("dark").media = MEDIA[theme];
  document.querySelector("meta[name=color-scheme]").content = theme || "light dark";
}

// @ts-check
/** Light, dark, or as the system has it; remembered where the browser allows that. */

const KEY = "align-theme";
const THEMES = ["", "light", "dark"];

set(remembered());
document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element && event.target.closest("[data-theme-next]"))) return;
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const order = dark ? ["", "light", "dark"] : ["", "dark", "light"];
  const next = order[(order.indexOf(document.documentElement.dataset.theme ?? "") + 1) % order.length];
  set(next);
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // A page opened from a disk may have no storage: then it is light or dark until it is closed.
  }
});

/** @param {string} theme */
function set(theme) {
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
}

/** @returns {string} */
function remembered() {
  try {
    const theme = localStorage.getItem(KEY) ?? "";
    return THEMES.includes(theme) ? theme : "";
  } catch {
    return "";
  }
}

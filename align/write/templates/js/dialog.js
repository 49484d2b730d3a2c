// @ts-check
/** Opens a dialog by its button, or help by the key that asks for it, and closes it again. */

document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element)) return;
  const opener = /** @type {HTMLElement | null} */ (event.target.closest("[data-opens]"));
  if (opener) open(opener.dataset.opens ?? "");
  else if (event.target.closest("dialog [data-closes]")) event.target.closest("dialog")?.close();
});

document.addEventListener("keydown", (event) => {
  const writing = event.target instanceof Element && event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
  if (event.key !== "?" || writing || event.ctrlKey || event.metaKey || event.altKey) return;
  open("help");
  event.preventDefault();
});

/** @param {string} name */
function open(name) {
  const dialog = document.getElementById(name);
  if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal();
}

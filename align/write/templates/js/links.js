// @ts-check
/** Copies the address of a finding when its link is followed; where the clipboard is refused, the address bar has it. */

document.addEventListener("click", async (event) => {
  const link = event.target instanceof Element ? /** @type {HTMLAnchorElement | null} */ (event.target.closest("a.link")) : null;
  if (!link) return;
  try {
    await navigator.clipboard.writeText(link.href);
  } catch {
    return;
  }
  const said = link.textContent;
  link.textContent = "copied";
  setTimeout(() => {
    link.textContent = said;
  }, 1500);
});

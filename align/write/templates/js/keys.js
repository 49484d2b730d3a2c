// @ts-check
/** Moves from finding to finding (n, p) and from row to row (j, k), and puts the cursor into the search (/). */

const STEPS = /** @type {Record<string, [string, number]>} */ ({
  n: [".finding", 1],
  p: [".finding", -1],
  j: [".row", 1],
  k: [".row", -1],
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isWriting(event.target)) return;
  if (document.querySelector("dialog[open]")) return;
  const search = /** @type {HTMLInputElement | null} */ (document.querySelector("input[type=search]"));
  if (event.key === "/" && search) {
    search.focus();
    search.select();
  } else if (event.key in STEPS) {
    step(...STEPS[event.key]);
  } else {
    return;
  }
  event.preventDefault();
});

// Out of the search, and all is there again: a field that lost the focus would be emptied, and nobody told of it.
document.addEventListener("keydown", (event) => {
  const field = event.target;
  if (event.key !== "Escape" || !(field instanceof HTMLInputElement) || field.type !== "search") return;
  field.value = "";
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.blur();
  event.preventDefault();
});

document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? /** @type {HTMLElement | null} */ (event.target.closest("[data-step]")) : null;
  if (button) step(".finding", Number(button.dataset.step));
});

/** Goes to the next of what is shown, from where the reader is. @param {string} selector @param {number} by */
function step(selector, by) {
  const all = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(`#texts ${selector}`)]);
  const shown = all.filter((one) => !one.closest("[hidden]"));
  if (!shown.length) return;
  const here = current(shown);
  const next = shown[here.at === -1 ? (by > 0 ? here.before : here.before - 1) : here.at + by];
  if (!next) return;
  const band = next.closest("details");
  if (band) band.open = true;
  if (!next.hasAttribute("tabindex")) next.tabIndex = -1;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "center" });
}

/**
 * Where the reader is among these: at one of them, or else before one of them: after what has the focus, or what is on the screen.
 * @param {HTMLElement[]} shown @returns {{ at: number, before: number }}
 */
function current(shown) {
  const active = document.activeElement;
  if (active && active !== document.body && active.closest("#texts")) {
    const at = shown.findIndex((one) => one.contains(active));
    const after = shown.findIndex((one) => active.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
    return { at, before: after === -1 ? shown.length : after };
  }
  const below = shown.findIndex((one) => one.getBoundingClientRect().top > 0);
  return { at: -1, before: below === -1 ? shown.length : below };
}

/** @param {EventTarget | null} target */
function isWriting(target) {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || (target.matches("input, textarea, select") && !target.matches("[type=checkbox], [type=radio]"));
}

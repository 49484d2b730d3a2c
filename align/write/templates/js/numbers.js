// @ts-check
/** Numbers the findings anew as they are read, in the margin, at their words and in the list, when rows have changed. */

/** @type {ReturnType<typeof setTimeout> | undefined} */
let due;
document.addEventListener("align:changed", () => {
  clearTimeout(due);
  due = setTimeout(renumber, 100); // when what has changed is on the screen
});

function renumber() {
  /** @type {Map<string, number>} */
  const numbers = new Map();
  for (const finding of document.querySelectorAll(".finding")) {
    const number = numbers.size + 1;
    numbers.set(`#${finding.id}`, number);
    tell(finding.querySelector(".n"), number);
  }
  for (const link of document.querySelectorAll(".first li a")) tell(link.querySelector(".n"), numbers.get(link.getAttribute("href") ?? ""));
  for (const ref of document.querySelectorAll("a.ref")) tell(ref, numbers.get(ref.getAttribute("href") ?? ""));
}

/** Puts a number into its place, and into what a screen reader says of it. @param {Element | null} place @param {number | undefined} number */
function tell(place, number) {
  if (!(place instanceof HTMLElement) || number === undefined) return;
  const said = String(number);
  if ((place.dataset.number ?? place.textContent) === said) return;
  if (place.dataset.number) place.dataset.number = said;
  else place.textContent = said;
  const label = place.getAttribute("aria-label");
  if (label) place.setAttribute("aria-label", label.replace(/\d+/, said));
}

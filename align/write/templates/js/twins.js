// @ts-check
/** Lights up what belongs together: the words on both sides and the finding about them, under the pointer or the focus. */

/** @type {Element[]} */
let lit = [];

for (const kind of ["pointerover", "focusin"]) {
  document.addEventListener(kind, (event) => {
    const names = event.target instanceof Element ? namesAt(event.target) : [];
    for (const one of lit) one.classList.remove("lit");
    lit = names.flatMap((name) => [
      ...document.querySelectorAll(`mark[data-finding~="${CSS.escape(name)}"], #${CSS.escape(`finding-${name}`)}`),
    ]);
    for (const one of lit) one.classList.add("lit");
  });
}

/** The findings that this part of the page is about. @param {Element} target @returns {string[]} */
function namesAt(target) {
  const place = target.closest("mark, .finding, a.ref");
  if (place instanceof HTMLAnchorElement) return [place.hash.slice("#finding-".length)];
  const names = place?.getAttribute("data-finding") ?? place?.id.slice("finding-".length) ?? "";
  return names.split(" ").filter(Boolean);
}

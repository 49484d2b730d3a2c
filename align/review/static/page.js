/** The rows of the page: where they are, which sentences they hold, and which comes next. The page itself is all that is known. */

/** @typedef {import("./server.js").Side} Side */
/** @typedef {import("./server.js").Pair} Pair */
/** @typedef {import("./server.js").Place} Place */

/** @type {readonly Side[]} */
export const SIDES = ["original", "translation"];

const UNSURE = 0.5; // below it a pair is more likely wrong than right

/**
 * The rows of the page, or of some part of it.
 *
 * @param {Element[]} [parts]
 * @returns {HTMLElement[]}
 */
export function rows(parts = [...document.querySelectorAll("#texts")]) {
  return parts.flatMap((part) => [...part.querySelectorAll(".row[data-bead]")]).filter((row) => row instanceof HTMLElement);
}

/**
 * The row that an element of the page stands in, or beside.
 *
 * @param {EventTarget | Node | null} inside
 * @returns {HTMLElement | null}
 */
export function rowOf(inside) {
  const around = inside instanceof Element ? inside : inside instanceof Node ? inside.parentElement : null;
  const margin = around?.closest("#texts .margin");
  const row = margin ? margin.previousElementSibling : around?.closest("#texts .row[data-bead]");
  return row instanceof HTMLElement ? row : null;
}

/**
 * Where the findings of a row stand.
 *
 * @param {HTMLElement} row
 * @returns {HTMLElement | null}
 */
export function marginOf(row) {
  const margin = row.nextElementSibling;
  return margin instanceof HTMLElement && margin.matches(".margin") ? margin : null;
}

/**
 * The sentences of a row on one side, by number.
 *
 * @param {HTMLElement} row
 * @param {Side} side
 * @returns {number[]}
 */
export function numbers(row, side) {
  return (row.dataset[side] ?? "").split(" ").filter(Boolean).map(Number);
}

/**
 * What the server calls a row.
 *
 * @param {HTMLElement} row
 * @returns {Pair}
 */
export function pair(row) {
  return { original: numbers(row, "original"), translation: numbers(row, "translation") };
}

/**
 * The element of a sentence.
 *
 * @param {Side} side
 * @param {number} number
 * @returns {HTMLElement | null}
 */
export function sentence(side, number) {
  return document.querySelector(`#texts .sentence[data-side="${side}"][data-sentence="${number}"]`);
}

/**
 * Which sentence an element stands in, and on which side.
 *
 * @param {EventTarget | Node | null} inside
 * @returns {Place | null}
 */
export function placeOf(inside) {
  const around = inside instanceof Element ? inside : inside instanceof Node ? inside.parentElement : null;
  const found = around?.closest("#texts .sentence");
  if (!(found instanceof HTMLElement)) return null;
  return { side: found.dataset.side === "original" ? "original" : "translation", sentence: Number(found.dataset.sentence) };
}

/**
 * What a sentence says in the article; its new wording is no part of that.
 *
 * @param {Side} side
 * @param {number} number
 * @returns {string}
 */
export function said(side, number) {
  return sentence(side, number)?.textContent ?? "";
}

/**
 * Whether both sides have text: only then can a row be confirmed.
 *
 * @param {HTMLElement} row
 * @returns {boolean}
 */
export function isPaired(row) {
  return SIDES.every((side) => numbers(row, side).length > 0);
}

/**
 * Whether nobody has said yet whether the pair is right.
 *
 * @param {HTMLElement} row
 * @returns {boolean}
 */
export function isOpen(row) {
  return isPaired(row) && !row.dataset.decision;
}

/**
 * Whether a pair is more likely wrong than right, and nobody has looked at it.
 *
 * @param {HTMLElement} row
 * @returns {boolean}
 */
export function isUnsure(row) {
  return isOpen(row) && Number(row.dataset.confidence) < UNSURE;
}

/**
 * The findings beside a row, or on the whole page, in reading order.
 *
 * @param {HTMLElement | Document} where
 * @returns {HTMLElement[]}
 */
export function findings(where) {
  const home = where instanceof Document ? where : marginOf(where);
  return [...(home?.querySelectorAll("article.finding") ?? [])].filter((found) => found instanceof HTMLElement);
}

/**
 * What the server calls a finding.
 *
 * @param {HTMLElement} finding
 * @returns {string}
 */
export function nameOf(finding) {
  return finding.id.slice("finding-".length);
}

/**
 * How grave a finding is.
 *
 * @param {HTMLElement} finding
 * @returns {string}
 */
export function severityOf(finding) {
  return finding.querySelector(".why b")?.textContent ?? "";
}

/**
 * Whether nobody has said yet what they think of a finding.
 *
 * @param {HTMLElement} finding
 * @returns {boolean}
 */
export function isUnjudged(finding) {
  return !finding.querySelector(".decided");
}

/**
 * Whether a person made a finding, and not a check.
 *
 * @param {HTMLElement} finding
 * @returns {boolean}
 */
export function isOwn(finding) {
  return (finding.dataset.rule ?? "").startsWith("review.");
}

/**
 * The next of these elements, after or before another one, that fits; round the end of the page if need be.
 *
 * @param {HTMLElement[]} among
 * @param {HTMLElement | null} from
 * @param {1 | -1} step
 * @param {(one: HTMLElement) => boolean} fits
 * @returns {HTMLElement | null}
 */
export function next(among, from, step, fits) {
  const forward = step === 1 ? among : among.toReversed();
  const start = from ? forward.findIndex((one) => one === from || follows(from, one, step)) : 0;
  const first = start < 0 ? forward.length : start;
  const order = [...forward.slice(first), ...forward.slice(0, first)];
  return order.find((one) => one !== from && fits(one)) ?? null;
}

/**
 * Whether the filter leaves something on the page, be it in a folded band.
 *
 * @param {HTMLElement} one
 * @returns {boolean}
 */
export function isWanted(one) {
  return !one.closest("[hidden]");
}

/**
 * Whether something is shown: not filtered away, and not in a folded band.
 *
 * @param {HTMLElement} row
 * @returns {boolean}
 */
export function isShown(row) {
  return row.checkVisibility();
}

/**
 * @param {HTMLElement} from
 * @param {HTMLElement} one
 * @param {1 | -1} step
 * @returns {boolean}
 */
function follows(from, one, step) {
  const wanted = step === 1 ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING;
  return (from.compareDocumentPosition(one) & wanted) !== 0;
}

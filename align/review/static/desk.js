/** Where the hand is: the pair that is worked on, and the one of its findings that is judged. */

import { SIDES, findings, isPaired, isUnjudged, isWanted, placeOf, rowOf, sentence } from "./page.js";

/** @typedef {import("./server.js").Place} Place */
/** @typedef {{finding?: HTMLElement | null, focus?: boolean, far?: boolean, still?: boolean}} Standing
 *   `far` where the eye has to follow a jump, `still` where the page is not to move */

export class Desk {
  /** @type {HTMLElement | null} */
  #row = null;
  /** @type {HTMLElement | null} */
  #finding = null;
  /** @type {Place | null} */
  #anchor = null;
  #moved;

  /** @param {() => void} moved is told whenever the hand goes elsewhere */
  constructor(moved) {
    this.#moved = moved;
  }

  /** The row at hand. One that the filter hides is not at hand: nothing is done to what nobody sees. */
  get row() {
    return this.#row && isWanted(this.#row) ? this.#row : null;
  }

  get finding() {
    return this.row && this.#finding && isWanted(this.#finding) ? this.#finding : null;
  }

  /** Where the hand was last, be it hidden now. */
  get place() {
    return this.#finding ?? this.#row;
  }

  /**
   * Puts the hand on a row, and on one of its findings: that one, or else the first that nobody has judged.
   *
   * @param {HTMLElement} row
   * @param {Standing} [standing]
   */
  stand(row, { finding = null, focus = true, far = false, still = false } = {}) {
    this.#lift();
    this.#row = row;
    this.#finding = finding ?? firstOf(row);
    this.#anchor = placeOf(row.querySelector(".sentence"));
    unfold(row);
    row.setAttribute("role", "group");
    row.setAttribute("aria-label", inWords(row));
    row.setAttribute("aria-describedby", ["finding-at-hand", ...cells(row)].join(" "));
    row.setAttribute("aria-current", "true");
    row.tabIndex = 0;
    this.#finding?.setAttribute("aria-current", "true");
    this.#moved();
    if (focus) row.focus({ preventScroll: true });
    if (!still) (far && finding ? finding : row).scrollIntoView({ block: far ? "center" : "nearest" });
  }

  /**
   * Puts the hand where it was before rows were replaced; or, where the server names a sentence, on its row, or on what changed near it.
   *
   * @param {Place | null} place
   * @param {HTMLElement[]} changed the rows that are not as they were
   */
  settle(place, changed) {
    const wanted = place ?? this.#anchor;
    const named = wanted && rowOf(sentence(wanted.side, wanted.sentence));
    const near = changed.filter((row) => row.parentElement === named?.parentElement);
    const row = place && named && !near.includes(named) ? (near[0] ?? named) : named;
    if (!row) {
      this.#row = this.#finding = null;
      this.#moved();
      return;
    }
    const same = this.#finding && document.getElementById(this.#finding.id);
    const lost = document.activeElement === document.body || rowOf(document.activeElement) !== null;
    this.stand(row, { finding: rowOf(same) === row ? same : null, focus: lost, still: place === null });
  }

  /** Sees to it that the finding at hand is one that the filter leaves. */
  look() {
    if (!this.finding && this.row) {
      this.#finding?.removeAttribute("aria-current");
      this.#finding = firstOf(this.row);
      this.#finding?.setAttribute("aria-current", "true");
    }
    this.#moved();
  }

  /** Gives the keyboard back to the row. */
  focus() {
    this.#row?.focus({ preventScroll: true });
  }

  /** Brings the row under the eye. */
  show() {
    this.#row?.scrollIntoView({ block: "nearest" });
  }

  #lift() {
    this.#finding?.removeAttribute("aria-current");
    for (const name of ["role", "aria-label", "aria-describedby", "aria-current", "tabindex"]) this.#row?.removeAttribute(name);
    for (const cell of this.#row?.querySelectorAll(".cell") ?? []) cell.removeAttribute("id");
  }
}

/**
 * A row as it is called aloud.
 *
 * @param {HTMLElement} row
 * @returns {string}
 */
export function inWords(row) {
  const { bead = "", confidence = "", decision = "" } = row.dataset;
  const found = findings(row).filter(isWanted).length;
  return [
    `Pair ${bead}`,
    isPaired(row) ? decision || `${Math.round(Number(confidence) * 100)}% sure` : "on one side only",
    found === 1 ? "1 finding" : found ? `${found} findings` : "",
  ]
    .filter(Boolean)
    .join(", ");
}

/**
 * Gives the cells of a row names by which they can be pointed at; the names.
 *
 * @param {HTMLElement} row
 * @returns {string[]}
 */
function cells(row) {
  for (const side of SIDES) row.querySelector(`.cell.${side}`)?.setAttribute("id", `${row.id}-${side}`);
  return SIDES.map((side) => `${row.id}-${side}`);
}

/**
 * The finding of a row to begin with: the first that nobody has judged, of those that are shown.
 *
 * @param {HTMLElement} row
 * @returns {HTMLElement | null}
 */
function firstOf(row) {
  const shown = findings(row).filter(isWanted);
  return shown.find(isUnjudged) ?? shown[0] ?? null;
}

/** @param {HTMLElement} row */
function unfold(row) {
  const band = row.closest("details");
  if (band) band.open = true;
}

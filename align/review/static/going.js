/** From the pair at hand to another one, and from finding to finding. Where the page is narrowed down, only what it shows counts. */

import { announce } from "./announcing.js";
import { findings, isOpen, isPaired, isShown, isUnjudged, isUnsure, isWanted, next, rowOf, rows } from "./page.js";

/** @typedef {import("./review.js").Work} Work */

/**
 * To the row before or after.
 *
 * @param {Work} work
 * @param {1 | -1} step
 */
export function toRow(work, step) {
  const row = next(rows(), rowOf(work.desk.place), step, isShown);
  if (row) work.desk.stand(row);
}

/**
 * To the next pair in doubt; where there is none, to the next that nobody has judged, and says so.
 *
 * @param {Work} work
 * @param {1 | -1} step
 */
export function toUnsure(work, step) {
  const row = onwards(work, step);
  if (row && !isUnsure(row)) announce(`No other pair is in doubt. Nobody has judged pair ${row.dataset.bead}.`);
}

/**
 * To where work on pairs is left: the next that fits, in doubt if nothing else is said, or else the next that nobody has judged;
 * which one that is, if any.
 *
 * @param {Work} work
 * @param {1 | -1} step
 * @param {(row: HTMLElement) => boolean} [fits]
 * @returns {HTMLElement | null}
 */
export function onwards({ desk }, step, fits = isUnsure) {
  const all = rows().filter(isWanted);
  const from = rowOf(desk.place);
  const row = next(all, from, step, fits) ?? next(all, from, step, isOpen);
  if (row) desk.stand(row, { far: true });
  else announce(rows().some(isPaired) ? "Every pair is judged." : "There are no pairs yet: “Link…” makes one.");
  return row;
}

/**
 * To the finding before or after.
 *
 * @param {Work} work
 * @param {1 | -1} step
 */
export function toFinding(work, step) {
  toNext(work, step, () => true, findings(document).length ? "There is no other finding here." : "There are no findings.");
}

/**
 * To the next finding that nobody has judged.
 *
 * @param {Work} work
 */
export function toUnjudged(work) {
  toNext(work, 1, isUnjudged, findings(document).some(isUnjudged) ? "Every finding shown here is judged." : "Every finding is judged.");
}

/**
 * @param {Work} work
 * @param {1 | -1} step
 * @param {(finding: HTMLElement) => boolean} fits
 * @param {string} none
 */
function toNext({ desk }, step, fits, none) {
  const finding = next(findings(document).filter(isWanted), desk.place, step, fits);
  const row = rowOf(finding);
  if (finding && row) desk.stand(row, { finding, far: true });
  else announce(none);
}

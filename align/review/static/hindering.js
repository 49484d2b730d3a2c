/** Why something cannot be done now, in a sentence for whoever wants to; "" where it can. */

import { SIDES, isOwn, isPaired, isUnjudged, numbers } from "./page.js";
import { movable, neighbour } from "./pairing.js";

/** @typedef {import("./review.js").Work} Work */

const NO_PAIR = "Choose a pair first.";

/** @param {Work} work */
export function aPair({ desk }) {
  return desk.row ? "" : NO_PAIR;
}

/** @param {Work} work */
export function hasFinding({ desk }) {
  return desk.finding ? "" : "No finding is shown beside this pair.";
}

/** @param {Work} work */
export function takeable({ desk: { finding } }) {
  return finding && (!isUnjudged(finding) || isOwn(finding)) ? "" : "Nobody has judged this finding.";
}

/** @param {Work} work */
export function bothSides({ desk: { row } }) {
  if (!row) return NO_PAIR;
  return isPaired(row) ? "" : `Pair ${row.dataset.bead} has text on one side only: “j” goes on, “l” finds it a partner.`;
}

/** @param {Work} work */
export function manySentences({ desk: { row } }) {
  if (!row) return NO_PAIR;
  return SIDES.some((side) => numbers(row, side).length > 1) ? "" : "There are no two sentences on a side; “u” leaves them unpaired.";
}

/** @param {Work} work */
export function below({ desk: { row } }) {
  return row && neighbour(row, 1) ? "" : "No pair comes after this one.";
}

/** @param {Work} work */
export function above({ desk: { row } }) {
  return row && neighbour(row, -1) ? "" : "No pair comes before this one.";
}

/** @param {Work} work */
export function isMovable({ desk: { row } }) {
  return row && movable(row).length ? "" : "There is no neighbour to move a sentence to.";
}

/** @param {Work} work */
export function isJudged({ desk: { row } }) {
  return row?.dataset.decision ? "" : "Nobody has judged this pair.";
}

/** @param {Work} work */
export function aTerm({ last }) {
  return last.terms.length ? "" : "No term was added.";
}

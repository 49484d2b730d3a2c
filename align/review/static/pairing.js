/** What is done to pairs: judged, merged, split, moved, taken apart. */

import { announce } from "./announcing.js";
import { onwards } from "./going.js";
import { SIDES, isOpen, isUnsure, numbers, pair, said } from "./page.js";

/** @typedef {import("./review.js").Work} Work */
/** @typedef {import("./server.js").Side} Side */

const SHOWN = 40; // characters of a sentence on a button

/**
 * Says that the pair is right or doubtful, and goes on: from one that was in doubt to the next such, else to the next not judged.
 *
 * @param {Work} work
 * @param {"confirmed" | "doubtful"} verdict
 */
export async function judge(work, verdict) {
  const { row } = work.desk;
  if (!row) return;
  const known = row.dataset.decision === verdict;
  const wanted = isUnsure(row) ? isUnsure : isOpen;
  const words = `Pair ${row.dataset.bead} is ${verdict}.`;
  if (known || (await work.act({ act: "pair", rows: [pair(row)], verdict }, words))) onwards(work, 1, wanted);
}

/**
 * Takes back what was said of the pair.
 *
 * @param {Work} work
 */
export async function reopen(work) {
  const { row } = work.desk;
  if (row) await work.act({ act: "pair", rows: [pair(row)], verdict: "open" }, `Pair ${row.dataset.bead} is open again.`);
}

/**
 * Makes one pair of the row and the one before or after it.
 *
 * @param {Work} work
 * @param {1 | -1} step
 */
export async function merge(work, step) {
  const { row } = work.desk;
  const other = row && neighbour(row, step);
  if (!row || !other) return;
  const [first, second] = step === 1 ? [row, other] : [other, row];
  await work.act(
    { act: "merge", rows: [pair(first), pair(second)] },
    `Pairs ${first.dataset.bead} and ${second.dataset.bead} are one.`,
  );
}

/**
 * Leaves every sentence of the row without a partner.
 *
 * @param {Work} work
 */
export async function unlink(work) {
  const { row } = work.desk;
  if (row) await work.act({ act: "unlink", row: pair(row) }, "Its sentences have no partner now.");
}

/**
 * Asks which sentence is to go to the pair before or after, and moves it there.
 *
 * @param {Work} work
 */
export async function move(work) {
  const { row } = work.desk;
  if (!row) return;
  const ways = movable(row);
  const chosen = await work.asking.choose(
    `Which sentence of pair ${row.dataset.bead} belongs elsewhere?`,
    ways.map(({ side, sentence, to }, place) => ({
      label: `${to === "next" ? "↓ to the pair below" : "↑ to the pair above"}: “${short(said(side, sentence))}”`,
      value: String(place),
    })),
  );
  const way = chosen === null ? undefined : ways[Number(chosen)];
  if (way) await work.act({ act: "move", ...way }, `The sentence went to the pair ${way.to === "next" ? "below" : "above"}.`);
}

/**
 * The sentences of a row that could go to a neighbour, and where.
 *
 * @param {HTMLElement} row
 * @returns {{side: Side, sentence: number, to: "previous" | "next"}[]}
 */
export function movable(row) {
  return SIDES.flatMap((side) => {
    const there = numbers(row, side);
    const first = there[0];
    const last = there.at(-1);
    return [
      ...(first !== undefined && neighbour(row, -1) ? [{ side, sentence: first, to: /** @type {const} */ ("previous") }] : []),
      ...(last !== undefined && neighbour(row, 1) ? [{ side, sentence: last, to: /** @type {const} */ ("next") }] : []),
    ];
  });
}

/**
 * The row before or after.
 *
 * @param {HTMLElement} row
 * @param {1 | -1} step
 * @returns {HTMLElement | null}
 */
export function neighbour(row, step) {
  return document.getElementById(`bead-${Number(row.dataset.bead) + step}`);
}

/**
 * The beginning of a text, fit to stand in a sentence of ours: isolated, for it may run from right to left.
 *
 * @param {string} text
 * @returns {string}
 */
export function short(text) {
  const characters = [...text.trim()];
  const shown = characters.length > SHOWN ? `${characters.slice(0, SHOWN).join("")}…` : characters.join("");
  return `\u2068${shown}\u2069`;
}

/**
 * Aligns the texts again around what was confirmed. The answer says that it has begun; what it changed is told when it is done.
 *
 * @param {Work} work
 */
export async function realign(work) {
  if (await work.act({ act: "realign" }, "")) announce("Aligning again around what you confirmed…");
}

/** Where one pair may be cut into two, and which place is likely. */

import { SIDES, numbers, said } from "./page.js";

/** @typedef {import("./server.js").Side} Side */
/** @typedef {import("./server.js").Pair} Pair */
/** @typedef {Record<Side, number>} Cut the sentences with which the second pair begins; one past the last where it has none */

/**
 * A first guess: after the first sentence of the side that has more, and on the other side where that comes nearest in length.
 *
 * @param {HTMLElement} row
 * @returns {Cut}
 */
export function likely(row) {
  const { original, translation } = { original: numbers(row, "original"), translation: numbers(row, "translation") };
  const [lead, follow] = original.length >= translation.length ? SIDES : SIDES.toReversed();
  if (!lead || !follow) throw new Error("a pair has two sides");
  const share = shares(row, lead)[1] ?? 0;
  const far = shares(row, follow).map((before) => Math.abs(before - share));
  const cut = { original: original[0] ?? 0, translation: translation[0] ?? 0 };
  cut[lead] += 1;
  cut[follow] += far.indexOf(Math.min(...far));
  if (!parts({ original, translation }, cut).every(holds)) cut.translation = translation[0] ?? 0;
  return cut;
}

/**
 * The two pairs that a cut makes.
 *
 * @param {Pair} former
 * @param {Cut} cut
 * @returns {[Pair, Pair]}
 */
export function parts({ original, translation }, cut) {
  return [
    {
      original: original.filter((number) => number < cut.original),
      translation: translation.filter((number) => number < cut.translation),
    },
    {
      original: original.filter((number) => number >= cut.original),
      translation: translation.filter((number) => number >= cut.translation),
    },
  ];
}

/**
 * Whether a pair has a sentence at all.
 *
 * @param {Pair} pair
 * @returns {boolean}
 */
export function holds({ original, translation }) {
  return original.length + translation.length > 0;
}

/**
 * How much of a side's text stands before each of its sentences, from 0, and before its end: 1.
 *
 * @param {HTMLElement} row
 * @param {Side} side
 * @returns {number[]}
 */
function shares(row, side) {
  const sums = [0];
  for (const number of numbers(row, side)) sums.push((sums.at(-1) ?? 0) + said(side, number).length);
  const whole = sums.at(-1) || 1;
  return sums.map((sum) => sum / whole);
}

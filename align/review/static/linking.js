/** Any sentences into a pair: some are picked on one side, some on the other, wherever they stand. */

import { announce } from "./announcing.js";
import { element, keycap } from "./elements.js";
import { SIDES, isPaired, isShown, numbers, placeOf, said, sentence } from "./page.js";
import { short } from "./pairing.js";

/** @typedef {import("./review.js").Work} Work */
/** @typedef {import("./server.js").Side} Side */
/** @typedef {import("./server.js").Place} Place */
/** @typedef {Record<Side, Set<number>>} Picked */

const QUESTION = "Which sentences are a pair? Click them on both sides; or go with the arrows, and pick with the space bar.";

/**
 * Lets sentences be picked, beginning with those of a row that has nothing on its other side, and makes them a pair.
 *
 * @param {Work} work
 */
export function link(work) {
  const { row } = work.desk;
  if (!row) return;
  const lone = isPaired(row) ? undefined : SIDES.find((side) => numbers(row, side).length > 0);
  /** @type {Picked} */
  const picked = { original: new Set(), translation: new Set() };
  if (lone) picked[lone] = new Set(numbers(row, lone));
  let cursor = nearest(row, lone === "original" ? "translation" : "original");

  const told = element("p", { class: "told" });
  const done = element("button", { type: "button", class: "main", click: finish });
  const keys = {
    Enter: () => (empty() ? announce("Pick a sentence on both sides first.") : finish()), // for that is what was meant
    " ": () => pick(cursor),
    ArrowDown: () => go(beside(cursor, 1)),
    ArrowUp: () => go(beside(cursor, -1)),
    ArrowLeft: () => go(across(cursor, "original")),
    ArrowRight: () => go(across(cursor, "translation")),
  };
  document.body.classList.add("picking");
  const close = work.asking.pick(QUESTION, told, [done], { keys, pick, show, hide });

  function show() {
    mark(picked, cursor);
    told.textContent = SIDES.map((side) => `${side}: ${inWords(side, picked[side])}`).join("  ·  ");
    done.disabled = empty() === 2;
    done.replaceChildren(...(empty() === 1 ? ["Leave them without a partner"] : ["Make them a pair ", keycap("Enter")]));
  }

  function empty() {
    return SIDES.filter((side) => picked[side].size === 0).length;
  }

  /** @param {Place} place */
  function pick(place) {
    cursor = place;
    const side = picked[place.side];
    const isFresh = !side.delete(place.sentence);
    if (isFresh) side.add(place.sentence);
    announce(`${isFresh ? "Picked" : "Let go"}: ${short(said(place.side, place.sentence))}`);
    show();
    return true;
  }

  /** @param {Place | null} place */
  function go(place) {
    if (!place) return;
    cursor = place;
    show();
    sentence(place.side, place.sentence)?.scrollIntoView({ block: "nearest" });
    announce(`${place.side}: ${said(place.side, place.sentence)}`);
  }

  function finish() {
    if (done.disabled) return;
    close();
    void join(work, [...picked.original], [...picked.translation]);
  }

  function hide() {
    unmark();
    document.body.classList.remove("picking");
  }
}

/**
 * Makes these sentences a pair.
 *
 * @param {Work} work
 * @param {number[]} original
 * @param {number[]} translation
 */
export async function join(work, original, translation) {
  await work.act(
    { act: "link", original: original.toSorted(rising), translation: translation.toSorted(rising) },
    original.length && translation.length ? "They are a pair now." : "They have no partner now.",
  );
}

/**
 * @param {number} one
 * @param {number} other
 */
function rising(one, other) {
  return one - other;
}

/**
 * @param {Side} side
 * @param {Set<number>} picked
 */
function inWords(side, picked) {
  if (!picked.size) return "none yet";
  const [first = 0] = [...picked].toSorted(rising);
  return `“${short(said(side, first))}”${picked.size > 1 ? ` and ${picked.size - 1} more` : ""}`;
}

/**
 * The sentence before or after on the same side, as far as it is shown.
 *
 * @param {Place} place
 * @param {1 | -1} step
 * @returns {Place | null}
 */
function beside({ side, sentence: from }, step) {
  for (let number = from + step; ; number += step) {
    const there = sentence(side, number);
    if (!there) return null;
    if (isShown(there)) return { side, sentence: number };
  }
}

/**
 * The sentence opposite, on that side.
 *
 * @param {Place} place
 * @param {Side} side
 * @returns {Place | null}
 */
function across(place, side) {
  const row = sentence(place.side, place.sentence)?.closest(".row");
  return place.side !== side && row instanceof HTMLElement ? nearest(row, side) : null;
}

/**
 * The first sentence on one side of a row, or of the next row that has some there.
 *
 * @param {HTMLElement} row
 * @param {Side} side
 * @returns {Place}
 */
function nearest(row, side) {
  const all = [...document.querySelectorAll(`#texts .sentence[data-side="${side}"]`)];
  const after = all.find((one) => row.contains(one) || (row.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0);
  return placeOf(after ?? all.at(-1) ?? null) ?? { side, sentence: 0 };
}

/**
 * Shows what is picked, and where the arrows are.
 *
 * @param {Picked} picked
 * @param {Place} cursor
 */
function mark(picked, cursor) {
  unmark();
  for (const side of SIDES) for (const number of picked[side]) sentence(side, number)?.classList.add("picked");
  sentence(cursor.side, cursor.sentence)?.classList.add("cursor");
}

function unmark() {
  for (const marked of document.querySelectorAll(".picked, .cursor")) marked.classList.remove("picked", "cursor");
}

/** One pair into two: on each side a sentence is chosen with which the second one begins. */

import { holds, likely, parts } from "./cutting.js";
import { element, keycap } from "./elements.js";
import { SIDES, pair, sentence } from "./page.js";

/** @typedef {import("./review.js").Work} Work */
/** @typedef {import("./server.js").Side} Side */
/** @typedef {import("./server.js").Pair} Pair */
/** @typedef {import("./server.js").Place} Place */
/** @typedef {import("./cutting.js").Cut} Cut */

const QUESTION =
  "With which sentences does the second pair begin? Click them, or choose a side with ← → and go up and down with ↑ ↓.";

/**
 * Asks where, and splits the pair there.
 *
 * @param {Work} work
 */
export function split(work) {
  const { row } = work.desk;
  if (!row) return;
  const former = pair(row);
  const cut = likely(row);
  /** @type {Side} */
  let active = former.original.length > 1 ? "original" : "translation";

  const told = element("p", { class: "told", "aria-live": "polite" });
  const steppers = SIDES.map((side) => stepper(side, (step) => shift(side, step)));
  const done = element("button", { type: "button", class: "main", click: finish }, "Split here ", keycap("Enter"));
  const keys = {
    Enter: finish,
    ArrowUp: () => shift(active, -1),
    ArrowDown: () => shift(active, 1),
    ArrowLeft: () => shift("original", 0),
    ArrowRight: () => shift("translation", 0),
  };
  const close = work.asking.pick(QUESTION, told, [...steppers, done], { keys, pick, show, hide: unmark });

  function show() {
    mark(former, cut);
    const [first, second] = parts(former, cut);
    done.disabled = !holds(first) || !holds(second);
    told.textContent = done.disabled ? "Both pairs need a sentence." : `${shape(first)}, then ${shape(second)}`;
    steppers.forEach((each, place) => each.classList.toggle("active", SIDES[place] === active));
  }

  /**
   * @param {Side} side
   * @param {number} step
   */
  function shift(side, step) {
    const first = former[side][0];
    if (first === undefined) return;
    active = side;
    cut[side] = Math.min(Math.max(cut[side] + step, first), first + former[side].length);
    show();
  }

  /** @param {Place} place */
  function pick(place) {
    const isOurs = former[place.side].includes(place.sentence);
    if (isOurs) shift(place.side, place.sentence - cut[place.side]);
    return isOurs;
  }

  function finish() {
    if (done.disabled) return;
    close();
    void work.act({ act: "split", row: former, at: sided(former, cut) }, "One pair is two.");
  }
}

/**
 * Only sides with text can be cut.
 *
 * @param {Pair} former
 * @param {Cut} cut
 */
function sided(former, cut) {
  return Object.fromEntries(SIDES.filter((side) => former[side].length).map((side) => [side, cut[side]]));
}

/** @param {Pair} part */
function shape({ original, translation }) {
  return `${original.length} : ${translation.length}`;
}

/**
 * @param {Side} side
 * @param {(step: number) => void} shift
 */
function stepper(side, shift) {
  return element(
    "span",
    { class: "stepper" },
    `${side} `,
    element("button", { type: "button", "aria-label": `${side}: one sentence earlier`, click: () => shift(-1) }, "↑"),
    element("button", { type: "button", "aria-label": `${side}: one sentence later`, click: () => shift(1) }, "↓"),
  );
}

/**
 * Shows which sentences fall to which pair.
 *
 * @param {Pair} former
 * @param {Cut} cut
 */
function mark(former, cut) {
  unmark();
  const [first, second] = parts(former, cut);
  for (const side of SIDES) {
    for (const number of first[side]) sentence(side, number)?.classList.add("first-part");
    for (const number of second[side]) sentence(side, number)?.classList.add("second-part");
  }
}

function unmark() {
  for (const marked of document.querySelectorAll(".first-part, .second-part")) marked.classList.remove("first-part", "second-part");
}

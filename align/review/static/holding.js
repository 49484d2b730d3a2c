/** Words that were selected on either side, held while others are selected on the other, until they are used or let go. */

import { SIDES, placeOf } from "./page.js";

/** @typedef {import("./server.js").Side} Side */
/** @typedef {{side: Side, sentence: number, start: number, words: string}} Held `start`: characters before the words in the sentence */

export class Holding {
  /** @type {Map<Side, Held>} */
  #held = new Map();
  #changed;

  /** @param {() => void} changed */
  constructor(changed) {
    this.#changed = changed;
    for (const kind of ["pointerup", "keyup"]) document.addEventListener(kind, () => this.#look());
  }

  /** Whether there are any. */
  get any() {
    return this.#held.size > 0;
  }

  /**
   * The words that are held on one side.
   *
   * @param {Side} side
   * @returns {Held | null}
   */
  on(side) {
    return this.#held.get(side) ?? null;
  }

  /** Lets all of them go. */
  release() {
    if (!this.any) return;
    this.#held.clear();
    for (const side of SIDES) light(side, null);
    getSelection()?.removeAllRanges();
    this.#changed();
  }

  #look() {
    const selection = getSelection();
    const range = selection?.rangeCount ? selection.getRangeAt(0) : null;
    const held = range && !range.collapsed && words(range);
    if (!range || !held || isSame(held, this.on(held.side))) return;
    this.#held.set(held.side, held);
    light(held.side, range.cloneRange());
    this.#changed();
  }
}

/**
 * Shows the words as held, where the browser can; the desk names them in any case.
 *
 * @param {Side} side
 * @param {Range | null} range
 */
function light(side, range) {
  if (!("highlights" in CSS)) return;
  if (range) CSS.highlights.set(`held-${side}`, new Highlight(range));
  else CSS.highlights.delete(`held-${side}`);
}

/**
 * @param {Held} one
 * @param {Held | null} other
 */
function isSame(one, other) {
  return one.sentence === other?.sentence && one.start === other.start && one.words === other.words;
}

/**
 * The words of a selection; of one that leaves its sentence, those in the sentence where it begins. Null where there are none.
 *
 * @param {Range} range
 * @returns {Held | null}
 */
function words(range) {
  const place = placeOf(range.startContainer);
  const home = range.startContainer.parentElement?.closest(".sentence");
  if (!place || !home) return null;
  const before = document.createRange();
  before.setStart(home, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const within = range.cloneRange();
  if (!home.contains(range.endContainer)) within.setEnd(home, home.childNodes.length);
  const found = within.toString();
  const blank = found.length - found.trimStart().length;
  const start = [...before.toString()].length + blank; // in code points, as the server counts
  return found.trim() ? { ...place, start, words: found.trim() } : null;
}

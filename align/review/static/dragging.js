/** A sentence taken by its handle and dropped on another pair, which it belongs to from then on. */

import { element } from "./elements.js";
import { join } from "./linking.js";
import { numbers, pair, placeOf, rowOf, sentence } from "./page.js";

/** @typedef {import("./review.js").Work} Work */
/** @typedef {import("./server.js").Place} Place */

const EDGE = 60; // pixels from the border of the window within which it scrolls under a drag
const PACE = 12; // pixels a movement

/**
 * Shows the handle on the sentence under the pointer, and lets it be dragged. Keys do the same with the command "link".
 *
 * @param {Work} work
 */
export function dragging(work) {
  const handle = element("span", { class: "handle", "aria-hidden": "true", title: "Drag the sentence to another pair" }, "⠿");
  /** @type {Place | null} */
  let place = null;
  /** @type {HTMLElement | null} */
  let over = null;
  let isHeld = false;

  document.addEventListener("pointerover", (event) => {
    const there = placeOf(event.target);
    if (isHeld || !there || work.asking.isOpen) return;
    place = there;
    put(handle, there);
  });

  handle.addEventListener("pointerdown", (event) => {
    if (!place) return;
    event.preventDefault();
    isHeld = true;
    handle.setPointerCapture(event.pointerId);
    sentence(place.side, place.sentence)?.classList.add("dragged");
    document.body.classList.add("dragging");
  });

  handle.addEventListener("pointermove", (event) => {
    if (!isHeld) return;
    if (event.clientY < EDGE) scrollBy(0, -PACE);
    else if (event.clientY > innerHeight - EDGE) scrollBy(0, PACE);
    aim(rowOf(document.elementFromPoint(event.clientX, event.clientY)));
  });

  handle.addEventListener("pointerup", () => {
    const target = over;
    release();
    if (place && target) drop(work, place, target);
  });
  handle.addEventListener("pointercancel", release);

  /** @param {HTMLElement | null} row */
  function aim(row) {
    const own = place && rowOf(sentence(place.side, place.sentence));
    over?.classList.remove("drop");
    over = row === own ? null : row;
    over?.classList.add("drop");
  }

  function release() {
    if (!isHeld) return;
    isHeld = false;
    aim(null);
    handle.remove();
    document.body.classList.remove("dragging");
    for (const dragged of document.querySelectorAll(".dragged")) dragged.classList.remove("dragged");
  }
}

/**
 * @param {Work} work
 * @param {Place} place
 * @param {HTMLElement} row
 */
function drop(work, { side, sentence: number }, row) {
  const wanted = pair(row);
  wanted[side] = [...numbers(row, side), number];
  void join(work, wanted.original, wanted.translation);
}

/**
 * Puts the handle before a sentence, over the page's margin or the gap between the sides, where it hides no words.
 *
 * @param {HTMLElement} handle
 * @param {Place} place
 */
function put(handle, place) {
  const cell = sentence(place.side, place.sentence)?.closest(".cell");
  const start = sentence(place.side, place.sentence)?.getClientRects()[0];
  if (!cell || !start) return;
  cell.append(handle);
  handle.style.insetBlockStart = `${start.top - cell.getBoundingClientRect().top}px`;
}

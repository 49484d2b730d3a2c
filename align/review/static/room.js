/** What the window shows between the two bars: nothing is read or scrolled to under them, and what is read does not run away. */

import { byId } from "./elements.js";
import { placeOf, rowOf, sentence } from "./page.js";

const STEP = 24; // pixels: no row is lower

/**
 * Measures them now and whenever they grow or shrink.
 *
 * @param {() => void} changed is told when they did
 */
export function makeRoom(changed) {
  const watch = new ResizeObserver((entries) => {
    for (const { target, borderBoxSize } of entries) tell(target.id, borderBoxSize[0]?.blockSize ?? 0);
    changed();
  });
  for (const bar of ["stand", "dock"]) watch.observe(byId(bar));
}

/**
 * Only to those who leave room: the properties are not inherited, for else each of a thousand rows would be styled anew.
 *
 * @param {string} bar
 * @param {number} height in pixels
 */
function tell(bar, height) {
  for (const place of document.querySelectorAll("html, body, .bar")) {
    if (place instanceof HTMLElement) place.style.setProperty(`--${bar}`, `${height}px`);
  }
}

/**
 * The topmost sentence that is in sight; `keep` scrolls so that it stands where it stood, whatever has changed above it.
 *
 * @returns {{keep: () => void} | null}
 */
export function inSight() {
  const height = innerHeight;
  const middle = innerWidth / 2;
  for (let down = byId("stand").offsetHeight; down < height; down += STEP) {
    const row = rowOf(document.elementFromPoint(middle, down));
    const place = placeOf(row?.querySelector(".sentence") ?? null);
    if (!row || !place) continue;
    const before = row.getBoundingClientRect().top;
    const keep = () => {
      const after = rowOf(sentence(place.side, place.sentence))?.getBoundingClientRect().top ?? before;
      scrollBy({ top: after - before, behavior: "instant" });
    };
    return { keep };
  }
  return null;
}

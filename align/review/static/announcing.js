/** Sentences into the ears of those who do not see the page, and for a while before the eyes of those who do. */

import { byId } from "./elements.js";

const STAYS = 4000; // milliseconds: long enough to notice it,
const READING = 40; // and to read a character of it

let fading = 0;

/**
 * Says what was done.
 *
 * @param {string} words
 */
export function announce(words) {
  byId("said").textContent = words;
  clearTimeout(fading);
  fading = setTimeout(() => byId("said").replaceChildren(), STAYS + READING * words.length);
}

/**
 * Says what went wrong; it stays until there is something else to say, or nothing.
 *
 * @param {string} words
 */
export function alarm(words) {
  byId("alarm").textContent = words;
}

/**
 * Offers a way out of what went wrong.
 *
 * @param {HTMLElement} remedy
 */
export function offer(remedy) {
  byId("alarm").append(" ", remedy);
}

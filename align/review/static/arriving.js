/** Where the hand is when the page opens, or when its address leads elsewhere. */

import { placeOf, rowOf, sentence } from "./page.js";

/** @typedef {import("./desk.js").Desk} Desk */

const PLACE = "align-place"; // where a page that is loaded again finds where the hand was

/**
 * Puts the hand where the address leads, or else where it was when the page was loaded before, and keeps doing so.
 *
 * @param {Desk} desk
 */
export function arrive(desk) {
  if (location.hash) follow(desk);
  else goBack(desk);
  window.addEventListener("hashchange", () => follow(desk));
  window.addEventListener("pagehide", () => remember(desk));
}

/**
 * The finding that an element is, or is marked by.
 *
 * @param {Element | null} inside
 * @returns {HTMLElement | null}
 */
export function pointed(inside) {
  const names = inside?.closest("mark")?.dataset.finding?.split(" ") ?? [];
  const finding = inside?.closest("article.finding") ?? document.getElementById(`finding-${names[0]}`);
  return finding instanceof HTMLElement ? finding : null;
}

/** @param {Desk} desk */
function follow(desk) {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const row = rowOf(target);
  if (row) desk.stand(row, { finding: pointed(target), far: true });
}

/** @param {Desk} desk */
function goBack(desk) {
  const { side, number } = JSON.parse(sessionStorage.getItem(PLACE) ?? "{}");
  const row = rowOf(sentence(side, number));
  if (row) desk.stand(row, { far: true });
}

/** @param {Desk} desk */
function remember(desk) {
  const place = placeOf(desk.row?.querySelector(".sentence") ?? null);
  if (place) sessionStorage.setItem(PLACE, JSON.stringify({ side: place.side, number: place.sentence }));
}

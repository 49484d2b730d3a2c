/** An answer's groups into the page: what is new comes in, what is gone goes, and what stays is not touched. */

import { byId, element } from "./elements.js";
import { marginOf, rows, sentence } from "./page.js";

/** @typedef {import("./server.js").Answer} Answer */
/** @typedef {import("./server.js").Wording} Wording */

const GROUP = ".group, .band";

/** @typedef {{parts: Element[], rows: HTMLElement[]}} Group its element, behind the rule that may stand before it; and its rows */

export class Groups {
  /** @type {Map<string, Group>} in the order of the page */
  #there = new Map();
  #texts = byId("texts");
  /** @type {HTMLElement[]} the wordings that are shown */
  #worded;

  /**
   * @param {string[]} ids of the groups on the page
   * @param {Wording[]} wordings
   */
  constructor(ids, wordings) {
    [...this.#texts.children]
      .filter((child) => child.matches(GROUP))
      .forEach((group, place) => this.#there.set(ids[place] ?? "", withRows(ruled(group))));
    this.#worded = worded(wordings);
  }

  /**
   * Makes the page show what the answer says; the rows that are not as they were.
   *
   * @param {Answer} answer
   * @returns {HTMLElement[]}
   */
  renew(answer) {
    const all = [...this.#there.values()].flatMap(({ parts }) => parts);
    const after = all.at(-1)?.nextElementSibling ?? null;
    const wanted = new Set(answer.groups);
    const gone = [...this.#there].filter(([id]) => !wanted.has(id));
    const former = new Set(gone.flatMap(([, group]) => group.rows).map(look));
    for (const child of gone.flatMap(([, group]) => group.parts)) child.remove();
    let place = all.find((child) => child.isConnected) ?? after;
    this.#there = new Map(answer.groups.map((id) => [id, this.#there.get(id) ?? withRows([...parsed(answer.html[id] ?? "").children])]));
    const groups = [...this.#there.values()];
    for (const child of groups.flatMap(({ parts }) => parts)) {
      if (child === place) place = child.nextElementSibling;
      else this.#texts.insertBefore(child, place);
    }
    groups.flatMap((group) => group.rows).forEach(number);
    for (const shown of this.#worded) shown.remove();
    this.#worded = worded(answer.wordings);
    const fresh = Object.keys(answer.html).flatMap((id) => this.#there.get(id)?.rows ?? []);
    return fresh.filter((row) => !former.has(look(row)));
  }
}

/**
 * Elements out of HTML that our own server wrote and escaped.
 *
 * @param {string} html
 * @returns {DocumentFragment}
 */
export function parsed(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}

/**
 * @param {Element[]} parts
 * @returns {Group}
 */
function withRows(parts) {
  return { parts, rows: rows(parts) };
}

/**
 * @param {Element} group
 * @returns {Element[]}
 */
function ruled(group) {
  const before = group.previousElementSibling;
  return before instanceof HTMLHRElement ? [before, group] : [group];
}

/**
 * What a row shows, but for its number.
 *
 * @param {HTMLElement} row
 * @returns {string}
 */
function look(row) {
  const { original, translation, decision } = row.dataset;
  return [original, translation, decision, marginOf(row)?.textContent].join("|");
}

/**
 * Rows are numbered as they stand on the page; one that came before another was added still has its former number.
 *
 * @param {HTMLElement} row
 * @param {number} place
 */
function number(row, place) {
  const now = String(place);
  if (row.dataset.bead === now) return;
  row.dataset.bead = now;
  row.id = `bead-${now}`;
  const link = row.querySelector(".no a");
  link?.setAttribute("href", `#${row.id}`);
  link?.replaceChildren(now);
}

/**
 * Shows the wordings that people gave the memory, each behind the sentence that keeps its own; what is shown.
 *
 * @param {Wording[]} wordings
 * @returns {HTMLElement[]}
 */
function worded(wordings) {
  return wordings.map(({ side, sentence: place, text }) => {
    const label = element("span", { class: "wording-label", lang: "en" }, "in the memory");
    const wording = element("span", { class: "wording" }, label, element("ins", {}, text));
    sentence(side, place)?.after(wording);
    return wording;
  });
}

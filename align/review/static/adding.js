/** What people add: a finding of their own, a term for the glossary, another wording for the memory. */

import { SIDES, findings, numbers, pair, said } from "./page.js";

/** @typedef {import("./review.js").Work} Work */
/** @typedef {import("./server.js").Side} Side */
/** @typedef {import("./server.js").Pair} Pair */
/** @typedef {{sentence: number, words?: string, start?: number}} Pointed what a finding points at on one side */

/**
 * Asks for a finding about the pair, which points at the words that were selected.
 *
 * @param {Work} work
 */
export function addFinding(work) {
  const { row } = work.desk;
  if (!row) return;
  const former = pair(row);
  const sides = SIDES.filter((side) => former[side].length);
  const fields = [
    { name: "message", label: "What is wrong", required: true },
    ...sides.map((side) => ({
      name: side,
      label: `Words of the ${side} (as they stand there; or none)`,
      value: heldIn(work, row, side)?.words ?? "",
      lang: work.start.languages[side],
    })),
    { name: "category", label: "Kind", options: work.start.categories, value: "mistranslation" },
    { name: "severity", label: "How grave", options: work.start.severities, value: "major" },
  ];
  work.asking.fill(`A finding of your own about pair ${row.dataset.bead}`, fields, "Add the finding", async (given) => {
    const { message, category, severity } = given;
    const pointed = sides.filter((side) => given[side]).map((side) => [side, place(work, former, side, given[side] ?? "")]);
    const act = { act: "add", row: former, category, severity, message, ...Object.fromEntries(pointed) };
    const before = findings(row).map(({ id }) => id);
    const answer = await work.act(act, "The finding is added.");
    const there = work.desk.row;
    const added = there && findings(there).find(({ id }) => !before.includes(id));
    if (added) work.desk.stand(there, { finding: added }); // whoever wrote it may want to go on with it
    return taken(work, answer);
  });
}

/**
 * Asks for the two wordings of a term, and puts them into the glossary.
 *
 * @param {Work} work
 */
export function addTerm(work) {
  const wordings = SIDES.map((side) => ({
    name: side,
    label: `In the ${side}`,
    value: work.holding.on(side)?.words ?? "",
    short: true,
    required: true,
    lang: work.start.languages[side],
  }));
  const fields = [...wordings, { name: "note", label: "Note", short: true }];
  work.asking.fill("A term for the glossary", fields, "Add the term", async ({ original, translation, note }) => {
    const act = { act: "term", original, translation, ...(note ? { note } : {}) };
    return taken(work, await work.act(act, "The term is in the glossary."));
  });
}

/**
 * Asks which of the terms that were added is to go.
 *
 * @param {Work} work
 */
export async function dropTerm(work) {
  const { terms } = work.last;
  const labels = terms.map(({ original, translation }) => `${original} → ${translation}`);
  const chosen = await work.asking.choose(
    "Which term is not wanted after all?",
    labels.map((label, nth) => ({ label, value: String(nth) })),
  );
  if (chosen !== null) await work.act({ act: "term", ...terms[Number(chosen)], verdict: "open" }, "The term is taken back.");
}

/**
 * Asks how the sentences of the pair are to stand in the memory; the article keeps its own words.
 *
 * @param {Work} work
 */
export function reword(work) {
  const { row } = work.desk;
  if (!row) return;
  const fields = SIDES.flatMap((side) =>
    numbers(row, side).map((sentence, nth) => ({
      side,
      sentence,
      name: `${side} ${sentence}`,
      label: `${side}, sentence ${sentence}`,
      value: work.worded(side, sentence) ?? said(side, sentence).trim(),
      lang: work.start.languages[side],
      first: side === "translation" && nth === 0,
    })),
  );
  const question = `Pair ${row.dataset.bead} as it is to stand in the memory (the article keeps its own words)`;
  work.asking.fill(question, fields, "Keep this wording", async (given) => {
    for (const { side, sentence, name } of fields) {
      const text = given[name] ?? "";
      if (text === (work.worded(side, sentence) ?? said(side, sentence).trim())) continue;
      if (!(await work.act({ act: "word", side, sentence, text }, "The memory has the new wording."))) return false;
    }
    return true;
  });
}

/**
 * Whether there was an answer; the words that were held have then served.
 *
 * @param {Work} work
 * @param {object | null} answer
 * @returns {boolean}
 */
function taken(work, answer) {
  if (answer) work.holding.release();
  return answer !== null;
}

/**
 * @param {Work} work
 * @param {HTMLElement} row
 * @param {Side} side
 */
function heldIn(work, row, side) {
  const held = work.holding.on(side);
  return held && numbers(row, side).includes(held.sentence) ? held : null;
}

/**
 * Where these words stand in the pair: where they were selected, or in the first sentence that has them.
 *
 * @param {Work} work
 * @param {Pair} former
 * @param {Side} side
 * @param {string} words
 * @returns {Pointed}
 */
function place(work, former, side, words) {
  const held = work.holding.on(side);
  if (held?.words === words && former[side].includes(held.sentence)) return { sentence: held.sentence, words, start: held.start };
  return { sentence: former[side].find((number) => said(side, number).includes(words)) ?? former[side][0] ?? 0, words };
}

/** What is said of findings: right, wrong and why, how grave. */

import { announce } from "./announcing.js";
import { toUnjudged } from "./going.js";
import { isOwn, nameOf, severityOf } from "./page.js";

/** @typedef {import("./review.js").Work} Work */

// The reasons for which people dismiss findings most often; any other one is written.
const REASONS = [
  "it says the same in other words",
  "a name or term as it is usual here",
  "the translator meant it so",
  "the sentences are wrongly paired",
  "it does not matter in this text",
];

/**
 * Says that the finding is right, and goes on to the next that nobody has judged. Whoever changed how grave it is has said so already.
 *
 * @param {Work} work
 */
export async function accept(work) {
  const { finding } = work.desk;
  const id = finding && nameOf(finding);
  if (!id) return;
  const stands = ["accepted", "edited"].includes(verdictOn(finding));
  if (stands) announce(`It counts already, as ${severityOf(finding)}.`);
  if (stands || (await work.act({ act: "finding", id, verdict: "accepted" }, "Accepted."))) toUnjudged(work);
}

/**
 * Asks why the finding is wrong, says so, and goes on to the next.
 *
 * @param {Work} work
 */
export async function dismiss(work) {
  const { finding } = work.desk;
  const id = finding && nameOf(finding);
  if (!id) return;
  const reason = await work.asking.choose(
    `Why is this finding dismissed? ${title(finding)}`,
    REASONS.map((value) => ({ label: value, value })),
    "another reason",
  );
  if (reason && (await work.act({ act: "finding", id, verdict: "dismissed", reason }, `Dismissed: ${reason}.`))) toUnjudged(work);
}

/**
 * Asks how grave the finding is.
 *
 * @param {Work} work
 */
export async function weigh(work) {
  const { finding } = work.desk;
  const id = finding && nameOf(finding);
  if (!id) return;
  const severity = await work.asking.choose(
    `How grave is it? ${title(finding)}`,
    work.start.severities.map((value) => ({ label: value, value })),
  );
  if (!severity || !(await work.act({ act: "finding", id, verdict: "edited", severity }, `It is ${severity} now.`))) return;
  if (!work.desk.finding) toUnjudged(work); // the filter leaves none that is so grave
}

/**
 * Asks for other words for the finding.
 *
 * @param {Work} work
 */
export function retell(work) {
  const { finding } = work.desk;
  if (!finding) return;
  const fields = [{ name: "message", label: "What is wrong", value: title(finding), required: true, lang: "en" }];
  const id = nameOf(finding);
  work.asking.fill("The finding in your own words", fields, "Say it so", async ({ message }) =>
    Boolean(await work.act({ act: "finding", id, verdict: "edited", message }, "It is said in your words now.")),
  );
}

/**
 * Takes back what was said of the finding.
 *
 * @param {Work} work
 */
export async function reopen(work) {
  const { finding } = work.desk;
  const id = finding && nameOf(finding);
  const told = finding && isOwn(finding) ? "The finding is taken back." : "The finding is open again.";
  if (id) await work.act({ act: "finding", id, verdict: "open" }, told);
}

/**
 * What was said of a finding; "" where nothing was.
 *
 * @param {HTMLElement | null} finding
 * @returns {string}
 */
export function verdictOn(finding) {
  return finding?.querySelector(".decided b")?.textContent ?? "";
}

/**
 * What a finding says.
 *
 * @param {HTMLElement} finding
 * @returns {string}
 */
export function title(finding) {
  return finding.querySelector("h3 bdi")?.textContent?.trim() ?? "";
}

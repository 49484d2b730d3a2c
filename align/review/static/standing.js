/** How the work stands: how much is done, whether it is saved, what the server is still at. */

import { alarm, offer } from "./announcing.js";
import { byId, element } from "./elements.js";

/** @typedef {import("./server.js").Answer} Answer */
/** @typedef {import("./server.js").State} State */

/** @type {Record<State, string>} */
const STATES = {
  saved: "✓ all saved",
  saving: "saving…",
  lost: "not saved",
  ended: "the program has ended",
  stale: "not saved",
};

/** @type {Partial<Record<State, string>>} what there is to be said of it */
const ALARMS = {
  lost: "That was not saved: the program has ended. Start “align review” again and go on; what was saved before is kept.",
  ended: "The program has ended. All that you did is saved; start “align review” again to go on.",
  stale:
    "This page is out of date, so nothing more can be saved from it. Load it again, or open the address that “align review” printed last.",
};

/** @type {Record<string, string>} */
const WORKING = { check: "checking again…", realign: "aligning again…", save: "writing files…" };

/**
 * Shows how much is done.
 *
 * @param {Answer} answer
 */
export function showProgress({ progress }) {
  const { pairs, confirmed, findings, judged } = progress;
  const bar = byId("progress");
  if (bar instanceof HTMLProgressElement) {
    bar.max = Math.max(pairs, 1);
    bar.value = confirmed;
  }
  byId("confirmed").textContent = pairs ? `${confirmed} of ${pairs} confirmed` : "no pairs yet";
  byId("left").textContent = findings ? `${judged} of ${findings} findings judged` : "";
  for (const label of document.querySelectorAll(".filter label:has([name=severity])")) {
    const count = label.querySelector("span");
    const severity = label.querySelector("input")?.value ?? "";
    if (!count || !(severity in progress)) continue;
    count.textContent = String(Object(progress)[severity]);
    if (label instanceof HTMLElement && Object(progress)[severity]) label.hidden = false;
  }
}

/**
 * Shows whether all is saved, and what is being done.
 *
 * @param {State} state
 * @param {string[]} working
 * @param {State} before
 */
export function showState(state, working, before) {
  const place = byId("saved");
  place.dataset.state = state;
  place.textContent = STATES[state];
  byId("working").textContent = working.map((what) => WORKING[what] ?? what).join(" ");
  if (state === before) return;
  const unsaved = before === "lost" ? "What you did last was not saved: do it again." : "";
  const words = ALARMS[state];
  if (words) alarm(`${words} ${unsaved}`.trim());
  else if (state === "saved" && before !== "saving") alarm(unsaved);
  if (state === "stale") offer(element("button", { type: "button", click: () => location.reload() }, "Load it again"));
}

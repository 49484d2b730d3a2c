/** All that a person can do, as one list: its keys, its name, what it does, when it can be done. Buttons, keys and help are made of it. */

import { addFinding, addTerm, dropTerm, reword } from "./adding.js";
import { toFinding, toRow, toUnsure } from "./going.js";
import { aPair, above, aTerm, below, bothSides, hasFinding, isJudged, isMovable, manySentences, takeable } from "./hindering.js";
import { accept, dismiss, reopen as reopenFinding, retell, verdictOn, weigh } from "./judging.js";
import { link } from "./linking.js";
import { findings, isUnjudged, isWanted } from "./page.js";
import { judge, merge, move, realign, reopen, unlink } from "./pairing.js";
import { split } from "./splitting.js";

/** @typedef {import("./review.js").Work} Work */

/**
 * @typedef {object} Command
 * @property {string} name
 * @property {"pair" | "finding" | "page" | "past" | "going"} about where its button stands
 * @property {string} label
 * @property {string[]} keys the first one is written on the button
 * @property {string} tells what it does
 * @property {boolean} [begins] whether it is a good one to begin with
 * @property {boolean} [shy] whether its button is there only when it can be pressed
 * @property {(work: Work) => boolean} [is] whether it is so already
 * @property {(work: Work) => string} [what] what it would do, or how much of that there is
 * @property {(work: Work) => string} [hindrance] why it cannot be done now; "" where it can
 * @property {(work: Work) => unknown} act
 */

/** @type {readonly Command[]} */
export const COMMANDS = [
  {
    name: "accept",
    about: "finding",
    label: "Accept",
    keys: ["a"],
    tells: "it is right; on to the next one",
    hindrance: hasFinding,
    is: ({ desk }) => verdictOn(desk.finding) === "accepted",
    act: accept,
  },
  {
    name: "dismiss",
    about: "finding",
    label: "Dismiss…",
    keys: ["x"],
    tells: "it is wrong, and why; on to the next one",
    hindrance: hasFinding,
    is: ({ desk }) => verdictOn(desk.finding) === "dismissed",
    act: dismiss,
  },
  {
    name: "weigh",
    about: "finding",
    label: "Severity…",
    keys: ["v"],
    tells: "it is more or less grave than it says",
    hindrance: hasFinding,
    act: weigh,
  },
  {
    name: "retell",
    about: "finding",
    label: "Words…",
    keys: ["w"],
    tells: "it is right, and better said in other words",
    hindrance: hasFinding,
    act: retell,
  },
  {
    name: "reopen-finding",
    about: "finding",
    label: "Take back",
    keys: ["B"],
    tells: "it is open again, as if nobody had judged it",
    shy: true,
    hindrance: takeable,
    act: reopenFinding,
  },
  {
    name: "confirm",
    about: "pair",
    label: "Confirm",
    keys: ["c"],
    tells: "the pair is right; on to the next in doubt, if it was, or not judged",
    hindrance: bothSides,
    is: ({ desk }) => desk.row?.dataset.decision === "confirmed",
    act: (work) => judge(work, "confirmed"),
  },
  {
    name: "doubt",
    about: "pair",
    label: "Doubt",
    keys: ["d"],
    tells: "the pair is doubtful; on as from one that is right",
    hindrance: bothSides,
    is: ({ desk }) => desk.row?.dataset.decision === "doubtful",
    act: (work) => judge(work, "doubtful"),
  },
  {
    name: "merge-next",
    about: "pair",
    label: "Merge ↓",
    keys: ["m"],
    tells: "this pair and the next are one",
    hindrance: below,
    act: (work) => merge(work, 1),
  },
  {
    name: "merge-previous",
    about: "pair",
    label: "Merge ↑",
    keys: ["M"],
    tells: "this pair and the one before are one",
    hindrance: above,
    act: (work) => merge(work, -1),
  },
  {
    name: "split",
    about: "pair",
    label: "Split…",
    keys: ["s"],
    tells: "the pair is two; asks where the second begins",
    hindrance: manySentences,
    act: split,
  },
  {
    name: "move",
    about: "pair",
    label: "Move…",
    keys: ["o"],
    tells: "a sentence belongs to the pair above or below",
    hindrance: isMovable,
    act: move,
  },
  {
    name: "unlink",
    about: "pair",
    label: "Unlink",
    keys: ["u"],
    tells: "its sentences have no partner",
    hindrance: bothSides,
    act: unlink,
  },
  {
    name: "link",
    about: "pair",
    label: "Link…",
    keys: ["l"],
    tells: "any sentences are a pair; pick them on both sides",
    hindrance: aPair,
    act: link,
  },
  {
    name: "reword",
    about: "pair",
    label: "Edit…",
    keys: ["e"],
    tells: "another wording for the memory; the article keeps its own",
    hindrance: aPair,
    act: reword,
  },
  {
    name: "add-finding",
    about: "pair",
    label: "Finding…",
    keys: ["f"],
    tells: "a finding of your own; select the words first",
    hindrance: aPair,
    act: addFinding,
  },
  {
    name: "add-term",
    about: "pair",
    label: "Term…",
    keys: ["t"],
    tells: "a term for the glossary; select it on both sides first",
    act: addTerm,
  },
  {
    name: "drop-term",
    about: "pair",
    label: "No term…",
    keys: ["T"],
    tells: "one that was added is not wanted after all",
    shy: true,
    hindrance: aTerm,
    act: dropTerm,
  },
  {
    name: "reopen",
    about: "pair",
    label: "Take back",
    keys: ["b"],
    tells: "the pair is open again, as if nobody had judged it",
    shy: true,
    hindrance: isJudged,
    act: reopen,
  },
  {
    name: "next-unsure",
    about: "page",
    label: "Next in doubt",
    keys: ["g"],
    tells: "one that is more likely wrong than right, and not judged",
    begins: true,
    what: ({ last }) => String(last.progress.unsure || ""),
    act: (work) => toUnsure(work, 1),
  },
  {
    name: "previous-unsure",
    about: "going",
    label: "Previous in doubt",
    keys: ["G"],
    tells: "the one before",
    act: (work) => toUnsure(work, -1),
  },
  {
    name: "next-finding",
    about: "page",
    label: "Next finding",
    keys: ["n"],
    tells: "to it and its pair",
    begins: true,
    what: () => String(findings(document).filter((one) => isWanted(one) && isUnjudged(one)).length || ""),
    act: (work) => toFinding(work, 1),
  },
  {
    name: "previous-finding",
    about: "going",
    label: "Previous finding",
    keys: ["p"],
    tells: "to it and its pair",
    act: (work) => toFinding(work, -1),
  },
  {
    name: "realign",
    about: "page",
    label: "Re-align",
    keys: ["r"],
    tells: "pairs all sentences again; what you confirmed or made stays",
    act: realign,
  },
  {
    name: "undo",
    about: "past",
    label: "Undo",
    keys: ["z", "Ctrl+z"],
    tells: "takes back what was done last, as often as you like",
    hindrance: ({ last }) => (last.undo ? "" : "There is nothing to undo."),
    what: ({ last }) => last.undo,
    act: (work) => work.act({ act: "undo" }, `Undone: ${work.last.undo}.`),
  },
  {
    name: "redo",
    about: "past",
    label: "Redo",
    keys: ["Z", "Ctrl+Shift+z", "Ctrl+y"],
    tells: "does it again",
    hindrance: ({ last }) => (last.redo ? "" : "There is nothing to redo."),
    what: ({ last }) => last.redo,
    act: (work) => work.act({ act: "redo" }, `Done again: ${work.last.redo}.`),
  },
  {
    name: "next-row",
    about: "going",
    label: "Next pair",
    keys: ["j"],
    tells: "down the page",
    act: (work) => toRow(work, 1),
  },
  {
    name: "previous-row",
    about: "going",
    label: "Previous pair",
    keys: ["k"],
    tells: "up the page",
    act: (work) => toRow(work, -1),
  },
  {
    name: "search",
    about: "going",
    label: "Search",
    keys: ["/"],
    tells: "in both texts and the findings; Escape leads back",
    act: search,
  },
  {
    name: "acts",
    about: "going",
    label: "To the buttons",
    keys: ["Enter"],
    tells: "from the pair at hand; Escape leads back",
    act: ({ dock }) => dock.focus(),
  },
];

function search() {
  const field = document.querySelector("input[type=search]");
  if (field instanceof HTMLInputElement) {
    field.focus();
    field.select();
  }
}

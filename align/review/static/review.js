/** The page's beginning: what the server told it, its parts, and who listens to whom. */

import { alarm, announce, offer } from "./announcing.js";
import { arrive, pointed } from "./arriving.js";
import { Asking } from "./asking.js";
import { COMMANDS } from "./commands.js";
import { Desk } from "./desk.js";
import { dragging } from "./dragging.js";
import { byId, element } from "./elements.js";
import { exporting } from "./exporting.js";
import { singleKeys, tellKeys } from "./help.js";
import { Holding } from "./holding.js";
import { Keyboard } from "./keyboard.js";
import { rowOf } from "./page.js";
import { Groups, parsed } from "./renewing.js";
import { inSight, makeRoom } from "./room.js";
import { Server } from "./server.js";
import { showProgress, showState } from "./standing.js";
import { Toolbars } from "./toolbar.js";

/** @typedef {import("./commands.js").Command} Command */
/** @typedef {import("./server.js").Act} Act */
/** @typedef {import("./server.js").Answer} Answer */
/** @typedef {import("./server.js").Side} Side */

/**
 * @typedef {object} Work all that a command may use
 * @property {import("./server.js").Start} start
 * @property {Answer} last the server's last answer
 * @property {Desk} desk
 * @property {Server} server
 * @property {Asking} asking
 * @property {Holding} holding
 * @property {Toolbars} dock
 * @property {(act: Act, words: string) => Promise<Answer | null>} act does it on the server, and says these words when it is done
 * @property {(side: Side, sentence: number) => string | undefined} worded the wording that a sentence has in the memory
 */

/** @type {import("./server.js").Start} */
const start = JSON.parse(byId("start").textContent ?? "{}");
const keyboard = new Keyboard(document);
const groups = new Groups(start.groups, start.wordings);
const renew = () => work.dock.renew(work);
const desk = new Desk(() => renew());
const asking = new Asking(byId("asking"), keyboard, () => desk.focus());

/** @type {Work} */
const work = {
  start,
  last: start,
  desk,
  asking,
  server: new Server(start, { take, tell: showState, refuse: alarm }),
  holding: new Holding(() => renew()),
  dock: new Toolbars(perform),
  act: async (act, words) => {
    const answer = await work.server.act(act);
    if (answer) alarm("");
    else if (work.server.state === "lost" && !asking.isOpen) offer(again(act, words));
    if (answer && words) announce(words);
    return answer;
  },
  worded: (side, sentence) => work.last.wordings.find((wording) => wording.side === side && wording.sentence === sentence)?.text,
};

begin();

function begin() {
  showProgress(start);
  exporting(byId("exports"), work);
  dragging(work);
  tellKeys();
  listen();
  for (const note of start.notes) announce(note);
  makeRoom(() => asking.isOpen && desk.show());
  renew();
  arrive(desk);
}

/**
 * Does what a key or a button asks for, after all that was asked before is done.
 *
 * @param {Command} command
 * @param {boolean} [byKey] then a question that is open by now comes first: what is typed quickly was meant for it
 */
async function perform(command, byKey = false) {
  await work.server.idle();
  if (byKey && asking.isOpen) {
    announce("First answer what is asked below, or leave it with Escape.");
    return;
  }
  const hindrance = command.hindrance?.(work) ?? "";
  if (hindrance) announce(hindrance);
  else await command.act(work);
}

/**
 * A button that does what could not be saved.
 *
 * @param {Act} act
 * @param {string} words
 */
function again(act, words) {
  return element("button", { type: "button", click: () => work.act(act, words) }, "Try again");
}

/**
 * Makes the page show an answer.
 *
 * @param {Answer} answer
 */
function take(answer) {
  const seen = inSight();
  work.last = answer;
  const changed = groups.renew(answer);
  if (answer.head !== null) document.querySelector("header.top")?.replaceChildren(parsed(answer.head));
  showProgress(answer);
  desk.settle(answer.focus, changed);
  if (!answer.focus) seen?.keep();
  if (document.activeElement === document.body) desk.focus(); // its button went, or its row
  for (const note of answer.notes) announce(note);
  document.dispatchEvent(new Event("align:changed"));
}

function listen() {
  const texts = byId("texts");
  texts.addEventListener("click", (event) => {
    const row = rowOf(event.target);
    if (!row || !(event.target instanceof Element) || event.target.closest("a, summary, button")) return;
    desk.stand(row, { finding: pointed(event.target), focus: getSelection()?.isCollapsed ?? true });
  });
  texts.addEventListener("focusin", (event) => {
    const row = rowOf(event.target);
    if (row && row !== desk.row) desk.stand(row, { focus: false });
  });
  window.addEventListener("beforeunload", (event) => {
    if (work.server.state === "saving" || asking.isBegun) event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    const step = event.target instanceof Element ? event.target.closest("[data-step]")?.getAttribute("data-step") : null;
    const command = step && COMMANDS.find(({ name }) => name === (step === "1" ? "next-finding" : "previous-finding"));
    if (command) void perform(command);
  });
  keyboard.lend((key) => {
    const command = COMMANDS.find(({ keys }) => keys.includes(key));
    if (!command || document.querySelector("dialog[open]") || (key.length === 1 && !singleKeys())) return false;
    void perform(command, true);
    return true;
  });
  document.addEventListener("align:filtered", () => desk.look());
  keyboard.lend((key) => {
    if (key !== "Escape" || asking.isOpen) return false;
    work.holding.release();
    if (work.server.state === "saved") alarm("");
    const field = document.activeElement;
    const isSearch = field instanceof HTMLInputElement && field.type === "search";
    if (isSearch && field.value) return false; // the browser empties the field first
    desk.focus();
    if (isSearch) desk.show();
    return false;
  });
}

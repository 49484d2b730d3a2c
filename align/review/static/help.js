/** The list of commands as the dialog of keys, and the switch that turns single keys off for those whom they hinder. */

import { COMMANDS } from "./commands.js";
import { byId, element, keycap } from "./elements.js";

const SWITCH = "align-keys"; // where the browser remembers it
const OFF = "off";

// What the mouse and the finger do that is no command.
const GESTURES = [
  ["⠿", "Drag", "a sentence by its handle, to another pair"],
  ["abc", "Select", "words on one side, then on the other, for a finding or a term"],
];

/** Puts all of them in place of those that a report has. */
export function tellKeys() {
  const lines = COMMANDS.map(({ keys, label, tells }) => line(keys.map(keycap), label.replace("…", ""), tells));
  const more = GESTURES.map(([sign = "", label = "", tells = ""]) => line([sign], label, tells));
  document.querySelector("#help .keys")?.replaceChildren(...lines, ...more);
  const box = element("input", { type: "checkbox", checked: singleKeys() });
  box.addEventListener("change", () => localStorage.setItem(SWITCH, box.checked ? "" : OFF));
  const title = byId("help-title"); // with the focus there, the dialog opens at its top
  title.tabIndex = -1;
  title.autofocus = true;
  document.querySelector("#help .keys")?.after(element("label", { class: "switch" }, box, " Single keys do something"));
}

/** Whether a letter alone does something. */
export function singleKeys() {
  return localStorage.getItem(SWITCH) !== OFF;
}

/**
 * @param {(Node | string)[]} signs
 * @param {string} label
 * @param {string} tells
 */
function line(signs, label, tells) {
  const said = [element("b", {}, label), `: ${tells}`];
  return element("div", {}, element("dt", {}, ...signs.flatMap((sign) => [sign, " "])), element("dd", {}, ...said));
}

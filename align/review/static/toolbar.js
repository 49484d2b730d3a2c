/** The list of commands as buttons, each with its key; what cannot be done now is grey and says why. */

import { COMMANDS } from "./commands.js";
import { byId, element, keycap } from "./elements.js";
import { inWords } from "./desk.js";
import { title } from "./judging.js";
import { SIDES, severityOf } from "./page.js";

/** @typedef {import("./commands.js").Command} Command */
/** @typedef {import("./review.js").Work} Work */

export class Toolbars {
  /** @type {Map<Command, HTMLButtonElement>} */
  #buttons = new Map();
  #perform;

  /** @param {(command: Command) => void} perform */
  constructor(perform) {
    this.#perform = perform;
    for (const about of /** @type {const} */ (["page", "past", "finding", "pair"])) {
      for (const command of COMMANDS.filter((one) => one.about === about)) {
        const button = this.#button(command);
        this.#buttons.set(command, button);
        byId(`${about}-acts`).append(button);
      }
    }
    const beginnings = COMMANDS.filter((one) => one.begins).map((command) => this.#button(command));
    byId("begin-acts").append(...beginnings, " or click on any pair");
    byId("more").addEventListener("click", () => this.#more());
    document.addEventListener("keydown", walk);
  }

  /** Puts the keyboard on the first button that can be pressed. */
  focus() {
    [...this.#buttons].find(([command, button]) => command.about === "pair" && button.ariaDisabled !== "true")?.[1].focus();
  }

  /**
   * Makes the buttons say what can be done now.
   *
   * @param {Work} work
   */
  renew(work) {
    const { row, finding } = work.desk;
    byId("begin").hidden = row !== null;
    byId("pair-line").hidden = row === null;
    byId("pair-at-hand").textContent = row ? inWords(row) : "";
    byId("finding-at-hand").textContent = finding ? `${severityOf(finding)}: ${title(finding)}` : "";
    byId("finding-line").hidden = !finding;
    this.#hold(work.holding);
    for (const [command, button] of this.#buttons) {
      const hindrance = command.hindrance?.(work) ?? "";
      const what = command.what?.(work) ?? "";
      button.ariaDisabled = String(hindrance !== "");
      button.hidden = command.shy === true && hindrance !== "";
      button.title = hindrance || (what ? `${command.label} (${what}): ${command.tells}` : command.tells);
      button.classList.toggle("pressed", command.is?.(work) ?? false);
      button.querySelector(".what")?.replaceChildren(what);
    }
  }

  /** @param {import("./holding.js").Holding} holding */
  #hold(holding) {
    const words = SIDES.flatMap((side) => holding.on(side)?.words ?? []).map((held) => `“${held}”`);
    const release = element(
      "button",
      { type: "button", class: "quiet", click: () => holding.release() },
      "Let go ",
      keycap("Escape"),
    );
    byId("held").replaceChildren(words.join(" · "), ...(words.length ? [" ", release] : []));
  }

  /**
   * @param {Command} command
   * @returns {HTMLButtonElement}
   */
  #button(command) {
    return element(
      "button",
      {
        type: "button",
        "data-command": command.name,
        "aria-keyshortcuts": command.keys.join(" ").replaceAll("Ctrl", "Control"),
        click: () => this.#perform(command),
      },
      element("span", { class: "label" }, command.label),
      element("span", { class: "what" }),
      keycap(command.keys[0] ?? ""),
    );
  }

  #more() {
    const isOpen = byId("dock").classList.toggle("all");
    byId("more").setAttribute("aria-expanded", String(isOpen));
    byId("more").textContent = isOpen ? "Less" : "More";
  }
}

/**
 * Goes from button to button with the arrows, as is usual in a toolbar.
 *
 * @param {KeyboardEvent} event
 */
function walk(event) {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  const bar = event.target instanceof Element ? event.target.closest("[role=toolbar]") : null;
  if (!step || !bar) return;
  const buttons = [...bar.querySelectorAll("button, summary")].filter((button) => button.checkVisibility());
  const button = buttons.at((buttons.findIndex((one) => one === event.target) + step) % buttons.length);
  if (button instanceof HTMLElement) button.focus();
  event.preventDefault();
}

/** Questions at the desk: a few choices, or a few fields. One at a time; Escape leaves, and the hand goes back to the pair. */

import { element, keycap } from "./elements.js";
import { placeOf } from "./page.js";

/** @typedef {{label: string, value: string}} Choice */
/**
 * @typedef {object} Picking how sentences are picked on the page
 * @property {Record<string, () => void>} keys what each key does meanwhile
 * @property {(place: import("./server.js").Place) => boolean} pick takes the sentence that was clicked, or leaves the click to others
 * @property {() => void} show shows what is picked; again whenever rows have changed
 * @property {() => void} hide shows it no more
 */
/**
 * @typedef {object} Field
 * @property {string} name
 * @property {string} label
 * @property {string} [value]
 * @property {string[]} [options] a choice of these; else a field to write in
 * @property {boolean} [short] a field of one line
 * @property {boolean} [required]
 * @property {string} [lang] the language of what is written
 * @property {boolean} [first] the field to begin with; without one it is the first
 */

export class Asking {
  #place;
  #keyboard;
  #back;
  /** @type {() => void} */
  #leave = () => {};

  /**
   * @param {HTMLElement} place
   * @param {import("./keyboard.js").Keyboard} keyboard
   * @param {() => void} back gives the focus back when a question is answered
   */
  constructor(place, keyboard, back) {
    this.#place = place;
    this.#keyboard = keyboard;
    this.#back = back;
  }

  get isOpen() {
    return !this.#place.hidden;
  }

  /** Whether there are words in a field that nobody has taken yet. */
  get isBegun() {
    const fields = [...this.#place.querySelectorAll("textarea, input")];
    return fields.some((field) => "defaultValue" in field && "value" in field && field.value !== field.defaultValue);
  }

  /**
   * Shows something to answer, with its own keys; what comes back puts it away. Whatever was open is left.
   *
   * @param {string} question
   * @param {HTMLElement[]} body
   * @param {{keys?: import("./keyboard.js").Taker, left?: () => void}} more `left` is told when it is left unanswered
   * @returns {() => void}
   */
  open(question, body, { keys = () => false, left = () => {} }) {
    this.#leave();
    const give = this.#keyboard.lend((key, event) => {
      if (key === "Escape") this.#leave();
      return key === "Escape" || keys(key, event);
    });
    const title = element("p", { class: "question", id: "question" }, question);
    this.#place.replaceChildren(title, ...body);
    this.#place.hidden = false;
    this.#place.focus({ preventScroll: true });
    let isClosed = false;
    const close = () => {
      if (isClosed) return;
      isClosed = true;
      give();
      this.#leave = () => {};
      this.#place.hidden = true;
      this.#place.replaceChildren();
      this.#back();
    };
    this.#leave = () => {
      close();
      left();
    };
    return close;
  }

  /**
   * The value that was chosen, by a click or by its number, or the words that were written instead; null where it was left.
   *
   * Nothing is chosen beforehand, and where words may be written a number is one of them until Enter: what begins a sentence must
   * not be an answer.
   *
   * @param {string} question
   * @param {Choice[]} choices
   * @param {string} [other] what the field for other words is called; without it there is none
   * @returns {Promise<string | null>}
   */
  choose(question, choices, other = "") {
    return new Promise((resolve) => {
      /** @param {string} value */
      const answer = (value) => {
        close();
        resolve(value);
      };
      const buttons = choices.map(({ label, value }, place) =>
        element("button", { type: "button", click: () => answer(value) }, label, " ", keycap(String(place + 1))),
      );
      /** @param {string} key */
      const chosen = (key) => (/^[1-9]$/.test(key) ? choices[Number(key) - 1]?.value : undefined);
      const typed = matchMedia("(pointer: fine)").matches; // under a thumb a field would bring up a keyboard over the choices
      const hint = typed ? `a number above, or ${other}` : other;
      const words = element("input", {
        type: "text",
        "aria-label": hint,
        placeholder: hint,
        autocomplete: "off",
        input: () => choices.forEach(({ value }, place) => buttons[place]?.classList.toggle("pressed", value === chosen(said()))),
      });
      const said = () => words.value.trim();
      const own = element("form", {
        class: "own",
        submit: (event) => (event.preventDefault(), said() && answer(chosen(said()) ?? said())),
      });
      own.append(words, element("button", {}, "Use these words"));
      const rest = [...(other ? [own] : []), this.#cancel()];
      const close = this.open(question, [element("div", { class: "choices" }, ...buttons, ...rest)], {
        keys: (key) => {
          const value = other ? undefined : chosen(key);
          if (value !== undefined) answer(value);
          return value !== undefined;
        },
        left: () => resolve(null),
      });
      if (other && typed) words.focus();
    });
  }

  /**
   * Lets the fields be filled, and goes away when what was written has been taken; until then nothing of it is lost.
   *
   * @param {string} question
   * @param {Field[]} fields
   * @param {string} done what the button is called
   * @param {(values: Record<string, string>) => Promise<boolean>} take whether it was taken
   */
  fill(question, fields, done, take) {
    const inputs = new Map(fields.map((field) => [field.name, input(field)]));
    const labels = fields.map(({ name, label, options, short }) =>
      element("label", { class: options || short ? "short" : "long" }, label, inputs.get(name) ?? ""),
    );
    const button = element("button", { class: "main" }, done, " ", keycap("Ctrl+↵"));
    const form = element("form", { class: "fields" }, ...labels, element("div", { class: "choices" }, button, this.#cancel()));
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (button.disabled) return;
      button.disabled = true;
      const isTaken = await take(Object.fromEntries([...inputs].map(([name, { value }]) => [name, value.trim()])));
      button.disabled = false;
      if (isTaken) close();
    });
    const close = this.open(question, [form], {
      keys: (key) => {
        if (key === "Ctrl+Enter") form.requestSubmit();
        return key === "Ctrl+Enter";
      },
    });
    inputs.get((fields.find(({ first }) => first) ?? fields[0])?.name ?? "")?.focus();
  }

  /**
   * Lets sentences be picked on the page; what comes back ends that.
   *
   * @param {string} question
   * @param {HTMLElement} told what is picked, in words
   * @param {HTMLElement[]} buttons
   * @param {Picking} picking
   * @returns {() => void}
   */
  pick(question, told, buttons, { keys, pick, show, hide }) {
    /** @param {MouseEvent} event */
    const clicked = (event) => {
      const place = placeOf(event.target);
      if (!place || !pick(place)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    const left = () => {
      hide();
      document.removeEventListener("click", clicked, true);
      document.removeEventListener("align:changed", show);
    };
    document.addEventListener("click", clicked, true);
    document.addEventListener("align:changed", show);
    const close = this.open(question, [told, element("div", { class: "choices" }, ...buttons, this.#cancel())], {
      keys: (key) => {
        keys[key]?.();
        return key in keys;
      },
      left,
    });
    show();
    return () => {
      close();
      left();
    };
  }

  #cancel() {
    return element("button", { type: "button", class: "quiet", click: () => this.#leave() }, "Cancel ", keycap("Escape"));
  }
}

/**
 * @param {Field} field
 * @returns {HTMLSelectElement | HTMLInputElement | HTMLTextAreaElement}
 */
function input({ name, value = "", options, short, required = false, lang }) {
  const common = { name, required, dir: "auto", ...(lang ? { lang } : {}) };
  if (options) {
    return element(
      "select",
      { name },
      ...options.map((option) => element("option", { value: option, selected: option === value }, option)),
    );
  }
  if (short) return element("input", { ...common, type: "text", value, autocomplete: "off" });
  return element("textarea", { ...common, rows: 2 }, value);
}

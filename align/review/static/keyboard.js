/** Presses of keys into the names that the list of commands uses, and the names to whoever wants them. */

/** @typedef {(key: string, event: KeyboardEvent) => boolean} Taker whether it took the key */

/**
 * What a press is called: "c", "M", "Ctrl+z", "Alt+ArrowUp".
 *
 * A letter is what it would be on a Latin keyboard where it is none itself, so that Chinese and Cyrillic ones work too.
 *
 * @param {KeyboardEvent} event
 * @returns {string}
 */
export function named(event) {
  const latin = /^[ -~]$/.test(event.key);
  const isLetter = /^Key[A-Z]$/.test(event.code);
  let key = event.key;
  if (!latin && isLetter) key = event.shiftKey ? event.code.slice(3) : event.code.slice(3).toLowerCase();
  if (event.ctrlKey || event.metaKey) return `Ctrl+${event.shiftKey ? "Shift+" : ""}${key.length === 1 ? key.toLowerCase() : key}`;
  if (event.altKey) return `Alt+${key}`;
  return event.shiftKey && key.length > 1 ? `Shift+${key}` : key;
}

/** Who gets the keys: the last one who asked first, and who does not want one leaves it to the one before. */
export class Keyboard {
  /** @type {Taker[]} */
  #takers = [];

  /** @param {Document} page */
  constructor(page) {
    page.addEventListener("keydown", (event) => this.#pressed(event));
  }

  /**
   * Lets a taker have the keys until what comes back is called.
   *
   * @param {Taker} taker
   * @returns {() => void}
   */
  lend(taker) {
    this.#takers.push(taker);
    return () => {
      this.#takers = this.#takers.filter((other) => other !== taker);
    };
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    if (event.isComposing || event.defaultPrevented) return;
    const key = named(event);
    if (belongsToField(event.target, key)) return;
    if (this.#takers.toReversed().some((taker) => taker(key, event))) event.preventDefault();
  }
}

/**
 * Whether a key is for what has the focus: letters for a field, Enter and the space bar for a button or a link.
 *
 * @param {EventTarget | null} target
 * @param {string} key
 * @returns {boolean}
 */
function belongsToField(target, key) {
  if (!(target instanceof Element) || key === "Escape") return false;
  if (target.matches("textarea, select, input:not([type=checkbox]), dialog[open] *")) return key !== "Ctrl+Enter";
  return target.matches("button, a[href], summary, input") && (key === "Enter" || key === " ");
}

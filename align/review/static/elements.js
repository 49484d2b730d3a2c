/** Names, attributes and children into elements. Text stays text: nothing here reads HTML. */

/** @typedef {string | number | boolean | ((event: Event) => unknown)} Attribute */

/**
 * An element of that name. An attribute that is a function listens to the event of its name; one that is false is left out.
 *
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, Attribute>} [attributes]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(attribute, value);
    else if (value !== false) made.setAttribute(attribute, value === true ? "" : String(value));
  }
  made.append(...children);
  return made;
}

/**
 * The element of the page with that id, which our template promises.
 *
 * @param {string} id
 * @returns {HTMLElement}
 */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found;
}

/**
 * A key as it is written on a button.
 *
 * @param {string} key
 * @returns {HTMLElement}
 */
export function keycap(key) {
  return element("kbd", { "aria-hidden": "true" }, KEYCAPS[key] ?? key.replaceAll("+", " "));
}

/** @type {Record<string, string>} */
const KEYCAPS = { Enter: "↵", Escape: "Esc", " ": "Space", ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→" };

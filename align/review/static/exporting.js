/** Files of what is decided, made when they are asked for. */

import { alarm, announce } from "./announcing.js";
import { element } from "./elements.js";

/** @typedef {import("./review.js").Work} Work */

/**
 * Fills the menu with what can be had.
 *
 * @param {HTMLElement} menu
 * @param {Work} work
 */
export function exporting(menu, work) {
  for (const { name, label } of work.start.exports) {
    const link = element("a", { href: work.server.address(name), download: name }, label);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      void download(link, label);
    });
    menu.append(element("li", {}, link));
  }
  const save = async () => {
    announce("Writing the files in the folder…");
    for (const line of await work.server.save()) announce(line);
  };
  menu.append(element("li", {}, element("button", { type: "button", click: save }, "Write all files of the run anew")));
  document.addEventListener("click", (event) => {
    const details = menu.closest("details");
    if (details && event.target instanceof Node && !details.querySelector("summary")?.contains(event.target)) details.open = false;
  });
  menu.closest("details")?.addEventListener("keydown", (event) => {
    const details = menu.closest("details");
    if (event.key !== "Escape" || !details?.open) return;
    details.open = false;
    details.querySelector("summary")?.focus();
    event.stopPropagation();
  });
}

/**
 * Has the file made, and hands it to the browser.
 *
 * @param {HTMLAnchorElement} link
 * @param {string} label
 */
async function download(link, label) {
  announce(`${label}: it is being made…`);
  let response;
  try {
    response = await fetch(link.href);
  } catch {
    alarm("No file was made: the program has ended.");
    return;
  }
  if (!response.ok) {
    alarm((await response.json()).error);
    return;
  }
  const named = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get("Content-Disposition") ?? "");
  const file = URL.createObjectURL(await response.blob());
  element("a", { href: file, download: decodeURIComponent(named?.[1] ?? link.download) }).click();
  URL.revokeObjectURL(file);
  announce(`${label}: it is made, with all that is decided so far.`);
}

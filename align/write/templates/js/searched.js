// @ts-check
/** Lights up the words that are searched for, where the browser can do that without changing the page. */

const MOST = 500; // places: more than anybody looks at, and few enough to be found between two keystrokes
const searched = "highlights" in CSS ? new Highlight() : null;

if (searched) {
  CSS.highlights.set("searched", searched);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let due;
  document.addEventListener("align:filtered", () => {
    clearTimeout(due);
    due = setTimeout(light, 60, searched); // when what was narrowed down is on the screen
  });
}

/** @param {Highlight} places */
function light(places) {
  places.clear();
  const field = /** @type {HTMLInputElement | null} */ (document.querySelector(".filter [name=text]"));
  const words = field?.value.trim().toLowerCase();
  const texts = document.getElementById("texts");
  if (!words || !texts) return;
  for (const row of texts.querySelectorAll(".row:not([hidden]), .margin:not([hidden])")) {
    const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      for (const range of found(node, words)) {
        places.add(range);
        if (places.size >= MOST) return;
      }
    }
  }
}

/** Every place of these words in a text. @param {Node} node @param {string} words */
function* found(node, words) {
  const said = (node.textContent ?? "").toLowerCase();
  if (said.length !== node.textContent?.length) return; // a letter whose small form is longer: its places would not fit
  for (let at = said.indexOf(words); at >= 0; at = said.indexOf(words, at + words.length)) {
    const range = new Range();
    range.setStart(node, at);
    range.setEnd(node, at + words.length);
    yield range;
  }
}

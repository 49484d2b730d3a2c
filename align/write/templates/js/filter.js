// @ts-check
/**
 * Narrows the page down to what a reader asks for: findings by how grave, of what kind and where, and rows by what they say.
 * Whoever changes rows says so with an event `align:changed`; when it is done, `align:filtered` is told to the document.
 */

/** @typedef {{ node: HTMLElement, kind: string, chapter: string, severity: string, counts: boolean, said: string | null, fits: boolean }} Finding */
/** @typedef {{ node: HTMLElement, margin: HTMLElement | null, findings: Finding[], said: string | null, fits: boolean }} Row */
/** @typedef {{ node: HTMLElement, findings: Finding[], on: boolean }} Place */
/** @typedef {{ node: HTMLElement, band: HTMLDetailsElement | null, role: string, rows: Row[], places: Place[] }} Group */
/** @typedef {{ groups: Group[], rows: Row[], findings: Finding[], narrowed: boolean }} Page */
/** @typedef {{ severities: Set<string>, kind: string, role: string, chapter: string, text: string, alone: boolean, all: boolean }} Wanted */

const controls = /** @type {HTMLElement | null} */ (document.querySelector(".filter"));
const texts = /** @type {HTMLElement} */ (document.getElementById("texts"));
const SEVERITIES = ["critical", "major", "minor", "neutral"];
const STEP = 24; // a line of text, in pixels

/** What is on the page, from when it was first asked for until it changes. @type {Page | null} */
let page = null;
/** What makes the page ready for the next question. @type {Iterator<void> | null} */
let preparing = null;
/** Which bands the reader had open before anything was asked. @type {WeakMap<HTMLDetailsElement, boolean>} */
const wereOpen = new WeakMap();

if (controls) {
  const filter = () => narrow(wanted(controls), controls);
  controls.addEventListener("input", filter);
  controls.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-reset]")) reset(controls);
  });
  document.addEventListener("align:changed", () => {
    const isNarrowed = page?.narrowed ?? false;
    page = isNarrowed ? { ...gathered(), narrowed: true } : null;
    if (isNarrowed) filter();
    else tell(controls, counted());
    prepare();
  });
  // Who follows a link to what is filtered out wants to see it more than the filter.
  addEventListener("hashchange", () => {
    const place = document.getElementById(location.hash.slice(1));
    if (!texts.contains(place) || !place?.closest("[hidden]")) return;
    reset(controls);
    place.scrollIntoView({ block: "center" });
  });
  tell(controls, counted());
  prepare();
}

/** What the controls ask for. @param {HTMLElement} from @returns {Wanted} */
function wanted(from) {
  const boxes = /** @type {HTMLInputElement[]} */ ([...from.querySelectorAll("[name=severity]")]);
  const severities = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
  const [text, kind, role, chapter] = ["text", "kind", "role", "chapter"].map((name) => {
    const field = /** @type {HTMLInputElement | HTMLSelectElement | null} */ (from.querySelector(`[name=${name}]`));
    return field ? field.value : "";
  });
  const alone = /** @type {HTMLInputElement} */ (from.querySelector("[name=alone]")).checked;
  const all = severities.size === boxes.length && !text.trim() && !kind && !role && !chapter && !alone;
  return { severities, kind, role, chapter, text: plain(text).trim(), alone, all };
}

/** Asks for everything again. @param {HTMLElement} from */
function reset(from) {
  for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (from.querySelectorAll("[type=checkbox]"))) box.checked = box.name === "severity";
  for (const field of /** @type {NodeListOf<HTMLInputElement>} */ (from.querySelectorAll("select, [type=search]"))) field.value = "";
  narrow(wanted(from), from);
}

/** @param {Wanted} want @param {HTMLElement} from */
function narrow(want, from) {
  page ??= gathered();
  const eye = want.all && page.narrowed ? underTheEye() : null;
  for (const group of page.groups) {
    // A band goes back to what the reader had made of it before anything was asked.
    if (group.band && !page.narrowed) wereOpen.set(group.band, group.band.open);
    judge(group, want);
  }
  for (const group of page.groups) showGroup(group, want);
  page.narrowed = !want.all;
  const counts = page.findings.filter((finding) => finding.counts);
  const shown = counts.filter((finding) => finding.fits).length;
  tell(from, counts.length, shown, want.text ? page.rows.filter((row) => row.fits).length : null);
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (from.querySelectorAll("[data-reset]"))) show(button, !want.all);
  if (eye) scrollBy(0, eye.node.getBoundingClientRect().top - eye.top);
  document.dispatchEvent(new CustomEvent("align:filtered"));
}

/** Where a row of what was found stands, so that it stays there when all the others come back: the one at hand, or the first on the screen. */
function underTheEye() {
  const chosen = atHand();
  if (chosen) return chosen;
  const bar = controls?.getBoundingClientRect().bottom ?? 0;
  if (bar > innerHeight / 2) return null; // the reader is above the texts
  const { left, width } = texts.getBoundingClientRect();
  for (let height = bar + STEP; height < innerHeight; height += STEP) {
    const row = document.elementFromPoint(left + width / 3, height)?.closest(".row");
    if (row) return { node: row, top: row.getBoundingClientRect().top };
  }
  return null;
}

/** The row that the reader chose, if it is on the screen. */
function atHand() {
  const node = texts.querySelector(".row[aria-current]:not([hidden]), .row:focus");
  const top = node?.getBoundingClientRect().top ?? -1;
  return node && top > 0 && top < innerHeight ? { node, top } : null;
}

/** How many findings there are, but for those that a person dismissed. */
function counted() {
  const dismissed = [...texts.querySelectorAll(".finding .decided b")].filter((verdict) => verdict.textContent === "dismissed");
  return texts.getElementsByClassName("finding").length - dismissed.length;
}

/** @param {Element} finding */
function isCounted(finding) {
  return finding.querySelector(".decided b")?.textContent !== "dismissed";
}

/** Which rows and findings of a group fit. @param {Group} group @param {Wanted} want */
function judge(group, want) {
  const here = !want.role || group.role === want.role;
  for (const row of group.rows) {
    const told = here && (!want.text || says(row, want.text));
    for (const finding of row.findings) finding.fits = here && matches(finding, want) && (told || says(finding, want.text));
    const found = row.findings.some((finding) => finding.fits);
    row.fits = found || (told && !want.alone && !want.kind);
  }
}

/** @param {Group} group @param {Wanted} want */
function showGroup(group, want) {
  const left = group.rows.some((row) => row.fits);
  show(group.band ?? group.node, left);
  if (!left) return; // what is in it stays as it is until somebody can see it
  for (const row of group.rows) {
    show(row.node, row.fits);
    if (!row.margin) continue;
    show(row.margin, row.findings.some((finding) => finding.fits));
    for (const finding of row.findings) show(finding.node, finding.fits);
  }
  for (const place of group.places) {
    const on = place.findings.some((finding) => finding.fits);
    if (on !== place.on) place.node.classList.toggle("off", !on);
    place.on = on;
  }
  if (group.band) {
    const asked = !want.all && (want.text !== "" || group.rows.some((row) => row.findings.some((finding) => finding.fits)));
    const open = asked || (wereOpen.get(group.band) ?? group.band.open);
    if (group.band.open !== open) group.band.open = open;
  }
}

/** Says how much is shown, to the eye and to a screen reader. @param {HTMLElement} from @param {number} all @param {number} shown @param {number | null} pairs */
function tell(from, all, shown = all, pairs = null) {
  const output = from.querySelector("[data-shown]");
  const findings = shown === all ? many(all, "finding") : `${shown} of ${many(all, "finding")}`;
  if (output) output.textContent = pairs === null ? findings : `${many(pairs, "row")}, ${findings}`;
}

/** @param {number} count @param {string} what */
function many(count, what) {
  return `${count || "no"} ${what}${count === 1 ? "" : "s"}`;
}

/** Everything that can be narrowed down. @returns {Page} */
function gathered() {
  /** @type {Map<string, Finding>} */
  const named = new Map();
  const all = [.../** @type {NodeListOf<HTMLElement>} */ (texts.querySelectorAll(".group"))].map((node) => readGroup(node, named));
  // A mark may be about findings of any group, so places are read when all findings are known.
  const groups = all.map((group) => ({ ...group, places: readPlaces(group.node, named) }));
  return { groups, rows: groups.flatMap((group) => group.rows), findings: [...named.values()], narrowed: false };
}

/** Makes everything ready for the next question while nobody waits for it. */
function prepare() {
  preparing = prepared();
  whenIdle(preparing);
}

/** Everything, a little at a time: the page, and what each row and finding says. */
function* prepared() {
  page ??= gathered();
  for (const row of page.rows) yield [row, ...row.findings].forEach(read);
}

/** Goes on with it in idle moments, unless it has begun anew in between. @param {Iterator<void>} work */
function whenIdle(work) {
  /** @param {() => boolean} hasTime */
  const goOn = (hasTime) => {
    while (work === preparing && hasTime()) if (work.next().done) preparing = null;
    if (work === preparing) whenIdle(work);
  };
  if ("requestIdleCallback" in window) requestIdleCallback((moment) => goOn(() => moment.timeRemaining() > 1));
  else setTimeout(goOn, 300, () => true); // Safari
}

/** @param {HTMLElement} node @param {Map<string, Finding>} named takes its findings, by their names @returns {Group} */
function readGroup(node, named) {
  const band = /** @type {HTMLDetailsElement | null} */ (node.closest("details.band"));
  /** @type {Row[]} */
  const rows = [];
  for (const child of /** @type {Iterable<HTMLElement>} */ (node.children)) {
    if (child.classList.contains("row")) {
      rows.push({ node: child, margin: null, findings: [], said: null, fits: true });
    } else if (child.classList.contains("margin") && rows.length) {
      const row = rows[rows.length - 1];
      row.margin = child;
      for (const found of /** @type {NodeListOf<HTMLElement>} */ (child.querySelectorAll(".finding"))) {
        const finding = readFinding(found);
        row.findings.push(finding);
        named.set(found.id.slice("finding-".length), finding);
      }
    }
  }
  return { node, band, role: band?.dataset.role ?? "article", rows, places: [] };
}

/** @param {HTMLElement} node @returns {Finding} */
function readFinding(node) {
  const { kind = "", chapter = "" } = node.dataset;
  const severity = SEVERITIES.find((name) => node.classList.contains(name)) ?? "";
  return { node, kind, chapter, severity, counts: isCounted(node), said: null, fits: true };
}

/** The marks and references of a group. @param {HTMLElement} group @param {Map<string, Finding>} named @returns {Place[]} */
function readPlaces(group, named) {
  return [.../** @type {NodeListOf<HTMLElement>} */ (group.querySelectorAll("mark, a.ref"))].map((node) => {
    const names = node.dataset.finding ?? (node.getAttribute("href") ?? "").replace("#finding-", "");
    const findings = names.split(" ").flatMap((name) => named.get(name) ?? []);
    return { node, findings, on: !node.classList.contains("off") };
  });
}

/** @param {Finding} finding @param {Wanted} want */
function matches(finding, want) {
  const { severity, kind, chapter } = finding;
  return want.severities.has(severity) && (!want.kind || kind === want.kind) && (!want.chapter || chapter === want.chapter);
}

/** Whether something has these words. @param {Row | Finding} it @param {string} words */
function says(it, words) {
  return read(it).includes(words);
}

/** What something says, read once. @param {Row | Finding} it @returns {string} */
function read(it) {
  it.said ??= plain(it.node.textContent ?? "");
  return it.said;
}

/** @param {string} text */
function plain(text) {
  return text.normalize("NFKC").toLowerCase();
}

/** @param {HTMLElement} node @param {boolean} visible */
function show(node, visible) {
  if (node.hidden === visible) node.hidden = !visible;
}

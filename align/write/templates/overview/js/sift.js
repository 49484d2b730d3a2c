// @ts-check
/** Narrows the table of articles down: by what a row says, its publishers, how grave it is, and since when. */

for (const controls of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-sifts]"))) {
  const table = document.getElementById(controls.dataset.sifts ?? "");
  if (!(table instanceof HTMLTableElement)) continue;
  const rows = [...table.tBodies[0].rows].map((row) => ({ row, says: plain(row.textContent ?? "") }));
  const sift = () => {
    const text = plain(value(controls, "text").trim());
    const [publisher, since, grave] = [value(controls, "publisher"), value(controls, "since"), Number(value(controls, "grave"))];
    let shown = 0;
    for (const { row, says } of rows) {
      const { publishers = "", date = "", grave: found = "0" } = row.dataset;
      const fits = says.includes(text) && (!publisher || publishers.split("\n").includes(publisher)) && date >= since && Number(found) >= grave;
      row.hidden = !fits;
      shown += Number(fits);
    }
    tell(controls, rows.length, shown);
  };
  controls.addEventListener("input", sift);
  tell(controls, rows.length, rows.length);
  // Who follows a link to a row that is narrowed away wants to see it.
  addEventListener("hashchange", () => {
    const row = document.getElementById(location.hash.slice(1));
    if (!row?.hidden || !table.contains(row)) return;
    for (const field of /** @type {NodeListOf<HTMLInputElement | HTMLSelectElement>} */ (controls.querySelectorAll("input, select"))) {
      if (field instanceof HTMLSelectElement) field.selectedIndex = 0;
      else field.value = "";
    }
    sift();
    row.scrollIntoView({ block: "center" });
  });
}

/** @param {HTMLElement} controls @param {string} name */
function value(controls, name) {
  const field = /** @type {HTMLInputElement | HTMLSelectElement | null} */ (controls.querySelector(`[name=${name}]`));
  return field?.value ?? "";
}

/** @param {HTMLElement} controls @param {number} all @param {number} shown */
function tell(controls, all, shown) {
  const output = controls.querySelector("output");
  if (output) output.textContent = shown === all ? `${all} articles` : `${shown} of ${all} articles`;
}

/** @param {string} text */
function plain(text) {
  return text.normalize("NFKC").toLowerCase();
}

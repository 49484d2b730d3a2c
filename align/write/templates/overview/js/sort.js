// @ts-check
/** Sorts the rows of a table by the column whose heading is pressed; once more turns them round. */

const words = new Intl.Collator(undefined, { numeric: true });

for (const table of document.querySelectorAll("table[data-sorts]")) {
  for (const heading of /** @type {NodeListOf<HTMLTableCellElement>} */ (table.querySelectorAll("th[data-sort]"))) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => sort(/** @type {HTMLTableElement} */ (table), heading));
  }
}

/** @param {HTMLTableElement} table @param {HTMLTableCellElement} heading */
function sort(table, heading) {
  const numbers = heading.dataset.sort === "number";
  const before = heading.getAttribute("aria-sort");
  // Of figures the high ones are looked for first, of names and days the low ones.
  const rising = before ? before === "descending" : !numbers;
  for (const other of table.querySelectorAll("th[aria-sort]")) other.removeAttribute("aria-sort");
  heading.setAttribute("aria-sort", rising ? "ascending" : "descending");
  const rows = [...table.tBodies[0].rows].map((row) => ({ row, value: said(row.cells[heading.cellIndex]) }));
  rows.sort((one, two) => (rising ? 1 : -1) * (numbers ? Number(one.value) - Number(two.value) : words.compare(one.value, two.value)));
  table.tBodies[0].append(...rows.map(({ row }) => row));
}

/** @param {HTMLTableCellElement} cell */
function said(cell) {
  return cell.dataset.value ?? (cell.textContent ?? "").trim();
}

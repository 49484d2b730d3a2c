// @ts-check
/** Opens what is folded when an address leads into it and when the page is printed, and brings a finding it leads to under the eye. */

addEventListener("hashchange", reveal);
reveal();

addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("details:not([open])")) {
    details.setAttribute("open", "");
    details.setAttribute("data-for-print", "");
  }
});
addEventListener("afterprint", () => {
  for (const details of document.querySelectorAll("[data-for-print]")) {
    details.removeAttribute("open");
    details.removeAttribute("data-for-print");
  }
});

function reveal() {
  const name = decodeURIComponent(location.hash.slice(1));
  const place = document.getElementById(name);
  for (const note of document.querySelectorAll("[data-missed]")) note.remove();
  if (!place) {
    if (name.startsWith("finding-")) miss();
    return;
  }
  for (let above = place.parentElement; above; above = above.parentElement) {
    if (above instanceof HTMLDetailsElement) above.open = true;
  }
  const why = place.querySelector(":scope > details.why");
  if (why instanceof HTMLDetailsElement) {
    why.open = true;
    place.tabIndex = -1;
    place.focus({ preventScroll: true }); // from here the keys go on
  }
  place.scrollIntoView({ block: "center" });
}

/** Says that an address leads to a finding that is here no more, where the reader would else wonder. */
function miss() {
  const note = document.createElement("p");
  note.className = "warnings";
  note.dataset.missed = "";
  note.setAttribute("role", "status");
  document.querySelector("header.top")?.prepend(note);
  note.textContent = "The finding that this address leads to is not here: the texts, their pairs or the rules have changed since it was sent.";
}

// @ts-check
/** Shows the controls that need scripts: this runs where there are any. */

for (const control of document.querySelectorAll("[data-scripted]")) control.removeAttribute("hidden");

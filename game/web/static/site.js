"use strict";
// The pages work without this: it only spares gestures.

// Copying an address.
for (const button of document.querySelectorAll("[data-copie]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const source = document.getElementById(button.dataset.copie);
    await navigator.clipboard.writeText(source.textContent.trim());
    button.textContent = button.dataset.fait;
  });
}

// One press sends a form once.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || form.dataset.sent) {
    if (form.dataset.sent) event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
});
addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});

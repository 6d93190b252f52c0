"use strict";
// The pages work without this: it only spares gestures. The server judges everything again.

const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");

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
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
});
addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});

const decision = document.getElementById("decision");

// Choices: a figure selects, Enter decides.
if (decision) {
  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches("input[type=text], textarea, select");
    if (typing || event.altKey || event.ctrlKey || event.metaKey) return;
    const choice = decision.querySelector(`[data-chiffre="${CSS.escape(event.key)}"]:enabled`);
    if (!choice) return;
    event.preventDefault();
    choice.checked = true;
    choice.focus();
  });
}

// The time left, from what the server said when it sent the page.
const timer = document.querySelector("[data-reste]");
if (timer && decision) {
  const end = performance.now() + Number(timer.dataset.reste) * 1000;
  const announcement = document.getElementById("annonce");
  const announced = new Set([60, 30, 10]);
  const tick = () => {
    const left = Math.max(0, Math.ceil((end - performance.now()) / 1000));
    const seconds = String(left % 60).padStart(2, "0");
    timer.textContent = fill(timer.dataset.mots, { minutes: Math.floor(left / 60), seconds });
    timer.classList.toggle("urgent", left <= 10);
    if (announced.delete(left)) announcement.textContent = fill(announcement.dataset.mots, { count: left });
    if (left > 0) return;
    clearInterval(ticking);
    const mark = document.createElement("input");
    Object.assign(mark, { type: "hidden", name: "temps", value: "1" });
    decision.append(mark);
    decision.noValidate = true;
    delete decision.dataset.sent;
    decision.requestSubmit();
  };
  const ticking = setInterval(tick, 250);
  tick();
}

// Sorting: how many items are still to be placed.
const remaining = document.getElementById("reste");
if (remaining && decision) {
  const items = [...decision.querySelectorAll(".item:enabled")];
  const count = () => {
    const left = items.filter((item) => !item.querySelector("input:checked")).length;
    remaining.textContent = left ? fill(remaining.dataset.mots, { count: left }) : remaining.dataset.tout;
  };
  decision.addEventListener("change", count);
  if (items.length) count();
}

// Ordering: steps move at once, by their arrows or dragged.
const steps = document.querySelector(".steps");
if (steps && steps.querySelector(".moves")) {
  const said = document.getElementById("deplace");
  const settle = (step) => {
    const all = [...steps.children];
    for (const [rank, one] of all.entries()) {
      const [up, down] = one.querySelectorAll(".moves button");
      up.disabled = rank === 0;
      down.disabled = rank === all.length - 1;
    }
    if (!step) return;
    const values = { step: step.querySelector(".what").textContent, rank: all.indexOf(step) + 1 };
    said.textContent = fill(steps.dataset.dit, values);
  };
  steps.addEventListener("click", (event) => {
    const button = event.target.closest(".moves button");
    if (!button) return;
    event.preventDefault();
    const step = button.closest(".step");
    const upwards = button.value.startsWith("monter.");
    if (upwards) step.previousElementSibling?.before(step);
    else step.nextElementSibling?.after(step);
    settle(step);
    (button.disabled ? step.querySelector(".moves button:enabled") : button).focus();
  });
  steps.classList.add("draggable");
  document.getElementById("glisser").hidden = false;
  steps.addEventListener("pointerdown", (event) => {
    const grip = event.target.closest(".grip");
    if (!grip) return;
    event.preventDefault();
    const step = grip.closest(".step");
    step.classList.add("held");
    const move = (moved) => {
      const over = [...steps.children].find((one) => {
        const box = one.getBoundingClientRect();
        return one !== step && moved.clientY > box.top && moved.clientY < box.bottom;
      });
      if (!over) return;
      const box = over.getBoundingClientRect();
      if (moved.clientY < box.top + box.height / 2) over.before(step);
      else over.after(step);
    };
    // On the document: a step that changes place loses what its own pointer had captured.
    const stop = new AbortController();
    const drop = () => {
      stop.abort();
      step.classList.remove("held");
      settle(step);
    };
    document.addEventListener("pointermove", move, { signal: stop.signal });
    document.addEventListener("pointerup", drop, { signal: stop.signal });
    document.addEventListener("pointercancel", drop, { signal: stop.signal });
  });
}

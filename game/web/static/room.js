"use strict";
// Keeps a page of a workshop in step with the room. Without it, reloading does the same.

const status = document.getElementById("nouvelle");
const alive = () => document.getElementById("vif");
const people = Number(alive().dataset.personnes || 0);
let shown = alive().dataset.timbre;
let wanted = shown;
let fetching = false;

// What is being typed or chosen survives a change of the page around it.
function kept() {
  const values = new Map();
  for (const field of alive().querySelectorAll("input, textarea, select")) {
    if (field.type === "hidden" || !field.name) continue;
    if (field.type === "radio") {
      if (field.checked) values.set(field.name, field.value);
    } else values.set(field.name, field.value);
  }
  const open = [...alive().querySelectorAll("details[open] > summary")].map((it) => it.textContent);
  const active = document.activeElement;
  return { ballot: ballot(), values, open, focus: active && alive().contains(active) ? active.name : "" };
}

function ballot() {
  return [...alive().querySelectorAll("#decision [type=hidden]")].filter((it) => it.name !== "jeton").map((it) => it.name + it.value).join();
}

function restore(before) {
  for (const summary of alive().querySelectorAll("details > summary")) {
    if (before.open.includes(summary.textContent)) summary.parentElement.open = true;
  }
  if (before.ballot !== ballot()) return;
  for (const field of alive().querySelectorAll("input, textarea, select")) {
    if (field.type === "hidden" || !before.values.has(field.name)) continue;
    if (field.type === "radio") field.checked = field.value === before.values.get(field.name);
    else field.value = before.values.get(field.name);
  }
  if (before.focus) alive().querySelector(`[name="${CSS.escape(before.focus)}"]`)?.focus();
}

function show(text, keep) {
  const page = new DOMParser().parseFromString(text, "text/html");
  const fresh = page.getElementById("vif");
  if (!fresh) return location.reload();
  const before = keep ? kept() : null;
  const heading = alive().querySelector("h1")?.textContent;
  alive().replaceWith(document.adoptNode(fresh));
  document.querySelector(".where")?.replaceWith(page.querySelector(".where"));
  if (before) restore(before);
  shown = alive().dataset.timbre;
  if (status.dataset.mots && heading !== alive().querySelector("h1")?.textContent) {
    status.textContent = status.dataset.mots;
    scrollTo(0, 0);
  }
  startTimer();
}

async function refresh() {
  if (fetching) return;
  fetching = true;
  try {
    while (wanted !== shown) {
      const aim = wanted;
      const answer = await fetch(alive().dataset.ici, { headers: { Accept: "text/html" } });
      if (!answer.ok && answer.status !== 404 && answer.status !== 409) throw new Error(answer.status);
      show(await answer.text(), true);
      if (shown !== aim) wanted = shown = aim;
    }
    status.textContent = status.textContent === status.dataset.coupe ? "" : status.textContent;
  } catch {
    status.textContent = status.dataset.coupe;
    setTimeout(refresh, 1500 + Math.random() * 1500);
  } finally {
    fetching = false;
  }
}

let source;
function listen() {
  source?.close();
  source = new EventSource(alive().dataset.flux);
  source.onmessage = (event) => {
    wanted = event.data;
    // A large room does not ask for its pages all at once.
    setTimeout(refresh, people > 40 ? Math.random() * people : 0);
  };
  source.onerror = () => { status.textContent = status.dataset.coupe; if (source.readyState === EventSource.CLOSED) setTimeout(listen, 2000); };
}
listen();
document.addEventListener("visibilitychange", () => { if (!document.hidden && source.readyState !== EventSource.OPEN) listen(); });
addEventListener("pageshow", (event) => { if (event.persisted) listen(); });

// Forms are sent without leaving the page; on any trouble the browser sends them itself.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || !alive().contains(form)) return;
  event.preventDefault();
  const body = new URLSearchParams(new FormData(form, event.submitter));
  form.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(form.action, { method: "POST", body });
    if (!answer.ok && answer.status !== 409) throw new Error(answer.status);
    show(await answer.text(), false);
    delete form.dataset.sent;
  } catch {
    delete form.dataset.sent;
    form.removeAttribute("aria-busy");
    status.textContent = status.dataset.coupe;
    status.classList.remove("unseen");
  }
});

// Keys of whoever facilitates.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
  const button = alive().querySelector(`[data-touche="${CSS.escape(event.key.toLowerCase())}"]`);
  if (button) { event.preventDefault(); button.click(); }
});

let ticking;
function startTimer() {
  clearInterval(ticking);
  const timer = alive().querySelector("[data-reste]");
  if (!timer) return;
  const end = performance.now() + Number(timer.dataset.reste) * 1000;
  const tick = () => {
    const left = Math.max(0, Math.round((end - performance.now()) / 1000));
    timer.textContent = timer.dataset.mots.replace("{minutes}", Math.floor(left / 60)).replace("{seconds}", String(left % 60).padStart(2, "0"));
    timer.classList.toggle("urgent", left <= 10);
  };
  tick();
  ticking = setInterval(tick, 500);
}
startTimer();

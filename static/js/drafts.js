// Saves a form as it is typed (ADR 0016). Each form with a [data-draft] line is posted there after a pause. What the
// server hasn't got yet is kept in this browser, under the number of whoever is signed in: it is put back when they open
// the page again, and cleared once it is saved, when they sign out, and when somebody else signs in here.

const { person, logout } = document.currentScript.dataset;
const PREFIX = "satc-draft:";
const PAUSE = 1000;
const RETRY = 5000;
const NOT_TYPED = ["csrfmiddlewaretoken", "form_key", "draft_version", "draft_page"];
const NO_SIGNAL = "No signal. What you type is kept in this browser, and is saved when there is a signal again.";
const NOT_SENT = "No signal, so this has not been sent. It is kept in this browser: send it when there is a signal again.";
const TOO_OLD = "This page can’t be saved just now. What you typed is kept in this browser: sign in again and open this page.";

const store = {
  get: (key) => attempt(() => JSON.parse(localStorage.getItem(key))),
  put: (key, copy) => attempt(() => localStorage.setItem(key, JSON.stringify(copy))),
  drop: (key) => attempt(() => localStorage.removeItem(key)),
  clear: (isGone) => attempt(() => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX) && isGone(key)).forEach(store.drop)),
};

// A browser may refuse to keep anything; the form is then saved on the server alone.
function attempt(act) {
  try {
    return act();
  } catch {
    return null;
  }
}

const keyOf = (url) => `${PREFIX}${person}:${url}`;

store.clear((key) => !key.startsWith(`${PREFIX}${person}:`));
document.addEventListener("submit", (event) => {
  if (new URL(event.target.action).pathname === logout) store.clear(() => true);
});
for (const sent of document.querySelectorAll("[data-draft-sent]")) store.drop(keyOf(sent.dataset.draftSent));
for (const line of document.querySelectorAll("[data-draft]")) keep(line);
for (const link of document.querySelectorAll("[data-draft-dropped]")) {
  link.addEventListener("click", () => store.drop(keyOf(link.dataset.draftDropped)));
}

function keep(line) {
  const form = line.closest("form");
  const url = line.dataset.draft;
  const key = keyOf(url);
  const { draft_version: version, draft_page: page } = form.elements;
  const status = line.querySelector("[role=status]");
  const question = line.querySelector("[data-draft-question]");
  let timer;
  let isBusy = false;
  let isOver = false;

  form.querySelectorAll("[data-draft-save]").forEach((button) => (button.hidden = true));

  const typed = () => [...new FormData(form)].filter(([name, value]) => !NOT_TYPED.includes(name) && typeof value === "string");
  const now = () => JSON.stringify(typed());

  function say(words) {
    if (status.textContent !== words) status.textContent = words;
  }

  function changed() {
    store.put(key, { typed: typed(), version: version.value, page: page.value });
    if (!isOver) later(PAUSE);
  }

  function later(wait) {
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  }

  async function save() {
    if (isBusy || isOver) return;
    isBusy = true;
    const sent = now();
    try {
      const body = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"));
      await heard(await fetch(url, { method: "POST", body, redirect: "manual", headers: { Accept: "application/json" } }), sent);
    } catch {
      say(NO_SIGNAL);
      later(RETRY);
    } finally {
      isBusy = false;
    }
  }

  async function heard(answer, sent) {
    if (answer.status >= 500) throw new Error(answer.statusText);
    if (answer.ok) {
      const { version: saved, said } = await answer.json();
      version.value = saved;
      if (now() === sent) store.drop(key);
      else changed();
      say(said);
    } else if (answer.status === 409) {
      over("");
      question.hidden = false;
    } else {
      over(answer.status === 410 ? (await answer.json()).said : TOO_OLD);
    }
  }

  function over(words) {
    isOver = true;
    say(words);
  }

  function putBack(copy) {
    for (const field of form.elements) {
      if (!field.name || NOT_TYPED.includes(field.name) || ["submit", "button", "file"].includes(field.type)) continue;
      const values = copy.typed.filter(([name]) => name === field.name).map(([, value]) => value);
      if (["checkbox", "radio"].includes(field.type)) field.checked = values.includes(field.value);
      else if (values.length) field.value = values[0];
    }
    version.value = copy.version;
    page.value = copy.page;
    save();
  }

  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (navigator.onLine) return;
    // Sent without a signal, the browser would leave the page for one of its own.
    event.preventDefault();
    changed();
    say(NOT_SENT);
  });
  window.addEventListener("online", () => store.get(key) && save());
  document.addEventListener("visibilitychange", () => document.hidden && store.get(key) && save());
  const copy = store.get(key);
  // What it was typed into is gone from the server: it has been sent, from here or from elsewhere.
  if (copy && copy.version !== "0" && version.value === "0") store.drop(key);
  else if (copy) putBack(copy);
}

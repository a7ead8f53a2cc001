// Makes each school box a combobox with a list (WAI-ARIA 1.2, list autocomplete). Without this script, or where a search
// fails, the form is sent with what was typed, and the page comes back with a list to choose from.

const WAIT = 200;
const SHORTEST = 2;

for (const picker of document.querySelectorAll("[data-school-search]")) enhance(picker);

function enhance(picker) {
  const name = picker.dataset.name;
  const box = picker.querySelector(`input[name="${name}"]`);
  const pickedFor = picker.querySelector(`input[name="${name}_picked_for"]`);
  const list = element("ul", { className: "picker-list", id: `${box.id}_list`, role: "listbox", hidden: true });
  const status = element("p", { className: "picker-status", role: "status" });
  const label = document.querySelector(`label[for="${box.id}"]`);
  list.setAttribute("aria-label", label ? label.textContent.trim() : "Schools");
  box.after(list, status);

  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-expanded", "false");
  box.setAttribute("aria-controls", list.id);
  box.setAttribute("aria-haspopup", "listbox");

  let schools = [];
  let active = -1;
  let timer;
  let asked;

  function open() {
    if (!schools.length) return;
    list.hidden = false;
    box.setAttribute("aria-expanded", "true");
  }

  function close() {
    list.hidden = true;
    box.setAttribute("aria-expanded", "false");
    point(-1);
  }

  function point(at) {
    active = at;
    [...list.children].forEach((option, index) => option.setAttribute("aria-selected", String(index === at)));
    if (at < 0) return box.removeAttribute("aria-activedescendant");
    box.setAttribute("aria-activedescendant", list.children[at].id);
    list.children[at].scrollIntoView({ block: "nearest" });
  }

  function show(found, typed) {
    schools = found;
    list.replaceChildren(...found.map(option));
    close();
    if (found.length) open();
    say(found.length ? counted(found.length) : `No open school matches “${typed}”. Try its postcode, or its URN.`);
  }

  function option(school, index) {
    const item = element("li", { id: `${list.id}_${index}`, role: "option" });
    const where = element("span", { className: "muted", textContent: place(school) });
    item.append(school.name, " ", where);
    item.setAttribute("aria-selected", "false");
    // Keeps the focus in the box, so that a click is not taken for leaving it.
    item.addEventListener("mousedown", (event) => event.preventDefault());
    item.addEventListener("click", () => pick(school));
    return item;
  }

  function pick(school) {
    stop();
    box.value = [school.name, place(school)].filter(Boolean).join(", ");
    urnField().value = school.urn;
    pickedFor.value = box.value;
    schools = [];
    list.replaceChildren();
    close();
    say(`${school.name} is chosen.`);
  }

  // Radio buttons from an earlier answer go once the box itself says which school it is.
  function urnField() {
    picker.querySelector("[data-school-choices]")?.remove();
    const field = picker.querySelector(`input[type="hidden"][name="${name}_urn"]`);
    if (field) return field;
    const made = element("input", { type: "hidden", name: `${name}_urn` });
    picker.append(made);
    return made;
  }

  function forget() {
    const field = picker.querySelector(`input[type="hidden"][name="${name}_urn"]`);
    if (!field) return;
    field.value = "";
    pickedFor.value = "";
  }

  function say(words) {
    status.textContent = words;
  }

  function stop() {
    clearTimeout(timer);
    asked?.abort();
  }

  async function search() {
    const typed = box.value.trim();
    asked = new AbortController();
    const url = `${picker.dataset.schoolSearch}?${new URLSearchParams({ q: typed })}`;
    try {
      const answer = await fetch(url, { signal: asked.signal, headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(answer.statusText);
      const found = await answer.json();
      if (document.activeElement === box) show(found, typed);
    } catch (error) {
      if (error.name === "AbortError") return;
      schools = [];
      close();
      say("The list can’t be shown just now. Type the name, and carry on.");
    }
  }

  box.addEventListener("input", () => {
    stop();
    forget();
    if (box.value.trim().length >= SHORTEST) {
      timer = setTimeout(search, WAIT);
      return;
    }
    schools = [];
    close();
    say("");
  });

  box.addEventListener("keydown", (event) => {
    const isOpen = !list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!schools.length) return;
      event.preventDefault();
      open();
      if (isOpen || !event.altKey) point(next(event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter" && isOpen && active >= 0) {
      event.preventDefault();
      pick(schools[active]);
    } else if (event.key === "Escape" && isOpen) {
      event.preventDefault();
      close();
    }
  });

  function next(step) {
    if (active < 0) return step > 0 ? 0 : schools.length - 1;
    return (active + step + schools.length) % schools.length;
  }

  box.addEventListener("blur", () => {
    stop();
    close();
  });
}

function element(tag, properties) {
  return Object.assign(document.createElement(tag), properties);
}

function place(school) {
  return [school.town, school.postcode].filter(Boolean).join(", ");
}

function counted(number) {
  if (number === 1) return "1 school found. Use the down arrow to choose it.";
  const first = number === 10 ? "The first 10 schools found." : `${number} schools found.`;
  return `${first} Use the arrows to choose one.`;
}

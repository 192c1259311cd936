// The menu of commands that opens at "/": filtered while typing, in the person's language.

import * as api from "./api.js";
import { speaker } from "./deeds.js";
import { el, keep } from "./dom.js";

/** The list above the field; `look()` after each letter, `key(event)` before the field's own keys; `chat()` is whose. */
export function commandMenu(field, chat, choose) {
  const id = `${field.id}-commands`;
  const list = el("ul.commands", { id, role: "listbox", "aria-label": "Commands", hidden: true });
  field.setAttribute("aria-controls", id);
  let known = [];
  let whose = null;
  let fits = [];
  let at = 0;

  async function look() {
    if (!/^\/\w*$/.test(field.value)) return hide();
    const whom = `${chat().id} ${speaker(chat())}`;
    if (field.value === "/" || whose !== whom) {
      known = await api.commands(speaker(chat()), chat().id);
      whose = whom;
    }
    fits = known.filter(({ command }) => `/${command}`.startsWith(field.value.toLowerCase()));
    at = 0;
    list.hidden = !fits.length || !field.value;
    draw();
  }

  function hide() {
    list.hidden = true;
    fits = [];
    field.removeAttribute("aria-activedescendant");
  }

  function draw() {
    if (list.hidden) return;
    field.setAttribute("aria-activedescendant", `${id}-${fits[at].command}`);
    keep(list, fits.map(({ command, description }, i) => ({
      key: command,
      sign: JSON.stringify([description, i === at]),
      make: () => el("li", { id: `${id}-${command}`, role: "option", "aria-selected": String(i === at),
        onpointerdown: (event) => { event.preventDefault(); take(command); } },
        el("b", {}, `/${command}`), el("span", {}, description)),
    })));
    list.children[at].scrollIntoView({ block: "nearest" });
  }

  function take(command) {
    hide();
    choose(`/${command}`);
  }

  function key(event) {
    if (list.hidden) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) at = (at + step + fits.length) % fits.length;
    else if (event.key === "Escape") hide();
    else if (event.key === "Tab") { field.value = `/${fits[at].command} `; hide(); }
    else if (event.key === "Enter") take(fits[at].command);
    else return false;
    event.preventDefault();
    draw();
    return true;
  }
  field.addEventListener("blur", hide);
  return { list, look, key };
}

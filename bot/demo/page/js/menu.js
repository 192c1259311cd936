// A small menu under a button, closed by Escape, by a choice, or by looking elsewhere.

import { arrows } from "./arrows.js";
import { el, iconButton } from "./dom.js";

/** A round button that opens a menu; `choices()` gives `{ label, act, grave }` when it opens. */
export function menuButton(label, choices, glyph = "more") {
  const holder = el("div.menu-holder");
  const button = iconButton(glyph, label, () => (list.hidden ? show() : hide()), { "aria-haspopup": "menu", "aria-expanded": "false" });
  const list = arrows(el("div.menu", { role: "menu", hidden: true }));

  function show() {
    list.replaceChildren(...choices().map(({ label: name, act, grave }) =>
      el(`button${grave ? ".grave" : ""}`, { type: "button", role: "menuitem", onclick: () => { hide(); act(); } }, name)));
    list.hidden = false;
    button.setAttribute("aria-expanded", "true");
    list.firstElementChild.focus();
  }
  function hide() {
    list.hidden = true;
    button.setAttribute("aria-expanded", "false");
  }
  holder.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    hide();
    button.focus();
    event.preventDefault();
  });
  holder.addEventListener("focusout", ({ relatedTarget }) => { if (!holder.contains(relatedTarget)) hide(); });
  holder.append(button, list);
  return holder;
}

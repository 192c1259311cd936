// Short notices: a callback's answer, a problem. An alert waits for OK.

import { el, showDialog } from "./dom.js";

const STAYS = 3500;

/** Show a line for a few seconds. */
export function toast(text) {
  const note = el("div.toast", {}, text);
  document.getElementById("toasts").append(note);
  setTimeout(() => note.remove(), Math.max(STAYS, text.length * 60));
}

/** Show a text until it is closed. */
export function alertBox(text) {
  const box = el("dialog.dialog.alert", { "aria-label": "Stillwater says" },
    el("p", {}, text),
    el("form", { method: "dialog" }, el("button.primary", { autofocus: true }, "OK")));
  showDialog(box);
}

// A link to the bot that was tapped: on whose phone shall it open?

import * as api from "./api.js";
import { arrows } from "./arrows.js";
import { enterBeside } from "./desk.js";
import { addDialog } from "./dialogs.js";
import { el, showDialog } from "./dom.js";
import { face } from "./face.js";
import { state } from "./store.js";

/** Ask, then open the bot there as Telegram does: the chat comes up and Start is pressed. */
export function openAs(payload, from) {
  const people = [...state.chats.values()].filter(({ kind, deactivated }) => kind === "private" && !deactivated);
  const first = people.find(({ id }) => id !== from) ?? people[0];
  const choice = (chat) => el("button.choice", { type: "button", autofocus: chat === first, onclick: () => go(chat.id) },
    face(chat), el("span", { dir: "auto" }, chat.name), chat.id === from && el("small", {}, "this chat"));
  const box = el("dialog.dialog", { "aria-label": "Open this as…" },
    el("h2", {}, "Open this as…"),
    arrows(el("ul.choices", {}, people.map((chat) => el("li", {}, choice(chat))))),
    el("div.deeds", {},
      el("button", { type: "button", onclick: () => box.close() }, "Cancel"),
      el("button", { type: "button", onclick: () => { box.close(); addDialog(payload); } }, "Someone new…")));
  showDialog(box);

  function go(id) {
    box.close();
    enterBeside(id);
    return api.follow(id, payload);
  }
}

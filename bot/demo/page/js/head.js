// The head of a chat: who you are in it, what the bot is doing, and a small menu.

import * as api from "./api.js";
import { linkDialog } from "./dialogs.js";
import { el, iconButton, keep } from "./dom.js";
import { menuButton } from "./menu.js";
import { open, state, zoneOf } from "./store.js";
import { city } from "./time.js";

/** Draw the head for a chat. */
export function chatHead(head, chat) {
  const typing = chat.typing > performance.now();
  const sign = JSON.stringify([chat.id, chat.name, chat.blocked, chat.deactivated, chat.zone, chat.speaker, typing, state.online]);
  keep(head, [{ key: "head", sign, make: () => make(chat, typing) }]);
}

function make(chat, typing) {
  const place = chat.zone ? `, in ${city(chat.zone)}` : "";
  const title = chat.kind === "group" ? chat.name : state.bot.first_name;
  const quiet = chat.kind === "group" ? "group" : `bot · you are ${chat.name}${place}`;
  return el("div.head-row", {},
    iconButton("back", "Back to people", () => open(null)),
    el("img.avatar", { src: "/page/drop.svg", alt: "", width: 40, height: 40 }),
    el("div.head-text", {},
      el("h2", {}, title),
      el("p", {}, state.online ? (typing ? "typing…" : quiet) : "connecting…")),
    chat.kind === "group" ? speakers(chat) : menuButton("More about this chat", () => choices(chat)));
}

function choices(chat) {
  return [
    { label: "Open a link…", act: () => linkDialog(chat) },
    chat.blocked
      ? { label: "Unblock the bot", act: () => api.become(chat.id, "active") }
      : { label: "Block the bot", act: () => api.become(chat.id, "blocked") },
    { label: "Leave Telegram for good", grave: true, act: () => api.become(chat.id, "deactivated") },
  ];
}

function speakers(chat) {
  const pick = el("select", { "aria-label": "Speak as", onchange: () => { chat.speaker = Number(pick.value); } },
    chat.members.map((id) => el("option", { value: id, selected: chat.speaker === id }, state.chats.get(id)?.name ?? id)));
  return pick;
}

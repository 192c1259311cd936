// The head of a chat: who you are in it, what the bot is doing, and a small menu.

import * as api from "./api.js";
import { speaker } from "./deeds.js";
import { toList } from "./desk.js";
import { linkDialog } from "./dialogs.js";
import { el, iconButton, keep } from "./dom.js";
import { menuButton } from "./menu.js";
import { changed, state } from "./store.js";
import { city } from "./time.js";

/** Draw the head for a chat: piece by piece, so that an open menu outlives a new line of text. */
export function chatHead(head, chat) {
  const group = chat.kind === "group";
  const place = chat.zone && chat.zone !== "UTC" ? `, in ${city(chat.zone)}` : "";
  const about = group ? "group" : `bot · you are ${chat.name}${place}`;
  const typing = chat.typing > performance.now();
  const line = state.online ? (typing ? "typing…" : about) : "connecting…";
  const title = group ? chat.name : state.bot.first_name;
  keep(head, [
    { key: "back", sign: "", make: () => iconButton("back", "Back to people", toList) },
    { key: "face", sign: "", make: () => el("img.avatar", { src: "/page/drop.svg", alt: "", width: 40, height: 40 }) },
    { key: "text", sign: title + line, make: () => el("div.head-text", {}, el("h2", {}, title), el("p", {}, line)) },
    group
      ? { key: "who", sign: `${chat.id} ${speaker(chat)}`, make: () => speakers(chat) }
      : { key: "menu", sign: String(chat.id), make: () => menuButton("More about this chat", () => choices(chat.id)) },
  ]);
}

function choices(id) {
  const chat = state.chats.get(id);
  return [
    { label: "Open a link…", act: () => linkDialog(chat) },
    chat.blocked
      ? { label: "Unblock the bot", act: () => api.become(chat.id, "active") }
      : { label: "Block the bot", act: () => api.become(chat.id, "blocked") },
    { label: "Leave Telegram for good", grave: true, act: () => api.become(chat.id, "deactivated") },
  ];
}

function speakers(chat) {
  const pick = el("select", { "aria-label": "Speak as", onchange: () => { chat.speaker = Number(pick.value); changed(); } },
    chat.members.map((id) => el("option", { value: id, selected: speaker(chat) === id }, state.chats.get(id)?.name ?? id)));
  return pick;
}

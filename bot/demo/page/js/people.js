// The list at the left: everybody one can be here, with what they were last told.

import { gist } from "./bubble.js";
import { addDialog, groupDialog } from "./dialogs.js";
import { el, icon, keep } from "./dom.js";
import { menuButton } from "./menu.js";
import { listen, now, open, shown, state, unseen, zoneOf } from "./store.js";
import { dayKey, day, hours } from "./time.js";

const TINTS = 6;

/** Build the list once and keep it true. */
export function peopleList(root) {
  const list = el("ul.chats");
  const more = menuButton("Add", () => [
    { label: "A client…", act: addDialog },
    { label: "A group…", act: groupDialog },
  ], "add");
  root.append(
    el("header.head", {}, el("div.head-text", {}, el("h1", {}, "People"), el("p", {}, "Be any of them")), more),
    list,
    el("p.small", {}, "Each has a phone of their own. The bot cannot tell this from Telegram; nothing leaves this computer."));
  listen(() => keep(list, [...state.chats.values()].map(item)));
}

function item(chat) {
  const last = shown(chat).at(-1);
  const here = state.current === chat.id;
  const count = here && document.visibilityState === "visible" ? 0 : unseen(chat);
  const when = last ? stamp(new Date(last.date), zoneOf(chat)) : "";
  const typing = chat.typing > performance.now();
  const line = typing ? "typing…" : chat.deactivated ? "left Telegram" : chat.blocked ? "has blocked the bot"
    : last ? `${last.sender === "bot" ? "" : "You: "}${gist(last)}` : "Nothing said yet";
  const sign = JSON.stringify([chat.name, line, when, count, here]);
  return { key: chat.id, sign, make: () => el("li", {},
    el("button.person", { type: "button", onclick: () => enter(chat.id), "aria-current": here && "true" },
      avatar(chat),
      el("span.who", {}, el("b", { dir: "auto" }, chat.name), el("time", {}, when)),
      el("span.last", {}, el("span", { dir: "auto" }, line), count > 0 && el("i.badge", { "aria-label": `${count} unread` }, count)))) };
}

function enter(id) {
  open(id);
  if (matchMedia("(pointer: fine)").matches) setTimeout(() => document.getElementById("say").focus());
}

function avatar(chat) {
  if (chat.kind === "group") return el("span.face.tint-0", { "aria-hidden": "true" }, icon("group"));
  const letters = chat.name.split(/\s+/).map((word) => [...word][0]).slice(0, 2).join("").toUpperCase();
  return el(`span.face.tint-${chat.id % TINTS}`, { "aria-hidden": "true" }, letters);
}

function stamp(date, zone) {
  return dayKey(date, zone) === dayKey(now(), zone) ? hours(date, zone) : day(date, zone, false).replace(/^\w+ /, "");
}

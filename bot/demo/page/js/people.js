// The list at the left: everybody one can be here, with what they were last told.

import { arrows } from "./arrows.js";
import { gist } from "./bubble.js";
import { besides, desk, enter, onScreen, twoUp } from "./desk.js";
import { addDialog, groupDialog } from "./dialogs.js";
import { el, iconButton, keep } from "./dom.js";
import { face } from "./face.js";
import { menuButton } from "./menu.js";
import { listen, now, shown, state, unseen, zoneOf } from "./store.js";
import { dayKey, day, hours } from "./time.js";

const SIDES = ["left", "right"];

/** Build the list once and keep it true. */
export function peopleList(root) {
  const list = arrows(el("ul.chats"));
  const more = menuButton("Add", () => [
    { label: "A person…", act: () => addDialog() },
    { label: "A group…", act: groupDialog },
  ], "add");
  const whom = el("p");
  const beside = iconButton("beside", "Two chats beside each other", () => besides(!desk.beside));
  beside.classList.add("roomy");
  let front = null;
  root.append(
    el("header.head", {}, el("div.head-text", {}, el("h1", {}, "People"), whom), beside, more),
    list,
    el("p.small", {}, "Each has a phone of their own. The bot cannot tell this from Telegram; nothing leaves this computer."));
  listen(() => {
    beside.setAttribute("aria-pressed", String(desk.beside));
    whom.textContent = twoUp() ? `For the ${SIDES[desk.front]} chat` : "Be any of them";
    keep(list, [...state.chats.values()].map(item));
    if (front !== desk.sides[desk.front]) {
      front = desk.sides[desk.front];
      list.querySelector(`[data-key="${front}"]`)?.scrollIntoView({ block: "nearest" });
    }
  });
}

function item(chat) {
  const last = shown(chat).at(-1);
  const here = onScreen(chat.id);
  const front = twoUp() && desk.sides[desk.front] === chat.id;
  const count = here && document.visibilityState === "visible" ? 0 : unseen(chat);
  const when = last ? stamp(new Date(last.date), zoneOf(chat)) : "";
  const typing = chat.typing > performance.now();
  const line = typing ? "typing…" : chat.deactivated ? "left Telegram" : chat.blocked ? "has blocked the bot"
    : last ? `${last.sender === "bot" ? "" : "You: "}${gist(last)}`
    : chat.invited ? "An invitation is waiting" : "Nothing said yet";
  const sign = JSON.stringify([chat.name, line, when, count, here, front]);
  return { key: chat.id, sign, make: () => el("li", {},
    el(`button.person${front ? ".front" : ""}`, { type: "button", onclick: () => enter(chat.id), "aria-current": here && "true", "data-stay": true },
      face(chat),
      el("span.who", {}, el("b", { dir: "auto" }, chat.name), el("time", {}, when)),
      el("span.last", {}, el("span", { dir: "auto" }, line), count > 0 && el("i.badge", { "aria-label": `${count} unread` }, count)))) };
}

function stamp(date, zone) {
  return dayKey(date, zone) === dayKey(now(), zone) ? hours(date, zone) : day(date, zone, false).replace(/^\w+ /, "");
}

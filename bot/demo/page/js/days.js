// The messages of a chat under the local days they came on.

import * as api from "./api.js";
import { bubble } from "./bubble.js";
import { deedsFor, speaker } from "./deeds.js";
import { el, keep } from "./dom.js";
import { now, shown, state, zoneOf } from "./store.js";
import { dayKey, dayLabel } from "./time.js";

/** Make the list show the chat. */
export function drawDays(list, chat) {
  const zone = zoneOf(chat);
  const days = new Map();
  for (const message of shown(chat)) {
    const key = dayKey(new Date(message.date), zone);
    if (!days.has(key)) days.set(key, []);
    days.get(key).push(message);
  }
  const labels = [...days].map(([key, messages]) => [key, dayLabel(new Date(messages[0].date), zone, now())]);
  keep(list, [
    ...labels.map(([key, label]) => ({ key, sign: `${chat.id} ${label}`, make: () => dayOf(label) })),
    ...(days.size ? [] : [welcome(chat)]),
  ]);
  const newest = [...days.keys()].at(-1);
  for (const [key, messages] of days) {
    const rows = messages.map((message, i) => row(chat, message, messages[i + 1], zone));
    if (key === newest && chat.typing > performance.now()) rows.push(typing());
    keep(list.querySelector(`[data-key="${key}"] > ol`), rows);
  }
}

const dayOf = (label) => el("li.day", {}, el("h3", {}, label), el("ol"));

function row(chat, message, next, zone) {
  const about = {
    mine: message.sender === speaker(chat),
    tail: next?.sender !== message.sender,
    author: chat.kind === "group" ? nameOf(message.sender) : null,
    answered: message.reply_to ? chat.messages.get(message.reply_to) : null,
    zone,
  };
  return {
    key: message.id,
    sign: JSON.stringify([message, about]),
    make: () => bubble(message, { ...about, deeds: deedsFor(chat) }),
  };
}

const nameOf = (sender) => (sender === "bot" ? state.bot.first_name : state.chats.get(sender)?.name ?? "Somebody");

function welcome({ id, description, invited }) {
  const head = description ? "What can this bot do?" : "Nothing said here yet";
  const about = description || "Press START, as everybody does who meets a bot.";
  return {
    key: "welcome",
    sign: `${id} ${invited} ${about}`,
    make: () => el("li.welcome", {}, el("div.card", {},
      el("img", { src: "/page/drop.svg", alt: "", width: 56, height: 56 }),
      el("h3", {}, head), el("p", {}, about),
      invited && invitation(id))),
  };
}

const invitation = (id) => el("button.primary", { type: "button", onclick: () => api.beInvited(id) },
  "Open your counselor invitation");

const typing = () => ({
  key: "typing",
  sign: "typing",
  make: () => el("li.message.theirs.tail", {}, el("div.bubble.typing", { role: "img", "aria-label": "Stillwater is typing" }, el("i"), el("i"), el("i"))),
});

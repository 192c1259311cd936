// What the page knows: the chats, their messages, the clock. Views listen; only changes touch it.

import { unread } from "./read.js";

export const state = { bot: {}, chats: new Map(), clock: null, online: false };

const listeners = new Set();
let asked = false;

/** Call `view` before the next frame after anything changed, in the order they came; gives the way to leave off. */
export function listen(view) {
  listeners.add(view);
  return () => listeners.delete(view);
}

/** Something changed: tell every view once, however many changes came. */
export function changed() {
  if (asked) return;
  asked = true;
  setTimeout(() => {
    asked = false;
    for (const view of listeners) view();
  });
}

/** The service's present instant. */
export function now() {
  if (!state.clock) return new Date();
  return new Date(state.clock.at + performance.now() - state.clock.heard);
}

/** The zone a chat's times are shown in: the client's own, else the service's. */
export const zoneOf = (chat) => chat?.zone ?? state.clock?.zone ?? "UTC";

/** Messages a chat shows, oldest first. */
export const shown = (chat) => [...chat.messages.values()].filter((message) => !message.deleted);

/** The reply keyboard that stands, with the message that brought it; null if none does. */
export function replyKeyboard(chat) {
  const brought = shown(chat).findLast((message) => message.keyboard && !message.keyboard.force_reply);
  return brought?.keyboard.keyboard ? { ...brought.keyboard, from: brought.id } : null;
}

/** Take in one event from the stage. */
export function apply(event) {
  if (event.kind === "state") restore(event);
  else if (event.kind === "clock") tick(event.clock);
  else if (event.kind === "chat") place(event.chat);
  else withChat(event);
  changed();
}

function restore({ bot, chats, clock }) {
  state.bot = bot;
  const there = new Set(chats.map(({ id }) => id));
  for (const id of state.chats.keys()) if (!there.has(id)) state.chats.delete(id);
  chats.forEach(place);
  tick(clock);
}

function tick(clock) {
  state.clock = { ...clock, at: Date.parse(clock.now), heard: performance.now() };
  for (const [id, about] of Object.entries(clock.people)) {
    const chat = state.chats.get(Number(id));
    if (chat) Object.assign(chat, about);
  }
}

function place(chat) {
  const known = state.chats.get(chat.id);
  const messages = new Map((chat.messages ?? []).map((message) => [message.id, message]));
  state.chats.set(chat.id, { typing: 0, zone: null, ...known, ...chat, messages: chat.messages || !known ? messages : known.messages });
}

function withChat({ kind, person_id: id, message }) {
  const chat = state.chats.get(id);
  if (!chat) return;
  if (message) chat.messages.set(message.id, message);
  if (kind === "message" && message.sender === "bot") chat.typing = 0;
  if (kind === "message" && message.sender !== "bot") chat.started = true;
  if (kind === "typing") {
    chat.typing = performance.now() + 5000;
    setTimeout(changed, 5100);
  }
}

/** How many of the bot's messages this chat's person has not seen. */
export const unseen = (chat) => unread(chat.id, shown(chat));

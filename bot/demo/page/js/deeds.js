// What a person on screen can do with a message; shared by bubbles, keyboards and the composer.

import * as api from "./api.js";
import { write } from "./desk.js";
import { openAs } from "./openas.js";
import { changed, state } from "./store.js";
import { alertBox, toast } from "./toast.js";

/** Which message is being answered or edited: `{ how: "reply" | "edit", message, text }` by chat id.
   The text is what was written and did not go out, and stands in the field again. */
export const answering = new Map();

/** Who speaks in a chat: its person, or in a group the member chosen there. */
export const speaker = (chat) => (chat.kind === "group" ? chat.speaker ?? chat.members[0] : chat.id);

/** Begin or, with null, leave off answering or editing. */
export function take(chat, how, message) {
  if (message) answering.set(chat.id, { how, message });
  else answering.delete(chat.id);
  changed();
  write(chat.id);
}

/** Send a text, perhaps in answer to a message. */
export const send = (chat, text, replyTo) => api.say(speaker(chat), chat.id, text, replyTo);

/** The deeds a bubble offers in this chat. */
export const deedsFor = (chat) => ({
  username: state.bot.username,
  command: (text) => send(chat, text),
  follow: (payload) => openAs(payload, speaker(chat)),
  reply: (message) => take(chat, "reply", message),
  edit: (message) => take(chat, "edit", message),
  async copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      toast("Copied");
    } catch {
      toast(`This browser doesn't let a page copy: ${text}`);
    }
  },
  async press(message, data) {
    const said = await api.press(speaker(chat), chat.id, message.id, data);
    if (said === null) return;
    if (!said.answer) toast("No answer yet. In Telegram the button would spin for a while.");
    else if (said.answer.show_alert) alertBox(said.answer.text);
    else if (said.answer.text) toast(said.answer.text);
  },
});

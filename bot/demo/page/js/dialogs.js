// The few dialogs: add a person, gather a group, open a link.

import * as api from "./api.js";
import { enterBeside } from "./desk.js";
import { el, showDialog } from "./dom.js";
import { deepLink } from "./entities.js";
import { state } from "./store.js";
import { toast } from "./toast.js";

const LANGUAGES = [["en", "English"], ["es", "Español"], ["de", "Deutsch (not spoken by the bot)"]];
const linkTo = (payload) => `https://t.me/${state.bot.username}?start=${payload}`;

/** A dialog with a form; `done(fields)` runs when it is sent. */
function form(title, action, done, ...fields) {
  const box = el("dialog.dialog", { "aria-label": title },
    el("form", { method: "dialog" }, el("h2", {}, title), fields,
      el("div.deeds", {},
        el("button", { type: "button", onclick: () => box.close() }, "Cancel"),
        el("button.primary", { type: "submit" }, action))));
  box.addEventListener("submit", ({ target }) => done(new FormData(target)));
  showDialog(box);
}

const field = (label, props, hint) =>
  el("label.field", {}, el("span", {}, label), el("input", { autocomplete: "off", ...props }), hint && el("small", {}, hint));

/** Somebody new who has Telegram, and perhaps the link they come by. */
export function addDialog(given = "") {
  form("Add a person", "Add", async (fields) => {
    const link = fields.get("link").trim();
    const payload = link ? deepLink(link, state.bot.username) : null;
    if (link && payload === null) return toast("That link doesn't lead to this bot.");
    const [first, ...rest] = fields.get("name").trim().split(/\s+/);
    const person = await api.add({ first_name: first, last_name: rest.join(" ") || null, language_code: fields.get("language") });
    if (!person) return;
    enterBeside(person.id);
    if (payload !== null) await api.follow(person.id, payload);
  },
  field("Name", { name: "name", required: true, maxlength: 64, autofocus: true, pattern: ".*\\S.*" }),
  el("label.field", {}, el("span", {}, "Language of their phone"),
    el("select", { name: "language" }, LANGUAGES.map(([code, name]) => el("option", { value: code }, name)))),
  field("A link they were given", { name: "link", placeholder: linkTo("…"), value: given && linkTo(given) }, "Leave empty if they found the bot themselves."));
}

/** A link somebody was sent, opened on their phone. */
export function linkDialog(chat) {
  form(`Open a link as ${chat.name}`, "Open", (fields) => {
    const payload = deepLink(fields.get("link"), state.bot.username);
    if (payload === null) return toast("That link doesn't lead to this bot.");
    return api.follow(chat.id, payload);
  }, field("Link", { name: "link", required: true, placeholder: linkTo("…"), autofocus: true }));
}

/** Several people and the bot in one chat. */
export function groupDialog() {
  const people = [...state.chats.values()].filter(({ kind, deactivated }) => kind === "private" && !deactivated);
  form("Gather a group", "Gather", async (fields) => {
    const members = fields.getAll("member").map(Number);
    if (!members.length) return toast("A group needs somebody in it.");
    const group = await api.gather(fields.get("title"), members);
    if (group) enterBeside(group.id);
  },
  field("Title", { name: "title", required: true, maxlength: 128, autofocus: true }),
  el("fieldset.field", {}, el("legend", {}, "Who is in it, beside the bot"), people.map(({ id, name }) =>
    el("label.tick", {}, el("input", { type: "checkbox", name: "member", value: id, checked: true }), name))));
}

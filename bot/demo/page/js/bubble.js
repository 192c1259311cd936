// One message: its quote, picture or file, text, time, and the buttons under it.

import { el, icon, iconButton } from "./dom.js";
import { link, richText } from "./entities.js";
import { picture } from "./picture.js";
import { hours } from "./time.js";

const KINDS = { sticker: "Sticker", voice: "Voice message" };

/** The words that stand for a message in a list or a quote. */
export function gist(message) {
  return message.text || KINDS[message.other] || (message.photo && "Photo") || message.document?.file_name || "Message";
}

/**
 * A list item for a message. `about`: `mine`, `tail` (last of its run), `author` (in groups, or null),
 * `answered` (the message it replies to), `zone`, `deeds`.
 */
export function bubble(message, about) {
  const side = about.mine ? "mine" : "theirs";
  const sticker = message.other === "sticker";
  const box = el(`div.bubble${sticker ? ".bare" : ""}`, {},
    about.author && el("span.author", {}, about.author),
    about.answered && el("blockquote.answered", {}, gist(about.answered)),
    message.photo && picture(message.photo, message.text),
    message.document && file(message.document),
    sticker && el("img.sticker", { src: "/page/sticker.svg", alt: "Sticker: a waving drop of water" }),
    message.other === "voice" && el("span.voice", {}, icon("voice"), "Voice message, 0:01"),
    message.text && el("div.text", { dir: "auto" }, richText(message.text, message.entities, about.deeds)),
    meta(message, about));
  const line = el("div.line", {}, box, tools(message, about));
  const item = el(`li.message.${side}${about.tail ? ".tail" : ""}`, {}, line);
  if (message.buttons.length) item.append(inlineKeyboard(message, about.deeds));
  return item;
}

function meta(message, { mine, zone }) {
  return el("span.meta", {},
    message.edited && el("span", {}, "edited"),
    el("time", { datetime: message.date }, hours(new Date(message.date), zone)),
    mine && icon("check"));
}

function file({ file_id: id, file_name: name, file_size: size }) {
  const weight = size < 1024 ? `${size} B` : `${(size / 1024).toFixed(1)} KB`;
  return el("a.file", { href: `/demo/files/${id}`, download: name },
    icon("file"), el("span", {}, el("b", {}, name), el("small", {}, weight)));
}

function tools(message, { mine, deeds }) {
  const editable = mine && message.text && !message.photo && !message.document;
  return el("div.tools", {},
    iconButton("reply", "Reply", () => deeds.reply(message)),
    editable && iconButton("edit", "Edit", () => deeds.edit(message)));
}

function inlineKeyboard(message, deeds) {
  const rows = message.buttons.map((row) => el("div.row", {}, row.map((button) =>
    "data" in button ? pressable(message, button, deeds)
      : "copy" in button ? copying(button, deeds)
        : link(button.url, button.text, deeds, ".key.away"))));
  rows[0].firstElementChild.dataset.stay = ""; // a dialog that is edited in place is gone on with by keys
  return el("div.inline", { role: "group", "aria-label": "Buttons" }, rows);
}

function copying({ text, copy }, deeds) {
  return el("button.key.copies", { type: "button", onclick: () => deeds.copy(copy), dir: "auto" }, text);
}

function pressable(message, { text, data }, deeds) {
  const onclick = async ({ currentTarget: key }) => {
    if (key.getAttribute("aria-busy")) return;
    key.setAttribute("aria-busy", "true");
    await deeds.press(message, data);
    key.removeAttribute("aria-busy");
  };
  return el("button.key", { type: "button", onclick, dir: "auto" }, text);
}

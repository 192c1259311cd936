// A message's text as nodes: Telegram's entities, and the links its clients find by themselves.

import { el } from "./dom.js";

const PLAIN = {
  bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote",
};
const SITE = String.raw`(?<![\w@./-])(?:[a-z0-9-]+\.)+(?:com|org|net|gov|edu|info|es|uk|us|me)\b(?:\/[^\s<>"“”«»]*)?`;
const COMMAND = String.raw`(?<command>(?<![\w/])\/[a-z][a-z0-9_]{0,31})`;
const FOUND = new RegExp(String.raw`${COMMAND}|https?:\/\/[^\s<>"“”«»]+|${SITE}`, "giu");
const AFTER = /[.,;:!?)]+$/; // belongs to the sentence, not to the link

/** The payload of a link to this bot, "" without one; null for any other link. */
export function deepLink(url, username) {
  const address = /^(?:https?:\/\/)?t\.me\/([^/?#]+)\/?(?:\?(.*))?$/i.exec(url.trim());
  if (!address || address[1].toLowerCase() !== String(username).toLowerCase()) return null;
  return new URLSearchParams(address[2] ?? "").get("start") ?? "";
}

/** Nodes for a text; `deeds` has `command(text)` and `follow(payload)`, and the bot's `username`. */
export function richText(text, entities, deeds) {
  const sorted = [...entities, ...links(text, entities)].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return nodes(text, 0, text.length, sorted, deeds);
}

function links(text, entities) {
  const taken = entities.filter((entity) => !["bold", "italic", "underline", "blockquote"].includes(entity.type));
  const free = (at, length) => taken.every((entity) => at + length <= entity.offset || at >= entity.offset + entity.length);
  return [...text.matchAll(FOUND)]
    .map((hit) => ({ type: hit.groups.command ? "bot_command" : "url", offset: hit.index, length: hit[0].replace(AFTER, "").length }))
    .filter((entity) => free(entity.offset, entity.length));
}

function nodes(text, from, to, entities, deeds) {
  const made = [];
  let at = from;
  for (let i = 0; i < entities.length; ) {
    const entity = entities[i];
    const end = Math.min(entity.offset + entity.length, to);
    let next = i + 1;
    while (next < entities.length && entities[next].offset < end) next += 1;
    if (entity.offset > at) made.push(text.slice(at, entity.offset));
    made.push(wrap(entity, text.slice(entity.offset, end), nodes(text, entity.offset, end, entities.slice(i + 1, next), deeds), deeds));
    at = end;
    i = next;
  }
  if (at < to) made.push(text.slice(at, to));
  return made;
}

function wrap(entity, inner, children, deeds) {
  if (entity.type in PLAIN) return el(PLAIN[entity.type], {}, children);
  if (entity.type === "spoiler") {
    const lift = ({ currentTarget }) => currentTarget.classList.add("open");
    return el("button.spoiler", { type: "button", title: "Show", onclick: lift }, children);
  }
  if (entity.type === "bot_command") {
    return el("button.link", { type: "button", onclick: () => deeds.command(inner) }, children);
  }
  const href = { text_link: entity.url, url: inner, email: `mailto:${inner}`, phone_number: `tel:${inner.replace(/[^+\d]/g, "")}` }[entity.type];
  return href ? link(href, children, deeds) : el("span", {}, children);
}

/** A link: one to this bot is opened here, never in Telegram itself; any other beside the page. */
export function link(url, children, deeds, classes = "") {
  const payload = deepLink(url, deeds.username);
  if (payload !== null) {
    const onclick = (event) => { event.preventDefault(); deeds.follow(payload); };
    return el(`a${classes}`, { href: "#", onclick }, children);
  }
  const href = /^(https?:|mailto:|tel:)/i.test(url) ? url : `https://${url}`;
  return el(`a${classes}`, { href, target: "_blank", rel: "noopener noreferrer" }, children);
}

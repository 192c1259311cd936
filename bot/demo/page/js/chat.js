// The chat on screen: its head, its messages under the days they came on, and what stands below.

import { bubble } from "./bubble.js";
import { composer } from "./composer.js";
import { deedsFor, speaker } from "./deeds.js";
import { el, iconButton, keep } from "./dom.js";
import { chatHead } from "./head.js";
import { markRead } from "./read.js";
import { here, listen, now, shown, state, zoneOf } from "./store.js";
import { dayKey, dayLabel } from "./time.js";

const NEAR = 80; // pixels from the end that still count as reading the end

/** Build the pane once and keep it true. */
export function chatPane(root) {
  const head = el("header.head");
  const list = el("ol.messages", { role: "log", "aria-label": "Messages", tabindex: 0 });
  const down = iconButton("down", "To the newest message", () => toEnd("smooth"), { hidden: true });
  down.classList.add("down");
  const foot = el("footer.foot");
  const empty = el("p.nobody", {}, "Choose somebody on the left, or add a client.");
  root.append(empty, head, el("div.scroll", {}, list, down), foot);
  const below = composer(foot);
  let drawn = null;

  const atEnd = () => list.scrollHeight - list.scrollTop - list.clientHeight < NEAR;
  const toEnd = (behavior) => list.scrollTo({ top: list.scrollHeight, behavior });
  list.addEventListener("scroll", () => { down.hidden = atEnd(); });
  new ResizeObserver(() => stay && toEnd("instant")).observe(list);
  let stay = true;
  list.addEventListener("scroll", () => { stay = atEnd(); });

  function draw() {
    const chat = here();
    root.classList.toggle("empty", !chat);
    document.body.classList.toggle("in-chat", Boolean(chat));
    document.title = chat ? `${chat.name}: Stillwater demo` : "Stillwater demo";
    if (!chat) return;
    const turned = drawn !== chat.id;
    drawn = chat.id;
    chatHead(head, chat);
    const stick = turned || atEnd();
    keep(list, items(chat));
    below.draw(chat);
    if (stick) toEnd("instant");
    down.hidden = atEnd();
    if (document.visibilityState === "visible") markRead(chat.id, shown(chat));
  }
  listen(draw);
  document.addEventListener("visibilitychange", draw);
}

function items(chat) {
  const zone = zoneOf(chat);
  const today = dayKey(now(), zone);
  const messages = shown(chat);
  const rows = [];
  let lastDay = null;
  messages.forEach((message, i) => {
    const sent = new Date(message.date);
    const key = dayKey(sent, zone);
    if (key !== lastDay) {
      const label = dayLabel(sent, zone, now());
      rows.push({ key: `day ${key}`, sign: `${label}`, make: () => el("li.day", {}, el("span", {}, label)) });
      lastDay = key;
    }
    const next = messages[i + 1];
    const about = {
      mine: message.sender !== "bot" && (chat.kind === "private" || message.sender === speaker(chat)),
      last: !next || next.sender !== message.sender || dayKey(new Date(next.date), zone) !== key,
      author: chat.kind === "group" ? nameOf(message.sender) : null,
      answered: message.reply_to ? chat.messages.get(message.reply_to) : null,
      zone,
    };
    const sign = JSON.stringify([message, about, today === key]);
    rows.push({ key: message.id, sign, make: () => bubble(message, { ...about, deeds: deedsFor(chat) }) });
  });
  if (!messages.length) rows.push(welcome(chat));
  if (chat.typing > performance.now()) rows.push(typing());
  return rows;
}

const nameOf = (sender) => (sender === "bot" ? state.bot.first_name : state.chats.get(sender)?.name ?? "Somebody");

function welcome({ description }) {
  const about = description || "Nothing has been said here yet. Press START, as everybody does who meets a bot.";
  return {
    key: "welcome", sign: about,
    make: () => el("li.welcome", {}, el("div.card", {}, el("img", { src: "/page/drop.svg", alt: "", width: 56, height: 56 }),
      el("h3", {}, "What can this bot do?"), el("p", {}, about))),
  };
}

function typing() {
  return {
    key: "typing", sign: "",
    make: () => el("li.message.theirs.last", {}, el("div.bubble.typing", { "aria-label": "Stillwater is typing" }, el("i"), el("i"), el("i"))),
  };
}

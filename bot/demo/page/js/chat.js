// A chat on screen: its head, its messages, and what stands below; keeps the end in sight.

import { composer } from "./composer.js";
import { speaker } from "./deeds.js";
import { desk, here, onScreen, toFront } from "./desk.js";
import { el, iconButton } from "./dom.js";
import { chatHead } from "./head.js";
import { drawDays } from "./days.js";
import { markRead } from "./read.js";
import { listen, shown } from "./store.js";

const NEAR = 80; // pixels from the end that still count as reading the end
const RESTS = 900; // milliseconds after which scrolling is over

/** Build the pane of a side and keep it true; gives the way to leave off. */
export function chatPane(root, side) {
  const head = el("header.head");
  const days = el("ol.days");
  const list = el("div.messages", { tabindex: 0, role: "log", "aria-label": "Messages" }, days);
  const down = iconButton("down", "To the newest message", () => toEnd("smooth"), { hidden: true });
  down.classList.add("down");
  const foot = el("footer.foot");
  root.append(el("p.nobody", {}, "Choose somebody, or add a person."),
    head, el("div.scroll", {}, list, down), foot);
  const below = composer(foot, side);
  const seen = { chat: null, newest: 0, end: true, top: 0 };

  const toEnd = (behavior) => {
    list.scrollTo({ top: list.scrollHeight, behavior });
    seen.top = list.scrollTop;
  };
  const look = () => {
    const near = list.scrollHeight - list.scrollTop - list.clientHeight < NEAR;
    seen.end = near || (seen.end && list.scrollTop >= seen.top); // a picture that came late is no leaving
    seen.top = list.scrollTop;
    down.hidden = seen.end;
  };
  let resting = 0;
  list.addEventListener("scroll", () => {
    look();
    list.classList.add("moving"); // days stay in sight while one looks through them, and cover nothing after
    clearTimeout(resting);
    resting = setTimeout(() => list.classList.remove("moving"), RESTS);
  });
  const grew = new ResizeObserver(() => (seen.end ? toEnd("instant") : look()));
  grew.observe(list); // a keyboard opened
  grew.observe(days); // a message or a picture came

  function draw() {
    const chat = here(side);
    const front = desk.front === side;
    root.classList.toggle("empty", !chat);
    root.classList.toggle("front", front);
    root.dataset.chat = chat?.id ?? "";
    root.setAttribute("aria-label", chat ? `Chat of ${chat.name}` : "Chat");
    if (front) document.body.classList.toggle("in-chat", Boolean(chat) && !desk.listed);
    if (front) document.title = chat ? `${chat.name}: Stillwater demo` : "Stillwater demo";
    if (!chat) return;
    const newest = shown(chat).at(-1);
    const own = newest && newest.id > seen.newest && newest.sender === speaker(chat);
    if (seen.chat !== chat.id || own) seen.end = true;
    Object.assign(seen, { chat: chat.id, newest: newest?.id ?? 0 });
    chatHead(head, chat);
    drawDays(days, chat);
    below.draw(chat);
    if (seen.end) toEnd("instant");
    if (document.visibilityState === "visible" && onScreen(chat.id)) markRead(chat.id, shown(chat));
  }
  const leave = listen(draw);
  document.addEventListener("visibilitychange", draw);
  for (const touch of ["pointerdown", "focusin"]) root.addEventListener(touch, () => toFront(side));
  return () => {
    leave();
    grew.disconnect();
    document.removeEventListener("visibilitychange", draw);
  };
}

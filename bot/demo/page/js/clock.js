// The bar on top: what time it is for the service and for the person, and the ways to move it on.

import * as api from "./api.js";
import { here } from "./desk.js";
import { el, icon } from "./dom.js";
import { listen, now, state, zoneOf } from "./store.js";
import { city, day, hours, span, wall } from "./time.js";

/** Build the bar once; it ticks by itself. */
export function clockBar(root) {
  const time = el("time.hands");
  const date = el("span.date");
  const zones = el("div.zones");
  const ahead = el("span.ahead");
  const next = el("button", { type: "button", onclick: () => move({ next_prompt: true }) }, both("", ""));
  const other = otherTime();
  const buttons = el("div.moves", { role: "group", "aria-label": "Move the clock on" },
    el("button", { type: "button", onclick: () => move({ hours: 1 }) }, "+1 h"),
    el("button", { type: "button", onclick: () => move({ tomorrow: "09:00", zone: zoneOf(here()) }) },
      both("Tomorrow 09:00", "Tomorrow 9:00")),
    next, other);
  root.append(icon("clock"), el("div.now", {}, el("div", {}, time, date, ahead), zones), buttons);

  async function move(to) {
    root.setAttribute("aria-busy", "true");
    await api.moveClock(to);
    root.removeAttribute("aria-busy");
  }

  function draw() {
    if (!state.clock) return;
    const chat = here();
    const zone = zoneOf(chat);
    const service = state.clock.zone;
    text(time, hours(now(), zone));
    text(date, day(now(), zone));
    const whose = chat?.zone && chat.zone !== service ? `${chat.name}, in ${city(zone)} · service ${hours(now(), service)} ${city(service)}` : `service time, ${city(service)}`;
    text(zones, whose);
    text(ahead, state.clock.ahead >= 60 ? `${span(state.clock.ahead)} ahead` : "");
    const planned = state.clock.next_prompt && new Date(state.clock.next_prompt);
    next.disabled = !planned;
    next.title = planned ? `Planned for ${day(planned, zone)} ${hours(planned, zone)}` : "Nothing is planned yet";
    const [long, short] = next.children;
    text(long, planned ? `Next prompt, ${day(planned, zone, false)} ${hours(planned, zone)}` : "Next prompt");
    text(short, planned ? `Prompt, ${day(planned, zone, false).slice(0, 3)} ${hours(planned, zone)}` : "Next prompt");
  }
  listen(draw);
  setInterval(draw, 1000);
  setInterval(api.refreshClock, 10_000);

  function otherTime() {
    const field = el("input", { type: "datetime-local", required: true });
    const send = (event) => {
      event.preventDefault();
      move({ wall: field.value, zone: zoneOf(here()) });
      panel.hidePopover();
    };
    const panel = el("form.other", { popover: "auto", id: "other-time", onsubmit: send },
      el("label", {}, "Move on to", field), el("button.primary", { type: "submit" }, "Go"));
    panel.addEventListener("beforetoggle", ({ newState }) => {
      if (newState === "open") field.value = field.min = wall(now(), zoneOf(here()));
    });
    return [el("button", { type: "button", popovertarget: "other-time", "aria-label": "Other time" }, both("Other…", "…")), panel];
  }
}

/** A label for wide bars and one for narrow ones. */
const both = (long, short) => [el("span.long", {}, long), el("span.short", {}, short)];

function text(node, words) {
  if (node.textContent !== words) node.textContent = words;
}

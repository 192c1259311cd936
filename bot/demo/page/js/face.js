// The round face of a person: their letters on a colour of their own.

import { el, icon } from "./dom.js";

const TINTS = 6;

/** Letters for a person, a sign for a group. */
export function face(chat) {
  if (chat.kind === "group") return el("span.face.tint-0", { "aria-hidden": "true" }, icon("group"));
  const letters = (chat.name.match(/(?<!\p{L})\p{L}/gu) ?? []).slice(0, 2).join("").toUpperCase();
  return el(`span.face.tint-${chat.id % TINTS}`, { "aria-hidden": "true" }, letters);
}

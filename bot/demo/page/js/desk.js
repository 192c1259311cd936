// Which chats lie on the desk: one, or two beside each other; remembered over a reload of the page.

import { changed, listen, state } from "./store.js";

const KEY = "stillwater.desk";
const LIST = matchMedia("(min-width: 761px)"); // the list and a chat at once
const ROOM = matchMedia("(min-width: 1000px)"); // the list and two chats
const KEYS = matchMedia("(pointer: fine)"); // a keyboard that takes no room

/**
 * `sides`: the id of the chat on the left and on the right, or null; `front`: the side in use; `beside`: whether
 * two are wanted; `listed`: whether the list lies over them, where there is no room for both.
 */
export const desk = { sides: [null, null], front: 0, beside: false, listed: false };
let laid = false;

/** The chat on a side, or undefined; by default the one in front, which clock and list speak of. */
export const here = (side = desk.front) => state.chats.get(desk.sides[side]);

/** Whether two chats can be seen at once now. */
export const twoUp = () => desk.beside && ROOM.matches;

/** Whether a chat can be seen now. */
export const onScreen = (id) =>
  (twoUp() ? desk.sides.includes(id) : desk.sides[desk.front] === id) && (!desk.listed || LIST.matches);

/** Back to the list, on a phone. */
export function toList() {
  desk.listed = true;
  remember();
}

/** Go to a chat, on the side where it lies already, else on this one; the cursor goes there if keys are at hand. */
export function enter(id, side = desk.front) {
  const lies = desk.sides.indexOf(id);
  desk.front = lies < 0 ? side : lies;
  desk.sides[desk.front] = id;
  desk.listed = false;
  remember();
  if (KEYS.matches) write(id);
}

/** Enter a chat without losing sight of the one in front, if there is room for both. */
export const enterBeside = (id) => enter(id, twoUp() ? 1 - desk.front : desk.front);

/** Use this side from now on. */
export function toFront(side) {
  if (desk.front === side) return;
  desk.front = side;
  remember();
}

/** Lay a second chat beside the one in front, the first in the list; or leave that one alone again. */
export function besides(wanted) {
  const one = desk.sides[desk.front];
  const other = [...state.chats.keys()].find((id) => id !== one) ?? null;
  Object.assign(desk, { beside: wanted, sides: [one, wanted ? other : null], front: wanted ? 1 : 0 });
  remember();
}

/** Put the cursor into a chat's field, as soon as it is drawn. */
export const write = (id) => setTimeout(() => document.querySelector(`[data-chat="${id}"] textarea`)?.focus());

function remember() {
  sessionStorage.setItem(KEY, JSON.stringify(desk));
  changed();
}

function lay() {
  Object.assign(desk, JSON.parse(sessionStorage.getItem(KEY)));
  if (LIST.matches && desk.sides.every((id) => id === null)) desk.sides[desk.front] = state.chats.keys().next().value;
  laid = true;
}

/** Before any view looks: what was laid here before a reload, without the chats that have gone. */
function settle() {
  if (!state.chats.size) return;
  if (!laid) lay();
  desk.sides = desk.sides.map((id) => (state.chats.has(id) ? id : null));
}

listen(settle);
ROOM.addEventListener("change", changed);

// The wire to the stage: one socket for what happens, one POST for each thing a person does.

import { apply, changed, state } from "./store.js";
import { toast } from "./toast.js";

const RETRY = [500, 1000, 2000, 4000];

/** Listen to the stage; after a break, come back by itself and take the whole state anew. */
export function connect(tries = 0) {
  const socket = new WebSocket(`ws://${location.host}/demo/events`);
  socket.onmessage = ({ data }) => {
    tries = 0;
    state.online = true;
    const event = JSON.parse(data);
    apply(event);
    if (event.message) refreshSoon();
  };
  socket.onclose = () => {
    state.online = false;
    changed();
    setTimeout(connect, RETRY[Math.min(tries, RETRY.length - 1)], tries + 1);
  };
}

let waiting = 0;

/** What a client did may have moved the next prompt or their zone: ask a moment later. */
function refreshSoon() {
  clearTimeout(waiting);
  waiting = setTimeout(refreshClock, 300);
}

/** Ask what time it is and what is planned. */
export async function refreshClock() {
  if (!state.online) return;
  const clock = await read("/demo/clock");
  if (clock) apply({ kind: "clock", clock });
}

/** What is there to be read, or nothing; a break, even in mid-answer, the socket notices. */
async function read(path) {
  try {
    const answer = await fetch(path);
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

async function post(path, body = {}) {
  let answer, said;
  try {
    answer = await fetch(`/demo/${path}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    said = await answer.json();
  } catch {
    toast("The demo isn't answering. Is it still running?");
    return null;
  }
  if (!answer.ok) toast(said.problem);
  return answer.ok ? said : null;
}

const person = (id, deed, body) => post(`people/${id}/${deed}`, body);

/** A new chat may be told of here before the socket tells of it. */
async function chat(path, fields) {
  const made = await post(path, fields);
  if (made && !state.chats.has(made.id)) apply({ kind: "chat", chat: made });
  return made;
}

export const add = (fields) => chat("people", fields);
export const gather = (title, members) => chat("groups", { title, members });
export const say = (id, chat, text, replyTo) => person(id, "say", { chat, text, reply_to: replyTo });
export const edit = (id, chat, message, text) => person(id, "edit", { chat, message, text });
export const press = (id, chat, message, data) => person(id, "press", { chat, message, data });
export const sample = (id, chat, kind) => person(id, "sample", { chat, kind });
/** A file as it was picked; its content travels in Base64. */
export async function attach(id, chat, file) {
  const url = await new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result);
    reader.onerror = failed;
    reader.readAsDataURL(file);
  });
  return person(id, "attach", { chat, name: file.name, content: url.slice(url.indexOf(",") + 1) });
}
export const follow = (id, payload) => person(id, "link", { payload });
export const beInvited = (id) => person(id, "invitation");
export const become = (id, standing) => person(id, "become", { standing });
export const moveClock = (to) => post("clock", to);

/** The menu of commands that a person has in a chat; none while nobody answers. */
export async function commands(id, chat) {
  return (await read(`/demo/people/${id}/commands?chat=${chat}`))?.commands ?? [];
}

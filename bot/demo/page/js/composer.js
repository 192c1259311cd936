// What stands below a chat: START, a text field with its keyboards, or the way back after blocking.

import * as api from "./api.js";
import { gist } from "./bubble.js";
import { commandMenu } from "./commands.js";
import { answering, send, speaker, take } from "./deeds.js";
import { here } from "./desk.js";
import { el, icon, iconButton, keep } from "./dom.js";
import { menuButton } from "./menu.js";
import { changed, replyKeyboard, shown } from "./store.js";

const SAMPLES = [["photo", "A photo"], ["document", "A file"], ["voice", "A voice message"], ["sticker", "A sticker"]];
const drafts = new Map();

/** Build what the chat on a side needs below it; `draw(chat)` keeps it true. */
export function composer(foot, side) {
  const its = () => here(side);
  const field = el("textarea", { id: `say-${side}`, rows: 1, dir: "auto", placeholder: "Message", "aria-label": "Message", autocomplete: "off" });
  const menu = commandMenu(field, its, (command) => deliver(command));
  const toggle = iconButton("keyboard", "Buttons instead of letters", () => fold());
  const note = el("div.note");
  const picker = el("input", { type: "file", hidden: true, "aria-label": "One of your own files" });
  const bar = el("form.bar", {},
    iconButton("menu", "Commands", () => { field.value = "/"; field.focus(); menu.look(); }),
    field, toggle,
    menuButton("Attach a sample", () => [...SAMPLES.map(([kind, label]) => (
      { label, act: () => api.sample(speaker(its()), its().id, kind) })),
    { label: "One of your own…", act: () => picker.click() }], "attach"),
    picker,
    el("button.round.send", { type: "submit", title: "Send", "aria-label": "Send" }, icon("send")));
  const keys = el("div.keyboard", { role: "group", "aria-label": "Keyboard" });
  const plain = el("button.wide", { type: "button" });
  foot.append(menu.list, note, bar, keys, plain);
  let at = null;
  let folded = null; // the message whose reply keyboard was put away

  picker.addEventListener("change", () => {
    for (const file of picker.files) api.attach(speaker(its()), its().id, file);
    picker.value = "";
  });
  bar.addEventListener("submit", (event) => { event.preventDefault(); deliver(field.value); });
  field.addEventListener("input", () => { drafts.set(at, field.value); grow(); menu.look(); });
  field.addEventListener("keydown", onKey);

  function onKey(event) {
    if (menu.key(event)) return;
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      deliver(field.value);
    } else if (event.key === "Escape" && answering.has(its().id)) {
      rest();
    } else if (event.key === "ArrowUp" && !field.value) {
      const last = shown(its()).findLast((message) => message.sender === speaker(its()) && message.text);
      if (last) { event.preventDefault(); take(its(), "edit", last); }
    }
  }

  async function deliver(text) {
    const chat = its();
    const answer = answering.get(chat.id);
    if (!text.trim()) return;
    rest();
    const said = answer?.how === "edit"
      ? await api.edit(speaker(chat), chat.id, answer.message.id, text.trim())
      : await send(chat, text.trim(), answer?.message.id);
    if (said === null) giveBack(chat, text, answer);
  }

  /** What did not go out stands in its chat's field again, unless something newer does. */
  function giveBack(chat, text, answer) {
    if (drafts.get(chat.id)) return;
    drafts.set(chat.id, text);
    if (answer) answering.set(chat.id, { ...answer, text });
    if (at === chat.id) field.value = text;
    grow();
    changed();
  }

  function rest() {
    field.value = "";
    drafts.delete(at);
    grow();
    menu.look();
    take(its(), null, null);
  }

  function grow() {
    field.style.height = "auto";
    const lines = field.scrollHeight; // 0 while START stands in its place
    field.style.height = lines ? `${Math.min(lines, 140)}px` : "";
  }

  function fold() {
    const stands = replyKeyboard(its());
    folded = folded === stands.from ? null : stands.from;
    draw(its());
  }

  function draw(chat) {
    if (at !== chat.id) {
      field.value = drafts.get(chat.id) ?? "";
      at = chat.id;
      grow();
      menu.look();
    }
    const started = chat.started && chat.messages.size > 0;
    const way = chat.deactivated ? "gone" : chat.blocked ? "unblock" : started || chat.kind === "group" ? "write" : "start";
    bar.hidden = way !== "write";
    plain.hidden = way === "write";
    plain.disabled = way === "gone";
    plain.textContent = { gone: `${chat.name} has left Telegram`, unblock: "UNBLOCK", start: "START" }[way] ?? "";
    const start = () => (chat.invited ? api.beInvited(chat.id) : send(chat, "/start"));
    plain.onclick = way === "start" ? start : () => api.become(chat.id, "active");
    drawNote(chat);
    drawKeys(chat, way);
  }

  function drawNote(chat) {
    const answer = answering.get(chat.id);
    const sign = answer ? `${answer.how} ${answer.message.id}` : "";
    if (note.sign !== sign && answer?.how === "edit") { field.value = answer.text ?? answer.message.text; grow(); }
    note.sign = sign;
    keep(note, answer ? [{ key: "note", sign, make: () => el("div.note-row", {}, icon(answer.how),
      el("span", {}, el("b", {}, answer.how === "edit" ? "Edit message" : "Reply"), el("small", {}, gist(answer.message))),
      iconButton("close", "Never mind", rest)) }] : []);
  }

  function drawKeys(chat, way) {
    const stands = way === "write" ? replyKeyboard(chat) : null;
    const used = stands?.one_time_keyboard && shown(chat).some((m) => m.id > stands.from && m.sender !== "bot");
    const hidden = !stands || (folded === stands.from) !== Boolean(used);
    toggle.hidden = !stands;
    toggle.setAttribute("aria-pressed", String(!hidden));
    keys.hidden = hidden;
    field.placeholder = stands?.input_field_placeholder ?? "Message";
    keep(keys, (stands?.keyboard ?? []).map((row, i) => ({ key: i, sign: JSON.stringify(row), make: () =>
      el("div.row", {}, row.map((key) => {
        const text = key.text ?? key;
        return el("button.key", { type: "button", dir: "auto", onclick: () => send(its(), text) }, text);
      })) })));
  }
  return { draw };
}

// A picture in a chat, and enlarged: a tap, a key or Escape puts it back.

import { el, icon, showDialog } from "./dom.js";

/** The picture in its bubble. `caption` says what it is, if anything does. */
export function picture({ file_id: id, width, height }, caption) {
  const source = `/demo/files/${id}`;
  return el("button.photo", { type: "button", title: "Enlarge", "aria-label": "Enlarge the picture", onclick: () => enlarge(source, caption) },
    el("img", { src: source, width, height, alt: "" }));
}

function enlarge(source, caption) {
  const box = el("dialog.enlarged", { "aria-label": "Picture", onclick: () => box.close() },
    el("img", { src: source, alt: caption || "Picture" }),
    el("button.round", { type: "button", title: "Close", "aria-label": "Close", autofocus: true }, icon("close")));
  showDialog(box);
}

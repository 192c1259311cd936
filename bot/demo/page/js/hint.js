// The first-time hint: a few things to try, gone for good once dismissed.

import { el, icon, iconButton } from "./dom.js";

const KEY = "stillwater.hinted";

/** Show it above the chat unless it was dismissed before. */
export function hint(root) {
  if (localStorage.getItem(KEY)) return;
  const box = el("aside.hint", { "aria-label": "What to try" },
    el("ol", {},
      el("li", {}, "Press START; answer as a client."),
      el("li", {}, "Move the clock to the next prompt."),
      el("li", {}, "Tap it. Then send ", el("b", {}, "/mirror"), "."),
      el("li", {}, "Then be Dana, the counselor.")),
    iconButton("close", "Got it", () => { localStorage.setItem(KEY, "yes"); box.remove(); }));
  root.append(box);
}

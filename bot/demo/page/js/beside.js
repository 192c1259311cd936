// The chats on the desk: the first is always there, the second while it is wanted beside it.

import { chatPane } from "./chat.js";
import { desk } from "./desk.js";
import { el } from "./dom.js";
import { listen } from "./store.js";

/** Put the chats into the desk and keep them as they are wanted. */
export function layChats(root) {
  chatPane(root.querySelector(".chat"), 0);
  let second = null;
  let away = null;
  listen(() => {
    root.classList.toggle("beside", desk.beside);
    if (desk.beside && !second) {
      second = el("section.chat");
      root.append(second);
      away = chatPane(second, 1);
    } else if (!desk.beside && second) {
      away();
      second.remove();
      second = null;
    }
  });
}

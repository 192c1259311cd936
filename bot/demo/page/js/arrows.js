// Up and down with the arrow keys among the buttons of a list.

/** Let the keys go round in a list. */
export function arrows(list) {
  list.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const keys = [...list.querySelectorAll("button")];
    const at = keys.indexOf(document.activeElement);
    if (!step || at < 0) return;
    keys.at((at + step) % keys.length).focus();
    event.preventDefault();
  });
  return list;
}

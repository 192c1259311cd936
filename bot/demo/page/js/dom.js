// Nodes: made from plain values, kept when nothing about them changed. Data only ever becomes text.

const SVG = "http://www.w3.org/2000/svg";

/** `el("button.primary", { onclick, title }, "Save")`: an element with classes, properties, children. */
export function el(name, props = {}, ...children) {
  const [tag, ...classes] = name.split(".");
  const node = document.createElement(tag);
  node.classList.add(...classes);
  for (const [key, value] of Object.entries(props)) {
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (value === true) node.setAttribute(key, "");
    else if (value !== false && value != null) node.setAttribute(key, value);
  }
  node.append(...children.flat(3).filter((child) => child != null && child !== false));
  return node;
}

const ICONS = {
  add: "M12 5v14M5 12h14",
  beside: "M4 5h16v14H4zM12 5v14",
  back: "M15 5l-7 7 7 7",
  close: "M6 6l12 12M18 6L6 18",
  more: "M12 5.5v.01M12 12v.01M12 18.5v.01",
  send: "M4 12l16-8-6 16-3-7z",
  attach: "M19 11l-7.5 7.5a4.6 4.6 0 0 1-6.5-6.5l8-8a3 3 0 0 1 4.3 4.3l-8 8a1.5 1.5 0 0 1-2.1-2.1L14 7.5",
  keyboard: "M3 7h18v11H3zM7 10.5v.01M11 10.5v.01M15 10.5v.01M7 14.5h10",
  menu: "M5 7h14M5 12h14M5 17h9",
  down: "M6 9l6 6 6-6",
  file: "M7 3h7l4 4v14H7zM14 3v4h4",
  voice: "M4 12h1M7.5 8v8M11 5v14M14.5 9v6M18 7v10M21 11v2",
  edit: "M5 19l1-4L16 5l3 3L9 18z",
  reply: "M10 7l-5 5 5 5M5 12h8a6 6 0 0 1 6 6",
  clock: "M12 4a8 8 0 1 0 .01 0zM12 8v4.5l3 2",
  check: "M5 12.5l4.5 4.5L19 7.5",
  group: "M9 11a3 3 0 1 0-.01 0zM3.5 19c0-3.5 2.5-5 5.5-5s5.5 1.5 5.5 5M16 11a2.5 2.5 0 1 0-.01 0M16.5 14c2.6.2 4 2 4 4.5",
};

/** A line icon, hidden from screen readers: the button around it carries the name. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.dataset.name = name;
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

/** Open a dialog over everything; it is gone once closed. */
export function showDialog(box) {
  box.addEventListener("close", () => box.remove());
  document.body.append(box);
  box.showModal();
}

/** A button that shows only an icon. */
export function iconButton(name, label, onclick, props = {}) {
  return el("button.round", { type: "button", title: label, "aria-label": label, onclick, ...props }, icon(name));
}

/**
 * Make the parent's children match `items`, each `{ key, sign, make }`: a child is made anew only
 * when its sign changed, so focus, selection and scrolling stay. What is made anew while it held the
 * focus gives it to its part marked `data-stay`, else to the pane: the pressed button may have gone.
 */
export function keep(parent, items) {
  const before = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  let spot = parent.firstElementChild;
  for (const { key, sign, make } of items) {
    let node = before.get(String(key));
    if (!node || node.sign !== sign) {
      const fresh = make();
      fresh.dataset.key = key;
      fresh.sign = sign;
      if (node) {
        if (spot === node) spot = fresh;
        const held = node.contains(document.activeElement);
        node.replaceWith(fresh);
        if (held) (fresh.querySelector("[data-stay]") ?? parent.closest("[tabindex]"))?.focus({ preventScroll: true });
      }
      node = fresh;
    }
    before.delete(String(key));
    if (node === spot) spot = spot.nextElementSibling;
    else parent.insertBefore(node, spot);
  }
  for (const gone of before.values()) gone.remove();
}

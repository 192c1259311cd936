// Which messages each person has seen, remembered by this browser.

const KEY = "stillwater.read";

function load() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {};
  } catch {
    return {};
  }
}

const read = load();

/** How many of the bot's messages came after the last one seen. */
export function unread(chatId, messages) {
  const newest = messages.at(-1)?.id ?? 0;
  const last = (read[chatId] ?? 0) > newest ? 0 : (read[chatId] ?? 0); // a reset demo counts anew
  return messages.filter((message) => message.sender === "bot" && message.id > last).length;
}

/** The person has seen the chat to its end. */
export function markRead(chatId, messages) {
  const newest = messages.at(-1)?.id ?? 0;
  if (read[chatId] === newest) return;
  read[chatId] = newest;
  localStorage.setItem(KEY, JSON.stringify(read));
}

// The service's time, and how it reads on a wall in somebody's zone.

const formats = new Map();

function format(zone, options, locale = "en-GB") {
  const key = `${locale} ${zone} ${JSON.stringify(options)}`;
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(locale, { timeZone: zone, ...options }));
  return formats.get(key);
}

/** "09:05" */
export const hours = (date, zone) => format(zone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(date);

/** "Sun 3 May 2026", or without the year. */
export function day(date, zone, year = true) {
  const options = { weekday: "short", day: "numeric", month: "short", ...(year && { year: "numeric" }) };
  return format(zone, options).format(date).replace(",", "");
}

/** "2026-05-03": equal for two instants on the same local day. */
export const dayKey = (date, zone) =>
  format(zone, { year: "numeric", month: "2-digit", day: "2-digit" }, "en-CA").format(date);

/** "2026-05-03T09:05", as a datetime-local field wants it. */
export const wall = (date, zone) => `${dayKey(date, zone)}T${hours(date, zone)}`;

/** "Today", "Yesterday" or "3 May" on the service's calendar. */
export function dayLabel(date, zone, now) {
  const key = dayKey(date, zone);
  if (key === dayKey(now, zone)) return "Today";
  if (key === dayKey(new Date(now.getTime() - 86_400_000), zone)) return "Yesterday";
  const sameYear = key.slice(0, 4) === dayKey(now, zone).slice(0, 4);
  return format(zone, { day: "numeric", month: "long", ...(!sameYear && { year: "numeric" }) }).format(date);
}

/** "Berlin" for "Europe/Berlin". */
export const city = (zone) => zone.split("/").at(-1).replaceAll("_", " ");

/** "2 d 3 h", "45 min", or "" for less than a minute. */
export function span(seconds) {
  const minutes = Math.round(seconds / 60);
  const parts = [[Math.floor(minutes / 1440), "d"], [Math.floor(minutes / 60) % 24, "h"], [minutes % 60, "min"]];
  return parts.filter(([count]) => count).slice(0, 2).map(([count, unit]) => `${count} ${unit}`).join(" ");
}

"""One entry of a file of people to call: what is wrong with it, or the way it describes."""

from __future__ import annotations

import re
from datetime import date, time
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import available_timezones

from bot.safety.hours import Hours, Span
from bot.safety.resources import ANY, CLASSES, SOURCE, Way

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

HOUSE: Final = "house"
"""The kind of source of an operator's own entry, who answers for it."""
KINDS: Final = ("own", "official", "other", "list", HOUSE)
NUMBERS: Final = ("call", "text", "whatsapp")
LINKS: Final = ("chat", "url")
ALWAYS: Final = "24/7"
_NUMBER: Final = re.compile(r"[+*]?[0-9]+(?: [0-9]+)*")
_DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_TIMES: Final = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])-([01][0-9]|2[0-3]):([0-5][0-9])")
_TEXTS: Final = ("source_says", "verified_by", "word")
_FLAGS: Final = ("emergency", "mobile")
_KEYS: Final = frozenset(
    {"names", "notes", "for", "hours", "languages"}
    | {"source", "source_kind", "source_read", "review_by"}
    | {*NUMBERS, *LINKS, *_TEXTS, *_FLAGS}
)  # fmt: skip


def wrong(entry: Mapping[str, Any]) -> Iterator[str]:
    """Say what is wrong with an entry, a sentence each."""
    if extra := sorted(entry.keys() - _KEYS):
        yield f"nobody asks for {', '.join(extra)}"
    yield from _wrong_names(entry)
    yield from _wrong_lists(entry)
    yield from _wrong_means(entry)
    yield from _wrong_source(entry)
    try:
        _hours(entry.get("hours"))
    except ValueError as error:
        yield f"hours: {error}"


def way(id_: str, entry: Mapping[str, Any]) -> Way:
    """Make the way of an entry that has nothing wrong."""
    plain = {key: value for key, value in entry.items() if key not in {"for", "hours", "languages"}}
    return Way(
        id=id_,
        serves=frozenset(entry.get("for", [ANY])),
        hours=_hours(entry.get("hours")),
        languages=tuple(entry.get("languages", ())),
        **plain,
    )


def stands(number: str, text: str) -> bool:
    """Whether a number stands in a text, whole, however either of them spaces it."""
    spaced = r"[ ()./-]*".join(re.sub(r"[^0-9]", "", number))
    alone = rf"(?<![0-9])(?<![0-9][ ()./-]){spaced}(?![ ()./-]?[0-9])"
    return re.search(alone, text) is not None


def _wrong_names(entry: Mapping[str, Any]) -> Iterator[str]:
    names, notes = entry.get("names"), entry.get("notes", {})
    if not isinstance(names, dict) or not names.get(SOURCE) or not all(map(_said, names.values())):
        yield "names needs at least an English name"
    if not isinstance(notes, dict) or not all(map(_said, notes.values())):
        yield "notes is a table of a sentence for each language"
    for key in _TEXTS:
        if not isinstance(entry.get(key, ""), str):
            yield f"{key} is text"
    for key in _FLAGS:
        if not isinstance(entry.get(key, False), bool):
            yield f"{key} is true or false"


def _wrong_lists(entry: Mapping[str, Any]) -> Iterator[str]:
    for key in ("for", "languages"):
        listed = entry.get(key, [])
        if not isinstance(listed, list) or not all(map(_said, listed)):
            yield f"{key} is a list of words"
        elif key == "for" and (odd := sorted({*listed} - CLASSES)):
            yield f"for knows {', '.join(sorted(CLASSES))}, not {', '.join(odd)}"
    if entry.get("for") == []:
        yield "for names nothing; leave it out for a general line"


def _wrong_means(entry: Mapping[str, Any]) -> Iterator[str]:
    for key in NUMBERS:
        number = entry.get(key)
        if number is not None and not (isinstance(number, str) and _NUMBER.fullmatch(number)):
            yield f"{key} is no number in quotation marks, as it is dialled"
    for key in LINKS:
        link = entry.get(key)
        if link is not None and not str(link).startswith("https://"):
            yield f"{key} is no https:// address"
    if "word" in entry and "text" not in entry:
        yield "word is what an SMS begins with, and there is no text"
    means = any(entry.get(key) for key in (*NUMBERS, *LINKS))
    if entry.get("emergency") is not True and not means:
        yield "it needs call, text, whatsapp, chat or url"


def _wrong_source(entry: Mapping[str, Any]) -> Iterator[str]:
    kind, source = entry.get("source_kind"), entry.get("source")
    if kind not in KINDS:
        yield f"source_kind is one of {', '.join(KINDS)}"
    if not _said(source):
        yield "source says where it is from"
    elif kind != HOUSE:
        if not str(source).startswith(("https://", "http://")):
            yield "source is no address of a page"
        says = str(entry.get("source_says", ""))
        for key in NUMBERS:
            if key in entry and not stands(str(entry[key]), says):
                yield f"{key} does not stand in source_says"
    read, review = entry.get("source_read"), entry.get("review_by")
    # A TOML date with a time is a date to isinstance, and not a day.
    if type(read) is not date or type(review) is not date:
        yield "source_read and review_by are days, as 2026-01-31"
    elif review <= read:
        yield "review_by is not after source_read"


def _hours(written: object) -> Hours | None:
    """Read opening hours; raises ValueError that says what they look like."""
    if written is None or written == ALWAYS:
        return None if written is None else Hours()
    like = 'write "24/7", or { zone = "Europe/London", mon-fri = "09:00-17:00", sat = … }'
    if not isinstance(written, dict) or str(written.get("zone")) not in available_timezones():
        raise ValueError(like)
    spans = [
        _span(days, times)
        for days, listed in written.items()
        if days != "zone"
        for times in (listed if isinstance(listed, list) else [listed])
    ]
    if not spans or None in spans:
        raise ValueError(like)
    return Hours(tuple(span for span in spans if span), written["zone"])


def _span(days: str, times: object) -> Span | None:
    first, _, last = ("mon", "", "sun") if days == "daily" else days.partition("-")
    found = _TIMES.fullmatch(str(times))
    if first not in _DAYS or (last or first) not in _DAYS or not found:
        return None
    run = range(_DAYS.index(first), _DAYS.index(last or first) + 1)
    h1, m1, h2, m2 = map(int, found.groups())
    return Span(tuple(day + 1 for day in run), time(h1, m1), time(h2, m2)) if run else None


def _said(name: object) -> bool:
    return isinstance(name, str) and bool(name.strip())

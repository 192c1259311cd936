"""The renderer: line ids become words in the client's language, buttons get their labels.

Substitution is plain and happens once, over our own text only: what a client wrote is put in as
it is, braces and all.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from bot.interview.conversation import Recalled
from bot.interview.phrases import SOURCE
from bot.interview.slots import PATTERN
from bot.interview.turn import Days, Labels, Line, Several

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.interview.phrases import Phrases
    from bot.interview.script import Script
    from bot.interview.turn import Option, Slot, WordsKept

_ISOLATE = "\N{FIRST STRONG ISOLATE}{}\N{POP DIRECTIONAL ISOLATE}"
_TO_THE_LEFT = frozenset({"R", "AL", "RLE", "RLO", "RLI"})
_WITHIN = re.compile(r"[^.?!] “$")
"""Before what is quoted in the middle of a sentence, where a button's words begin small."""
_SLOT = re.compile(PATTERN.pattern + r"(”\.(?=\s|$))?")
_ENDS = (".", "?", "!", "…")
"""After these, within a quotation, no full stop of ours follows."""
_NOON = 12
_NAMED = 2
"""Words up to which what a client calls something stands unquoted among ours."""
_WEEK = 7


class Rendered(NamedTuple):
    """A message's text, and rows of (label, option id)."""

    text: str
    rows: tuple[tuple[tuple[str, str], ...], ...]


class Tongue:
    """One language, over the words of one script (or none) and the shared words."""

    __slots__ = ("_locale", "_phrases", "_script", "_today")

    def __init__(
        self,
        phrases: Phrases,
        locale: str,
        script: Mapping[str, Mapping[str, str]] | None = None,
        today: date | None = None,
    ) -> None:
        """Take the words; `today`, in the client's zone, tells which dates need their year."""
        self._phrases, self._today = phrases, today
        self._locale = phrases.nearest(locale)
        words = script or {}
        self._script = words.get(self._locale) or words.get(SOURCE, {})

    def shared(self, id_: str, **slots: Slot) -> str:
        """Give a shared phrase with its slots filled."""
        return self._fill(self._phrases(self._locale, id_), slots)

    def line(self, line: Line) -> str:
        """Give a line; what it quotes stands before it, dated and verbatim."""
        text = self._phrases(self._locale, line.id) if line.shared else self._script[line.id]
        said = self._fill(text, line.slots)
        if line.quoted is None:
            return said
        return f"{self._quote(line.quoted)}\n\n{said}"

    def _quote(self, words: Recalled) -> str:
        """Give kept words with their date; an if-then plan, and what stood on a button, as that."""
        if words.cue:
            return self.shared("quote.plan", date=words.on, cue=words.cue, words=words.text)
        as_ = "quote.picked" if words.picked else "quote.dated"
        return self.shared(as_, date=words.on, words=words.text)

    def label(self, option: Option) -> str:
        """Give what stands on a button."""
        if not option.label:
            return option.id
        if option.shared:
            return self.shared(option.label, **option.slots)
        label = self._fill(self._script[option.label], option.slots)
        return self.shared("pick.on", choice=label) if option.ticked else label

    def day(self, on: date) -> str:
        """Give a date in local words, with its year if that is another than today's."""
        near = self._today is None or on.year == self._today.year
        month = self._phrases(self._locale, f"month.{on.month}")
        pattern = "date.short" if near else "date.year"
        return self.shared(pattern, day=on.day, month=month, year=on.year)

    def clock(self, at: time) -> str:
        """Give a wall time in local words."""
        if self._phrases(self._locale, "time.clock") != "12":
            return f"{at.hour}:{at.minute:02}"
        half = "time.am" if at.hour < _NOON else "time.pm"
        return self.shared(half, hour=(at.hour - 1) % _NOON + 1, minute=f"{at.minute:02}")

    def labels(self, labels: Labels) -> str:
        """Give the words on buttons that were tapped, as a list."""
        return self._list(self._script.get(f"{labels.step}.choice.{o}", o) for o in labels.options)

    def days(self, days: Days) -> str:
        """Give days of the week as a list; all seven are every day."""
        if len(days.iso) == _WEEK:
            return self._phrases(self._locale, "rhythm.every-day")
        return self._list(self._phrases(self._locale, f"weekday.{day}") for day in days.iso)

    def span(self, length: timedelta) -> str:
        """Give a length of whole minutes in days, hours and minutes, as far as it has them."""
        hours, minutes = divmod(length // timedelta(minutes=1), 60)
        days, hours = divmod(hours, 24)
        parts = (("day", days), ("hour", hours), ("minute", minutes))
        return self._list(
            self.shared(f"span.{unit}" if n == 1 else f"span.{unit}s", n=n)
            for unit, n in parts
            if n or (not length and unit == "minute")
        )

    def _list(self, words: Iterable[str]) -> str:
        *before, last = list(words) or [""]
        comma = self._phrases(self._locale, "list.comma")
        return self._phrases(self._locale, "list.and").join(
            filter(None, [comma.join(before), last])
        )

    def _fill(self, text: str, slots: Mapping[str, Slot]) -> str:
        def put(found: re.Match[str]) -> str:
            said, after = one(found), found[2] or ""
            return said + (after[:1] if said.endswith(_ENDS) else after)

        def one(found: re.Match[str]) -> str:
            name = found[1]
            if name in slots:
                said = self._slot(slots[name])
                if name.startswith("profile.") and len(said.split()) > _NAMED:
                    # "the wine" is a name within our sentence, "drinking i guess" a quotation.
                    quoted = found.string[: found.start()].endswith("“")
                    return said if quoted else self.shared("quote.words", words=said)
                within = _WITHIN.search(found.string, endpos=found.start())
                return _small(said) if within and isinstance(slots[name], Labels) else said
            # A profile word that nobody has set has a default; any other slot left empty is bare.
            return self._phrases(self._locale, name) if self._phrases.has(name) else ""

        return _SLOT.sub(put, text)

    def _slot(self, value: Slot) -> str:  # noqa: PLR0911 - one for each kind of slot
        match value:
            case date():
                return self.day(value)
            case time():
                return self.clock(value)
            case timedelta():
                return self.span(value)
            case Labels():
                return self.labels(value)
            case Days():
                return self.days(value)
            case Several(things=things):
                return self._list(map(self._slot, things))
            case Recalled(text=text, on=on):
                return self.shared("quote.listed", words=text, date=on)
            case Line():
                return self.line(value)
            case _:
                return _isolated(str(value))


def render(
    lines: Iterable[Line],
    options: Sequence[Sequence[Option]],
    script: Script,
    phrases: Phrases,
    locale: str,
    today: date | None = None,
) -> Rendered:
    """Give one turn's message: its lines parted by blank lines, and its buttons."""
    tongue = Tongue(phrases, locale, script.words, today)
    rows = tuple(tuple((tongue.label(option), option.id) for option in row) for row in options)
    return Rendered("\n\n".join(map(tongue.line, lines)), rows)


def spoken(kept: WordsKept, script: Script, phrases: Phrases, locale: str) -> str:
    """Give the text of words to keep: verbatim, or the labels of the buttons picked instead."""
    if not kept.options:
        return kept.text
    return Tongue(phrases, locale, script.words).labels(Labels(kept.step, kept.options))


def _isolated(text: str) -> str:
    """Keep right-to-left words from turning our own sentence around."""
    if text.isascii() or not any(unicodedata.bidirectional(c) in _TO_THE_LEFT for c in text):
        return text
    return _ISOLATE.format(text)


def _small(label: str) -> str:
    """Begin a label small, unless its first letter is a word by itself."""
    return label[:1].lower() + label[1:] if label[1:2].islower() else label

"""A journey as a transcript: everything a client does and sees, line by line.

    # from: goal                      where it begins: `new`, `settled`, `goal` (see `client.py`)
    # at: 2026-03-02 15:00            in UTC; a Monday, ten in the morning in New York, if left out
    # directory: pretend              of treatment, which else does not answer

    C: words                          written
    C+ more words                     a further bubble, sent before anything came back
    C: [Label]                        the newest button of that label, tapped
    C: [Label] twice                  and tapped again before anything came of it
    C: [Label] gone                   tapped where it is still shown, though it is no more
    C: (sticker) … (photo: caption)   a thing, perhaps with a caption
    C: (forwards: words)              somebody else's words
    C: (changes it to: words)         an edit of what they wrote last
    C: (4096 letters)                 a text as long as Telegram takes
    C: (blocks) (unblocks)
    …  3h30m                          time goes by; also `2d`, `the next prompt`, `a little less`
    B: what the bot says [a button] {the lasting keyboard}; (a picture) or (a file: its
                                      name) stands before a caption
    E: what a message says now, after it was changed; `…` stands for what it said before
    T: what a tapped button shows for a moment

A line that begins with three spaces goes on with the one above.
"""

from __future__ import annotations

import re
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from bot.demo.clinics import a_directory
from bot.schedule.spans import span
from tests.journeys.client import Client, Seen, meet, settled, with_goal
from tests.journeys.house import MONDAY, a_house

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.journeys.house import House

CLIENT, BUBBLE, TIME = "C: ", "C+ ", "…  "
_HEAD: Final = re.compile(r"# (\w+): (.+)")
_LONG: Final = 600
LONG: Final = "because it matters"
_NUMBERS = re.compile(r"\[(\d+)\](?: \[\d+\])+ \[(\d+)\]")


@dataclass(slots=True)
class Written:
    """A transcript as it stands in its file."""

    head: dict[str, str] = field(default_factory=dict)
    deeds: list[list[str]] = field(default_factory=list)
    """What the client does, one after another; bubbles sent at once stand together."""


def read(text: str) -> Written:
    """Read the head and the deeds; what the bot says is what is tested."""
    written = Written()
    line: str | None = None
    for row in [*text.splitlines(), "B: "]:
        if found := _HEAD.fullmatch(row):
            written.head[found[1]] = found[2]
        elif line is not None and row.startswith("   "):
            line += f"\n{row[3:]}"
        else:
            _add(written, line)
            line = row if row.startswith((CLIENT, BUBBLE, TIME)) else None
    return written


def _add(written: Written, line: str | None) -> None:
    if line is None:
        return
    if line.startswith(BUBBLE):
        written.deeds[-1].append(line)
    else:
        written.deeds.append([line])


async def play(written: Written, locale: str, folder: Path) -> str:
    """Play it on the whole service, and give the transcript anew."""
    at = written.head.get("at")
    start = MONDAY if at is None else datetime.fromisoformat(at).replace(tzinfo=UTC)
    rows = [f"# {key}: {value}" for key, value in written.head.items()]
    pretends = "directory" in written.head
    async with (
        a_directory() if pretends else nullcontext("") as directory,
        a_house(folder, start, directory=directory) as house,
    ):
        client = meet(house, locale)
        begin = {"new": None, "settled": settled, "goal": with_goal}
        prelude = begin[written.head.get("from", "new")]
        if prelude is not None:
            await prelude(client, locale)
            await client.look()
        client.opens = False  # what they open is written
        shown = {message.id: message.text for message in house.tg.chat(client.id)}
        for deed in written.deeds:
            rows += ["", *map(wrapped, deed)]
            for seen in await _done(house, client, deed):
                rows.append(said(seen, shown))
    return "\n".join(rows).strip() + "\n"


async def _done(house: House, client: Client, deed: list[str]) -> list[Seen]:
    first = deed[0]
    if first.startswith(TIME):
        await _later(house, first.removeprefix(TIME))
        return await client.look()
    said = first.removeprefix(CLIENT)
    if found := re.fullmatch(r"\[(.+)\](?: (twice|gone))?", said):
        how = {None: client.tap, "twice": client.tap_twice, "gone": client.tap_old}
        return await how[found[2]](found[1])
    if found := re.fullmatch(r"\(([^:]+)(?:: (.+))?\)", said, re.DOTALL):
        return await _thing(house, client, found[1], found[2] or "")
    return await client.say(*(line[len(CLIENT) :] for line in deed))


async def _thing(house: House, client: Client, name: str, words: str) -> list[Seen]:
    match name:
        case "forwards":
            return await client.forward(words)
        case "changes it to":
            return await client.edit(words)
        case "blocks":
            await house.tg.block(client.id)
        case "unblocks":
            await house.tg.unblock(client.id)
        case "4096 letters":
            return await client.say(f"{LONG} " * 214 + "and that is all I have to say.")
        case _:
            return await client.send(name, words)
    return await client.look()


async def _later(house: House, when: str) -> None:
    if when == "the next prompt":
        await house.advance_to(await house.next_prompt())
    elif when == "just before the next prompt":
        await house.advance_to(await house.next_prompt() - timedelta(minutes=1))
    else:
        by = span(when)
        assert by is not None, when
        await house.advance(by)


def said(seen: Seen, before: dict[int, str]) -> str:
    """Give a row for something seen; `before` keeps what each message said last."""
    if seen.message is None:
        return wrapped(f"T: {seen.text}")
    mark = {"message": "B: ", "edited": "E: ", "deleted": "D: "}[seen.kind]
    if seen.message.photo is not None:
        mark += "(a picture) "
    if seen.message.document is not None:
        mark += f"(a file: {seen.message.document['file_name']}) "
    text, earlier = seen.text, before.get(seen.message.id)
    before[seen.message.id] = text
    if earlier and text.startswith(earlier):
        text = f"… {text[len(earlier) :].strip()}"
    if len(text) > _LONG and LONG in text:
        text = f"{text[: text.find(LONG)]}{LONG} … {text[text.rfind(LONG) :]}"
    return wrapped(mark + " ".join([text, *_keys(seen)]).strip())


def _keys(seen: Seen) -> Iterator[str]:
    if seen.message is None:
        return
    labels = " ".join(f"[{label}]" for label in seen.message.labels)
    if labels:
        yield _NUMBERS.sub("[\\1\N{EN DASH}\\2]", labels)
    if seen.message.keyboard is not None:
        rows = seen.message.keyboard.get("keyboard", [])
        shown = (one["text"] if isinstance(one, dict) else one for row in rows for one in row)
        yield "{" + " | ".join(shown) + "}"


def wrapped(line: str) -> str:
    """Give a line with all after its first indented."""
    first, *more = line.split("\n")
    return "\n".join([first, *(f"   {row}".rstrip() for row in more)])

"""A counselor's dialog as a transcript: what they do and see, line by line, and their client too.

    # plan: none                      the client begins without a plan; `usual` has one saved
    # others: Green coat, Álvaro      there are clients by these labels, too
    # shares: counts                  the first client shares counts, and wants silences told

    # kept reason: words            the client has kept them, as words of that kind
    # rated importance: 4           and has given this number

    # settled: no                     the counselor has just opened the operator's link

    K: /clients                       a command, with what stands behind it
    K: (plan for Blue scarf)          the key on the client's card that begins a plan
    K: words                          typed
    K: [Label]                        the newest button of that label, tapped
    K: [Label] gone                   tapped where it stood before the message was changed
    K: (sticker) … (voice)            a thing
    K: (file sleep.toml)              a file of `tests/own`, sent
    K: (hands over to Eli)            the operator moves all clients to a colleague
    C: [Label]                        the client taps
    …  3h30m                          time goes by
    B: what the counselor is sent     each row of keys on a line of its own
    E: what the message says now
    T: what a tapped button shows for a moment
    S: what the client is sent
    D: how many messages were deleted from the client's chat

    # times: drawn                   they are other ones for each plan, and stand as `··:··`

A line that begins with three spaces goes on with the one above.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.arrival import Command, Sent, Thing
from bot.interview.terms import Kind
from bot.schedule.spans import span
from tests.bot.services.briefing.meeting import rates, says
from tests.bot.services.counsel.desk import cared_for, shares
from tests.bot.services.counsel.operators import hands_over, unsettle
from tests.bot.services.counsel.planned_desk import begin, empty_desk, taps
from tests.bot.services.room import ANN, DANA

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.arrival import Reaction
    from bot.message import Button
    from tests.bot.services.bubble import Bubble
    from tests.bot.services.room import Room

    Keys = tuple[tuple[Button, ...], ...]

DOES: Final = ("K: ", "C: ", "…  ")
THINGS: Final = {f"({thing})": thing for thing in Thing}
_DRAWN: Final = re.compile(r"(, | at )\d{1,2}:\d\d(?: [ap]m)?")
OWN: Final = Path(__file__).parents[3] / "own"
_CODE: Final = re.compile(r"start=c[\w-]{22}")
"""What an invitation's link opens with; it stands as `c···`."""
_BEGINS: Final = "(plan for Blue scarf)"


@dataclass
class Played:
    """A room in which a transcript is played."""

    room: Room
    seen: dict[int, tuple[str, Keys]] = field(default_factory=dict)
    gone: dict[str, tuple[Bubble, Button]] = field(default_factory=dict)
    """Keys that stood on screen, by label, for whoever still sees them."""

    async def do(self, deed: str) -> Iterator[str]:
        """Let a line happen, and give what is seen then."""
        reaction = await self._happens(deed)
        toast = [_wrapped(f"T: {reaction.toast}")] if reaction and reaction.toast else []
        return iter([*toast, *self.look()])

    async def _happens(self, deed: str) -> Reaction | None:
        who, said = deed[:3], deed[3:]
        if who == "…  ":
            time = span(said)
            assert time is not None, said
            await self.room.pass_(time)
            return None
        chat = DANA if who == "K: " else ANN
        if said.startswith("("):
            return await self._aside(said, chat)
        if said.startswith("/"):
            name, _, argument = said[1:].partition(" ")
            return await self.room.happen(Command(name, argument), chat)
        if found := re.fullmatch(r"\[(.+)\] gone", said):
            bubble, button = self.gone[found[1]]
            return await self.room.press(bubble, button)
        if found := re.fullmatch(r"\[(.+)\]", said):
            return await self.room.tap(found[1], chat)
        return await self.room.write(said, chat)

    async def _aside(self, said: str, chat: int) -> Reaction | None:
        """Let something happen that is neither typed nor tapped."""
        if said in THINGS:
            return await self.room.happen(Sent(THINGS[said]), chat)
        if found := re.fullmatch(r"\(file (.+)\)", said):
            return await self.room.send(found[1], (OWN / found[1]).read_bytes(), chat)
        if found := re.fullmatch(r"\(hands over to (.+)\)", said):
            await hands_over(self.room, found[1])
        else:
            assert said == _BEGINS
            await begin(self.room)
        return None

    def look(self) -> Iterator[str]:
        """Give what is gone from the client's screen, and what is new or has changed on both."""
        deleted = [id_ for id_ in self.seen if id_ not in self.room.bubbles]
        for id_ in deleted:
            del self.seen[id_]
        if deleted:
            yield f"D: {len(deleted)}"
        for bubble in list(self.room.bubbles.values()):
            before = self.seen.get(bubble.id)
            if bubble.chat not in {ANN, DANA} or before == (bubble.text, bubble.buttons):
                continue
            self.seen[bubble.id] = (bubble.text, bubble.buttons)
            if bubble.chat == DANA:
                self.gone.update({label: (bubble, key) for label, key in bubble.keys.items()})
            mark = "S: " if bubble.chat == ANN else "B: " if before is None else "E: "
            rows = (" ".join(f"[{key.label}]" for key in row) for row in bubble.buttons)
            yield _wrapped("\n".join([f"{mark}{bubble.text}", *rows]))


async def play(written: str, locale: str) -> str:
    """Play a transcript's deeds, and give it anew."""
    head = [row for row in written.splitlines() if row.startswith("# ")]
    room = await empty_desk(locale=locale)
    await room.change(locale=locale)
    for row in head:
        what, _, which = row.removeprefix("# ").partition(": ")
        if what == "others":
            for n, label in enumerate(which.split(", ")):
                await cared_for(room, 100 + n, label)
        elif what == "shares":
            await shares(room)
        elif what.startswith("kept "):
            await says(room, Kind(what.removeprefix("kept ")), which)
        elif what.startswith("rated "):
            await rates(room, what.removeprefix("rated "), int(which))
        elif what == "settled":
            await unsettle(room)
    if "# plan: usual" in head:
        await begin(room)
        await taps(room, "look", "save")
    played = Played(room)
    list(played.look())
    rows = list(head)
    for deed in (row for row in written.splitlines() if row.startswith(DOES)):
        rows += ["", deed, *await played.do(deed)]
    fresh = "\n".join(rows).strip() + "\n"
    fresh = _CODE.sub("start=c···", fresh)
    return _DRAWN.sub(r"\1··:··", fresh) if "# times: drawn" in head else fresh


def _wrapped(line: str) -> str:
    first, *more = line.split("\n")
    return "\n".join([first, *(f"   {row}".rstrip() for row in more)])

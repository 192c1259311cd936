"""Three practices side by side, with everybody there can be, and everything they can send.

Dana is with Ann, Eli with Ben, and Sam, who is suspended, with Cleo. All that can be shown of a
client bears their mark.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.arrival import (
    Blocked,
    ByBot,
    Command,
    Edited,
    File,
    Forwarded,
    InChannel,
    InGroup,
    Sent,
    Tapped,
    Thing,
    Unblocked,
    What,
    Wrote,
)
from bot.asks import CLIENTS, COUNSELORS, OPERATORS
from bot.brief import Brief, BriefId, Part
from bot.care import Care, Share
from bot.episode import Entry, Episode, EpisodeId, Mark, Operator
from bot.interview.parse import parse
from bot.interview.terms import Kind
from bot.message import Answering, Press
from bot.own import Own, Version
from bot.roles import Action, Role
from bot.safety.danger import Danger, Tier
from bot.services.converse import Converse
from bot.services.drawing import Pencil
from tests.bot.counsel.kept import kept
from tests.bot.services.room import ANN, BEN, DANA, ELI, Room
from tests.contract.examples import some_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from random import Random

    from bot.interview.conversation import ConversationId
    from bot.people import Client
    from bot.services.drawing import Drawing
    from tests.bot.services.bubble import Bubble

SLEEP: Final = Path(__file__).parents[1] / "own" / "sleep.toml"
CLEO, ART, SAM, NIA, OLGA, PASSER_BY, GROUP = 14, 15, 23, 24, 31, 99, -100
PAIRS: Final = {ANN: DANA, BEN: ELI, CLEO: SAM}
EVERYBODY: Final = (*PAIRS, *PAIRS.values(), ART, NIA, OLGA)
WHO: Final = {
    Role.STRANGER: PASSER_BY,
    Role.ARRIVING: ART,
    Role.CLIENT: ANN,
    Role.NEW_COUNSELOR: NIA,
    Role.COUNSELOR: DANA,
    Role.SUSPENDED: SAM,
    Role.OPERATOR: OLGA,
    Role.GROUP: GROUP,
    Role.CHANNEL: GROUP,
    Role.BOT: PASSER_BY,
}
ELSEWHERE: Final[Mapping[Role, What]] = {
    Role.GROUP: InGroup(),
    Role.CHANNEL: InChannel(),
    Role.BOT: ByBot(),
}
UNTOUCHED: Final = (Role.CLIENT, Role.COUNSELOR, Role.SUSPENDED, Role.OPERATOR)
"""Whom a refusal leaves as they were; to the others it says where they stand."""
COMMANDS: Final = sorted({*CLIENTS.commands, *COUNSELORS.commands, *OPERATORS.commands, "unknown"})
PRESSES: Final = sorted({*CLIENTS.presses, *COUNSELORS.presses, *OPERATORS.presses, "unknown"})
LAST: Final = (Action.FORGET, Action.OPERATE, Action.COME)
"""Actions after which somebody may be somebody else."""


class Blank(Pencil):
    """Draws nothing, at once."""

    async def draw(self, drawing: Drawing) -> bytes:
        return f"PNG of {drawing.of}".encode()[:1]


@dataclass
class World:
    """Three practices in one store, and what belongs to whom."""

    room: Room
    ids: dict[int, list[str]] = field(default_factory=dict)
    """By a client's chat: the ids of what is theirs."""
    conversations: dict[int, ConversationId] = field(default_factory=dict)

    async def begin(self) -> None:
        """Let everybody be there."""
        room = self.room
        room.house = replace(room.house, pencil=Blank())
        room.converse = Converse(room.house)
        room.post.files["file"] = b"?!"
        for client, counselor in PAIRS.items():
            await room.counselor(f"Counselor {counselor}", counselor)
            await self.practice(client, counselor)
        await room.counselor("Nia", NIA, settled=False)
        await room.give("start", ART)
        async with room.store.works() as work:
            sam = await work.counselors.by_chat(SAM)
            assert sam is not None
            await work.counselors.save(replace(sam, suspended=True))
            await work.operators.add(Operator(OLGA, room.clock.now()))

    async def practice(self, chat: int, whose: int) -> None:
        """Let somebody be with a counselor, and share everything; all of it bears their mark."""
        room, name = self.room, mark(chat)
        await room.welcome(chat)
        await room.give("urge", chat)
        client, counselor = await room.client(chat), await room.who(whose)
        now = room.clock.now()
        words = [
            kept(kind, f"{name} {kind}", now, client=client.id, on=now.date(), shown=True)
            for kind in (Kind.GOAL, Kind.REASON, Kind.TAKEAWAY)
        ]
        brief = Brief(
            BriefId(some_id(f"brief {chat}")), client.id, counselor.id, frozenset(Part), name, now
        )
        alert = Episode(
            EpisodeId(some_id(f"alert {chat}")),
            client.id,
            Danger.SELF_HARM,
            Tier.URGENT,
            now,
            (name,),
        )
        source = {"en": SLEEP.read_text("utf-8").replace("Sleep", name)}
        script = parse(f"own-{chat}", source)
        own = Own(script.name, counselor.id, name, (Version(script.version, now),))
        async with room.store.works() as work:
            for one in words:
                await work.words.put(one)
            shares = frozenset(Share)
            await work.cares.put(Care(client.id, counselor.id, name, now, shares))
            await work.briefs.put(brief)
            await work.episodes.put(alert)
            for what, by in ((Mark.BEGAN, None), (Mark.TOLD, counselor.id)):
                await work.episodes.note(alert.id, Entry(what, now, by))
            await work.scripts.put(script.name, script.version, script.source)
            await work.owns.put(own)
            plans = [one.id for one in await work.plans.of(client.id)]
            waiting = [id_ for id_, _ in await work.plans.waiting(client.id)]
            current = await work.conversations.current(client.id)
        assert current is not None
        self.conversations[chat] = current.id
        self.ids[chat] = [client.id, own.name, brief.id, alert.id, *plans, *waiting]
        self.ids[chat] += [one.id for one in words] + [current.id]

    async def held(self, *but: int) -> dict[int, list[object]]:
        """Read all that is kept of everybody, but of these."""
        return {chat: await self._held(chat) for chat in EVERYBODY if chat not in but}

    async def _held(self, chat: int) -> list[object]:
        async with self.room.store.works() as work:
            client = await work.clients.by_chat(chat)
            counselor = None if client is not None else await work.counselors.by_chat(chat)
            found: list[object] = [client and _unheard(client), counselor]
            found += [one for one in await work.operators.all() if one.chat == chat]
            if client is not None:
                found += [
                    await work.cares.of(client.id),
                    await work.consents.of(client.id),
                    await work.words.of(client.id),
                    await work.plans.of(client.id),
                    await work.plans.waiting(client.id),
                    await work.briefs.of(client.id),
                    await work.conversations.current(client.id),
                    await work.looks.of(client.id),
                    [await work.episodes.history(i.id) for i in await work.episodes.of(client.id)],
                ]
            if counselor is not None:
                found += [
                    await work.drafts.get(counselor.id),
                    await work.owns.by(counselor.id),
                    await work.invites.of(counselor.id),
                    await work.cares.clients_of(counselor.id),
                ]
        return found

    def deeds(self, role: Role, chance: Random, each: int) -> list[What]:
        """Give everything that can be sent, each key about `each` things."""
        if role in ELSEWHERE:
            return [ELSEWHERE[role]]
        every = [id_ for ids in self.ids.values() for id_ in ids]
        about = [f"{id_}{end}" for id_ in every for end in ("", ".0", ".1", ".gone")]
        about += ["", "0", "yes.1", "x" * 40, "mirror", "clients", "urge", "-back", "week", "on"]
        made: list[What] = [Command(name) for name in COMMANDS]
        made += [
            Tapped(Press(name, argument), "seen", "Key")
            for name in (*PRESSES, "command")
            for argument in chance.sample(about, each)
        ]
        for talk in self.conversations.values():
            made += [Tapped(Answering(talk, turn, "yes"), "seen", "Key") for turn in range(4)]
        made += [Command("start", f"{letter}{'x' * 22}") for letter in "cko"]
        made += [Wrote("a quiet day"), Edited("a quieter day"), Forwarded("somebody's day")]
        made += [Sent(Thing.STICKER), Sent(Thing.FILE, "", File("file", "a.toml", 2))]
        return [*made, Tapped(None), Unblocked(), Blocked()]

    async def send(self, what: What, chat: int, chance: Random) -> list[Bubble]:
        """Let it arrive; give what came of it on anybody's screen."""
        here = [one.id for one in self.room.on_screen(chat)]
        on = None
        if isinstance(what, Tapped) and here:
            on = chance.choice(here)
        before = {id_: one.text for id_, one in self.room.bubbles.items()}
        await self.room.happen(what, chat, on)
        every = self.room.bubbles.items()
        return [one for id_, one in every if before.get(id_) != one.text]


def mark(chat: int) -> str:
    """Give what stands in all that is a client's."""
    return f"mark{chat}mark"


def shown(bubble: Bubble) -> str:
    """Give everything that can be read of a message."""
    labels = [one.label for row in bubble.buttons for one in row]
    return "\n".join([bubble.text, *labels, *_files(bubble.sent.document)])


def _files(document: bytes) -> Iterable[str]:
    if not document.startswith(b"PK"):
        return [document.decode(errors="replace")]
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return [archive.read(name).decode(errors="replace") for name in archive.namelist()]


def _unheard(client: Client) -> Client:
    """Leave out what safety heard: whatever somebody may or may not, that is listened to."""
    left = {name: said for name, said in client.profile.items() if name != "heard"}
    return replace(client, profile=left)


def near(chat: int) -> set[int]:
    """Give whose life is touched by what somebody does: theirs, and whom they are with."""
    other = PAIRS.get(chat, next((one for one, who in PAIRS.items() if who == chat), chat))
    return {chat} if chat == SAM else {chat, other}

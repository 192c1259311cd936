"""A street: two counselors, several people, and whatever they may do, wise or not, on any store.

Seeded: the same seed does the same again. After each deed what must always hold is looked at.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.arrival import Blocked, Command, Edited, Forwarded, Sent, Tapped, Thing, Unblocked, Wrote
from bot.interview.parts import LIMIT, units
from bot.message import Answering, Button, Message, Press, Purpose
from bot.people import Standing
from bot.schedule.occurrences import Occurrence, State
from bot.schedule.plan import PlanStatus
from bot.schedule.quiet import is_quiet
from bot.services.counsel import tables
from bot.services.enrol.handover import hand_over
from bot.services.outlook import outlook
from bot.services.replan import replan
from bot.services.visit import Visit
from handlers.buttons import meaning, saying
from tests.bot.services.enrol.inviting import JOIN, invite
from tests.bot.services.room import DANA, ELI, Room
from tests.keys import carried

if TYPE_CHECKING:
    from bot.arrival import What
    from bot.people import Client
    from bot.ports import Work
    from bot.schedule.plan import PlanId

CAPTION: Final = 1024
COUNSELORS: Final = (DANA, ELI)
CLIENTS: Final = (31, 32, 33, 34, 35)
TOKEN: Final = re.compile(r"\bqx\d{3}\b")
"""What every label holds, so that it is known wherever it stands."""
ZONES: Final = ("America/New_York", "Pacific/Auckland", "Europe/London", "Asia/Kathmandu")
COMMANDS: Final = (
    *("clients", "invite", "overview", "settings", "rehearse", "help", "start", "rhythm", "pause"),
    *("resume", "stop", "checkin", "mirror", "sharing", "nonsense", "skip"),
)
ODD: Final = (
    *("", " ", "\n", "0", "-1", "7", "18:30", "25:99", "Tue 3pm", "in two weeks", "2026-02-30"),
    *("31 Feb", "99999999999999999999", "1e9", "day after tomorrow", "every 3 days", "half past 2"),
    *("א" * 40, "\u202eabc", "🙂" * 2048, "a" * 4096, "é" * 41, "\x00", "\ud83d", "٣", "²", "½"),
    *("{label}", "<b>", "%s", "yes", "no", "fri-20-00", "London", "none", "Ünïcödé", "1.1.2027"),
    *("29 Feb", "30/11", "tomorrow 2:30", "next Sunday at 02:30", "-", "12 weeks", "0 days"),
)
FORGED: Final = (
    *("", "0", "-1", "x", "0:" + "é" * 19, "9" * 40, "a" * 40, ".", "0.", ".cancel", "1.2.3"),
    *("٣", "²", "\x00", "🙂" * 10, "0" * 32, "f" * 32 + ".1", "999999:", "new", "back"),
)
LATER: Final = (
    *(timedelta(minutes=n) for n in (1, 6, 20, 50)),
    *(timedelta(hours=n) for n in (3, 9, 15)),
    *(timedelta(days=n) for n in (1, 4, 9)),
)


def must(holds: object, *why: object) -> None:
    if not holds:
        raise AssertionError(*why)


@dataclass
class Street(Room):
    """A room with people in it who do things at random."""

    chance: random.Random = field(default_factory=random.Random)
    seen: list[tuple[int, Button]] = field(default_factory=list)
    """Every button that ever stood somewhere, with its message."""
    labels: int = 0
    free: set[str] = field(default_factory=set)
    """Prompts that the client put off or moved: their own limits do not bind them."""
    places: Counter[tuple[str, object]] = field(default_factory=Counter)
    codes: list[str] = field(default_factory=list)
    typed: defaultdict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    diary: list[str] = field(default_factory=list)
    prompts: list[Message] = field(default_factory=list)
    to_counselors: list[Message] = field(default_factory=list)

    async def move_in(self) -> None:
        await self.counselor("Dana", DANA, overview_day=3)
        await self.counselor("Eli", ELI, zone="Europe/London")
        for n, chat in enumerate(CLIENTS[:4]):
            code = await self.invites(COUNSELORS[n % 2])
            await self.happen(Command("start", code), chat)
            for option in JOIN:
                await self.tap(option, chat)
            await self.give("stop", chat)
            await self.travels(chat, ZONES[n])

    async def invites(self, chat: int) -> str:
        self.labels += 1
        self.codes.append(await invite(self, f"qx{self.labels:03}", chat))
        return self.codes[-1]

    def _show(self, message: Message) -> int:
        most = CAPTION if message.picture else LIMIT
        must(units(message.text + message.if_repeated) <= LIMIT or not message.picture, "caption")
        must(units(message.text) <= most, "too long", units(message.text))
        must(message.text.strip() or message.edits or message.picture, "empty message")
        for row in message.buttons:
            must(row, "empty row")
            for one in row:
                must(one.label.strip(), "empty label", one)
                if one.does is not None:
                    carried(one.does)
        # that it will stop asking is said in a prompt's place, and is none
        if message.purpose is Purpose.PROMPT and message.occurrence is not None:
            self.prompts.append(message)
        if message.chat in COUNSELORS:
            self.to_counselors.append(message)
        if message.edits is not None and message.edits not in self.bubbles:
            message = replace(message, edits=None)
        shown = super()._show(message)
        self.seen += [(shown, one) for row in message.buttons for one in row]
        return shown

    async def live(self) -> None:
        """Let one thing happen, and look whether all is as it must be."""
        who = self.chance.choice((*COUNSELORS, *COUNSELORS, *CLIENTS))
        deed = self.chance.choices(
            (
                self.press_seen,
                self.press_old,
                self.forge,
                self.types,
                self.obeys,
                self.waits,
                self.odd,
                self.fate,
                self.enters,
            ),
            (30, 4, 5, 12, 9, 8, 3, 2, 2),
        )[0]
        await deed(who)
        must(not self.failures, self.failures)
        await self.look()

    async def do(self, what: What, who: int, message: int | None = None) -> None:
        self.diary.append(f"{self.clock.at:%m-%d %H:%M} {who} {message} {str(what)[:300]}")
        self.typed[who] |= set(TOKEN.findall(str(what)))
        before = await self.owned(who)
        self.to_counselors.clear()
        reaction = await self.happen(what, who, message)
        must(len(reaction.toast) <= 200, "toast")
        if who in COUNSELORS:
            allowed = before | await self.owned(who)
            for one in self.to_counselors:
                if one.chat == who and one.purpose is Purpose.REPLY:
                    said = " ".join([one.text, *(b.label for row in one.buttons for b in row)])
                    must(
                        set(TOKEN.findall(said)) <= allowed | self.typed[who],
                        "another's label",
                        said,
                    )

    async def owned(self, chat: int) -> set[str]:
        """Give what a counselor may read of labels."""
        if chat not in COUNSELORS:
            return set()
        async with self.store.works() as work:
            mine = await work.counselors.by_chat(chat)
            assert mine is not None
            cares = await work.cares.clients_of(mine.id)
            invites = await work.invites.of(mine.id)
        labels = [*(one.label for one in cares), *(one.label for one in invites)]
        return set(TOKEN.findall(" ".join(labels)))

    async def press_seen(self, who: int) -> None:
        here = [one for one in self.on_screen(who)[-6:] if one.buttons]
        if not here:
            await self.obeys(who)
            return
        bubble = here[-1] if self.chance.random() < 0.8 else self.chance.choice(here)
        button = self.chance.choice([one for row in bubble.buttons for one in row])
        if button.does is not None:
            await self.do(Tapped(button.does, bubble.text, button.label), who, bubble.id)

    async def press_old(self, who: int) -> None:
        """Press anything that ever stood on anybody's screen: ids of others, turns that passed."""
        message, button = self.chance.choice(self.seen)
        if button.does is not None:
            await self.do(Tapped(button.does, "seen", button.label), who, message)

    async def forge(self, who: int) -> None:
        ids = [*self.ids(), *FORGED]
        argument = self.chance.choice(ids)
        match self.chance.randrange(4):
            case 0:
                async with self.store.works() as work:
                    mine = await work.counselors.by_chat(who)
                    draft = None if mine is None else await work.drafts.get(mine.id)
                turn = self.chance.choice([0, 1, -1]) if draft is None else draft.turn
                choice = self.chance.choice(
                    [
                        *FORGED,
                        "save",
                        "look",
                        "on",
                        "make",
                        "add",
                        "many",
                        "give",
                        "next",
                        "yes",
                        "plan:weekly",
                        "d:2026-13-40",
                        "w:0",
                        "t:99",
                        "open",
                        "1",
                        "0-0",
                        "in-xx",
                    ]
                )
                does: Answering | Press = Press("draft", f"{turn}.{choice}"[:40])
            case 1:
                action = self.chance.choice(sorted(tables.PRESSES))
                does = Press(action, argument + self.chance.choice(["", ".1", ".2", ".x", "."]))
            case 2:
                old = [one.does for _, one in self.seen if isinstance(one.does, Press)]
                does = Press(self.chance.choice(old).action, argument)
            case _:
                past = [one.does for _, one in self.seen if isinstance(one.does, Answering)]
                one = self.chance.choice(past)
                does = replace(one, option=self.chance.choice([*FORGED, one.option]) or "x")
        known = meaning(saying(does))  # as if its tag were right
        message = self.chance.choice([None, 1, self.chance.choice(self.seen)[0]])
        await self.do(Tapped(known, "seen", "Key"), who, message)

    def ids(self) -> list[str]:
        args = [one.does.argument for _, one in self.seen if isinstance(one.does, Press)]
        return [arg for arg in args if len(arg) >= 32]

    async def types(self, who: int) -> None:
        words = self.chance.choice(ODD)
        if who in COUNSELORS and self.chance.random() < 0.3:
            self.labels += 1
            words = f"qx{self.labels:03}"
        kinds: list[type[Wrote | Edited | Forwarded]] = [Wrote, Wrote, Wrote, Edited, Forwarded]
        await self.do(self.chance.choice(kinds)(words), who)

    async def obeys(self, who: int) -> None:
        argument = self.chance.choice(["", "", "", *ODD, *self.codes])
        await self.do(Command(self.chance.choice(COMMANDS), argument), who)

    async def waits(self, _: int) -> None:
        await self.passes(self.chance.choice(LATER))

    async def passes(self, time: timedelta) -> None:
        self.diary.append(f"  passes {time}")
        end = self.clock.at + time
        while True:  # as a ticking service does: each timer in its minute
            async with self.store.works() as work:
                due = await work.timers.next_due()
            if due is None or due >= end:
                break
            self.clock.at = max(self.clock.at, due)
            await self.tick_once()
        self.clock.at = end
        await self.tick_once()

    async def tick_once(self) -> None:
        self.prompts.clear()
        await self.tick.tick()
        await self.deliver()
        must(not self.failures, self.failures)
        for message in self.prompts:
            await self.check_prompt(message)

    async def odd(self, who: int) -> None:
        await self.do(Sent(self.chance.choice(list(Thing)), self.chance.choice(["", "qx"])), who)

    async def fate(self, who: int) -> None:
        """Let somebody block the bot, be erased, handed over or suspended."""
        match self.chance.randrange(6):
            case 0:
                await self.do(Blocked(), who)
            case 1:
                await self.do(Unblocked(), who)
            case 2 if who in CLIENTS:
                self.diary.append(f"  erases {who}")
                async with self.store.works() as work:
                    client = await work.clients.by_chat(who)
                    if client is not None:
                        await work.clients.remove(client.id)
            case 3:
                giver, taker = self.chance.sample(COUNSELORS, 2)
                self.diary.append(f"  hands over {giver} {taker}")
                async with self.store.works() as work:
                    one, other = (
                        await work.counselors.by_chat(giver),
                        await work.counselors.by_chat(taker),
                    )
                    assert one is not None
                    assert other is not None
                    await hand_over(self.house, work, one.id, other.id, self.clock.at)
                await self.deliver()
            case 4 if who in COUNSELORS:
                async with self.store.works() as work:
                    one = await work.counselors.by_chat(who)
                    assert one is not None
                    await work.counselors.save(replace(one, suspended=not one.suspended))
            case _ if who in CLIENTS:
                await self.travels(who, self.chance.choice(ZONES))

    async def travels(self, who: int, zone: str) -> None:
        self.diary.append(f"  travels {who} {zone}")
        async with self.store.works() as work:
            client = await work.clients.by_chat(who)
            if client is not None and client.standing is not Standing.ARRIVING:
                visit = Visit(self.house, work, client, self.clock.at)
                await visit.change(zone=zone)
                await replan(visit)

    async def enters(self, who: int) -> None:
        """Let somebody open a link, fresh or old."""
        if self.chance.random() < 0.5:
            chat = self.chance.choice(COUNSELORS)
            if not (await self.who(chat)).suspended:
                async with self.store.works() as work:
                    mine = await work.counselors.by_chat(chat)
                    assert mine is not None
                    await work.drafts.drop(mine.id)
                if (await self.who(chat)).locale == "en":
                    await self.invites(chat)
        if self.codes:
            await self.do(Command("start", self.chance.choice(self.codes)), who)

    async def look(self) -> None:
        """Look at everything that must hold of what is kept."""
        async with self.store.works() as work:
            agreed = 0
            for counselor in await work.counselors.all():
                for care in await work.cares.clients_of(counselor.id):
                    consents = await work.consents.of(care.client)
                    with_ = [one.agreed for one in consents if one.what == "with a counselor"]
                    must(with_ and with_[-1], "care without consent")
            invites = [
                one for c in await work.counselors.all() for one in await work.invites.of(c.id)
            ]
            used = sum(one.used_at is not None for one in invites)
            for chat in CLIENTS:
                client = await work.clients.by_chat(chat)
                if client is None:
                    continue
                consents = await work.consents.of(client.id)
                agreed += sum(one.agreed for one in consents if one.what == "with a counselor")
                await self.look_at(work, client)
            must(agreed <= used, "an invitation used twice", agreed, used)

    async def look_at(self, work: Work, client: Client) -> None:
        waiting = await work.plans.waiting(client.id)
        rows = Counter(one.plan for _, one in waiting if one.state is State.PLANNED)
        must(all(n == 1 for n in rows.values()), "two rows ahead")
        status = {plan.id: plan.status for plan in await work.plans.of(client.id)}
        must(all(status[one.plan] is PlanStatus.ACTIVE for _, one in waiting), "a row of no plan")
        must(client.reachable or not waiting, "a row of somebody out of reach")
        seen = await outlook(Visit(self.house, work, client, self.clock.at))
        now, then = {one.plan: one for one in seen.planned}, dict(seen.rows())
        must(now == then, "not planned anew", client.chat, differing(now, then))
        self.free |= {id_ for id_, one in waiting if one.state is State.SNOOZED}
        for plan in status:
            moved = await work.plans.exceptions(plan)
            self.free |= {id_ for id_, one in waiting if one.plan == plan and one.place in moved}

    async def check_prompt(self, message: Message) -> None:
        id_ = message.occurrence
        assert id_ is not None
        async with self.store.works() as work:
            one = await work.plans.occurrence(id_)
            client = await work.clients.by_chat(message.chat)
            assert one is not None
            assert client is not None
            had = await work.plans.since(client.id, self.clock.at - timedelta(days=3))
        again = id_ in self.free
        if not again:
            self.places[one.plan, one.place] += 1
            must(self.places[one.plan, one.place] == 1, "two prompts at one place")
        must(not is_quiet(message.created_at, client.quiet, client.zoneinfo), "at night", one)
        reached = {State.SENT, State.ANSWERED, State.LATE, State.SKIPPED, State.MISSED_BY_CLIENT}
        today = message.created_at.astimezone(client.zoneinfo).date()
        days = [
            1
            for other in had
            if other.state in reached
            and other.due_at <= self.clock.at
            and other.due_at.astimezone(client.zoneinfo).date() == today
        ]
        must(again or len(days) <= client.caps.day, "over the cap", one)


def differing(now: dict[PlanId, Occurrence], then: dict[PlanId, Occurrence]) -> list[object]:
    """Give what of the rows is otherwise, field by field."""
    found: list[object] = []
    for plan in now.keys() | then.keys():
        one, other = now.get(plan), then.get(plan)
        if one != other:
            found += [
                (name, getattr(one, name, None), getattr(other, name, None))
                for name in ("local_date", "due_at", "expires_at", "zone", "slot", "seq", "checkin")
                if getattr(one, name, None) != getattr(other, name, None)
            ]
    return found

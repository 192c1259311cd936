"""Forgetting a part: no place gives it any more, and everything else is as it was."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from hypothesis import given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from bot.arrival import Tapped
from bot.brief import Brief, BriefId
from bot.episode import Entry, Episode, EpisodeId, Mark
from bot.interview.conversation import (
    Answer,
    Conversation,
    ConversationId,
    Memory,
    Recalled,
    Status,
)
from bot.interview.terms import Effect, Kind
from bot.interview.words import KeptWords, Rating, Told, words_id
from bot.message import Message, MessageId, Press
from bot.safety.danger import Danger, Tier
from bot.services.forgetting import going, parts
from bot.services.visit import Visit
from tests.bot.services.counsel.desk import desk
from tests.bot.services.room import ANN, DANA, MONDAY, Room

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.services.forgetting.going import Going, Kept

DAY = timedelta(days=1)
KINDS = (Kind.GOAL, Kind.REASON, Kind.NOTE, Kind.STRENGTH)


@dataclass
class Life:
    """Somebody's weeks: what they said, each with a mark that stands nowhere else."""

    room: Room
    said: list[KeptWords] = field(default_factory=list)
    rated: list[Rating] = field(default_factory=list)

    async def says(self, n: int, kind: Kind, days: int, goal: KeptWords | None) -> None:
        """Keep words of a conversation of their own, recall them later, quote them in a brief."""
        client, at = (await self.room.client()).id, MONDAY - days * DAY
        text, talk = f"marked words number {n:03}", ConversationId(uuid4().hex)
        id_ = words_id(talk, "want")
        kept = KeptWords(
            *(id_, client, kind, text, at, at.date(), "first-goal", "want", talk),
            goal=None if goal is None or kind is Kind.GOAL else goal.id,
        )
        of = kept.id if kind is Kind.GOAL else kept.goal
        rating = Rating(client, "importance", n % 11, at, talk, "rate", of)
        answers = {"want": Answer(1, text), "rate": Answer(2, number=n % 11)}
        began = Conversation(talk, client, "first-goal", "v", Status.DONE, turn=3, answers=answers)
        memory = Memory(
            words={kind: Recalled(id_, text, at.date())},
            several={Kind.SUPPORT: (Recalled(id_, text, at.date()),)},
            goal=of,
            ratings={"importance": (n % 11,)},
        )
        later = replace(began, id=ConversationId(uuid4().hex), answers={}, memory=memory)
        dana = await self.room.who(DANA)
        brief = Brief(
            *(BriefId(uuid4().hex), client, dana.id, frozenset()),
            text=f"Reasons:\n• “{text}” (March 2)\n• “what was said besides” (March 2)",
            sent_at=at,
        )
        async with self.room.store.works() as work:
            await work.conversations.add(began, at)
            await work.conversations.add(later, MONDAY + DAY)
            await work.words.put(kept)
            await work.words.rate(rating)
            await work.words.tell(Told(id_, client, Effect.STILL, at))
            await work.briefs.put(brief)
            await work.outbox.add(
                Message(MessageId(uuid4().hex), DANA, f"Said: “{text}”", MONDAY, client=client)
            )
        self.said.append(kept)
        self.rated.append(rating)

    async def forget(self, choose: Callable[[Kept], Going]) -> Going:
        client = await self.room.client()
        async with self.room.store.works() as work:
            visit = Visit(self.room.house, work, client, self.room.clock.now())
            goes = choose(await parts.read(visit))
            await parts.forget(visit, goes)
        return goes

    def everything(self) -> str:
        """Write out every drawer."""
        shelves = self.room.store._shelves
        drawers = (getattr(shelves, name) for name in shelves.__slots__)
        return "\n".join(repr(one) for one in drawers if isinstance(one, dict))

    async def still_there(self, goes: Going) -> None:
        """Hold that nothing else has changed."""
        gone, left = {one.id for one in goes.words}, self.everything()
        async with self.room.store.works() as work:
            for words in self.said:
                known = await work.words.get(words.id)
                assert known == (None if words.id in gone else words)
                assert (words.text in left) is (words.id not in gone)
            client = self.said[0].client
            rated = await work.words.rated(client, MONDAY - 100 * DAY)
            assert set(rated) == set(self.rated) - set(goes.ratings)
            told = {one.words for one in await work.words.told(client, MONDAY - 100 * DAY)}
            assert told == {one.id for one in self.said} - gone - {one.words for one in goes.told}
            for brief in await work.briefs.of(client):
                assert "“what was said besides” (March 2)" in brief.text
            for sat in await work.holdings.conversations(client):
                talk = sat.conversation
                for words in self.said:
                    if words.conversation == talk.id and words.id not in gone:
                        assert talk.answers["want"] == Answer(1, words.text)


async def press(room: Room, action: str, argument: str, chat: int = ANN) -> None:
    """Press a key that was forged."""
    tapped = Tapped(Press(action, argument), "seen", "Key")
    await room.happen(tapped, chat, room.last(chat).id)


async def life(said: Sequence[tuple[Kind, int]]) -> Life:
    room = await desk("Blue scarf")
    client = await room.client()
    async with room.store.works() as work:  # the welcome is not what this is about
        for sat in await work.holdings.conversations(client.id):
            await work.conversations.forget(sat.conversation.id)
    made = Life(room)
    for n, (kind, days) in enumerate(said):
        goals = [one for one in made.said if one.kind is Kind.GOAL]
        await made.says(n, kind, days, goals[-1] if goals else None)
    return made


LIVES = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 4)), min_size=1, max_size=6)


@hypothesis(max_examples=40)
@given(LIVES, st.data())
async def test_what_is_forgotten_is_nowhere_and_all_else_stays(
    said: list[tuple[Kind, int]], data: st.DataObject
) -> None:
    made = await life(said)
    words = data.draw(st.sampled_from(made.said))
    ways: list[Callable[[Kept], Going]] = [
        lambda kept: going.thing(kept, words.id),
        lambda kept: going.day(kept, words.on),
    ]
    if words.kind is Kind.GOAL:
        ways.append(lambda kept: going.goal(kept, words.id))
    choose = data.draw(st.sampled_from(ways))
    goes = await made.forget(choose)
    assert words.id in {one.id for one in goes.words}
    await made.still_there(goes)
    before = made.everything()
    await made.forget(choose)
    assert made.everything() == before


async def test_a_goal_takes_all_that_belongs_to_it() -> None:
    made = await life([(Kind.GOAL, 3), (Kind.REASON, 2), (Kind.GOAL, 1), (Kind.NOTE, 0)])
    goes = await made.forget(lambda kept: going.goal(kept, made.said[0].id))
    assert [one.id for one in goes.words] == [made.said[0].id, made.said[1].id]
    assert [one.goal for one in goes.ratings] == [made.said[0].id] * 2
    await made.still_there(goes)


async def test_a_day_takes_whole_check_ins_and_the_words_of_an_episode() -> None:
    made = await life([(Kind.NOTE, 2)])
    client = (await made.room.client()).id
    episode = Episode(
        EpisodeId(uuid4().hex), client, Danger.SELF_HARM, Tier.URGENT, MONDAY, ("i said it then",)
    )
    async with made.room.store.works() as work:
        await work.episodes.put(episode)
        await work.episodes.note(episode.id, Entry(Mark.BEGAN, MONDAY))
        await work.episodes.note(episode.id, Entry(Mark.AGAIN, MONDAY + DAY))
    await made.room.change(profile={"slipped": MONDAY.isoformat(), "thing": "the wine"})
    await made.forget(lambda kept: going.day(kept, date(2026, 3, 3)))
    async with made.room.store.works() as work:
        (left,) = await work.episodes.of(client)
        assert left == replace(episode, words=())
        assert len(await work.episodes.history(episode.id)) == 2
        assert [one.conversation.id for one in await work.holdings.conversations(client)] == [
            made.said[0].conversation
        ]
    assert (await made.room.client()).profile["slipped"]
    await made.forget(lambda kept: going.day(kept, date(2026, 3, 2)))
    assert dict((await made.room.client()).profile) == {"thing": "the wine"}


async def test_words_put_anew_are_forgotten_in_every_wording() -> None:
    room = await desk("Blue scarf")
    await room.write("the very first wording")
    await room.tap("A note")
    for wording in ("a second wording of it", "the third wording by now"):
        await room.give("mirror")
        await room.tap("1")
        await room.tap("Edit")
        await room.write(wording)
    await room.give("mirror")
    await room.tap("1")
    await room.tap("Forget for good")
    await room.tap("Forget it")
    left = Life(room).everything()
    assert not [said for said in ("first wording", "second wording", "third w") if said in left]
    assert await room.words() == []


async def test_a_check_in_that_is_open_and_says_it_is_closed() -> None:
    room = await desk("Blue scarf")
    await room.write("something i may regret")
    await room.tap("A reason to change")
    assert await room.current() is not None
    await room.give("mirror")
    await room.tap("1")
    await room.tap("Forget for good")
    await room.tap("Forget it")
    assert await room.current() is None
    assert "regret" not in Life(room).everything()


async def test_a_key_pressed_twice_forgets_once() -> None:
    room = await desk("Blue scarf")
    await room.write("only said once")
    await room.tap("A note")
    await room.give("mirror")
    await room.tap("1")
    await room.tap("Forget for good")
    bubble = room.last()
    yes = bubble.keys["Forget it"]
    await room.press(bubble, yes)
    await room.press(bubble, yes)
    assert room.last().text.startswith("Forgotten.")


async def test_others_words_cannot_be_forgotten() -> None:
    room = await desk("Blue scarf", "Green coat")
    await room.write("mine alone")
    await room.tap("A note")
    (words,) = await room.words()
    await room.give("mirror", 101)
    for action in ("forget-one", "one-gone"):
        await press(room, action, words.id, 101)
    assert await room.words() == [words]


async def test_days_are_listed_by_pages() -> None:
    made = await life([(Kind.NOTE, days) for days in range(8)])
    await made.room.give("forgetme")
    await made.room.tap("Only one day")
    first = list(made.room.last().keys)
    assert first[:2] == ["Monday, March 2", "Sunday, March 1"]
    assert len(first) == 7
    await made.room.tap("More")
    await made.room.tap("Monday, February 23")
    assert "In your words: 1" in made.room.last().text
    await made.room.tap("Forget this day")
    assert len(await made.room.words()) == 7


async def test_a_day_that_is_none_changes_nothing() -> None:
    made = await life([(Kind.NOTE, 0)])
    await made.room.give("forgetme")
    before = made.everything()
    for argument in ("", "yesterday", "2026-13-01.0", "2026-03-02T00:00"):
        await press(made.room, "day-gone", argument)
    assert len(await made.room.words()) == 1
    assert before.count("marked words") == made.everything().count("marked words")

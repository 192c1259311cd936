"""Whatever is tapped, said, hidden or let go in between: what leaves was on screen, and is held."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.interview.terms import Effect, Kind
from bot.interview.words import Held, acted
from tests.bot.services.briefing.meeting import before, briefs, looks, says
from tests.bot.services.room import ANN, DANA

if TYPE_CHECKING:
    from bot.brief import Brief
    from bot.interview.words import KeptWords
    from tests.bot.services.room import Room

KINDS = (Kind.AGENDA, Kind.GOAL, Kind.REASON, Kind.PLAN)
STEPS = st.one_of(
    st.tuples(st.just("says"), st.sampled_from(KINDS)),
    st.tuples(st.sampled_from([Effect.HIDE, Effect.LET_GO, Effect.NOT_MINE]), st.integers(0, 9)),
    st.tuples(st.just("taps"), st.integers(0, 9)),
    st.tuples(st.just("sends"), st.booleans()),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(STEPS, min_size=5, max_size=25))
def test_only_what_was_on_screen_and_is_held_leaves(steps: list[tuple[object, ...]]) -> None:
    asyncio.run(_walk(steps))


async def _walk(steps: list[tuple[object, ...]]) -> None:
    room = await before()
    words = [await says(room, kind, f"[{kind}]") for kind in KINDS]
    await looks(room)
    for what, which in steps:
        match what, which:
            case "says", Kind() as kind:
                words.append(await says(room, kind, f"[{kind} {len(words)}]"))
            case Effect() as effect, int(n):
                words[n % len(words)] = await _acts(room, words[n % len(words)], effect)
            case "taps", int(n):
                await _taps(room, n)
            case "sends", bool(twice):
                await _sends(room, words, twice=twice)
    assert room.failures == []


async def _acts(room: Room, words: KeptWords, effect: Effect) -> KeptWords:
    after = acted(words, effect)
    async with room.store.works() as work:
        await work.words.put(after)
    return after


async def _taps(room: Room, n: int) -> None:
    """Tap a switch, or look anew where there is none."""
    switches = [one for one in room.last().keys.values() if "brief-part" in str(one.does)]
    if switches:
        await room.press(room.last(), switches[n % len(switches)])
    elif "Change it" in room.last().keys:
        await room.tap("Change it")


async def _sends(room: Room, words: list[KeptWords], *, twice: bool) -> None:
    shown, keys = room.last(), room.last().keys
    if "Send to Dana" not in keys:
        return
    was, sent, seen = shown.text, await briefs(room), len(room.on_screen(DANA))
    await room.press(shown, keys["Send to Dana"], ANN)
    if twice:
        await room.press(shown, keys["Send to Dana"], ANN)
    new = (await briefs(room))[len(sent) :]
    assert len(new) <= 1
    assert len(room.on_screen(DANA)) == seen + len(new)
    for brief in new:
        _was_agreed(brief, was, words)


def _was_agreed(brief: Brief, shown: str, words: list[KeptWords]) -> None:
    held = {one.text for one in words if one.held is Held.HELD}
    for one in words:
        if one.text in brief.text:
            assert one.text in held
            assert one.text in shown or "under “All of it”" in shown

"""The ledger and what is shared: whatever is pressed, twice, late or forged, they say the same."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.arrival import Tapped
from bot.care import Share, Silence
from bot.interview.terms import Kind
from bot.message import Press
from bot.screens.sharing import SWITCHES, switch
from bot.services.enrol.ledger import NAMES, shared, shown
from tests.bot.services.briefing.meeting import says
from tests.bot.services.enrol.inviting import care, invite, joins, ledger
from tests.bot.services.room import Room

if TYPE_CHECKING:
    from bot.interview.words import KeptWords

SHARING = (
    *(switch(what, on=on) for what in SWITCHES for on in (True, False)),
    *("silence-tell", "silence-leave", "words-on", "words-off", "tell-always", "leave", "stay"),
    *(
        "leave-sure",
        "alert-words-on",
        "let-counts-maybe",
        "let-alert-words-on",
        "counts-on",
        "-on",
        "",
        "hard-plan",
        "x" * 40,
    ),
)
DEEDS = st.one_of(
    st.tuples(st.just("sharing"), st.sampled_from(SHARING)),
    st.tuples(st.sampled_from(("let-see", "keep-private", "hide", "bring", "gone")), st.just("")),
    st.tuples(st.just("hard-share"), st.sampled_from(("on", "off"))),
)


async def play(deeds: list[tuple[str, str]]) -> None:
    room = Room()
    await room.counselor()
    await joins(room, await invite(room))
    await says(room, Kind.REASON, "the mornings with Mia")
    (words,) = [one for one in await room.words() if one.kind is Kind.REASON]
    for action, argument in deeds:
        which = argument if action == "sharing" else argument or words.id
        await room.happen(Tapped(Press(action, which), "seen", "Key"))
        await hold(room)


async def hold(room: Room) -> None:
    """See that the ledger says what is shared now, and that nothing is shown beside it."""
    assert room.failures == []
    found, lines = await care(room), await ledger(room)
    now = frozenset[Share]() if found is None else found.sharing
    assert shared(lines) == now
    assert now <= {Share.ALERT_WORDS} or Share.TAKING_PART in now
    visible: list[KeptWords] = [one for one in await room.words() if one.shown]
    assert shown(lines) == {one.id for one in visible}
    assert not visible or Share.WORDS in now
    if found is not None and found.silence is Silence.TELL:
        assert found.lets(Share.TAKING_PART)
    assert all(one.version and one.locale == "en" for one in lines)
    assert {"taking part", "with a counselor", *NAMES.values()} >= {
        one.what for one in lines if not one.what.startswith(("showing words", "telling of"))
    }


@settings(max_examples=40, deadline=None)
@given(st.lists(DEEDS, max_size=12))
def test_the_sharing_is_the_fold_of_the_ledger(deeds: list[tuple[str, str]]) -> None:
    asyncio.run(play(deeds))

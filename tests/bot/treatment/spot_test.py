"""What keys carry about a place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.message import Press
from bot.treatment.clinic import MOST, Service, Wanted
from bot.treatment.spot import (
    LANGUAGE,
    MEDICATION,
    MENTAL_HEALTH,
    SUBSTANCE_USE,
    USUAL,
    Looking,
    Spot,
    read,
)
from tests.bot.treatment.clinics import PORTLAND
from tests.keys import carried

LETTERS = (SUBSTANCE_USE, LANGUAGE, MENTAL_HEALTH, MEDICATION)
SPOT = Spot("97201", "97201", PORTLAND)


@given(st.text(max_size=60), st.sets(st.sampled_from(LETTERS), max_size=3), st.integers(0, MOST))
def test_a_key_has_room_for_it_and_reads_back(spot: str, wanted: set[str], page: int) -> None:
    looking = Looking(spot.encode(errors="ignore").decode(), "".join(sorted(wanted)), page)
    written = looking.written
    assert len(written.encode()) <= 40
    assert carried(Press("find", written))
    again = read(written)
    assert (again.wanted, again.page) == (looking.wanted, looking.page)
    assert again.written == written
    if len(spot.encode(errors="ignore")) <= 32 and "/" not in spot:
        assert again == looking


@given(st.text(max_size=60))
def test_whatever_a_key_carries_is_read(written: str) -> None:
    looking = read(written)
    assert set(looking.wanted) <= set(LETTERS)
    assert looking.page >= 0


@given(st.lists(st.sampled_from(LETTERS)))
def test_a_wish_is_switched_and_kinds_take_turns(taps: list[str]) -> None:
    looking = Looking("97201", page=3)
    for tap in taps:
        before, looking = looking, looking.turned(tap)
        assert (tap in looking.wanted) is (tap not in before.wanted)
        assert looking.page == 0
        assert not {SUBSTANCE_USE, MENTAL_HEALTH} <= set(looking.wanted)
        others = {LANGUAGE, MEDICATION} - {tap}
        assert others & set(looking.wanted) == others & set(before.wanted)


def test_what_is_wanted_becomes_a_question() -> None:
    assert Looking("x").ask(SPOT, "es").wanted == Wanted(Service.SUBSTANCE_USE)
    every = Looking("x", "lmo").ask(SPOT, "es")
    assert every.wanted == Wanted(Service.MENTAL_HEALTH, medication=True, language="es")
    assert every.at == PORTLAND
    assert Looking("x", "").ask(SPOT, "es").wanted == Wanted()
    assert USUAL == SUBSTANCE_USE

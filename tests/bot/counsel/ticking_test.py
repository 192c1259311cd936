"""Choosing several of many: every client stands on one page, and a tick is taken back by a tick."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from bot.counsel import ticking
from bot.counsel.draft import Draft
from bot.message import Press
from bot.people import ClientId, CounselorId
from tests.bot.screens.keys import press

if TYPE_CHECKING:
    from bot.screens.screen import Keys

clients = st.uuids().map(lambda one: ClientId(one.hex))
labels = st.dictionaries(clients, st.text(min_size=1, max_size=9), max_size=40)
DRAFT = Draft(CounselorId("d" * 32), "apply", "many", turn=1)


def arguments(made: Keys) -> list[str]:
    return [press(key).argument for row in made for key in row]


@given(labels, st.data())
def test_every_client_stands_on_one_page(known: dict[ClientId, str], data: st.DataObject) -> None:
    laid = ticking.pages(known)
    assert sorted(one for page in laid for one in page) == sorted(known)
    assert all(0 < len(page) <= ticking.PAGE for page in laid) or not known
    page = data.draw(st.integers(0, len(laid) + 2))
    made = ticking.keys(DRAFT, known, [], page)
    assert all(isinstance(key.does, Press) for row in made for key in row)
    assert all(len(one.partition(".")[2].encode()) <= 30 for one in arguments(made))


@given(labels, st.data())
def test_what_is_ticked_twice_is_as_before(known: dict[ClientId, str], data: st.DataObject) -> None:
    before = data.draw(st.lists(st.sampled_from(sorted(known)), unique=True)) if known else []
    for page, laid in enumerate(ticking.pages(known)):
        for one in laid:
            once = ticking.ticked("tick", one[:16], known, before)
            assert once is not None
            assert set(once) ^ set(before) == {one}
            again = ticking.ticked("tick", one[:16], known, once)
            assert again is not None
            assert set(again) == set(before)
        every = ticking.ticked("all", str(page), known, before)
        assert every is not None or not laid
        assert set(every or before) in (set(before) | set(laid), set(before) - set(laid))


@given(labels, st.text(max_size=5))
def test_a_forged_key_ticks_nobody_else(known: dict[ClientId, str], said: str) -> None:
    found = ticking.ticked("tick", said, known, [])
    assert found is None or all(said and one.startswith(said) for one in found)
    assert ticking.ticked("all", "99", known, []) is None
    assert ticking.ticked(said, "0", known, []) is None or said in {"tick", "all"}

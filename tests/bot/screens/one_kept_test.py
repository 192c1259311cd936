from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from bot.interview import phrases
from bot.interview.mirror import Why
from bot.interview.terms import Kind
from bot.interview.words import Held
from bot.message import Press
from bot.screens import kept, one_kept
from bot.screens.one_kept import Opened
from bot.services.mine import IN_REACH
from bot.services.voice import Voice
from tests.bot.screens.keeping import NOON, plan, presses, words
from tests.keys import carried

VOICE = Voice(phrases.packaged())
SHOWN = date(2026, 5, 3)


@pytest.mark.parametrize(("held", "page"), list(product(sorted(IN_REACH), (0, 9))))
def test_every_key_can_be_carried_and_leads_back(held: Held, page: int) -> None:
    for thing in (words(1, Kind.GOAL, held), kept.things(plan(1, held))[0]):
        shown = one_kept.screen(Opened(thing, page=page))
        for press in presses(shown):
            assert len(press.argument) <= 40
            assert carried(press) == press
        assert presses(shown)[-1].action == ("hidden" if held is Held.HIDDEN else "mirror")


def test_what_is_hidden_can_be_brought_back_and_not_be_edited() -> None:
    hidden = [one.action for one in presses(one_kept.screen(Opened(words(1, held=Held.HIDDEN))))]
    assert hidden == ["bring", "let-go", "forget-one", "hidden"]
    held = [one.action for one in presses(one_kept.screen(Opened(words(1))))]
    assert held == ["reword", "hide", "let-go", "forget-one", "mirror"]


def test_a_plans_two_halves_are_edited_one_by_one() -> None:
    shown = one_kept.screen(Opened(kept.things(plan(1))[0]))
    edits = [one.argument for one in presses(shown) if one.action == "reword"]
    assert edits == [words(1).id, words(2).id]
    assert [one.slots["words"] for one in shown.lines if one.id == "kept.in-the-way"] == ["words 3"]


@pytest.mark.parametrize("why", Why)
@pytest.mark.parametrize("locale", sorted(VOICE.phrases.words))
def test_it_says_why_these_words_came_back(why: Why, locale: str) -> None:
    came = words(1, shown_at=NOON, why=why.value)
    text, _ = VOICE.screen(one_kept.screen(Opened(came, shown=SHOWN)), locale, SHOWN)
    assert VOICE.phrases(locale, f"why.{why}") in text


def test_before_words_are_let_go_they_are_quoted_and_may_stay() -> None:
    asked = one_kept.sure(words(7), 2)
    assert asked.lines[0].slots["words"] == "words 7"
    assert presses(asked) == [Press("gone", f"{words(7).id}.2"), Press("words", f"{words(7).id}.2")]
    assert presses(one_kept.sure(words(7, Kind.GOAL), 0))[-1].action == "goal"

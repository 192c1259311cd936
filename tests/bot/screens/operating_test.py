"""What an operator reads once a week: what needs somebody, and nothing about anybody."""

from __future__ import annotations

import pytest

from bot.interview import phrases
from bot.screens.operating import MOST, week
from bot.services.voice import Voice

VOICE = Voice(phrases.packaged())


def said(waiting: int, on_duty: int, overdue: list[str], locale: str = "en") -> str:
    return VOICE.say(week(waiting, on_duty=on_duty, overdue=overdue), locale)


@pytest.mark.parametrize("locale", ["en", "es"])
def test_a_quiet_week_is_one_line(locale: str) -> None:
    assert said(0, 2, [], locale) == VOICE.phrases(locale, "operator.week-well")


def test_each_thing_that_needs_somebody_is_named() -> None:
    text = said(2, 0, ["us.lifeline", "es.024"])
    assert "Open alerts that nobody is on: 2." in text
    assert VOICE.phrases("en", "operator.week-rota") in text
    assert "2. Please check that they still answer: us.lifeline, es.024" in text
    assert VOICE.phrases("en", "operator.week-well") not in text


def test_a_long_list_is_cut() -> None:
    text = said(0, 1, [f"us.{n}" for n in range(MOST + 5)])
    assert text.endswith(f"us.{MOST - 1} …")
    assert f"past: {MOST + 5}." in text

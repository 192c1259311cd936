"""What is counted on the examples."""

from __future__ import annotations

import pytest

from bot.safety.assess import CLEAR, Assessment, Danger, Tier
from bot.safety.measuring import Example, Row, aims, by_class, judge, missed, read, row

FILE = """
[[family]]
id = "en-pills"
danger = "overdose"
kind = "alarm"
tier = "urgent"
now = true
plain = false
lines = ["took them all", "took the lot"]
[[family]]
id = "en-work"
kind = "look-alike"
lines = ["killed it", "dead tired"]
"""
SOFT = Assessment(Tier.SOFT, (Danger.OVERDOSE,), ("overdose.x",))
URGENT = Assessment(Tier.URGENT, (Danger.OVERDOSE,), ("overdose.x",))


def test_each_line_is_an_example_of_its_family() -> None:
    first, *_, last = read("en", FILE)
    assert first == Example(
        "en-pills", "took them all", "en", "alarm", Danger.OVERDOSE, Tier.URGENT, True, False
    )
    assert (last.danger, last.tier, last.now, last.plain) == (None, Tier.NONE, False, True)


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ("[[family", ValueError),
        (FILE.replace("look-alike", "lookalike"), ValueError),
        (FILE.replace("overdose", "boredom"), ValueError),
        (FILE.replace("lines", "line"), KeyError),
    ],
)
def test_a_file_that_is_wrong_is_refused(wrong: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        list(read("en", wrong))


def test_shares_are_of_what_there_is() -> None:
    tiers = {"took them all": URGENT, "took the lot": SOFT, "killed it": SOFT}
    judged = judge(read("en", FILE), lambda one: tiers.get(one.text, CLEAR))
    rows = {one.name: (one.count, one.urgent_share, one.any_share) for one in aims(judged)}
    assert rows["immediate danger"] == rows["all alarms, hinted"] == (2, 0.5, 1.0)
    assert rows["look-alike, en"] == rows["every look-alike"] == (2, 0.0, 0.5)
    assert rows["alarm, en"] == (2, 0.5, 1.0)
    assert "immediate danger, plainly" not in rows
    assert by_class(judged) == [Row("overdose, en", 2, 1, 2)]
    assert row("none", []).any_share == row("none", []).urgent_share == 0.0


def test_what_is_misjudged_is_an_alarm_unseen_or_a_false_one() -> None:
    judged = judge(read("en", FILE), lambda one: SOFT if one.text == "killed it" else CLEAR)
    assert [one.text for one, _ in missed(judged)] == ["took them all", "took the lot", "killed it"]

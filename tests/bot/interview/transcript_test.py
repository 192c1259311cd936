"""The head of a transcript holds all that a rehearsal starts from."""

from __future__ import annotations

from bot.interview.phrases import packaged
from bot.interview.rehearse import rehearse
from bot.interview.terms import Kind
from bot.interview.transcript import client_lines, headed, opened
from tests.scripts import made

STEPS = """
[steps.who]
fork = "words.support"
next = { some = "asks", none = "end" }
[steps.asks]
skill = "open question"
quote = "plan"
otherwise = "end"
ask = "Or {words.support}?"
choices = { yes = "Yes" }
[steps.to-slip]
go = "slip"
"""
WHOLE = """\
# script: test
# locale: en
# today: 2026-05-10
# memory: plan=friday, on my way => call dee on 2026-05-03
# several: support=my sister on 2026-05-01
# several: support=Bo on 2026-05-02
# about: up for breakfast on 2026-05-03
# rating: importance=4,6
# then: importance=4 on 2026-04-12
# profile: thing=drinking
# earlier: want
# earlier: why
# picked: cards=family,health
# mirrors: plan
# goals: 2
# resting: test/held.say.1
# seed: 7

B: On May 3 you planned: if “friday, on my way”, then “call dee”.

   Or “my sister” (May 1) and “Bo” (May 2)? [Yes] [Skip] [That's all]
C: Yes
→  slip
"""


def test_it_is_played_and_written_as_it_was() -> None:
    scene = opened(WHOLE, {"test": made(STEPS)}, packaged())
    played = rehearse(scene, client_lines(WHOLE))
    assert headed(scene) + "\n".join(played) + "\n" == WHOLE


def test_a_plan_is_read_as_its_two_halves() -> None:
    plan = opened(WHOLE, {"test": made(STEPS)}, packaged()).memory.words[Kind.PLAN]
    assert (plan.cue, plan.text) == ("friday, on my way", "call dee")

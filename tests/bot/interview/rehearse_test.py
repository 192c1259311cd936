from __future__ import annotations

from datetime import date

from bot.interview.conversation import Memory, Recalled, WordsId
from bot.interview.phrases import packaged
from bot.interview.rehearse import Scene, rehearse
from bot.interview.terms import Kind
from bot.interview.transcript import client_lines, headed, opened
from tests.scripts import made

SCRIPT = made("""
[steps.rate]
skill = "structure"
ask = "How much?"
scale = [0, 10]
[steps.what]
skill = "open question"
ask = "What?"
open = true
[steps.wait]
pause = "5m"
[steps.back]
skill = "simple reflection"
say = "“{what}”"
[steps.more]
skill = "open question"
ask = "Which?"
pick = { a = "Art", b = "Bread" }
at_least = 1
next = "end"
""")
SCENE = Scene(SCRIPT, packaged())

PLAYED = """\
B: How much? [0–10] [Skip] [That's all]
C: lots
B: I couldn't match that to an answer. A tap on one of these is easiest. [0–10] [Skip] [That's all]
C: 7
B: What? [Skip] [That's all]
C: one
   two

   three
…  0:05:00
B: “one
   two

   three”

   Which? [Art] [Bread] [Skip] [That's all]
C+ four
B: That question is past. The newest one is further down.
C: Bread
B: [Art] [✓ Bread] [Done] [Skip] [That's all]
C: Done
"""  # noqa: RUF001 - a span of buttons has a long dash


def test_it_reads_like_a_conversation() -> None:
    assert "\n".join(rehearse(SCENE, client_lines(PLAYED))) + "\n" == PLAYED


def test_it_ends_when_the_client_says_no_more() -> None:
    assert list(rehearse(SCENE, [])) == PLAYED.splitlines()[:1]


def test_a_further_bubble_joins() -> None:
    script = made(
        '[steps.a]\nskill = "open question"\nask = "A?"\nopen = true\n'
        '[steps.b]\nskill = "structure"\nask = "B?"\nchoices = { y = "Yes" }\n'
        '[steps.c]\nskill = "simple reflection"\nsay = "{a}"\nnext = "end"\n'
    )
    played = list(rehearse(Scene(script, packaged()), ["C: one", "C+ two", "C: Yes"]))
    assert played[-3:] == ["C+ two", "C: Yes", "B: one\n   two"]


def test_a_head_says_all_it_starts_from() -> None:
    scene = Scene(
        SCRIPT,
        packaged(),
        locale="es",
        memory=Memory(
            words={Kind.GOAL: Recalled(WordsId("1"), "home on time", date(2026, 5, 3))},
            ratings={"importance": (4, 6)},
            profile={"thing": "wine"},
            resting=frozenset({"test/back.say.1"}),
            seed=7,
        ),
        given={"words": "a=b"},
        today=date(2026, 5, 10),
    )
    head = headed(scene)
    again = opened(head + "B: hello", {"test": SCRIPT}, packaged())
    assert headed(again) == head
    assert again.memory.words[Kind.GOAL].text == "home on time"
    assert (again.memory.ratings, again.today) == (scene.memory.ratings, scene.today)
    assert headed(SCENE) == "# script: test\n# locale: en\n\n"

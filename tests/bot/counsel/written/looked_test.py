"""Whatever bytes are looked at, an answer comes, and what is good can be played by anybody."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.counsel.written.found import weighed, wrong
from bot.counsel.written.looked import LAW, Looked, look, look_at
from bot.counsel.written.text import joined
from bot.interview.library import library, sources
from bot.interview.phrases import packaged
from bot.services.voice import Voice
from tests.own.hostile import FILES, HEAD

OWN = Path(__file__).parents[3] / "own"
VOICE = Voice(packaged())
SLEEP = (OWN / "sleep.toml").read_text("utf-8")


def looked(content: bytes) -> Looked:
    return look(content, packaged(), library())


def said(of: Looked, locale: str = "en") -> str:
    """Say it all, as its author reads it."""
    return VOICE.say(weighed(of) if of.good else wrong(of), locale)


@pytest.mark.parametrize(
    "name",
    [
        "5 MB", "a binary", "a zip named .toml", "empty", "blank", "UTF-16", "Latin-1", "prose",
        "deep arrays", "deep tables", "a name of 32,000 parts", "a quoted name of 21,000 parts",
        "a number of 60,000 digits", "a scale to a number of 60,000 hex digits", "10,000 steps",
        "4,000 steps in 64 KB", "7,000 unknown keys", "a silent circle", "a circle of pauses",
        "a ladder of 38 rungs", "a knot of 38 steps", "a line of 4,000 characters",
        "12,000 ways of saying it", "4,000 things to pick", "braces", "700 unknown slots",
    ],
)  # fmt: skip
def test_what_is_no_check_in_is_refused_in_words(name: str) -> None:
    found = looked(FILES[name])
    assert found.script is None
    for locale in packaged().words:
        assert 0 < len(said(found, locale)) < 4096


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (FILES["Latin-1"], "line 4 holds something else"),
        (FILES["a circle of pauses"], "a: it comes back here without a question in between"),
        (FILES["a ladder of 38 rungs"], "There are more ways through it than can be looked at"),
        (FILES["a name of 32,000 parts"], "line 1 has a name of more than 16 parts"),
        (b"\xef\xbb\xbf" + SLEEP.encode(), "Played 200 times. Minutes: 1. Questions: 2."),
        (SLEEP.replace("\n", "\r\n").encode(), "Played 200 times. Minutes: 1. Questions: 2."),
    ],
)
def test_what_is_wrong_is_said(content: bytes, says: str) -> None:
    assert says in said(looked(content))


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ("exempt = true", "exempt: Skip and That's all are always there"),
        ('given = ["who"]', "given: there is nobody"),
        ("listed = false", "listed: a check-in of yours always stands"),
        ("on_demand = true", "on_demand: that is for the urge"),
    ],
)
def test_the_head_may_not_say_so(more: str, says: str) -> None:
    step = '[steps.a]\nskill = "structure"\nsay = "Hello."\nnext = "end"\n'
    assert says in said(looked(f"{HEAD}{more}\n{step}".encode()))


@pytest.mark.parametrize(
    ("steps", "says"),
    [
        ('measures = "readiness"', "a: measures: where somebody is"),
        ('sets = "rhythm"', "a: sets: settings are changed"),
        ('typed = "zone"', 'a: typed: only typed = "words" works'),
    ],
)
def test_a_step_may_not_do_so(steps: str, says: str) -> None:
    asked = (
        '[steps.a]\nskill = "closed question"\nask = "?"\nchoices = { x = "X", y = "Y" }\n'
        f'next = "end"\n{steps}\n'
    )
    assert says in said(looked((HEAD + asked).encode()))


@pytest.mark.parametrize(("to", "may"), [("slip", True), ("zone", False), ("own-1", False)])
def test_it_leads_on_to_what_stands_in_the_list_alone(to: str, *, may: bool) -> None:
    text = SLEEP.replace('next  = "end"', f'next  = "on"\n\n[steps.on]\ngo = "{to}"')
    found = looked(text.encode())
    assert found.good is may
    assert ("none of the check-ins in the client's list" in said(found)) is not may


def test_sentences_no_client_should_read_keep_it_from_being_kept_in_any_language() -> None:
    for ask in ("Why don't you go to bed?", "Deberías acostarte antes."):
        found = looked(SLEEP.replace("How was last night?", ask).encode())
        assert not found.good
        assert {one.rule for one in found.broken} <= LAW
        assert len(found.broken) == 1


def test_a_packaged_check_in_could_have_been_sent() -> None:
    found = look_at(sources()["went-well"], packaged(), library())
    assert found.good
    assert "one language" not in said(found)


SPANISH = """### es
title = "Sueño"
about = "La última noche, en un minuto"
[steps.night]
ask = "¿Cómo fue la última noche?"
[steps.back]
say = "Lo pones en {night}."
[steps.helped]
ask = "¿Qué hizo que fuera eso, y no menos?"
[steps.quote]
say = "“{helped}”. Es tuyo."
[steps.bye]
say = "Gracias por esto."
"""


@pytest.mark.parametrize("text", [SLEEP + SPANISH, f"{SPANISH}\n### en\n{SLEEP}"])
def test_one_file_may_hold_both_languages(text: str) -> None:
    found = looked(text.encode())
    assert found.script is not None
    assert found.script.words["es"]["night.ask"] == "¿Cómo fue la última noche?"
    again = looked(joined(found.script.source).encode())
    assert again.script is not None
    assert again.script.version == found.script.version


def test_a_problem_in_the_second_language_has_the_line_of_the_file() -> None:
    text = SLEEP + SPANISH.replace('ask = "¿Qué', 'aks = "¿Qué')
    line = text[: text.index("aks =")].count("\n") + 1
    assert f"line {line}, step helped: the key 'aks' means nothing here" in said(
        looked(text.encode())
    )


def test_alone_any_language_is_the_source() -> None:
    found = looked(b"### es\n" + (OWN / "dormir.toml").read_bytes())
    assert found.good
    assert "one language" in said(found)


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_give_an_answer(content: bytes) -> None:
    found = looked(content)
    assert not found.good
    assert said(found)


PIECES = st.sampled_from(
    [
        "[steps.a]\n", "[steps.b]\n", 'skill = "open question"\n', 'skill = "structure"\n',
        'ask = "How?"\n', 'say = "x"\n', 'say = "“{a}”"\n', "open = true\n", "scale = [0, 10]\n",
        'choices = { x = "X" }\n', 'pick = { x = "X", y = "Y" }\n', 'next = "end"\n',
        'next = "a"\n', 'next = { x = "b", skip = "end" }\n', 'pause = "5m"\n', 'fork = "a"\n',
        'go = "slip"\n', 'keeps = "note"\n', 'quote = "goal"\n', 'otherwise = "b"\n',
        'measures = "sleep"\n', "[gate]\n", 'among = "a"\n', 'typed = "words"\n', "goal = true\n",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=14))
def test_any_pieces_give_an_answer_that_can_be_said(pieces: list[str]) -> None:
    found = looked((HEAD + "".join(pieces)).encode())
    assert found.good or found.wrong or found.broken
    assert "{" not in said(found, "es").replace("{a}", "")

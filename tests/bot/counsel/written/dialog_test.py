"""The dialog that writes a check-in: whatever is tapped and typed in it, it stands somewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from bot.counsel.authoring import MOST, Written, files
from bot.counsel.draft import Draft
from bot.counsel.written import asking, dialog
from bot.interview.parse import parse
from bot.interview.phrases import packaged
from bot.people import CounselorId
from bot.services.voice import Voice
from tests.bot.services.room import MONDAY

if TYPE_CHECKING:
    from bot.counsel.written.dialog import Objected

VOICE = Voice(packaged())
TAPS = (
    "too:es", "too:xx", "how:words", "how:scale", "how:choices", "how:", "done", "less", "back",
    "nonsense", "",
)  # fmt: skip
TYPED = ("Evenings", "What helped?", "a, b", "a, b, c", "a, a", "You should rest.", "", "x" * 999)
deeds = st.lists(
    st.sampled_from([("tap", one) for one in TAPS] + [("type", one) for one in TYPED]), max_size=30
)


def begun(locale: str = "en") -> Draft:
    others = tuple(one for one in ("en", "es") if one != locale)
    return dialog.open_(CounselorId("0" * 32), locale, others, MONDAY)


def after(draft: Draft, kind: str, what: str) -> Draft | Written | Objected | None:
    if kind == "tap":
        return dialog.pressed(draft, what)
    return dialog.wrote(draft, what, packaged())


@given(st.sampled_from(["en", "es"]), deeds)
def test_wherever_it_stands_it_can_be_shown_and_what_is_done_parses(
    locale: str, done: list[tuple[str, str]]
) -> None:
    draft = begun(locale)
    for kind, what in done:
        came = after(draft, kind, what)
        if isinstance(came, Written):
            parse("own-00000000", files(came, packaged()))
        elif isinstance(came, Draft):
            assert came.turn > draft.turn
            assert len(came.data["questions"]) <= MOST
            draft = came
        text, _ = VOICE.screen(asking.screen(draft, packaged()), locale, MONDAY.date())
        assert text
        assert "{" not in text


def through(*done: str) -> Draft:
    """Type and tap, each taken."""
    draft = begun()
    for what in done:
        tap = what.startswith(("how:", "too:", "less", "back"))
        came = after(draft, "tap" if tap else "type", what)
        assert isinstance(came, Draft), what
        draft = came
    return draft


def test_a_sixth_question_is_not_taken() -> None:
    five = ("Evenings", *(["What helped?", "how:words"] * MOST))
    draft = through(*five)
    assert dialog.full(draft)
    assert dialog.wrote(draft, "One more?", packaged()) is None


def test_choices_are_as_many_in_every_language_and_all_different() -> None:
    draft = through("Evenings", "too:es", "Las tardes", "Who?", "¿Quién?", "how:choices")
    assert dialog.wrote(draft, "one, One", packaged()) is None
    assert dialog.wrote(draft, "one", packaged()) is None
    assert dialog.wrote(draft, ", ".join("abcdefghi"), packaged()) is None
    draft = through("Evenings", "too:es", "Las tardes", "Who?", "¿Quién?", "how:choices", "me, you")
    assert dialog.wrote(draft, "yo", packaged()) is None
    assert isinstance(dialog.wrote(draft, "yo, tú", packaged()), Draft)


def test_a_question_that_tells_what_to_do_is_not_taken_in_either_language() -> None:
    draft = through("Evenings")
    for text in ("Why don't you rest?", "Deberías descansar.", "You are an addict, right?"):
        assert isinstance(dialog.wrote(draft, text, packaged()), dialog.Objected)

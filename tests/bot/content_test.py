"""The words and check-ins that come with Stillwater fit where they are shown and lead somewhere."""

import re
from datetime import time
from itertools import combinations
from pathlib import Path
from zoneinfo import available_timezones

import pytest

from bot.interview.hearing import plain
from bot.interview.library import library, sources
from bot.interview.phrases import packaged
from bot.interview.rehearse import GOES
from bot.interview.script import Script
from bot.interview.steps import Choose, Fork, Go, Listen, Pause
from bot.schedule.risky import read
from bot.settings import VARIES

WORDS = packaged()
LIBRARY = library()
TRANSCRIPTS = Path(__file__).parents[1] / "transcripts"
ZONES = {zone.lower().replace("/", "-").replace("_", "-") for zone in available_timezones()}


def choose(script: str, step: str) -> Choose:
    found = LIBRARY[script].steps[step]
    assert isinstance(found, Choose)
    return found


def test_the_check_ins_are_there() -> None:
    listed = {name for name, script in LIBRARY.items() if script.listed}
    about_change = {"importance", "confidence", "readiness", "two-sides", "look-back", "look-ahead"}
    about_change |= {"best", "first-goal", "goal-mirror", "if-then", "change-plan"}
    hard = {"hard-signs", "hard-people"}
    about_oneself = {"values", "values-week", "strengths", "people", "went-well", "reflection"}
    around = {"week-ahead", "week-review", "agenda", "takeaway"}
    assert listed == about_change | about_oneself | around | hard | {"urge", "slip"}
    inner = {"welcome", "heard", "language", "zone", "quiet-hours", "rhythm", "lock-line"}
    inner |= {"welcome-invited", "connect", "move", "what-time", "pause-until", "hardest"}
    inner |= {"find-help", "reword", "phone", "contact"}
    inner |= {"alone-stopping", "alone-medicine", "alone-body"}
    assert LIBRARY.keys() - listed == inner
    assert all(LIBRARY[name].exempt for name in inner)


@pytest.mark.parametrize("name", sorted(LIBRARY))
def test_every_language_has_words_of_its_own(name: str) -> None:
    assert sources()[name].keys() == WORDS.words.keys()
    assert LIBRARY[name].words.keys() == WORDS.words.keys()


@pytest.mark.parametrize("locale", sorted(WORDS.words))
def test_commands_are_described_within_sixty_characters(locale: str) -> None:
    said = {id_: text for id_, text in WORDS.words[locale].items() if id_.startswith("commands.")}
    named = {id_.partition(".")[2] for id_ in said}
    inside = {"checkin", "goals", "mirror", "rhythm", "settings", "sharing", "help"}
    inside |= {"findhelp", "progress", "plan", "urge", "slip", "hard"}
    inside |= {"privacy", "mydata", "forgetme"}
    assert named == inside | {"pause", "resume", "stop"}
    assert max(map(len, said.values())) <= 60


@pytest.mark.parametrize("locale", sorted(WORDS.words))
def test_what_is_shown_as_a_toast_fits_one(locale: str) -> None:
    assert max(len(WORDS(locale, id_)) for id_ in ("late.turn", "late.over")) <= 200


@pytest.mark.parametrize("locale", sorted(WORDS.words))
def test_buttons_are_told_apart_by_what_is_typed(locale: str) -> None:
    shared = ("button.skip", "button.stop")
    for script in LIBRARY.values():
        words = script.words[locale]
        for step in script.steps.values():
            if not isinstance(step, Choose):
                continue
            labels = [words[f"{step.id}.choice.{choice}"] for choice in step.choices]
            labels += [] if script.exempt else [WORDS(locale, id_) for id_ in shared]
            for one, other in combinations(labels, 2):
                assert plain(one) != plain(other), (script.name, step.id)


def test_the_lasting_keyboard_is_told_apart_in_every_language() -> None:
    ids = ("keyboard.checkin", "keyboard.words", "keyboard.urge", "keyboard.help")
    for locale in WORDS.words:
        assert len({plain(WORDS(locale, id_)) for id_ in ids}) == len(ids)


@pytest.mark.parametrize("script", ["welcome", "welcome-invited", "zone"])
def test_every_place_offered_is_a_zone(script: str) -> None:
    asked = [
        s for s in LIBRARY[script].steps.values() if isinstance(s, Choose) and s.sets == "zone"
    ]
    assert len(asked) == 4
    for step in asked:
        assert step.typed == "zone"
        assert ZONES.issuperset(step.choices)


@pytest.mark.parametrize(
    ("script", "step"),
    [("welcome", "quiet"), ("welcome-invited", "quiet"), ("quiet-hours", "quiet")],
)
def test_quiet_hours_offered_are_hours(script: str, step: str) -> None:
    for option in choose(script, step).choices:
        if option != "none":
            start, _, end = option.partition("-")
            assert time(int(start)) != time(int(end))


@pytest.mark.parametrize("name", ["welcome-invited", "hardest"])
def test_hardest_hours_offered_are_hours_of_the_week(name: str) -> None:
    *hours, varies = choose(name, "risky").choices
    assert varies == VARIES
    for option in hours:
        found = read(option)
        assert found is not None
        assert found.written == option


def test_days_and_times_offered_are_days_and_times() -> None:
    week = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"}
    for option in choose("rhythm", "days").choices:
        assert option == "daily" or week.issuperset(option.split("-"))
    for option in choose("rhythm", "time").choices:
        assert time.fromisoformat(option.replace("-", ":")).strftime("%H-%M") == option
    assert choose("rhythm", "time").typed == "time"


@pytest.mark.parametrize("script", ["welcome", "welcome-invited", "language"])
def test_languages_are_offered_by_their_own_names(script: str) -> None:
    step = choose(script, "language")
    assert set(step.choices) == WORDS.words.keys()
    for locale in WORDS.words:
        for choice in step.choices:
            label = LIBRARY[script].words[locale][f"language.choice.{choice}"]
            assert label == WORDS(choice, "name")


def test_nothing_is_kept_of_a_goal_before_it_is_known_whose_it_is() -> None:
    asked = (step for step in LIBRARY["first-goal"].steps.values())
    kept = [step.id for step in asked if isinstance(step, Listen | Choose) and step.keeps]
    # What is written at the first is the client's own; the buttons beside it keep nothing.
    assert kept == ["start", "reason"]
    theirs = choose("first-goal", "whose").acts["theirs"]
    assert [act.effect for act in theirs if act.effect] == ["not mine"]


@pytest.mark.parametrize("name", ["welcome", "welcome-invited"])
def test_consent_comes_after_what_this_is_and_before_anything_is_kept(name: str) -> None:
    welcome = LIBRARY[name]
    order = list(welcome.steps)
    assert sorted(("what", "fit", "adult", "consent", "region"), key=order.index) == [
        *("what", "fit", "adult", "consent", "region")
    ]
    assert kept(welcome) == []


def kept(script: Script) -> list[str]:
    return [s.id for s in script.steps.values() if isinstance(s, Listen)]


@pytest.mark.parametrize("locale", sorted(WORDS.words))
@pytest.mark.parametrize("name", sorted(LIBRARY))
def test_every_step_is_played_in_a_transcript(name: str, locale: str) -> None:
    files = TRANSCRIPTS.glob(f"{name}.{locale}.*")
    played = "\n".join(file.read_text(encoding="utf-8").replace("\n   ", "\n") for file in files)
    script = LIBRARY[name]
    for step in script.steps.values():
        if isinstance(step, Fork | Pause):
            continue
        if isinstance(step, Go):
            assert f"{GOES}{step.to}\n" in played, step.id
            continue
        lines = [
            text
            for id_, text in script.words[locale].items()
            if id_ == f"{step.id}.ask" or id_.startswith(f"{step.id}.say.")
        ]
        assert any(re.search(shape(line), played) for line in lines), step.id


def shape(line: str) -> str:
    said = r"[^\n]+(?:\n[^\n]+)*?".join(map(re.escape, re.split(r"\{[^}]+\}", line)))
    # What is quoted may end with a stop of its own; then ours is left out.
    return said.replace(r"”\.", r"”\.?")

"""Every screen can be said in every language, and its keys carried by Telegram."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from math import ceil
from typing import TYPE_CHECKING, Final

import pytest

from bot.arrival import Thing
from bot.interview import phrases
from bot.interview.conversation import Then
from bot.interview.library import library
from bot.interview.terms import Kind
from bot.interview.words import Held
from bot.people import Caps, Client, ClientId, Quiet
from bot.schedule.coming import Coming, Which, which
from bot.schedule.occurrences import Place, State
from bot.schedule.plan import Cadence, Daily, Every, Unit, Weekdays
from bot.screens import (
    change_plan,
    goal,
    goals,
    helping,
    home,
    kept,
    menu,
    mirror,
    odd,
    one_kept,
    pause,
    progress,
    prompting,
    rhythm,
    settings,
    tapering,
)
from bot.screens.one import limits, refused, retimed, to
from bot.screens.one import screen as one_screen
from bot.screens.rhythm import Rhythm
from bot.services.mine import IN_REACH
from bot.services.voice import Voice
from bot.services.wish import Against
from tests.bot.schedule.making import daily
from tests.bot.screens.keeping import plan as if_then
from tests.bot.screens.keeping import words
from tests.bot.services.room import MONDAY
from tests.keys import carried

if TYPE_CHECKING:
    from bot.schedule.plan import Plan
    from bot.screens.screen import Screen

VOICE = Voice(phrases.packaged())
CLIENT = Client(ClientId("c" * 32), 1, MONDAY, zone="America/Argentina/Buenos_Aires")
COMING = datetime(2027, 1, 5, 18, 30, tzinfo=MONDAY.tzinfo)


def plan(cadence: Cadence) -> Plan:
    return daily("18:00", date(2026, 3, 4), cadence=cadence)


CADENCES: Final[dict[str, Cadence]] = {
    "every Tuesday and Friday at 6:00 pm": Weekdays((2, 5)),
    "every day at 6:00 pm": Daily(),
    "every 2 weeks on Wednesday at 6:00 pm": Every(2, Unit.WEEKS),
    "every 3 days at 6:00 pm": Every(3, Unit.DAYS),
}
FARTHEST: Final = Which(99, Place(date(9998, 12, 31), 99, 99))
STATES: Final = (State.PLANNED, State.SNOOZED, State.SKIPPED)
ONES: Final = [Coming(FARTHEST, COMING, state, "confidence") for state in STATES]


def title(checkin: str) -> str:
    return checkin


def shown(*cadences: Cadence, own: bool = False) -> Rhythm:
    plans = [plan(cadence) for cadence in cadences]
    return Rhythm(plans, ONES, Caps(2, 5), own, MONDAY.date(), halved=True, quiet_until=COMING)


HIDDEN: Final = Held.HIDDEN
THEN: Final = [Then(2, MONDAY.date()), Then(4, date(2027, 1, 5))]
PLAN: Final = change_plan.page([words(1, script=change_plan.SCRIPT, step="want")])
MOVED: Final = progress.Moved(
    words(1, Kind.GOAL),
    dict.fromkeys(progress.RATED, THEN),
    marks=[words(2)],
    others=[words(3), words(4, text="x" * 99)],
)


def a_goal(held: Held) -> goal.Goal:
    beside = [words(2, Kind.REASON), *kept.things(if_then(20))]
    return goal.Goal(words(1, Kind.GOAL, held), THEN, THEN[:1], THEN, beside)


SCREENS: Final[dict[str, Screen]] = {
    "helping": helping.ask(),
    "fewer": helping.fewer(None),
    "fewer, and when": helping.fewer(COMING),
    "home": home.keyboard(),
    "help below": home.help_below(),
    "settled in": home.settled_in(COMING),
    "back": home.back(quiet=False),
    "back, and quiet": home.back(quiet=True),
    "next time": home.next_time(COMING),
    "not agreed": home.not_agreed(),
    "mirror": mirror.screen([*(words(n) for n in range(9)), *if_then(20), words(30, held=HIDDEN)]),
    "hidden": mirror.screen([words(30, held=HIDDEN)], hidden=True),
    **{
        f"one {held}": one_kept.screen(one_kept.Opened(words(1, Kind.GOAL, held), "Why?", MONDAY))
        for held in sorted(IN_REACH)
    },
    "a plan": one_kept.screen(one_kept.Opened(kept.things(if_then(1))[0])),
    "sure": one_kept.sure(words(1), 0),
    "gone": one_kept.gone(words(1), 3),
    **{f"goals {which}": goals.screen([], which) for which in goals.LISTS},
    **{
        f"goals, held as {held}": goals.screen([words(1, Kind.GOAL, held)], which)
        for which, several in goals.LISTS.items()
        for held in sorted(several)
    },
    **{f"goal {held}": goal.screen(a_goal(held)) for held in goal.STATES},
    "change plan": change_plan.screen(PLAN, change_plan.keys(PLAN, begins=True)),
    "no change plan": change_plan.screen({}, change_plan.keys({}, begins=True)),
    "progress": progress.screen(MOVED),
    "progress on one day": progress.screen(replace(MOVED, ratings={"craving": THEN[:1]})),
    "too little": progress.few(),
    "forwarded": odd.forwarded(),
    "group": odd.group(),
    **{f"odd {thing}": odd.thing(thing) for thing in Thing},
    "pause": pause.ask(),
    "paused until": pause.done(date(2026, 3, 9)),
    "paused": pause.done(None),
    "paused already": pause.past(),
    "no rhythm": rhythm.screen(shown(), title),
    "own rhythm": rhythm.screen(shown(Daily(), own=True), title),
    "rhythms": rhythm.screen(shown(*CADENCES.values()), title),
    "news": rhythm.news([plan(Daily())], COMING, title, MONDAY.date()),
    "no news": rhythm.news([], None, title, MONDAY.date()),
    **{f"one {one.state}": one_screen(one, title, [time(9)], moved=True) for one in ONES},
    **{
        f"refused {against}": refused(against, time(9), works, to(ONES[0], time(10)))
        for against in Against
        for works in (None, time(10))
    },
    "limits": limits(Caps()),
    "retimed": retimed(COMING),
    "retimed to nothing": retimed(None),
    "knock": prompting.knock("prompt.discreet", "f" * 32),
    "rests": prompting.rests(),
    "later": prompting.when("f" * 32, prompting.LATERS),
    "again today": prompting.again(COMING, today=True),
    "again": prompting.again(COMING, today=False),
    "fewer?": tapering.ask(),
    "not fewer": tapering.stays(),
    "fewer later": tapering.later(),
    "zone?": settings.zone_asked(COMING),
    "resumed": rhythm.resumed(COMING),
    **{f"rhythm {says}": rhythm.screen(shown(c), title) for says, c in CADENCES.items()},
    "rhythm kept": rhythm.kept(plan(Daily()), COMING, title, MONDAY.date(), asleep=True),
    "settings": settings.screen(CLIENT, "English"),
    "setting kept": settings.kept(),
    "zone set": settings.zone_set(COMING),
}


@pytest.mark.parametrize("locale", sorted(VOICE.phrases.words))
@pytest.mark.parametrize("screen", SCREENS.values(), ids=SCREENS)
def test_it_can_be_said_and_its_keys_carried(screen: Screen, locale: str) -> None:
    text, rows = VOICE.screen(screen, locale, MONDAY.date())
    assert text.strip()
    assert "{" not in text
    for button in (one for row in rows for one in row):
        assert button.label
        assert "{" not in button.label
        assert button.does is not None
        assert carried(button.does) == button.does


@pytest.mark.parametrize("locale", sorted(VOICE.phrases.words))
def test_the_menu_lists_what_is_listed_and_the_way_to_say_it_does_not_help(locale: str) -> None:
    listed = [script for script in library().values() if script.listed]
    titles = {script.name: VOICE.title(script, locale) for script in listed}
    found: list[str] = []
    for page in range(ceil(len(titles) / menu.PAGE)):
        _, rows = VOICE.screen(menu.every(titles, page), locale, MONDAY.date())
        found += [row[0].label for row in rows if row[0].label in titles.values()]
        assert rows[-1][0].label == VOICE.phrases(locale, "menu.not-helping")
    assert found == sorted(titles.values())


@pytest.mark.parametrize("more", [False, True])
def test_the_menu_has_what_is_at_hand_what_fits_best_and_the_way_to_all(*, more: bool) -> None:
    shown = menu.checkins({"urge": "An urge", "slip": "A slip"}, {"a": "A", "b": "B"}, more=more)
    _, rows = VOICE.screen(shown, "en", MONDAY.date())
    first, *best, hard, last = [[key.label for key in row] for row in rows]
    assert first == ["An urge", "A slip"]
    assert best == [["A"], ["B"], *[[VOICE.phrases("en", "offer.all")]] * more]
    assert hard == [VOICE.phrases("en", "hard.key")]
    assert last == [VOICE.phrases("en", "menu.not-helping")]


@pytest.mark.parametrize(("says", "cadence"), CADENCES.items())
def test_a_rhythm_reads_as_it_is(says: str, cadence: Cadence) -> None:
    text, _ = VOICE.screen(rhythm.screen(shown(cadence), title), "en", MONDAY.date())
    assert f" {says}, from March 4." in text
    assert "1. Tuesday, January 5, 2027 at 6:30 pm: confidence\n" in text
    assert "3. Tuesday, January 5, 2027 at 6:30 pm: left out" in text
    assert "At most 2 a day and 5 a week." in text


def test_a_prompt_to_come_goes_onto_a_key_and_back() -> None:
    assert which(FARTHEST.written) == FARTHEST


def test_settings_say_how_they_stand() -> None:
    quiet = replace(CLIENT, quiet=Quiet(time(0), time(0)), discreet=False)
    _, rows = VOICE.screen(settings.screen(quiet, "English"), "en", MONDAY.date())
    assert [row[0].label for row in rows[:-2]] == [
        "Language: English",
        "Time zone: Buenos Aires",
        "Quiet hours: none",
        "Lock screen: words are shown",
    ]


@pytest.mark.parametrize("locale", sorted(VOICE.phrases.words))
def test_the_lasting_keyboard_is_known_by_its_words_in_every_language(locale: str) -> None:
    (row,) = VOICE.keyboard(home.ALL, locale)
    assert [VOICE.keyboard_command(label) for label in row] == ["checkin", "mirror", "urge", "help"]
    assert VOICE.keyboard((), locale) == ()


@pytest.mark.parametrize(
    ("text", "wordless"),
    [("🙂", True), ("...", True), ("👍🏽 ❤️", True), ("ok", False), ("5", False), ("אני", False)],
)
def test_emoji_and_dots_are_no_words(text: str, wordless: bool) -> None:
    assert odd.wordless(text) == wordless

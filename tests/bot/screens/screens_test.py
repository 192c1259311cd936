"""Every screen can be said in every language, and its keys carried by Telegram."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Final

import pytest

from bot.arrival import Thing
from bot.interview import phrases
from bot.interview.library import library
from bot.people import Client, ClientId, Quiet
from bot.schedule.plan import Cadence, Daily, Every, Unit, Weekdays
from bot.screens import helping, home, menu, mirror, odd, pause, rhythm, settings
from bot.services.voice import Voice
from handlers import buttons
from tests.bot.schedule.making import daily
from tests.bot.screens.mirror_test import words
from tests.bot.services.room import MONDAY

if TYPE_CHECKING:
    from bot.schedule.plan import Plan
    from bot.screens.screen import Screen

VOICE = Voice(phrases.packaged())
CLIENT = Client(ClientId("c" * 32), 1, MONDAY, zone="America/Argentina/Buenos_Aires")
COMING = datetime(2027, 1, 5, 18, 30, tzinfo=MONDAY.tzinfo)


def plan(cadence: Cadence) -> Plan:
    return daily("18:00", date(2026, 3, 4), cadence=cadence)


CADENCES: Final[dict[str, Cadence]] = {
    "Tuesday and Friday, at 6:00 pm": Weekdays((2, 5)),
    "every day, at 6:00 pm": Daily(),
    "every 2 weeks, on Wednesday, at 6:00 pm": Every(2, Unit.WEEKS),
    "every 3 days, at 6:00 pm": Every(3, Unit.DAYS),
}
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
    "mirror": mirror.screen([words(n) for n in range(9)]),
    "sure": mirror.sure(words(1)),
    "forwarded": odd.forwarded(),
    "group": odd.group(),
    **{f"odd {thing}": odd.thing(thing) for thing in Thing},
    "pause": pause.ask(),
    "paused until": pause.done(date(2026, 3, 9)),
    "paused": pause.done(None),
    "no rhythm": rhythm.screen([], None),
    "resumed": rhythm.resumed(COMING),
    **{f"rhythm {says}": rhythm.screen([plan(c)], COMING) for says, c in CADENCES.items()},
    "rhythm kept": rhythm.kept(plan(Daily()), COMING, asleep=True),
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
        assert buttons.read(buttons.data(button.does)) == button.does


@pytest.mark.parametrize("locale", sorted(VOICE.phrases.words))
def test_the_menu_lists_what_is_listed_and_the_way_to_say_it_does_not_help(locale: str) -> None:
    listed = [script for script in library().values() if script.listed]
    _, rows = VOICE.screen(menu.checkins(listed, locale), locale, MONDAY.date())
    titles = [one.words[locale]["title"] for one in listed]
    assert sorted(row[0].label for row in rows[:-1]) == sorted(titles)
    assert rows[-1][0].label == VOICE.phrases(locale, "menu.not-helping")


@pytest.mark.parametrize(("says", "cadence"), CADENCES.items())
def test_a_rhythm_reads_as_it_is(says: str, cadence: Cadence) -> None:
    text, _ = VOICE.screen(rhythm.screen([plan(cadence)], COMING), "en", MONDAY.date())
    assert text.startswith(f"Your check-ins: {says}.")
    assert "Next check-in: Tuesday, January 5, 2027 at 6:30 pm." in text


def test_settings_say_how_they_stand() -> None:
    quiet = replace(CLIENT, quiet=Quiet(time(0), time(0)), discreet=False)
    _, rows = VOICE.screen(settings.screen(quiet, "English"), "en", MONDAY.date())
    assert [row[0].label for row in rows[:-1]] == [
        "Language: English",
        "Time zone: Buenos Aires",
        "Quiet hours: none",
        "Lock screen: words are shown",
    ]


@pytest.mark.parametrize("locale", sorted(VOICE.phrases.words))
def test_the_lasting_keyboard_is_known_by_its_words_in_every_language(locale: str) -> None:
    (row,) = VOICE.keyboard(home.ALL, locale)
    assert [VOICE.keyboard_command(label) for label in row] == ["checkin", "mirror", "help"]
    assert VOICE.keyboard((), locale) == ()


@pytest.mark.parametrize(
    ("text", "wordless"),
    [("🙂", True), ("...", True), ("👍🏽 ❤️", True), ("ok", False), ("5", False), ("אני", False)],
)
def test_emoji_and_dots_are_no_words(text: str, wordless: bool) -> None:
    assert odd.wordless(text) == wordless

"""There are people to call everywhere, each verified, and a bad file costs nobody the good ones."""

from datetime import date
from importlib.resources import files
from zoneinfo import available_timezones

import pytest

from bot.safety.reading import packaged, read
from bot.safety.resources import ANYWHERE

GOOD = """
zones = ["Europe/London"]
[ways.emergency]
names = { en = "Emergency", es = "Emergencias" }
call = "999"
emergency = true
source = "https://example.org/999"
source_kind = "official"
source_says = "Dial 999."
source_read = 2026-01-01
review_by = 2026-07-01
[ways.listen]
names = { en = "Listeners" }
text = "85258"
source = "https://example.org"
source_kind = "own"
source_says = "Text 8-52-58."
source_read = 2026-01-01
review_by = 2026-07-01
"""
FOLDER = files("bot") / "safety" / "resources"
TEXTS = {
    entry.name.removesuffix(".toml"): entry.read_text(encoding="utf-8")
    for entry in FOLDER.iterdir()
    if entry.name.endswith(".toml")
}


def test_nothing_is_wrong_with_our_own_files() -> None:
    directory, problems = read(TEXTS)
    assert problems == ()
    assert directory.countries.keys() == TEXTS.keys()


def test_our_own_files_name_everybody_in_every_language() -> None:
    for country in packaged().countries.values():
        assert all(way.names.keys() == {"en", "es"} for way in country.ways)


@pytest.mark.parametrize(
    ("zone", "country", "comes", "listens"),
    [
        ("America/New_York", "us", "911", "988"),
        ("America/Indiana/Vevay", "us", "911", "988"),
        ("Europe/London", "gb", "999", "116 123"),
        ("Europe/Madrid", "es", "112", "024"),
        ("Atlantic/Canary", "es", "112", "024"),
        ("Europe/Berlin", "eu", "112", None),
        ("Asia/Tokyo", "int", None, None),
        ("Nowhere/At_All", "int", None, None),
    ],
)
def test_a_zone_finds_its_country(
    zone: str, country: str, comes: str | None, listens: str | None
) -> None:
    found = packaged().near(zone)
    assert found.id == country
    assert found.emergency.call == comes
    assert found.listening.call == listens


def test_every_zone_finds_one_country_with_somebody_who_comes_and_somebody_who_listens() -> None:
    directory = packaged()
    for zone in available_timezones():
        near = directory.near(zone)
        assert near.ways[0] is near.emergency
        assert near.listening.how[0].startswith("resource.")
        assert sum(c.has(zone) for c in directory.countries.values()) <= 1


def test_every_zone_named_is_one() -> None:
    zones = available_timezones()
    for country in packaged().countries.values():
        for zone in country.zones:
            below = zone.endswith("/") and any(z.startswith(zone) for z in zones)
            assert zone in zones or below, f"{country.id}: {zone}"


def test_how_to_reach_them_is_a_phrase_with_its_slots() -> None:
    ways = {way.id: way for c in packaged().countries.values() for way in c.ways if c.id != "int"}
    assert ways["lifeline"].how == ("resource.call-or-text", {"number": "988"})
    assert ways["samaritans"].how == ("resource.call", {"number": "116 123"})
    assert ways["helplines"].how == ("resource.link", {"url": "https://findahelpline.com"})
    assert packaged().countries[ANYWHERE].emergency.how == ("resource.local", {})
    directory, _ = read({"xx": GOOD})
    assert directory.countries["xx"].listening.how == ("resource.text", {"number": "85258"})


def test_a_name_missing_in_a_language_is_given_in_english() -> None:
    listening = read({"xx": GOOD})[0].countries["xx"].listening
    assert listening.name("es") == "Listeners"
    assert read({"xx": GOOD})[0].countries["xx"].emergency.name("es") == "Emergencias"


def test_what_is_past_its_review_is_named_and_still_there() -> None:
    directory = read({"xx": GOOD})[0]
    assert list(directory.overdue(date(2026, 7, 1))) == []
    assert list(directory.overdue(date(2026, 7, 2))) == ["xx.emergency", "xx.listen"]
    assert len(directory.countries["xx"].ways) == 2


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('call = "999"', "call = 999", "xx.emergency: call is no number"),
        ('call = "999"', 'call = "nine"', "xx.emergency: call is no number"),
        ('text = "85258"', "", "xx.listen: it needs call, text, whatsapp, chat or url"),
        ('{ en = "Listeners" }', '{ es = "Oyentes" }', "xx.listen: names needs"),
        ("emergency = true", 'emergency = "yes"', "xx.emergency: emergency is true or false"),
        ("emergency = true", "urgent = true", "xx.emergency: nobody asks for urgent"),
        ("review_by = 2026-07-01", "review_by = 2025-07-01", "review_by is not after"),
        ("source_read = 2026-01-01", "source_read = 2026-01-01T10:00:00", "are days"),
        ('"https://example.org"', '"a friend"', "source is no https://"),
        ('["Europe/London"]', '"Europe/London"', "zones is a list"),
        ("[ways.listen]", "[ways.emergency]", "this is not TOML"),
    ],
)
def test_a_mistake_is_told(old: str, new: str, problem: str) -> None:
    assert old in GOOD
    _, problems = read({"xx": GOOD.replace(old, new, 1), "int": GOOD})
    assert any(problem in told for told in problems), problems


def test_a_way_that_is_no_table_is_told() -> None:
    _, problems = read({"xx": "[ways]\nhome = 1\n"})
    assert "xx.home: this is not a table" in problems


def test_without_a_file_for_anywhere_somebody_would_have_nobody() -> None:
    assert read({"xx": GOOD})[1] == (
        "int: those without a country of their own have nobody to call",
    )

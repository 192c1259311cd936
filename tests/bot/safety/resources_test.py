"""There are people to call everywhere, each with its source; a bad file costs nobody the rest."""

from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from zoneinfo import available_timezones

import pytest

from bot.safety.assess import Danger
from bot.safety.entry import stands
from bot.safety.reading import packaged, read
from bot.safety.resources import ANY, ANYWHERE, CLASSES, Country

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
        ("America/Puerto_Rico", "us", "911", "988"),
        ("Europe/London", "gb", "999", "116 123"),
        ("Europe/Madrid", "es", "112", "024"),
        ("Atlantic/Canary", "es", "112", "024"),
        ("America/Tijuana", "mx", "911", "800 911 2000"),
        ("America/Argentina/Ushuaia", "ar", "911", "0800 999 0091"),
        ("Asia/Calcutta", "in", "112", "14416"),
        ("America/Guatemala", "gt", "122", None),
        ("Europe/Prague", "eu", "112", None),
        ("Asia/Seoul", "int", "112", None),
        ("Nowhere/At_All", "int", "112", None),
    ],
)
def test_a_zone_finds_its_country(zone: str, country: str, comes: str, listens: str | None) -> None:
    found = packaged().near(zone)
    assert found.id == country
    assert found.emergency.call == comes
    assert found.listening.call == listens


def test_every_zone_finds_one_country_with_somebody_who_comes_and_somebody_who_listens() -> None:
    directory = packaged()
    for zone in available_timezones():
        near = directory.near(zone)
        assert near.ways[0] is near.emergency
        assert not near.listening.emergency
        assert sum(c.has(zone) for c in directory.countries.values()) <= 1


def test_every_zone_named_is_one() -> None:
    zones = available_timezones()
    for country in packaged().countries.values():
        for zone in country.zones:
            below = zone.endswith("/") and any(z.startswith(zone) for z in zones)
            assert zone in zones or below, f"{country.id}: {zone}"


def test_every_zone_of_a_country_is_in_its_file() -> None:
    table = files("tzdata") / "zoneinfo" / "zone.tab"
    rows = [row.split("\t") for row in table.read_text("utf-8").splitlines() if row[0] != "#"]
    directory = packaged()
    for code, _, zone, *_ in rows:
        if code.lower() in directory.countries:
            assert directory.near(zone).id == code.lower(), zone


def test_every_danger_is_a_class_that_a_way_can_serve() -> None:
    assert {danger.value for danger in Danger} <= CLASSES


@pytest.mark.parametrize("country", sorted(TEXTS))
@pytest.mark.parametrize("danger", sorted(CLASSES))
def test_for_every_class_somebody_comes_and_somebody_listens(danger: str, country: str) -> None:
    there = packaged().countries[country]
    best = there.line(danger)
    assert there.comes(danger).emergency
    assert not best.emergency
    assert {danger, ANY} & best.serves
    own = [way for way in there.ways if danger in way.serves and not way.emergency]
    assert best is own[0] if own else ANY in best.serves


@pytest.mark.parametrize(
    ("country", "danger", "comes", "listens"),
    [
        ("us", "overdose", "911", "1 800 222 1222"),
        ("us", "withdrawal", "911", "1 800 662 4357"),
        ("us", "violence", "911", "1 800 799 7233"),
        ("us", "psychosis", "911", "988"),
        ("jp", "overdose-other", "119", "0120 279 338"),
        ("jp", "threat", "110", "0120 279 338"),
        ("ch", "medical", "144", "143"),
    ],
)
def test_each_class_has_who_comes_and_a_line_of_its_own(
    country: str, danger: str, comes: str, listens: str
) -> None:
    there = packaged().countries[country]
    assert (there.comes(danger).call, there.line(danger).call) == (comes, listens)


def test_who_is_closed_is_passed_over_for_who_is_open() -> None:
    there = packaged().countries["ph"]
    monday = datetime(2026, 11, 23, 2, tzinfo=UTC)
    assert there.line("substance-use", monday).id == "substance"
    assert there.line("substance-use", monday + timedelta(hours=12)).id == "ncmh"
    assert there.line("substance-use").id == "substance"


def test_where_nobody_listens_who_comes_is_named() -> None:
    comes = read({"xx": GOOD})[0].countries["xx"].emergency
    assert Country("xx", (), (comes,)).line("violence") is comes


def means(country: str, way: str) -> list[str]:
    there = packaged().countries[country]
    return [phrase for one in there.ways if one.id == way for phrase, _ in one.means]


def test_how_to_reach_them_is_a_phrase_with_its_slots() -> None:
    ways = packaged().countries["us"].ways
    how = {way.id: way.how for way in ways}
    assert how["lifeline"] == ("resource.call-or-text", {"number": "988"})
    assert how["crisis-text-line"] == ("resource.text-word", {"number": "741741", "word": "HOME"})
    assert means("us", "lifeline") == ["resource.call-or-text", "resource.chat"]
    assert means("us", "domestic-violence") == [
        "resource.call", "resource.text-word", "resource.chat",
    ]  # fmt: skip
    assert means("es", "016") == ["resource.call", "resource.whatsapp"]
    assert means("au", "lifeline") == ["resource.call", "resource.text"]
    assert means("eu", "helplines") == ["resource.link"]
    assert means(ANYWHERE, "emergency") == ["resource.mobile"]
    directory, _ = read({"xx": GOOD.replace('call = "999"\n', "")})
    assert directory.countries["xx"].emergency.how == ("resource.local", {})
    assert directory.countries["xx"].listening.how == ("resource.text", {"number": "85258"})


def test_a_name_missing_in_a_language_is_given_in_english() -> None:
    listening = read({"xx": GOOD})[0].countries["xx"].listening
    assert listening.name("es") == "Listeners"
    assert read({"xx": GOOD})[0].countries["xx"].emergency.name("es") == "Emergencias"


def test_what_a_reader_of_one_language_needs_to_know_is_told_to_them_alone() -> None:
    lifeline = packaged().countries["us"].listening
    assert "AYUDA" in (lifeline.note("es") or "")
    assert lifeline.note("en") is None


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
        ('"https://example.org"', '"a friend"', "source is no address"),
        ('["Europe/London"]', '"Europe/London"', "zones is a list"),
        ("[ways.listen]", "[ways.emergency]", "this is not TOML"),
    ],
)
def test_a_mistake_is_told(old: str, new: str, problem: str) -> None:
    assert old in GOOD
    _, problems = read({"xx": GOOD.replace(old, new, 1), "int": GOOD})
    assert any(problem in told for told in problems), problems


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('text = "998"', "text does not stand in source_says"),
        ('source_kind = "hearsay"', "source_kind is one of own, official, other, list, house"),
        ('for = ["sorrow"]', "not sorrow"),
        ("for = []", "for names nothing"),
        ('notes = { es = "" }', "notes is a table"),
        ('for = "any"', "for is a list of words"),
        ("verified_by = 3", "verified_by is text"),
        ('word = "HI"', "there is no text"),
        ('chat = "example.org"', "chat is no https:// address"),
        ('hours = "nights"', 'hours: write "24/7"'),
        ('hours = { zone = "Europe/Nowhere", mon = "09:00-17:00" }', "hours: write"),
        ('hours = { zone = "Europe/London" }', "hours: write"),
        ('hours = { zone = "Europe/London", sat-mon = "09:00-17:00" }', "hours: write"),
        ('hours = { zone = "Europe/London", mon = "09:00-25:00" }', "hours: write"),
    ],
)
def test_a_mistake_in_what_else_is_said_is_told(line: str, problem: str) -> None:
    key = line.partition(" =")[0]
    rest = [kept for kept in GOOD.splitlines() if not kept.startswith(f"{key} =")]
    at = rest.index("[ways.emergency]") + 1
    _, problems = read({"xx": "\n".join([*rest[:at], line, *rest[at:]]), "int": GOOD})
    assert any(told.startswith("xx.") and problem in told for told in problems), problems


def test_a_number_must_stand_in_what_the_source_says_as_a_whole() -> None:
    said = "Since 2026: call 9-8-8, (0800) 111 0 111 or +65-6669-1771."
    assert all(stands(number, said) for number in ("988", "0800 111 0 111", "+65 6669 1771"))
    assert not any(stands(number, said) for number in ("88", "111", "0800 111 0 11", "026"))


def test_a_way_that_is_no_table_is_told() -> None:
    _, problems = read({"xx": "[ways]\nhome = 1\n"})
    assert "xx.home: this is not a table" in problems


def test_without_a_file_for_anywhere_somebody_would_have_nobody() -> None:
    assert read({"xx": GOOD})[1] == (
        "int: those without a country of their own have nobody to call",
    )

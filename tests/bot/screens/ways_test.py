from __future__ import annotations

import pytest

from bot.interview import phrases
from bot.safety import reading
from bot.screens import ways
from bot.services.voice import Voice

VOICE = Voice(phrases.packaged())
PEOPLE = reading.packaged()


@pytest.mark.parametrize("locale", ["en", "es"])
def test_every_means_of_everybody_is_said_with_its_number(locale: str) -> None:
    for name, way in PEOPLE.all():
        said = VOICE.say(ways.means(way), locale)
        given = (way.call, way.text, way.word, way.whatsapp, way.chat, way.url)
        assert all(one in said for one in given if one), name
        assert "{" not in said
        assert VOICE.say([ways.how(way)], locale) in said


def test_hours_are_said_where_they_are_known() -> None:
    of = {name: ways.when(way) for name, way in PEOPLE.all()}
    day_and_night, weekdays = of["us.lifeline"], of["ph.substance"]
    assert day_and_night is not None
    assert weekdays is not None
    assert VOICE.say([day_and_night], "es") == "día y noche"
    assert VOICE.say([weekdays], "en") == "open Monday to Friday, 8:00 am to 5:00 pm"
    assert of["gb.nspcc"] is None

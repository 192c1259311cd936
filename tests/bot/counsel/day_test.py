"""What somebody types about a day is read as they meant it, or not at all."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.counsel.day import Heard, Trouble, hear
from bot.counsel.dayword import names
from bot.interview.phrases import packaged
from bot.people import Hours
from bot.screens.lines import when
from bot.screens.screen import line
from bot.services.voice import Voice

SUNDAY: Final = date(2026, 11, 22)
HOURS: Final = Hours()
NAMES: Final = {locale: names(packaged(), locale) for locale in packaged().words}
VOICE: Final = Voice(packaged())

ENGLISH: Final = {
    "Tue 3pm": "2026-11-24 15:00",
    "tuesday at 3": "2026-11-24 15:00",
    "Tue, 3:30": "2026-11-24 15:30",
    "Tue 10": "2026-11-24 10:00",
    "Tue 8am": "2026-11-24 08:00",
    "on Tuesday the 24th at 3 p.m.": "2026-11-24 15:00",
    "Tue 24 Nov 15:30": "2026-11-24 15:30",
    "24 Nov 15:30": "2026-11-24 15:30",
    "Nov. 24, 3pm": "2026-11-24 15:00",
    "November 24th, 2026 at 3:00 PM": "2026-11-24 15:00",
    "3pm Nov 24": "2026-11-24 15:00",
    "11/24 3 pm": "2026-11-24 15:00",
    "11/24/26 3 pm": "2026-11-24 15:00",
    "24/11 at noon": "2026-11-24 12:00",
    "2026-11-24 15.30": "2026-11-24 15:30",
    "3/4 10am": "2027-03-04 10:00",
    "tomorrow at 10": "2026-11-23 10:00",
    "Tomorrow morning at 10!": "2026-11-23 10:00",
    "today 5 pm": "2026-11-22 17:00",
    "the day after tomorrow, noon": "2026-11-24 12:00",
    "in two weeks at 10": "2026-12-06 10:00",
    "in 3 days 9:15 am": "2026-11-25 09:15",
    "in a couple of weeks at 9": "2026-12-06 09:00",
    "two weeks from now, 4 o\N{RIGHT SINGLE QUOTATION MARK}clock": "2026-12-06 16:00",
    "in a month at 12": "2026-12-22 12:00",
    "Tuesday in two weeks at 3": "2026-12-01 15:00",
    "Tuesday next week at 3": "2026-11-24 15:00",
    "the 24th at 3": "2026-11-24 15:00",
    "Sunday 3pm": "2026-11-29 15:00",
    "12:30 am tomorrow": "2026-11-23 00:30",
    "8 March 02:30": "2027-03-08 02:30",
    "March 8 2:30": "2027-03-08 14:30",
    "Tue 0:30": "2026-11-24 00:30",
    "Tue 0630": "2026-11-24 06:30",
    "Tue at 06": "2026-11-24 06:00",
    "02:30 pm on 08 March": "2027-03-08 14:30",
    "Tue 12:30": "2026-11-24 12:30",
    "half past 3 on Tuesday": "2026-11-24 15:30",
    "Tues @ a quarter to 4, please": "2026-11-24 15:45",
    "Nov 24 2026 1500": "2026-11-24 15:00",
    "24.11.2026 15:00": "2026-11-24 15:00",
    "2026/11/24 3p": "2026-11-24 15:00",
    "this coming Tuesday at 3": "2026-11-24 15:00",
}  # fmt: skip
SPANISH: Final = {
    "martes 15h": "2026-11-24 15:00",
    "martes 02h": "2026-11-24 02:00",
    "el 08 de marzo a las 3": "2027-03-08 15:00",
    "el martes a las 3": "2026-11-24 15:00",
    "el martes 24 a las 15:30": "2026-11-24 15:30",
    "martes, 24 de noviembre, a las 15:00": "2026-11-24 15:00",
    "en dos semanas a las 10": "2026-12-06 10:00",
    "dentro de 3 días a las 9": "2026-11-25 09:00",
    "mañana a las 10": "2026-11-23 10:00",
    "Mañana por la mañana, a las 10": "2026-11-23 10:00",
    "pasado mañana a las 5 de la tarde": "2026-11-24 17:00",
    "24/11 15:30": "2026-11-24 15:30",
    "3/4 10h": "2027-04-03 10:00",
    "24 nov 15h30": "2026-11-24 15:30",
    "el 24 a la una": "2026-11-24 13:00",
    "1º de diciembre a mediodía": "2026-12-01 12:00",
    "la semana que viene a las 11": "2026-11-29 11:00",
    "el jueves de la próxima semana, 16 hs": "2026-11-26 16:00",
    "hoy a las 5 p. m.": "2026-11-22 17:00",
    "MIÉRCOLES 9:00": "2026-11-25 09:00",
    "miercoles 9:00": "2026-11-25 09:00",
    "martes a las 3 y media": "2026-11-24 15:30",
    "el martes a las 4 menos cuarto": "2026-11-24 15:45",
    "día 24 a las diez": "2026-11-24 10:00",
    "en quince días, 11h": "2026-12-06 11:00",
}  # fmt: skip


@pytest.mark.parametrize(
    ("locale", "text", "meant"),
    [("en", *one) for one in ENGLISH.items()] + [("es", *one) for one in SPANISH.items()],
)
def test_it_is_read_as_it_was_meant(locale: str, text: str, meant: str) -> None:
    at = datetime.fromisoformat(meant)
    assert hear(text, NAMES[locale], SUNDAY, HOURS) == Heard((at.date(),), at.time())


@pytest.mark.parametrize(
    ("locale", "text", "days", "at"),
    [
        ("en", "in two weeks", [date(2026, 12, 6)], None),
        ("es", "en dos semanas", [date(2026, 12, 6)], None),
        ("es", "el martes 24", [date(2026, 11, 24)], None),
        ("en", "tomorrow morning", [date(2026, 11, 23)], None),
        ("en", "3pm", [], time(15)),
        ("es", "a las 9", [], time(9)),
        ("en", "Feb 29", Trouble.GONE, None),
        ("en", "this Tuesday", [date(2026, 11, 24)], None),
    ],
)
def test_half_of_it_may_be_left_for_later(
    locale: str, text: str, days: list[date] | Trouble, at: time | None
) -> None:
    meant = days if isinstance(days, Trouble) else Heard(tuple(days), at)
    assert hear(text, NAMES[locale], SUNDAY, HOURS) == meant


def test_next_tuesday_is_this_week_s_or_the_next_one_s() -> None:
    friday = date(2026, 11, 20)
    assert hear("next Tuesday", NAMES["en"], friday, HOURS) == Heard((date(2026, 11, 24),), None)
    monday = date(2026, 11, 23)
    both = (date(2026, 11, 24), date(2026, 12, 1))
    assert hear("next Tuesday 3pm", NAMES["en"], monday, HOURS) == Heard(both, time(15))
    assert hear("el próximo martes", NAMES["es"], monday, HOURS) == Heard(both, None)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Nov 3", Trouble.GONE),
        ("2026-11-21 10:00", Trouble.GONE),
        ("Wed 24 Nov", Trouble.CLASH),
        ("30 Feb", Trouble.UNCLEAR),
        ("31 Nov 10:00", Trouble.UNCLEAR),
        ("2026-13-01", Trouble.UNCLEAR),
        ("24", Trouble.UNCLEAR),
        ("4-5pm", Trouble.UNCLEAR),
        ("Tue 25:00", Trouble.UNCLEAR),
        ("Tue 10:75", Trouble.UNCLEAR),
        ("13 pm am", Trouble.UNCLEAR),
        ("Tue or Wed 3pm", Trouble.UNCLEAR),
        ("Tue Wed", Trouble.UNCLEAR),
        ("whenever", Trouble.UNCLEAR),
        ("9999-12-31", Trouble.UNCLEAR),
        ("in 99 months", Trouble.UNCLEAR),
        ("", Trouble.UNCLEAR),
        ("!", Trouble.UNCLEAR),
        ("Tue " * 50, Trouble.UNCLEAR),
    ],
)
def test_what_cannot_be_meant_is_not_guessed(text: str, why: Trouble) -> None:
    assert hear(text, NAMES["en"], SUNDAY, HOURS) is why


TODAY = st.dates(date(2020, 1, 1), date(2090, 1, 1))


@given(TODAY, st.integers(0, 270), st.times(), st.sampled_from(sorted(NAMES)))
def test_what_is_said_is_read_back_the_same(today: date, away: int, at: time, locale: str) -> None:
    meant = datetime.combine(today + timedelta(days=away), at.replace(second=0, microsecond=0))
    said = VOICE.say([line("session.when", **when(meant))], locale, today)
    heard = hear(said, NAMES[locale], today, HOURS)
    assert heard == Heard((meant.date(),), meant.time())


WORDS = sorted({" ".join(word) for known in NAMES.values() for word in known.tokens})
PARTS = st.sampled_from([*WORDS, "3", "24", "15:30", "11/24", "3pm", "2027", "-", "."])


@given(
    st.one_of(st.text(max_size=90), st.lists(PARTS, max_size=7).map(" ".join)),
    TODAY,
    st.sampled_from(sorted(NAMES)),
)
def test_no_text_breaks_it_and_none_means_the_past(text: str, today: date, locale: str) -> None:
    heard = hear(text, NAMES[locale], today, HOURS)
    if isinstance(heard, Heard):
        assert len(heard.days) <= 2
        assert heard.days or heard.at is not None
        assert all(day >= today for day in heard.days)

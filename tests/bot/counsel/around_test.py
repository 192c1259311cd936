"""When something is said around a session, in any zone and with any quiet hours."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.care import Session
from bot.counsel.around import EVENING, LEAST, before, evening
from bot.people import Client, ClientId, Quiet
from bot.schedule.quiet import is_quiet

ZONES = st.sampled_from(
    ["America/New_York", "Europe/Madrid", "Pacific/Apia", "Australia/Lord_Howe", "Asia/Kathmandu"]
)
WALLS = st.datetimes(datetime(2011, 1, 1), datetime(2030, 1, 1))  # noqa: DTZ001 - wall times
SESSIONS = st.builds(Session, WALLS, ZONES)
QUIETS = st.builds(Quiet, st.times(), st.times())


@st.composite
def clients(draw: st.DrawFn) -> Client:
    made = datetime(2026, 1, 1, tzinfo=UTC)
    return Client(ClientId("a"), 1, made, zone=draw(ZONES), quiet=draw(QUIETS))


@given(SESSIONS, clients())
def test_the_evening_is_that_of_the_day_before_on_the_clients_clock(
    session: Session, client: Client
) -> None:
    at = evening(session, client)
    there, then = at.astimezone(client.zoneinfo), session.instant.astimezone(client.zoneinfo)
    assert timedelta() < session.instant - at < timedelta(hours=31)
    if there.date() == then.date() - timedelta(days=1):
        assert there.time() == EVENING
    else:  # Samoa had no 30 December 2011
        assert there.date() == datetime(2011, 12, 29, tzinfo=UTC).date()


@given(SESSIONS, clients(), st.integers(0, 60))
def test_it_comes_awake_and_an_hour_ahead_or_not_at_all(
    session: Session, client: Client, hours: int
) -> None:
    at = evening(session, client) + timedelta(hours=hours)
    came = before(session, client, at)
    if came is not None:
        assert at <= came <= session.instant - LEAST
        assert not is_quiet(came, client.quiet, client.zoneinfo)
    elif client.quiet == Quiet(time(), time()):
        assert at > session.instant - LEAST

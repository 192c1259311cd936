"""When a plan file's prompts come: what is printed is what the service would plan."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from bot.cli.occurrences import EXAMPLE_KEY
from bot.cli.plan import NOBODY, SOME
from bot.schedule.occurrences import occurrences
from bot.schedule.planfile import parse

if TYPE_CHECKING:
    from tests.bot.cli.conftest import Shell

LONDON = ("--zone", "Europe/London")
HEAD = 'format = 1\ntitle = "Mine"\ncheckins = ["goal-mirror"]\n'
WINDOW = """
[cadence]
kind = "weekdays"
weekdays = ["tue", "fri"]
[[slots]]
from = "17:00"
to   = "20:00"
[limits]
expire_after = "12h"
"""
NIGHT = """
cadence = { kind = "daily" }
slots = [{ from = "01:30", to = "01:30" }, { from = "23:00", to = "23:00" }]
limits = { expire_after = "10h" }
"""
FRAME = """
cadence = { kind = "relative", anchor = "next_session", offset = -1 }
slots = [{ from = "18:00", to = "18:00" }]
"""


def rows(shell: Shell, plan: str, *options: str) -> list[dict[str, object]]:
    (shell.folder / "plan.toml").write_text(HEAD + plan, "utf-8")
    said = shell("occurrences", "plan.toml", *options)
    assert (said.code, said.err) == (0, "")
    return [json.loads(line) for line in said.out.splitlines()]


def locals_(shell: Shell, plan: str, *options: str) -> list[str]:
    return [str(row["local"]) for row in rows(shell, plan, *options)]


def test_a_line_is_an_object_of_these(shell: Shell) -> None:
    found = rows(shell, NIGHT, *LONDON, "--from", "2026-10-25", "--days", "1")
    assert found == [
        {
            "local": "2026-10-25T01:30:00+01:00",
            "zone": "Europe/London",
            "utc": "2026-10-25T00:30:00+00:00",
            "expires": "2026-10-25T10:30:00+00:00",
            "slot": 0,
        },
        {
            "local": "2026-10-25T23:00:00+00:00",
            "zone": "Europe/London",
            "utc": "2026-10-25T23:00:00+00:00",
            "expires": "2026-10-26T09:00:00+00:00",
            "slot": 1,
        },
    ]


def test_it_is_what_the_service_plans(shell: Shell) -> None:
    found = [row["utc"] for row in rows(shell, WINDOW, *LONDON, "--from", "2026-10-20")]
    plan = parse(HEAD + WINDOW, plan=SOME, client=NOBODY, start=date(2026, 10, 20))
    midnight = datetime(2026, 10, 19, 23, tzinfo=UTC) - timedelta.resolution
    planned = occurrences(plan, ZoneInfo("Europe/London"), {}, midnight, EXAMPLE_KEY)
    assert found == [one.due_at.isoformat() for one in islice(planned, 4)]


def test_the_same_comes_out_again_and_another_key_draws_anew(shell: Shell) -> None:
    asked = (*LONDON, "--from", "2026-10-20", "--days", "99")
    first = rows(shell, WINDOW, *asked)
    assert rows(shell, WINDOW, *asked) == first
    assert rows(shell, WINDOW, *asked, "--key", EXAMPLE_KEY.hex()) == first
    other = rows(shell, WINDOW, *asked, "--key", "00ff")
    assert len(other) == len(first)
    assert other != first


def test_quiet_hours_and_a_cap_hold_once_they_are_given(shell: Shell) -> None:
    asked = (*LONDON, "--from", "2026-10-20", "--days", "2")
    assert locals_(shell, NIGHT, *asked) == [
        "2026-10-20T01:30:00+01:00",
        "2026-10-20T23:00:00+01:00",
        "2026-10-21T01:30:00+01:00",
        "2026-10-21T23:00:00+01:00",
    ]
    assert locals_(shell, NIGHT, *asked, "--cap", "1") == [
        "2026-10-20T01:30:00+01:00",
        "2026-10-21T01:30:00+01:00",
    ]
    # the evening before is moved into the first morning, and there is the half past two's place
    assert locals_(shell, NIGHT, *asked, "--quiet", "22:00-07:00") == [
        "2026-10-20T07:00:00+01:00",
        "2026-10-21T07:00:00+01:00",
    ]


@pytest.mark.parametrize(
    "anchor",
    ["next_session=2026-11-02T15:00", "next_session=2026-11-02", "next_session=2026-11-02T15:00Z"],
)
def test_an_anchor_is_a_day_or_a_moment_of_it(shell: Shell, anchor: str) -> None:
    asked = (*LONDON, "--from", "2026-10-20", "--anchor", "enrolment=2026-10-01")
    assert locals_(shell, FRAME, *asked) == []
    assert locals_(shell, FRAME, *asked, "--anchor", anchor) == ["2026-11-01T18:00:00+00:00"]


@pytest.mark.parametrize(
    ("since", "days", "found"),
    [
        ("2026-10-20", "1", ["2026-10-20T01:30:00+01:00", "2026-10-20T23:00:00+01:00"]),
        ("2026-10-20T01:30", "1", ["2026-10-20T01:30:00+01:00", "2026-10-20T23:00:00+01:00"]),
        ("2026-10-20T01:31", "1", ["2026-10-20T23:00:00+01:00", "2026-10-21T01:30:00+01:00"]),
        ("2026-10-20T00:30Z", "1", ["2026-10-20T01:30:00+01:00", "2026-10-20T23:00:00+01:00"]),
        # the night that lasts an hour less: a gap of an hour and its half past one
        ("2026-03-29", "1", ["2026-03-29T02:30:00+01:00", "2026-03-29T23:00:00+01:00"]),
    ],
)
def test_the_first_moment_is_in(shell: Shell, since: str, days: str, found: list[str]) -> None:
    assert locals_(shell, NIGHT, *LONDON, "--from", since, "--days", days) == found


def test_a_day_that_never_was_has_nothing(shell: Shell) -> None:
    apia = ("--zone", "Pacific/Apia", "--from", "2011-12-30", "--days", "1")
    assert rows(shell, NIGHT, *apia) == []


def test_a_plan_of_its_own_zone_is_shown_there(shell: Shell) -> None:
    asked = ("--zone", "Asia/Tokyo", "--from", "2026-10-20", "--days", "1")
    (first, *_) = rows(shell, 'zone = "Europe/London"' + NIGHT, *asked)
    assert first["local"] == "2026-10-20T01:30:00+01:00"
    assert first["zone"] == "Europe/London"


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--zone", "Europe/Lundon"], '--zone: "Europe/Lundon" is not a time zone; did you mean'),
        (["--zone", "Europe"], '--zone: "Europe" is not a time zone'),
        (["--from", "soon"], '--from: "soon" is no day; write it as 2026-10-20'),
        (["--from", "1899-01-01"], "--from: is in the years 1900 to 9000"),
        (["--anchor", "next_session"], "--anchor: write it as next_session=2026-11-02"),
        (["--anchor", "me=soon"], '--anchor me: "soon" is no day'),
        (["--quiet", "22"], "--quiet: write it as 22:00-07:00"),
        (["--quiet", "22:00-25:00"], "--quiet: write it as 22:00-07:00"),
        (["--key", "x"], "--key: is hexadecimal digits"),
        (["--key", ""], "--key: is hexadecimal digits"),
    ],
)
def test_a_wrong_option_is_said_in_one_line(shell: Shell, options: list[str], says: str) -> None:
    (shell.folder / "plan.toml").write_text(HEAD + NIGHT, "utf-8")
    said = shell("occurrences", "plan.toml", "--from", "2026-10-20", *options)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith(says)
    assert said.err.count("\n") == 1


def test_an_impossible_plan_is_refused_with_every_problem(shell: Shell) -> None:
    (shell.folder / "plan.toml").write_text('format = 1\ntitle = "Mine"\n', "utf-8")
    said = shell("occurrences", "plan.toml", "--from", "2026-10-20")
    assert (said.code, said.out) == (2, "")
    assert [line.split(":")[:2] for line in said.err.splitlines()] == [
        ["plan.toml", f" {key}"] for key in ("checkins", "cadence.kind", "slots")
    ]


@pytest.mark.parametrize("options", [["nope.toml", "--from", "2026-10-20"], ["nope.toml"]])
def test_without_a_plan_or_a_day_it_cannot(shell: Shell, options: list[str]) -> None:
    said = shell("occurrences", *options)
    assert said.code == 2
    assert said.err


def test_it_helps(shell: Shell) -> None:
    said = shell("occurrences", "--help")
    assert said.code == 0
    assert "one JSON object a line" in said.out

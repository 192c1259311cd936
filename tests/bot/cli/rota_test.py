"""The rota and the operators from the command line, and what the doctor says of both."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.care import InviteKind, Telling
from bot.episode import Operator
from tests.bot.cli.kept import CHAT, NOON, cared, settled, within

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.people import CounselorId
    from bot.ports import Work
    from tests.bot.cli.conftest import Shell

AWAY = "http://127.0.0.1:9"


@pytest.fixture
def kept(shell: Shell) -> Shell:
    """A shell whose store is there."""
    shell("keys", "new")
    shell("migrate")
    return shell


async def on_duty(work: Work) -> Sequence[CounselorId]:
    return await work.rota.all()


def test_the_rota_is_set_listed_and_cleared(kept: Shell) -> None:
    dana, eli = settled("Dana Ruiz"), settled("Eli", 6)
    assert kept("rota", "list").out.startswith("The rota is empty")
    said = kept("rota", "set", "eli", "dana ruiz")
    assert (said.code, said.out) == (0, "On the rota: Eli, Dana Ruiz.\n")
    assert within(on_duty) == [eli.id, dana.id]
    listed = kept("rota", "list")
    assert [row["name"] for row in json.loads(kept("rota", "list", "--json").out)] == [
        "Eli", "Dana Ruiz",
    ]  # fmt: skip
    assert str(CHAT) not in listed.out
    tried = kept("rota", "clear", "--dry-run")
    assert tried.out == "Off the rota would be: Eli, Dana Ruiz.\n"
    assert within(on_duty) == [eli.id, dana.id]
    kept("rota", "clear")
    assert within(on_duty) == []


def test_who_cannot_answer_is_refused(kept: Shell) -> None:
    settled("Dana", in_=False)
    settled("Eli", 6)
    assert "not settled in yet" in kept("rota", "set", "Dana").err
    assert "named twice" in kept("rota", "set", "Eli", "eli").err
    assert "There is no counselor" in kept("rota", "set", "Nobody").err
    assert within(on_duty) == []


def test_an_operators_link_is_made(kept: Shell) -> None:
    said = kept("operator", "invite", "--language", "es", TELEGRAM__API_BASE_URL=AWAY)
    found = re.search(r"/start (o[\w-]{22})\n", said.out)
    assert found is not None

    async def kind(work: Work) -> tuple[InviteKind, str] | None:
        invite = await work.invites.by_code(found[1])
        return None if invite is None else (invite.kind, invite.locale)

    assert within(kind) == (InviteKind.OPERATOR, "es")
    assert kept("operator", "invite", "--language", "xx").code == 2


def test_operators_are_listed_by_number_and_removed(kept: Shell) -> None:
    assert kept("operator", "list").out.startswith("Nobody yet.")

    async def add(work: Work) -> None:
        await work.operators.add(Operator(CHAT, NOON))

    within(add)
    said = kept("operator", "list")
    assert said.out == "1  since 2026-03-01 12:00 UTC · en\n"
    assert "There is no operator 2" in kept("operator", "remove", "2").err
    assert "would be told nothing more" in kept("operator", "remove", "1", "--dry-run").out
    assert "is told nothing more" in kept("operator", "remove", "1").out
    assert json.loads(kept("operator", "list", "--json").out) == []


def findings(shell: Shell) -> dict[str, tuple[bool | None, str]]:
    said = shell("doctor", "--json", TELEGRAM__API_BASE_URL=AWAY)
    return {one["what"]: (one["well"], one["says"]) for one in json.loads(said.out)}


def test_the_doctor_refuses_an_empty_rota_that_a_client_counts_on(kept: Shell) -> None:
    found = findings(kept)
    assert found["rota"][0] is None
    assert found["operators"][0] is None
    dana = settled("Dana")
    care = cared(dana)
    assert findings(kept)["rota"][0] is None

    async def agree(work: Work) -> None:
        await work.cares.put(replace(care, telling=Telling.ALWAYS))

    within(agree)
    well, says = findings(kept)["rota"]
    assert well is False
    assert "1 clients agreed that somebody always is" in says
    kept("rota", "set", "Dana")
    assert findings(kept)["rota"] == (True, "alerts are told to the client's counselor, then to 1")

    async def suspend(work: Work) -> None:
        await work.counselors.save(replace(dana, suspended=True))

    within(suspend)
    assert findings(kept)["rota"][0] is False

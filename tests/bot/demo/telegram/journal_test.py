"""The pretend Telegram remembers, whatever happened to its process."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.demo.telegram import Telegram
from bot.demo.telegram.journal import Journal
from tests.bot.demo.telegram.conftest import TOKEN, Clock

KEYS = st.sampled_from("abc")
BODIES = st.none() | st.dictionaries(st.text(max_size=3), st.integers() | st.text(), max_size=3)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(puts=st.lists(st.tuples(KEYS, KEYS, BODIES)), reopen=st.booleans())
def test_the_last_word_for_a_key_is_kept(
    tmp_path_factory: pytest.TempPathFactory,
    puts: list[tuple[str, str, dict[str, Any] | None]],
    reopen: bool,
) -> None:
    folder = tmp_path_factory.mktemp("journal")
    journal = Journal(folder)
    expected: dict[tuple[str, str], dict[str, Any]] = {}
    for kind, key, body in puts:
        journal.put(kind, key, body)
        expected.pop((kind, key), None)
        if body is not None:
            expected[kind, key] = body
    journal.close()
    if reopen:
        Journal(folder).close()
    again = Journal(folder)
    assert {(kind, key): body for kind, key, body in again.remembered()} == expected
    again.close()


def test_a_torn_last_line_is_dropped(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.put("a", "1", {"whole": True})
    journal.close()
    with (tmp_path / "telegram.jsonl").open("a") as file:
        file.write('["a","2",{"who')
    again = Journal(tmp_path)
    assert list(again.remembered()) == [("a", "1", {"whole": True})]
    again.put("a", "3", {})
    again.close()
    last = Journal(tmp_path)
    assert [key for _, key, _ in last.remembered()] == ["1", "3"]
    last.close()


async def test_everything_is_there_after_a_restart(tmp_path: Path, clock: Clock) -> None:
    tg = Telegram(tmp_path, clock, TOKEN)
    ana = tg.add_person("Ana", username="ana")
    ben = tg.add_person("Ben")
    group = tg.add_group("Family", [ana.id, ben.id])
    await tg.open_link(ana.id, "hello")
    sent = await tg.send_document(ana.id, "note.txt", b"words", "caption")
    await tg.say(ana.id, "héllo \N{SEEDLING}", reply_to=sent["message_id"])
    await tg.block(ben.id)
    tg.updates.allow(["message"])
    tg.updates.forget(list(tg.updates.pending)[:2])
    pending, seen, next_id = dict(tg.updates.pending), tg.chat(ana.id), tg.updates.next_id
    await tg.close()

    again = Telegram(tmp_path, clock, TOKEN)
    assert again.people() == [tg.person(ana.id), tg.person(ben.id)]
    assert again.chat(ana.id) == seen
    assert (again.updates.pending, again.updates.next_id) == (pending, next_id)
    assert again.updates.allowed == {"message"}
    assert again.world.groups == {group.id: group}
    path = again.files.describe(sent["document"]["file_id"])["file_path"]
    assert again.files.read(path) == b"words"
    assert again.files.read("../telegram.jsonl") is None
    more = await again.say(ana.id, "more")
    assert more["message_id"] > seen[-1].id
    await again.close()


async def test_ids_go_on_where_everything_was_confirmed(tmp_path: Path, clock: Clock) -> None:
    tg = Telegram(tmp_path, clock, TOKEN)
    ana = tg.add_person()
    await tg.say(ana.id, "x")
    (first,) = tg.updates.pending
    tg.updates.forget([first])
    await tg.close()
    again = Telegram(tmp_path, clock, TOKEN)
    assert not again.updates.pending
    await again.say(ana.id, "y")
    assert list(again.updates.pending) == [first + 1]
    await again.close()


CHATTER = """
import asyncio, itertools, sys
from datetime import UTC, datetime
from pathlib import Path
from bot.demo.telegram import Telegram

async def main():
    tg = Telegram(Path(sys.argv[1]), lambda: datetime(2026, 3, 3, tzinfo=UTC), "1:a")
    ana = tg.add_person()
    for number in itertools.count():
        await tg.say(ana.id, str(number))
        print(number, flush=True)

asyncio.run(main())
"""


def test_a_kill_loses_nothing_that_was_said(tmp_path: Path, clock: Clock) -> None:
    command = [sys.executable, "-c", CHATTER, str(tmp_path)]
    root = Path(__file__).parents[4]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=root) as chatter:  # noqa: S603 - our own words
        assert chatter.stdout is not None
        for line in chatter.stdout:
            if int(line) == 50:
                os.kill(chatter.pid, signal.SIGKILL)
                break
        said = 50 + len(chatter.stdout.read().splitlines())
    tg = Telegram(tmp_path, clock, "1:a")
    (ana,) = tg.people()
    kept = [seen.text for seen in tg.chat(ana.id)]
    assert kept[: said + 1] == [str(number) for number in range(said + 1)]
    assert len(tg.updates.pending) == len(kept)
    tg.journal.close()

"""The operator's counselors: a link made, listed, suspended, handed over; never a chat id shown."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from bot.care import Care, InviteKind
from tests.bot.cli.kept import CHAT, cared, settled, within
from tests.bot.pictures.reader import pixels, shrunk, text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TypeVar

    from bot.people import Counselor
    from bot.ports import Work
    from tests.bot.cli.conftest import Shell

    T = TypeVar("T")

AWAY = "http://127.0.0.1:9"
TOKEN = "1:CANARY"


class GetMe(BaseHTTPRequestHandler):
    """Answers as Telegram does to getMe."""

    def do_GET(self) -> None:
        body = json.dumps({"ok": True, "result": {"id": 1, "username": "stillwater_bot"}}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name it has there
        """Say nothing."""


@pytest.fixture
def telegram() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), GetMe)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def kept(shell: Shell) -> Shell:
    """A shell whose store is there."""
    shell("keys", "new")
    shell("migrate")
    return shell


def test_an_invitation_is_a_link_a_qr_code_and_a_picture(kept: Shell, telegram: str) -> None:
    said = kept(
        "counselor", "invite", "--name", "Dana", "--language", "es", "--png", "dana.png",
        TELEGRAM__API_BASE_URL=telegram, TELEGRAM__TOKEN=TOKEN,
    )  # fmt: skip
    found = re.search(r"https://t\.me/stillwater_bot\?start=(k[\w-]{22})\n", said.out)
    assert said.code == 0
    assert found is not None
    assert "█" in said.out
    drawn, _ = shrunk(pixels((kept.folder / "dana.png").read_bytes()), 4)
    assert text(drawn) == found[0].strip()

    async def kept_one(work: Work) -> tuple[InviteKind, str, str]:
        invite = await work.invites.by_code(found[1])
        assert invite is not None
        return invite.kind, invite.label, invite.locale

    assert within(kept_one) == (InviteKind.COUNSELOR, "Dana", "es")


def test_without_telegram_the_code_is_to_be_typed(kept: Shell) -> None:
    said = kept("counselor", "invite", "--name", "Dana", TELEGRAM__API_BASE_URL=AWAY)
    assert said.code == 0
    assert re.search(r"/start k[\w-]{22}\n", said.out)
    assert "t.me" not in said.out
    picture = kept(
        "counselor", "invite", "--name", "Dana", "--png", "x.png", TELEGRAM__API_BASE_URL=AWAY
    )
    assert picture.code == 2
    assert not (kept.folder / "x.png").exists()


def test_a_new_folder_gets_its_store_and_one_without_a_key_says_so(shell: Shell) -> None:
    invite = ("counselor", "invite", "--name", "Dana")
    assert "keys new" in shell(*invite, TELEGRAM__API_BASE_URL=AWAY).err
    shell("keys", "new")
    assert shell(*invite, TELEGRAM__API_BASE_URL=AWAY).code == 0
    assert (shell.folder / "data" / "stillwater.db").exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("invite", "--name", "Dana", "--language", "xx"), "--language: there is no xx here"),
        (("invite", "--name", " "), "--name: clients read it"),
        (("suspend", "Nobody"), "There is no counselor 'Nobody'"),
        (("handover", "Dana", "Dana", "--yes"), "are the same counselor"),
        (("handover", "Dana", "Eli", "--yes"), "Eli is not settled in yet"),
    ],
)
def test_what_cannot_be_done_is_said(kept: Shell, arguments: tuple[str, ...], says: str) -> None:
    settled("Dana")
    settled("Eli", 2, in_=False)
    said = kept("counselor", *arguments)
    assert (said.code, said.out) == (2, "")
    assert says in said.err


def test_the_list_has_everybody_with_their_standing_and_no_chat(kept: Shell) -> None:
    assert kept("counselor", "list").out.startswith("Nobody yet.")
    dana = settled("Dana")
    cared(dana)
    settled("Eli", 2, in_=False)
    kept("counselor", "invite", "--name", "Fay", TELEGRAM__API_BASE_URL=AWAY)
    kept("counselor", "suspend", "dana")
    said = kept("counselor", "list", "--json")
    rows = sorted(json.loads(said.out), key=lambda row: row["name"])
    assert [(row["name"], row["standing"].partition(",")[0], row["clients"]) for row in rows] == [
        ("Dana", "suspended", 1),
        ("Eli", "settling in", 0),
        ("Fay", "invited", 0),
    ]
    assert rows[0]["id"] == dana.id
    assert rows[0]["hours"] == "Monday to Friday, 9:00 am to 5:00 pm"
    plain = kept("counselor", "list").out
    assert f"{dana.id[:8]}  Dana · suspended · Europe/Madrid" in plain
    assert str(CHAT) not in said.out + plain


def test_a_suspension_is_lifted_by_the_beginning_of_the_id(kept: Shell) -> None:
    dana = settled("Dana")
    kept("counselor", "suspend", "Dana")

    async def now(work: Work) -> Counselor | None:
        return await work.counselors.get(dana.id)

    assert within(now) == replace(dana, suspended=True)
    assert kept("counselor", "restore", dana.id[:8]).out == "Dana is active.\n"
    assert within(now) == dana


def test_two_of_one_name_are_told_apart_by_their_ids(kept: Shell) -> None:
    one, other = settled("Dana"), settled("Dana", 2)
    said = kept("counselor", "suspend", "Dana")
    assert said.code == 2
    assert one.id in said.err
    assert other.id in said.err


def test_a_handover_asks_moves_and_counts(kept: Shell) -> None:
    dana, eli = settled("Dana"), settled("Eli", 2)
    care = cared(dana)

    async def now(work: Work) -> Care | None:
        return await work.cares.of(care.client)

    assert kept("counselor", "handover", "Dana", "Eli", typed="n\n").code == 2
    assert kept("counselor", "handover", "Dana", "Eli", typed="").code == 1  # nobody is there
    assert within(now) == care
    said = kept("counselor", "handover", "Dana", "Eli", typed="y\n")
    assert "Clients moved: 1." in said.out
    moved = within(now)
    assert moved is not None
    assert (moved.counselor, moved.sharing, moved.label) == (eli.id, frozenset(), "J.")


def test_nobody_suspended_takes_clients_over(kept: Shell) -> None:
    settled("Dana")
    settled("Eli", 2)
    kept("counselor", "suspend", "Eli")
    assert "Eli is suspended." in kept("counselor", "handover", "Dana", "Eli", "--yes").err


@pytest.mark.parametrize("command", ["", "invite", "list", "suspend", "restore", "handover"])
def test_every_command_explains_itself(shell: Shell, command: str) -> None:
    said = shell("counselor", *command.split(), "--help")
    assert said.code == 0
    assert "Usage: " in said.out

"""What stands in the way of a start is said in one line that names a key, never as a traceback."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest
import typer

from bot.cli.settings import plainly
from handlers.conflicts import FetchedElsewhere

if TYPE_CHECKING:
    from tests.bot.cli.conftest import Shell

TOKEN = "1:CANARY"


def test_in_a_new_folder_run_says_how_to_begin(shell: Shell) -> None:
    said = shell("run")
    assert (said.code, said.out) == (2, "")
    for word in ("@BotFather", "STILLWATER_TELEGRAM__TOKEN", "keys new", "make demo"):
        assert word in said.err
    shell("keys", "new")
    assert "keys new" not in shell("run").err
    made = sorted(file.name for file in (shell.folder / "data").iterdir())
    assert made == ["backup.key", "master.key"]


@pytest.mark.parametrize(
    ("variable", "value", "key"),
    [
        ("TELEGRAM__TOKEN", "CANARY", "telegram.token"),
        ("TELEGRAM__API_BASE_URL", "ftp://CANARY", "telegram.api_base_url"),
        ("TELEGRAM__TOKN", "CANARY", "did you mean token?"),
        ("STORAGE__URL", "mysql://CANARY/d", "storage.url"),
        ("STORAGE__URL", "postgresql://CANARY@127.0.0.1:1/d", "storage.url"),
        ("STORAGE__URL", "sqlite:////proc/nowhere/x.db", "storage.url"),
        ("SECURITY__MASTER_KEY", "CANARY", "STILLWATER_SECURITY__MASTER_KEY"),
        ("SAFETY__COUNTRY", "zz", "safety.country"),
    ],
)
def test_a_wrong_setting_is_named_in_one_line(
    shell: Shell, variable: str, value: str, key: str
) -> None:
    shell("keys", "new")
    said = shell("run", **{"TELEGRAM__TOKEN": TOKEN, variable: value})
    assert (said.code, said.out) == (2, "")
    assert key in said.err
    assert said.err.count("\n") == 1
    assert "CANARY" not in said.err


def test_a_file_that_is_no_database_stops_the_start_and_stays(shell: Shell) -> None:
    shell("keys", "new")
    file = shell.folder / "data" / "stillwater.db"
    file.write_bytes(b"something else " * 1000)
    for command in ("run", "migrate"):
        said = shell(command, TELEGRAM__TOKEN=TOKEN)
        assert (said.code, said.err) == (2, "storage.url: the file is no SQLite database\n")
    assert file.read_bytes() == b"something else " * 1000


def test_migrate_makes_the_database_and_says_so_again(shell: Shell) -> None:
    assert shell("migrate").code == 2
    shell("keys", "new")
    for _ in range(2):
        assert shell("migrate").out == "The database is up to date.\n"


def test_a_port_that_is_taken_is_named(shell: Shell) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = shell("demo", "--port", str(port))
    assert (said.code, said.err.count("\n")) == (2, 1)
    assert f"Port {port} is taken" in said.err


def test_reset_clears_what_the_demo_made_and_no_more(shell: Shell) -> None:
    folder = shell.folder / "mixed"
    (folder / "stillwater").mkdir(parents=True)
    (folder / "clock").write_text("0", "ascii")
    (folder / "mine").write_text("kept", "ascii")
    assert shell("demo", "--reset", "--folder", "mixed").code == 0
    assert [file.name for file in folder.iterdir()] == ["mine"]
    assert shell("demo", "--reset").code == 0


@pytest.mark.parametrize(
    ("error", "code", "says"),
    [
        (FetchedElsewhere(), 2, "Somebody else fetches this bot's updates, and"),
        (PermissionError(13, "Permission denied", "/nowhere"), 2, "/nowhere: Permission denied"),
        (KeyboardInterrupt(), 130, ""),
    ],
)
def test_what_ends_a_command_is_said_plainly(
    capsys: pytest.CaptureFixture[str], error: BaseException, code: int, says: str
) -> None:
    with pytest.raises(typer.Exit) as left, plainly():
        raise error
    assert left.value.exit_code == code
    assert capsys.readouterr().err.startswith(says)


def test_what_we_missed_is_not_hidden() -> None:
    with pytest.raises(LookupError), plainly():
        raise LookupError


@pytest.mark.parametrize(
    "command",
    ["", "run", "demo", "check", "rehearse", "migrate", "doctor", "keys", "keys new", "keys check"],
)
def test_every_command_explains_itself(shell: Shell, command: str) -> None:
    said = shell(*command.split(), "--help")
    assert said.code == 0
    assert "Usage: " in said.out


def test_it_tells_its_version(shell: Shell) -> None:
    assert shell("--version").out.startswith("Stillwater ")

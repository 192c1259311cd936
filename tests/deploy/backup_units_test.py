"""The units that back it up: read by systemd, as closed as the service, and of folders it owns."""

from __future__ import annotations

import re
import shlex
import shutil
from typing import Final

import pytest
from typer import Context
from typer.main import get_group

from bot.__main__ import cli
from tests.deploy.host_test import EXPOSED, ROOT, UNIT, run

BACKUP: Final = ROOT / "deploy" / "stillwater-backup.service"
TIMER: Final = BACKUP.with_suffix(".timer")
SYSTEMD: Final = shutil.which("systemd-analyze")
SET: Final = re.compile(r"^Environment=(STILLWATER_\w+)=(\S+)$", re.MULTILINE)


@pytest.mark.skipif(SYSTEMD is None, reason="there is no systemd-analyze to read them")
def test_systemd_reads_every_line_of_both_and_finds_the_service_closed() -> None:
    read = run(
        [str(SYSTEMD), "verify", "--man=no", "--recursive-errors=no", str(BACKUP), str(TIMER)]
    )
    said = [line for line in read.stderr.splitlines() if "is not executable" not in line]
    assert said == []
    limit = f"--threshold={EXPOSED}"
    assert run([str(SYSTEMD), "security", "--offline=true", limit, str(BACKUP)]).returncode == 0


def test_it_is_given_what_the_service_is_given() -> None:
    serves, backs_up = (dict(SET.findall(file.read_text("utf-8"))) for file in (UNIT, BACKUP))
    assert backs_up == {name: serves[name] for name in serves if "TOKEN" not in name}
    assert len(backs_up) == 3


def test_its_command_is_one_that_there_is_and_keeps_the_two_apart() -> None:
    text = BACKUP.read_text("utf-8").replace("\\\n", "")
    (line,) = re.findall(r"^ExecStart=(.*)$", text, re.MULTILINE)
    name, *words = shlex.split(line.partition(" -m bot ")[2])
    group = get_group(cli)
    command = group.get_command(Context(group), name)
    assert command is not None
    asked = command.make_context(name, words).params
    (owned,) = re.findall(r"^StateDirectory=(.*)$", text, re.MULTILINE)
    folders = {f"/var/lib/{folder}" for folder in owned.split()}
    assert {str(asked["to"]), str(asked["keys"])} < folders
    assert asked["keep_keys"] == "30d"

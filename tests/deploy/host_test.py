"""The files an operator deploys with: read as their own tools read them."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parent.parent.parent
UNIT: Final = ROOT / "deploy" / "stillwater.service"
CONTAINERFILE: Final = ROOT / "deploy" / "Containerfile"
LOCK: Final = ROOT / "deploy" / "lock" / "run.txt"
EXPOSED: Final = 15
"""The most that systemd may call it exposed by, in tenths; 100 is a service without any limits."""
SYSTEMD: Final = shutil.which("systemd-analyze")


@pytest.mark.skipif(SYSTEMD is None, reason="there is no systemd-analyze to weigh it")
def test_the_unit_is_as_closed_as_we_say() -> None:
    weighed = run([str(SYSTEMD), "security", "--offline=true", f"--threshold={EXPOSED}", str(UNIT)])
    assert weighed.returncode == 0, weighed.stdout[-200:]


@pytest.mark.skipif(SYSTEMD is None, reason="there is no systemd-analyze to read it")
def test_systemd_reads_every_line_of_the_unit() -> None:
    read = run([str(SYSTEMD), "verify", "--man=no", "--recursive-errors=no", str(UNIT)])
    said = read.stderr.splitlines()
    assert [line for line in said if "is not executable" not in line] == []  # it is not installed


def test_the_unit_waits_for_what_the_service_says_and_lets_it_listen() -> None:
    from bot.config import Http  # noqa: PLC0415 - what the unit is held against
    from bot.stopping import LAST  # noqa: PLC0415 - as above

    lines = [line.partition("=") for line in UNIT.read_text("utf-8").splitlines()]
    unit = {name: value for name, sign, value in lines if sign and not name.startswith("#")}
    assert unit["Type"] == "notify"
    assert int(unit["WatchdogSec"]) >= 30
    assert unit["TimeoutStartSec"] == "infinity", "Telegram may be away for hours"
    assert int(unit["TimeoutStopSec"]) > LAST
    assert unit["SocketBindAllow"] == f"tcp:{Http().port}"


def test_the_unit_names_settings_that_there_are() -> None:
    from bot.config import Config  # noqa: PLC0415 - where the names are held against it

    named = re.findall(r"STILLWATER_(\w+?)__(\w+)=", UNIT.read_text("utf-8"))
    assert len(named) > 2
    for section, key in named:
        part = Config.model_fields[section.lower()].annotation
        assert part is not None
        assert key.lower() in part.model_fields


def test_the_container_runs_as_nobody_and_through_no_shell() -> None:
    last = instructions()[-1]
    assert [words for name, words in last if name == "USER"] == ["65532:65532"]
    every = [one for stage in instructions() for one in stage]
    for name, words in every:
        if name in {"RUN", "ENTRYPOINT", "CMD"}:
            assert isinstance(json.loads(words), list)
    entry = json.loads(dict(last)["ENTRYPOINT"])
    assert entry == ["/opt/venv/bin/python", "-m", "bot"]


def test_the_container_takes_nothing_in_but_what_it_needs() -> None:
    let_in = CONTAINERFILE.with_suffix(".dockerignore").read_text("utf-8").splitlines()
    copied = [
        shlex.split(words)[:-1]
        for stage in instructions()
        for name, words in stage
        if name == "COPY" and not words.startswith("--from")
    ]
    for source in (one for sources in copied for one in sources):
        assert (ROOT / source).exists()
        assert any(source.startswith(one.removeprefix("!")) for one in let_in if one[0] == "!")
    assert let_in[0] == "*"


def test_the_list_of_parts_has_every_pinned_package(tmp_path: Path) -> None:
    written = tmp_path / "parts.json"
    tool = [sys.executable, "-m", "cyclonedx_py", "requirements", "--output-reproducible"]
    made = run([*tool, "--pyproject", str(ROOT / "pyproject.toml"), "-o", str(written), str(LOCK)])
    assert made.returncode == 0, made.stderr[-200:]
    listed = json.loads(written.read_text("utf-8"))
    parts = {(one["name"], one["version"]) for one in listed["components"]}
    pinned = set(re.findall(r"^([\w.-]+)==([^\s;]+)", LOCK.read_text("utf-8"), re.MULTILINE))
    assert parts == pinned
    assert listed["metadata"]["component"]["name"] == "stillwater-bot"


def run(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)  # noqa: S603 - our own command


def instructions() -> list[list[tuple[str, str]]]:
    """Read the Containerfile: stages, each with its instructions and what stands behind them."""
    text = re.sub(r"\\\n\s*", "", CONTAINERFILE.read_text("utf-8"))
    stages: list[list[tuple[str, str]]] = []
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        name, _, words = line.partition(" ")
        if name == "FROM":
            stages.append([])
        stages[-1].append((name, words))
    return stages

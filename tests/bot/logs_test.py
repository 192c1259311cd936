"""The log: whoever speaks and whatever crashes, only kinds and places come out, never a word."""

from __future__ import annotations

import ast
import json
import logging
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from bot.logs import LONGEST, bare

MARK: Final = "zqxvkanari"
ROOT: Final = Path(__file__).parents[2]
SET_UP: Final = f"""
import asyncio, logging, os, sys, threading, warnings
import structlog
from bot import logs
from bot.config import Log
MARK = "{MARK}"
logs.set_up(Log(json_lines=JSON))
logs.watch()
def fails():
    words = MARK
    try:
        raise KeyError(words)
    except KeyError as error:
        raise ValueError(f"about {{words}}") from error
"""
TELLS: Final = frozenset({
    "after", "count", "error", "failures", "kind", "line", "logger", "meaning", "number", "rules",
    "seconds", "see", "store", "tier", "timer", "update", "what", "where",
})  # fmt: skip
"""What an entry of the log may tell of: ids of updates and timers, types, counts and places."""
WAYS: Final = {
    "uncaught": ("fails()", "ValueError", "KeyError"),
    "uncaught in a thread": ("threading.Thread(target=fails).start()", "ValueError", "KeyError"),
    "raised where nobody can catch it": (
        "class Gone:\n    def __del__(self): fails()\ndel (gone := [Gone()])[0]",
        "ValueError",
        "KeyError",
    ),
    "uncaught in a group": (
        "raise ExceptionGroup(MARK, [LookupError(MARK), OSError(2, MARK, MARK)])",
        "ExceptionGroup",
        "LookupError",
    ),
    "a task that nobody waited for": (
        """
async def main():
    async def task(): fails()
    asyncio.create_task(task())
    await asyncio.sleep(0.01)
asyncio.run(main())""",
        "ValueError",
        "asyncio",
    ),
    "a callback of the loop": (
        """
async def main():
    asyncio.get_running_loop().call_soon(fails)
    await asyncio.sleep(0.01)
asyncio.run(main(), debug=True)""",
        "ValueError",
        "asyncio",
    ),
    "a warning": ("warnings.warn(MARK, RuntimeWarning)", "RuntimeWarning", "library.warning"),
    "a library's logger": (
        "try: fails()\nexcept ValueError: logging.getLogger('telegram.ext').exception(MARK, MARK)",
        "ValueError",
        "telegram.ext",
    ),
    "a logger nobody knows": ("logging.getLogger('other').error(MARK)", "other", "library.trouble"),
    "a record that can't be written": ("logging.error('%d', MARK)", "root", "library.trouble"),
    "our own logger, misused": (
        """
log = structlog.get_logger()
try: fails()
except ValueError as error:
    log.exception('odd'); log.error('odd', exc_info=error, stack_info=True)
log.info('odd', of=ValueError(MARK), long=MARK * 20, lines=[MARK + chr(10)], map={MARK: 1})""",
        "ValueError",
        "odd",
    ),
    "a crash of the interpreter": ("words = MARK\nos.abort()", "Fatal Python error", "line"),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("as_json", [False, True])
def test_only_kind_and_place_come_out(tmp_path: Path, way: str, *, as_json: bool) -> None:
    code, kind, also = WAYS[way]
    file = tmp_path / "crashing.py"
    file.write_text(SET_UP.replace("JSON", str(as_json)) + code + "\n", "utf-8")
    ran = subprocess.run(  # noqa: S603 - this Python, our own words
        (sys.executable, file),
        check=False,
        capture_output=True,
        env={"PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path)},
        cwd=tmp_path,
    )
    said = (ran.stdout + ran.stderr).decode()
    assert MARK not in said
    assert kind in said
    assert also in said
    assert str(ROOT) not in said or way == "a crash of the interpreter"
    assert {one.name for one in tmp_path.iterdir()} == {file.name}, "no memory is written down"
    if as_json and way != "a crash of the interpreter":
        for line in said.splitlines():
            assert json.loads(line)["level"] in {"error", "warning", "info"}


@pytest.mark.parametrize("json_too", [(), ("--json",)])
def test_a_command_that_crashes_says_only_that(tmp_path: Path, json_too: tuple[str, ...]) -> None:
    code = (
        "import bot.__main__ as m\n"
        "@m.cli.command()\n"
        f"def fails(json: bool = False): words = '{MARK}'; raise LookupError(words)\n"
        "m.main()\n"
    )
    ran = subprocess.run(  # noqa: S603 - as above
        (sys.executable, "-c", code, "fails", *json_too),
        check=False,
        capture_output=True,
        env={"PYTHONPATH": str(ROOT)},
        cwd=tmp_path,
    )
    said = (ran.stdout + ran.stderr).decode()
    assert MARK not in said
    assert "LookupError" in said
    assert ran.returncode == 2


def test_what_is_no_id_goes_by_its_kind() -> None:
    event = {"event": "odd", "n": 1, "x": None, "of": {"a": 1}, "long": "x" * (LONGEST + 1)}
    assert bare(None, "", event) == {"event": "odd", "n": 1, "x": None, "of": "dict", "long": "str"}


def test_every_entry_of_ours_tells_of_nothing_but_what_is_listed() -> None:
    told: dict[str, set[str]] = {}
    for room in ("bot", "handlers", "storage"):
        for file in (ROOT / room).rglob("*.py"):
            for call in ast.walk(ast.parse(file.read_text("utf-8"))):
                if _logs(call):
                    keys = {one.arg for one in call.keywords if one.arg}  # type: ignore[attr-defined]  # `_logs` says that it is a call
                    told.setdefault(file.name, set()).update(keys)
    assert {name: keys - TELLS for name, keys in told.items() if keys - TELLS} == {}
    assert told.keys() >= {"running.py", "processor.py", "logs.py"}


def _logs(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "log"
        and hasattr(logging.Logger, node.func.attr)
    )

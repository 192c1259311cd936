"""The house as it is built: who imports whom, how large each file is, and that it says its idea."""

from __future__ import annotations

import ast
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

ROOT = Path(__file__).parent.parent
ROOMS = ("bot", "handlers", "storage")
LONGEST = 220
LINT = """
import sys
from importlinter.cli import lint_imports
sys.exit(lint_imports(no_logo=True, no_cache=True))
"""
SOURCES = {
    file.relative_to(ROOT).as_posix(): file.read_text("utf-8")
    for room in ROOMS
    for file in (ROOT / room).rglob("*.py")
}


def test_only_who_may_imports_whom() -> None:
    linted = subprocess.run(  # noqa: S603 - our own Python and words
        [sys.executable, "-c", LINT], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert linted.returncode == 0, linted.stdout


def test_no_module_waits_for_itself() -> None:
    """Whichever is imported first, it comes in whole."""
    modules = {name.removesuffix(".py").replace("/", "."): text for name, text in SOURCES.items()}
    named = {name.removesuffix(".__init__"): text for name, text in modules.items()}
    waits = {name: _waits_for(ast.parse(text), named.keys()) for name, text in named.items()}
    TopologicalSorter(waits).prepare()  # raises CycleError, which names the modules


def _waits_for(module: ast.Module, ours: AbstractSet[str]) -> set[str]:
    """Give what must be there before a module's first line has run: not what is only for types."""
    there = (one for one in module.body if isinstance(one, ast.ImportFrom))
    both = ((str(one.module), f"{one.module}.{name.name}") for one in there for name in one.names)
    return {inner if inner in ours else outer for outer, inner in both} & ours


def test_every_module_says_what_it_is() -> None:
    said = {name: ast.get_docstring(ast.parse(text)) for name, text in SOURCES.items()}
    assert [name for name, docstring in said.items() if not docstring] == []


def test_a_file_holds_one_idea() -> None:
    lines = {name: len(text.splitlines()) for name, text in SOURCES.items()}
    long = {name for name, count in lines.items() if count > LONGEST}
    assert {name for name in long if "/migrations/" not in name} == set()


def test_what_draws_is_brought_in_only_when_something_is_drawn() -> None:
    """It takes half a second and 65 MB, which most of what is run never needs."""
    probe = "import sys, bot.app, bot.__main__; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", probe], cwd=ROOT, check=False).returncode == 0  # noqa: S603 - our own Python and words

"""One file of a check-in, read as TOML within bounds, since anybody may have written it."""

from __future__ import annotations

import json
import re
import tomllib
from hashlib import sha256
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.interview.parse.problems import Problems

FORMAT: Final = 1
BIGGEST: Final = 64 * 1024
"""Bytes of one file."""
MOST_STEPS: Final = 200
_DEEP: Final = re.compile(
    r"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){17}"""
)
"""A name of so many dotted parts: the time to read one grows with their square."""


def version(files: Mapping[str, str]) -> str:
    """Give the version of a check-in: a hash of its source and translations."""
    whole = json.dumps(sorted(files.items()))
    return sha256(whole.encode()).hexdigest()[:16]


def read(text: str, file: str, problems: Problems) -> dict[str, object] | None:
    """Read a file; None if nothing can be made of it."""
    # More characters than bytes allowed need no encoding to be too many.
    if len(text) > BIGGEST or len(text.encode("utf-8", "replace")) > BIGGEST:
        problems.add(file, f"the file is longer than {BIGGEST // 1024} KB")
        return None
    if deep := _DEEP.search(text):
        line = text.count("\n", 0, deep.start()) + 1
        problems.add(file, f"line {line} has a name of more than 16 parts")
        return None
    try:
        text.encode()
        values = tomllib.loads(text)
    except UnicodeEncodeError:
        problems.add(file, "the file is not text in UTF-8")
        return None
    except (ValueError, RecursionError) as error:
        # A number of ten thousand digits is a ValueError too; its message is Python's, not ours.
        toml = isinstance(error, tomllib.TOMLDecodeError)
        problems.add(file, f"this is not TOML: {error}" if toml else "this is not TOML we can read")
        return None
    problems.read(file, text)
    return values


def steps(
    values: Mapping[str, object], file: str, problems: Problems
) -> dict[str, dict[str, object]]:
    """Give the tables of a file's steps, by step."""
    found = values.get("steps")
    if not isinstance(found, dict) or not found:
        problems.add(file, "there are no steps: write [steps.name] and what it says or asks")
        return {}
    if len(found) > MOST_STEPS:
        problems.add(file, f"there are {len(found)} steps; {MOST_STEPS} is the most")
        return {}
    for step, table in found.items():
        if not isinstance(table, dict):
            problems.add(file, "this is not a table: write [steps.name]", step)
    return {step: table for step, table in found.items() if isinstance(table, dict)}

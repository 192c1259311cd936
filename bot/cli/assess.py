"""The assessment from a shell: a line in, a line of JSON out. It needs no configuration."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from typing import IO, Annotated, Final

import typer

from bot.cli.settings import plainly
from bot.listening import Meaning, listen
from bot.safety.assess import CLEAR, Assessment, Rules
from bot.safety.assess import assess as weigh

LONGEST: Final = 1 << 20
"""Bytes of a line; what is beyond them is read over, and the line refused."""
SOURCE: Final = "en"
TOO_LONG: Final = "the line is longer than a megabyte"


def assess(
    meaning: Annotated[Meaning, typer.Option(help="Weigh meaning beside the rules.")] = Meaning.ON,
) -> None:
    """Weigh each line of standard input, plain or JSON, and write one JSON object a line.

    JSON is {"text": "…", "locale": "es"}; with "heard": ["…", "…"] the messages before it, oldest
    first. A line that cannot be weighed gets tier none and says why. Nothing is logged. Examples:

      echo "i can't do this any more" | python -m bot assess

      python -m bot assess < messages.jsonl > weighed.jsonl
    """
    with plainly():
        rules = listen(meaning)
        try:
            for raw in _lines(sys.stdin.buffer):
                sys.stdout.write(json.dumps(weighed(raw, rules)) + "\n")
                sys.stdout.flush()
        except BrokenPipeError:
            sys.stderr.close()  # whoever read has gone, and nobody is there to be told


def weighed(raw: bytes | None, rules: Rules) -> Mapping[str, object]:
    """Weigh a line; None is one that was too long to be read."""
    if raw is None:
        return as_data(CLEAR) | {"problem": TOO_LONG}
    text = raw.decode("utf-8", errors="replace").removeprefix("\ufeff").strip("\r\n")
    heard, locale, problem = _asked(text)
    if problem is not None:
        return as_data(CLEAR) | {"problem": problem}
    return as_data(weigh(heard, locale, rules))


def as_data(found: Assessment) -> dict[str, object]:
    """Give an assessment as JSON has it."""
    return {
        "tier": found.tier.value,
        "classes": [danger.value for danger in found.dangers],
        "rules": list(found.rules),
        "score": found.score,
    }


def _lines(stream: IO[bytes]) -> Iterator[bytes | None]:
    while raw := stream.readline(LONGEST + 1):
        if len(raw) <= LONGEST or raw.endswith(b"\n"):
            yield raw
            continue
        while raw and not raw.endswith(b"\n"):
            raw = stream.readline(LONGEST)
        yield None


def _asked(text: str) -> tuple[list[str], str, str | None]:
    """Read a line; one that only looks like JSON is weighed as it stands."""
    if not text.lstrip().startswith("{"):
        return [text], SOURCE, None
    try:
        asked = json.loads(text)
    except (ValueError, RecursionError):
        return [text], SOURCE, None
    said, locale, before = asked.get("text"), asked.get("locale", SOURCE), asked.get("heard", [])
    if not isinstance(said, str) or not isinstance(locale, str):
        return [], SOURCE, "text and locale are texts"
    if not isinstance(before, list) or not all(isinstance(one, str) for one in before):
        return [], SOURCE, "heard is a list of texts"
    return [*before, said], locale, None

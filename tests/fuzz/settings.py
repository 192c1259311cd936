"""The configuration file, and the operator's own people to call: TOML, whatever is in it."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.configuring import load
from bot.errors import ConfigError
from bot.safety import reading
from bot.safety.resources import ANYWHERE
from tests.fuzz.target import HOSTILE_TOML, Target

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROOT: Final = Path(__file__).parents[2]


def once(content: bytes) -> None:
    """Load it as a configuration; read it as people to call."""
    texts = {id_: reading.texts()[id_] for id_ in ("us", ANYWHERE)}
    reading.read(texts, content.decode("utf-8", "replace"))
    file = _file()
    file.write_bytes(content)
    load(file)


@cache
def _file() -> Path:
    return Path(tempfile.mkdtemp(prefix="stillwater-fuzz-")) / "config.toml"


def seeds() -> Iterator[bytes]:
    """Give the example, bare and with every comment made a setting, and a country's people."""
    example = (_ROOT / "config.example.toml").read_bytes()
    yield example
    yield example.replace(b"\n# ", b"\n").replace(b"\n#", b"\n")
    yield from (text.encode() for text in list(reading.texts().values())[:3])
    yield from HOSTILE_TOML


TARGET = Target(once, seeds, raises=(ConfigError,))

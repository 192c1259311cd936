"""Finding a check-in: one that comes with Stillwater by its name, or anybody's in a file."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import ConfigError, ScriptError
from bot.interview.library import library
from bot.interview.parse import parse
from bot.interview.phrases import SOURCE

if TYPE_CHECKING:
    from bot.interview.script import Script


def script(name: str) -> Script:
    """Give a check-in by its name, or read one from a file, whose translations lie beside it.

    Raises:
        ConfigError: there is none of this name, and no such file.
        ScriptError: the file is no check-in; with every problem in it.
        OSError: a file cannot be read.

    """
    scripts = library()
    if name in scripts:
        return scripts[name]
    path = Path(name)
    if path.suffix == ".toml" and path.is_file():
        return parse(path.stem, _texts(path))
    close = get_close_matches(name, scripts, n=1)
    meant = f"Did you mean {close[0]}?" if close else f"There are: {', '.join(scripts)}."
    raise ConfigError(f"There is no check-in {name}, and no file of that name. {meant}")


def _texts(path: Path) -> dict[str, str]:
    """Read a source and its translations, locale → TOML text."""
    beside = {other.suffixes[0][1:]: other for other in path.parent.glob(f"{path.stem}.*.toml")}
    try:
        return {of: file.read_text("utf-8") for of, file in {SOURCE: path, **beside}.items()}
    except UnicodeDecodeError:
        raise ScriptError([f"{path.name}: it is not text in UTF-8"]) from None

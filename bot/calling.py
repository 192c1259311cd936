"""People to call as this house has them: our files, and the operator's own over them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import ConfigError
from bot.safety import reading

if TYPE_CHECKING:
    from bot.config import Safety
    from bot.safety.resources import Directory


def people_to_call(safety: Safety) -> Directory:
    """Give the people to call.

    Raises:
        ConfigError: names every mistake in the operator's file, and a country that nobody has.

    """
    if safety.resources is None:
        return reading.packaged()
    try:
        over = safety.resources.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not text"
        raise ConfigError(f"safety.resources cannot be read: {safety.resources}: {why}") from None
    directory, problems = reading.read(reading.texts(), over)
    if problems:
        raise ConfigError(f"safety.resources: {safety.resources}: {'; '.join(problems)}")
    if safety.country not in directory.countries:
        there = ", ".join(directory.countries)
        raise ConfigError(f"safety.country: there is {there}, not {safety.country}")
    return directory

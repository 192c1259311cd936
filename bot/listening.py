"""What the service listens for: the rules, and the meaning beside them where that is wanted."""

from __future__ import annotations

from enum import StrEnum

from bot.meaning import encoder, model
from bot.safety import lexicon
from bot.safety.assess import Rules


class Meaning(StrEnum):
    """Whether meaning is weighed beside the rules."""

    ON = "on"
    OFF = "off"
    """Some jurisdictions restrict programs that infer mental states."""


class Standing(StrEnum):
    """What becomes of it here, as the service says when it starts."""

    ON = "on"
    OFF = "off"
    MISSING = "not installed"
    """Wanted, but the extra `meaning` is not there: the rules are alone."""


def standing(wanted: Meaning) -> Standing:
    """Say what a wish comes to on this machine."""
    if wanted is Meaning.OFF:
        return Standing.OFF
    return Standing.ON if encoder.is_there() else Standing.MISSING


def listen(wanted: Meaning) -> Rules:
    """Load what is listened for; with the meaning it takes about a second."""
    weighed = model.load() if standing(wanted) is Standing.ON else None
    return Rules(lexicon.packaged(), weighed)

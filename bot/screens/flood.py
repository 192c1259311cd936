"""What somebody reads who sent more than can be read: what is kept, and who is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.screens import crisis, ways
from bot.screens.screen import Screen, line

if TYPE_CHECKING:
    from bot.safety.resources import Country


def screen(country: Country, minutes: int) -> Screen:
    """Say that what came last is not kept, and whom to reach if it can't wait."""
    listening, emergency = country.listening, country.emergency
    numbers, _ = crisis.copies((emergency, listening))
    said = line("flood.beyond", minutes=str(minutes))
    danger = line("help.danger", call=ways.how(emergency))
    return Screen((said, line("flood.help", how=ways.how(listening)), danger), numbers)

"""What cannot wait: words that overtake the queue, and the card for while the store is away."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from bot.safety.assess import assess
from bot.safety.danger import Tier
from bot.screens import help_card
from bot.screens.screen import line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.safety.assess import Rules
    from bot.services.house import House
    from bot.services.voice import Voice

LONGEST_ASKING: Final = 100
"""Characters of a message that asks for help and says nothing else."""


@dataclass(frozen=True, slots=True)
class Urgent:
    """Tells whether words cannot wait in the queue, or ask for help; pure."""

    rules: Rules
    voice: Voice

    def __call__(self, text: str) -> bool:
        """Say whether words cannot wait, for whichever reason."""
        return self.asks(text) or self.sounds(text)

    def asks(self, text: str) -> bool:
        """Say whether help is asked for in so many words; this costs next to nothing."""
        if len(text) > LONGEST_ASKING:
            return False
        return text == "/help" or self.voice.keyboard_command(text) == "help"

    def sounds(self, text: str) -> bool:
        """Say whether words sound as if somebody is in danger."""
        return assess([text], "", self.rules).tier is Tier.URGENT


def urgent(house: House) -> Urgent:
    """Give what tells whether words cannot wait.

    It is asked of every message before any is handled, so meaning is weighed here only if that
    could make one urgent; what it offers softly is weighed when the message is handled.
    """
    rules, meaning = house.rules, house.rules.meaning
    if meaning is not None and meaning.urgent is None:
        rules = replace(rules, meaning=None)
    return Urgent(rules, house.voice)


def cards(house: House) -> Mapping[str, str]:
    """Give the static help card in each language: what is sent while the store is away."""
    here = house.people.countries[house.country]
    return {
        locale: house.voice.say(
            [line("trouble.card"), *help_card.people(here, locale)], locale, None
        )
        for locale in house.voice.phrases.words
    }

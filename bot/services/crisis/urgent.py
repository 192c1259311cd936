"""What cannot wait: words that overtake the queue, and the card for while the store is away."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.safety.assess import assess
from bot.safety.danger import Tier
from bot.screens import help_card
from bot.screens.screen import line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.services.house import House


def urgent(house: House) -> Callable[[str], bool]:
    """Give what tells whether words cannot wait in the queue, or ask for help; pure.

    It is asked of every message before any is handled, so meaning is weighed here only if that
    could make one urgent; what it offers softly is weighed when the message is handled.
    """
    rules, meaning = house.rules, house.rules.meaning
    if meaning is not None and meaning.urgent is None:
        rules = replace(rules, meaning=None)

    def cannot_wait(text: str) -> bool:
        if text == "/help" or house.voice.keyboard_command(text) == "help":
            return True
        return assess([text], "", rules).tier is Tier.URGENT

    return cannot_wait


def cards(house: House) -> Mapping[str, str]:
    """Give the static help card in each language: what is sent while the store is away."""
    here = house.people.countries[house.country]
    return {
        locale: house.voice.say(
            [line("trouble.card"), *help_card.people(here, locale)], locale, None
        )
        for locale in house.voice.phrases.words
    }

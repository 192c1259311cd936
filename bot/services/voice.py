"""The voice: lines, turns and screens in a client's language, as text and buttons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.interview.hearing import plain
from bot.interview.parts import parts
from bot.interview.phrases import SOURCE
from bot.interview.render import Tongue, render
from bot.message import Answering, Button

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from bot.interview.phrases import Phrases
    from bot.interview.script import Script
    from bot.interview.turn import Line, Turn
    from bot.screens.screen import Key, Screen

KEYBOARD: Final = {"checkin": "checkin", "words": "mirror", "urge": "urge", "help": "help"}
"""The lasting keyboard: which phrase under `keyboard` stands for which command."""

Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """Puts what is to be said into words, in any language there is."""

    phrases: Phrases

    def say(self, lines: Iterable[Line], locale: str, today: date | None = None) -> str:
        """Give lines of the shared words as one text."""
        tongue = Tongue(self.phrases, locale, None, today)
        return "\n\n".join(map(tongue.line, lines))

    def turn(self, turn: Turn, script: Script, locale: str, today: date) -> tuple[str, Rows]:
        """Give what a turn says, and the buttons that answer it."""
        said = render(turn.lines, turn.options, script, self.phrases, locale, today)
        at = turn.conversation
        return said.text, tuple(
            tuple(Button(label, Answering(at.id, at.turn, option)) for label, option in row)
            for row in said.rows
        )

    def screen(self, screen: Screen, locale: str, today: date) -> tuple[str, Rows]:
        """Give a screen's text and its buttons."""

        def button(key: Key) -> Button:
            label = (
                key.label if isinstance(key.label, str) else self.say([key.label], locale, today)
            )
            return Button(label, key.does, key.url, key.copy)

        text = self.say(screen.lines, locale, today)
        return text, tuple(tuple(map(button, row)) for row in screen.keys)

    def title(self, script: Script, locale: str) -> str:
        """Give a check-in's title in a language; of one that has it not, as it was written."""
        words = script.words.get(self.nearest(locale)) or script.words[SOURCE]
        return words["title"]

    def keyboard(self, names: Iterable[str], locale: str) -> tuple[tuple[str, ...], ...]:
        """Give the lasting keyboard with these keys; none leaves it as it is."""
        row = tuple(self.phrases(locale, f"keyboard.{name}") for name in names)
        return (row,) if row else ()

    def keyboard_command(self, text: str) -> str | None:
        """Give the command that a label of the lasting keyboard stands for, in any language.

        Whoever asks for help in a word gets it, too.
        """
        for locale in self.phrases.words:
            for name, command in KEYBOARD.items():
                if text == self.phrases(locale, f"keyboard.{name}"):
                    return command
            if plain(text) in self.phrases(locale, "crisis.help").split("|"):
                return "help"
        return None

    def pushes_back(self, text: str) -> bool:
        """Say whether a whole message is known to push back at being asked, in any language."""
        said = plain(text)
        return any(
            said in self.phrases(locale, "push-back.heard").split("|")
            for locale in self.phrases.words
        )

    def nearest(self, locale: str) -> str:
        """Give the language there is for a wanted one."""
        return self.phrases.nearest(locale)

    def parts(self, text: str) -> list[str]:
        """Split a text so that Telegram takes each part."""
        return parts(text)

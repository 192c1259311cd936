"""A message on somebody's screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.message import Answering, Press

if TYPE_CHECKING:
    from bot.message import Button, Message


@dataclass
class Bubble:
    """A message on screen, as it stands now."""

    id: int
    chat: int
    text: str
    buttons: tuple[tuple[Button, ...], ...]
    sent: Message

    @property
    def keys(self) -> dict[str, Button]:
        return {one.label: one for row in self.buttons for one in row}


def chosen_by(button: Button) -> str | None:
    """Give the option a button answers, or the choice it makes in a counselor's dialog."""
    match button.does:
        case Answering(option=option):
            return option
        case Press(action="draft", argument=argument):
            return argument.partition(".")[2]
        case _:
            return None

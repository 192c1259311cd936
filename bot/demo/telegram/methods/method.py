"""A method of the Bot API: its name, what it does, and the fields it knows."""

from collections.abc import Awaitable, Callable
from typing import TypeAlias

from bot.demo.telegram.core import Core
from bot.demo.telegram.fields import Fields
from bot.demo.telegram.shapes import Json

Result: TypeAlias = Json | list[Json] | bool
Act: TypeAlias = Callable[[Core, Fields], Result | Awaitable[Result]]


class Method:
    """`fields` are words separated by spaces, as many strings as are handy."""

    def __init__(self, name: str, act: Act, *fields: str) -> None:
        self.name = name
        self.act = act
        self.fields = frozenset(" ".join(fields).split())

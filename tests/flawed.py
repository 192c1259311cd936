"""Check-ins with something wrong in them, and what the parser says about it."""

from __future__ import annotations

import pytest

from bot.errors import ScriptError
from tests.scripts import made

SAY = '[steps.{}]\nskill = "structure"\nsay = "{}"\n'
END = 'next = "end"\n'
ASK = '[steps.{}]\nskill = "open question"\nask = "{}"\nopen = true\n'


def problems(steps: str, head: str = "", **translations: str) -> tuple[str, ...]:
    with pytest.raises(ScriptError) as caught:
        made(steps, head, **translations)
    return caught.value.problems


def fine(steps: str, head: str = "") -> bool:
    return bool(made(steps, head).steps)


def step(body: str) -> str:
    return f'[steps.a]\nskill = "structure"\n{body}\n'

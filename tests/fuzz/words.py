"""What people write, weighed for danger: several messages, in any language or none."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from bot.safety import aims, lexicon
from bot.safety.alone import alone
from bot.safety.assess import Rules, assess
from tests.fuzz.target import Target

if TYPE_CHECKING:
    from collections.abc import Iterator

_rules = cache(lambda: Rules(lexicon.packaged()))
SAID: Final = (
    "i want to kill myself tonight",
    "no, i want to quit drinking cold turkey, been shaking for 3 days",
    "quiero matarme\nno puedo más",
    "k i l l m3 \U0001f52b 1,000.5 pills!!",
    "i.can't.breathe | a b c",
)


def once(content: bytes) -> None:
    """Weigh the lines as messages, the last as the newest, and the whole as something to do."""
    text = content.decode("utf-8", "surrogateescape")
    found = assess(text.split("\x1e"), "en", _rules())
    assert found.dangers or not found.rules
    alone(text, aims.packaged())


def seeds() -> Iterator[bytes]:
    """Give words of danger and of none."""
    yield from (text.encode() for text in SAID)
    yield "\x1e".join(SAID[:3]).encode()


TARGET = Target(once, seeds, longest=3 * 4096)

"""Files that nobody sends in good faith, or that came from somewhere else, by what they are."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

KB: Final = 1024
HEAD: Final = 'format = 1\ntitle = "T"\nabout = "x"\n'


def _say(name: str, text: str = "x", more: str = "") -> str:
    return f'[steps.{name}]\nskill = "structure"\nsay = "{text}"\n{more}\n'


def _choose(name: str, options: int, leads: str) -> str:
    labels = ", ".join(f'o{n} = "{n}"' for n in range(options))
    return (
        f'[steps.{name}]\nskill = "closed question"\nask = "Which?"\n'
        f"choices = {{ {labels} }}\nnext = {{ {leads} }}\n"
    )


def _ladder(rungs: int) -> str:
    """Give questions of which each leads on to the next two: 1.6 to the power of `rungs` ways."""
    last = f"a{rungs}"
    steps = (
        _choose(f"a{n}", 2, f'o0 = "a{n + 1}", o1 = "a{min(n + 2, rungs)}", skip = "end"')
        for n in range(rungs)
    )
    return "".join(steps) + _say(last, more='next = "end"')


def _knot(steps: int) -> str:
    """Give questions of which each leads to a dozen others."""
    return "".join(
        _choose(
            f"a{n}",
            12,
            "".join(f'o{k} = "a{(7 * n + k) % steps}", ' for k in range(12)) + 'skip = "end"',
        )
        for n in range(steps)
    )


def _behind(choices: int, says: int) -> str:
    """Give reflections behind many choices, each of which the lint looks at for each."""
    asked = (
        _choose(
            f"c{n}",
            12,
            "".join(f'o{k} = "{f"c{n + 1}" if n + 1 < choices else "s0"}", ' for k in range(12))
            + 'skip = "end"',
        )
        for n in range(choices)
    )
    said = (f'[steps.s{n}]\nskill = "complex reflection"\nsay = "Hm."\n' for n in range(says))
    return "".join((*asked, *said, _say("z", more='next = "end"')))


def _zip() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("sleep.toml", HEAD)
    return held.getvalue()


def _lines(words: str) -> str:
    """Give 38 steps of three lines each, near to all that a file may hold."""
    line = (words * 400)[:390]
    said = ", ".join([f'"{line}"'] * 3)
    steps = (f'[steps.a{n}]\nskill = "structure"\nsay = [{said}]\n' for n in range(38))
    return "".join(steps) + _say("z", more='next = "end"')


FILES: Final[Mapping[str, bytes]] = {
    "5 MB": b"x" * 5_000_000,
    "a binary": bytes(range(256)) * 200,
    "a zip named .toml": _zip(),
    "empty": b"",
    "blank": b" \n\n",
    "UTF-16": HEAD.encode("utf-16"),
    "Latin-1": (HEAD + "# ¿Cómo?").encode("latin-1"),
    "prose": b"Dear bot, please ask how they slept.\n" * 100,
    "deep arrays": b"a = " + b"[" * 60 * KB,
    "deep tables": b"a = " + b"{a = " * 12 * KB,
    "a name of 32,000 parts": b"a." * 32_000 + b"a = 1",
    "a quoted name of 21,000 parts": b"''." * 21_000 + b"a = 1",
    "a number of 60,000 digits": b"a = " + b"9" * 60_000,
    "a scale to a number of 60,000 hex digits": (
        HEAD + '[steps.a]\nskill = "structure"\nask = "?"\nnext = "end"\nscale = [0, 0x'
    ).encode()
    + b"f" * 60_000
    + b"]",
    "10,000 steps": (HEAD + "".join(f"[steps.a{n}]\n" for n in range(10_000))).encode(),
    "4,000 steps in 64 KB": (HEAD + "".join(f"[steps.a{n}]\n" for n in range(4_000))).encode(),
    "7,000 unknown keys": (
        HEAD + "[steps.a]\n" + "".join(f"k{n} = 1\n" for n in range(7_000))
    ).encode(),
    "a silent circle": (
        HEAD + _say("a", more='next = "b"') + _say("b", more='next = "a"')
    ).encode(),
    "a circle of pauses": (
        HEAD
        + '[steps.a]\npause = "1s"\n'
        + _say("b")
        + '[steps.f]\nfork = "profile.thing"\nnext = { set = "a", unset = "end" }\n'
    ).encode(),
    "a circle that is hard to leave": (
        HEAD
        + "".join(
            f'[steps.r{n}]\nskill = "structure"\nask = "?"\nscale = [0, 20]\n'
            f'next = {{ "0-19" = "r0", "20" = "r{n + 1}", skip = "r0" }}\n'
            for n in range(9)
        )
        + _say("r9", more='next = "end"')
    ).encode(),
    "a ladder of 38 rungs": (HEAD + _ladder(38)).encode(),
    "a knot of 38 steps": (HEAD + _knot(38)).encode(),
    "reflections behind choices": (HEAD + _behind(20, 18)).encode(),
    "38 steps of long lines": (HEAD + _lines("wo rd ")).encode(),
    "38 steps of directives": (HEAD + _lines("you have to ")).encode(),
    "38 steps of blanks": (HEAD + _lines("you" + " " * 385 + "x")).encode(),
    "a line of 4,000 characters": (HEAD + _say("a", "wo rd " * 660, 'next = "end"')).encode(),
    "12,000 ways of saying it": (
        HEAD + '[steps.a]\nskill = "structure"\nnext = "end"\nsay = [' + '"x", ' * 12_000 + "]"
    ).encode(),
    "4,000 things to pick": (
        HEAD
        + '[steps.a]\nskill = "structure"\nask = "?"\nnext = "end"\npick = { '
        + ", ".join(f'o{n} = "{n}"' for n in range(4_000))
        + " }"
    ).encode(),
    "braces": (HEAD + _say("a", "{" * 4_000, 'next = "end"')).encode(),
    "700 unknown slots": (
        HEAD + _say("a", "".join(f"{{s{n}}}" for n in range(700)), 'next = "end"')
    ).encode(),
}
"""By what they are: the bytes."""

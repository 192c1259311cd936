"""Letters that only look like small Latin ones: of other alphabets, and boxed."""

from __future__ import annotations

from typing import Final

_LOOKS: Final = {
    "a": "\u0430\u03b1", "b": "\u044c\u03b2", "c": "\u0441\u03f2", "d": "\u0501\u0111\u00f0",
    "e": "\u0435\u0454\u03b5", "g": "\u0261", "h": "\u04bb\u043d", "i": "\u0456\u0131\u03b9\u026a",
    "j": "\u0458", "k": "\u043a\u03ba\u1d0b", "l": "\u04cf\u0142\u029f", "m": "\u043c\u1d0d",
    "n": "\u043f\u03b7\u0274", "o": "\u043e\u03bf\u00f8\u03c3\u1d0f", "p": "\u0440\u03c1\u1d18",
    "q": "\u051b", "r": "\u0433\u0280", "s": "\u0455\ua731", "t": "\u0442\u03c4\u1d1b",
    "u": "\u03c5\u1d1c", "v": "\u0475\u03bd",
    "w": "\u051d\u03c9\u1d21", "x": "\u0445\u03c7", "y": "\u0443\u04af", "z": "\u1d22",
}  # fmt: skip
"""By their numbers, as on a page one would take them for the Latin ones."""
_BOXED: Final = (0x1F130, 0x1F150, 0x1F170)
"""Where alphabets of boxed capitals begin."""

ALIKE: Final = {ord(sign): letter for letter, signs in _LOOKS.items() for sign in signs} | {
    begin + at: letter for begin in _BOXED for at, letter in enumerate("abcdefghijklmnopqrstuvwxyz")
}
"""Letter by letter, as `str.translate` takes it."""

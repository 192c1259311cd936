"""Light and dark: a few calm colours, none of which says good or bad."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of a picture."""

    paper: str
    ink: str
    muted: str
    """Dates, labels and what is still open: at least 4.5 to 1 against the paper."""
    rule: str
    """Lines that only guide the eye."""
    tones: tuple[str, str, str]
    """Told apart by hue and by lightness, and by where they stand: never by colour alone."""


LIGHT: Final = Theme(
    paper="#fbfaf7",
    ink="#23303a",
    muted="#5f6b73",
    rule="#dcdfdd",
    tones=("#1f6f78", "#5a5a9c", "#8a6420"),
)
DARK: Final = Theme(
    paper="#171d22",
    ink="#e6e9ea",
    muted="#9aa6ad",
    rule="#333c43",
    tones=("#6fc3c9", "#a9a8e6", "#d9b36a"),
)


def theme(*, dark: bool) -> Theme:
    """Give the colours that are wanted."""
    return DARK if dark else LIGHT

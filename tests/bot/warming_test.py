"""Warming leaves beside the code whatever a start would read."""

from __future__ import annotations

from bot import kept, warming
from bot.interview import library
from bot.meaning import encoder
from bot.safety import lexicon


def test_all_that_is_read_is_kept() -> None:
    warming.main()
    for module in (encoder, lexicon, library):
        assert kept.beside(str(module.__file__)).exists()

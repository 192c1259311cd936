"""Golden files: conversations as they were once approved, which a fresh playing must equal."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def reads_the_same(file: Path, fresh: str) -> None:
    """Hold a file to what was just played, or renew it if REWRITE_TRANSCRIPTS is set."""
    if "REWRITE_TRANSCRIPTS" in os.environ:
        file.write_text(fresh, encoding="utf-8")
        return
    assert fresh.splitlines() == file.read_text(encoding="utf-8").splitlines()


def in_every_language(files: Sequence[Path]) -> None:
    """Hold that each `<name>.<locale>.txt` is there in every language."""
    names = {file.name.partition(".")[0] for file in files}
    assert {file.name for file in files} == {f"{n}.{lo}.txt" for n in names for lo in ("en", "es")}

"""The ledger: every figure under its name, written down as soon as it is taken, and taken once.

A run that was cut short goes on where it stopped, and one part can be measured today and another
tomorrow: what stands in the file is not measured again unless it is struck out first.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import TypeAdapter

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from _typeshed import DataclassInstance

F = TypeVar("F", bound="DataclassInstance")


class Ledger:
    """Figures by name; a name is a path, the part it belongs to first: `roads/0 ms/64/1`."""

    def __init__(self, file: Path | None = None) -> None:
        """Take the file that keeps them; without one they are kept here only."""
        self._file = file
        self._kept: dict[str, Any] = {}
        if file is not None and file.exists():
            self._kept = json.loads(file.read_text())

    def missing(self, names: Iterable[str]) -> list[str]:
        """Give those of these names that nothing stands under."""
        return [name for name in names if name not in self._kept]

    def put(self, name: str, figure: DataclassInstance) -> None:
        """Write a figure down, over whatever stands there."""
        self._kept[name] = asdict(figure)
        self._write()

    def strike(self, *names: str) -> None:
        """Strike out what stands under these names, and below them."""
        struck = tuple(f"{name}/" for name in names)
        self._kept = {
            name: one for name, one in self._kept.items() if not f"{name}/".startswith(struck)
        }
        self._write()

    def get(self, name: str, kind: type[F]) -> F | None:
        """Give what stands under a name."""
        found = self._kept.get(name)
        return None if found is None else TypeAdapter(kind).validate_python(found)

    def under(self, part: str, kind: type[F]) -> Mapping[tuple[str, ...], F]:
        """Give all of a part, by the rest of each name."""
        figures = TypeAdapter(kind)
        return {
            tuple(name.split("/")[1:]): figures.validate_python(one)
            for name, one in self._kept.items()
            if name.split("/")[0] == part
        }

    def _write(self) -> None:
        if self._file is not None:
            self._file.write_text(json.dumps(self._kept, indent=1, sort_keys=True) + "\n")

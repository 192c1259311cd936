"""A finding of the doctor's."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at."""

    what: str
    says: str
    well: bool | None = True
    """None: it could not be looked at, for a reason that is a finding of its own; or nobody has."""

    def as_data(self) -> dict[str, Any]:
        """Give it as what JSON can hold."""
        return asdict(self)

"""The replicas: the processes that serve one store at once."""

from __future__ import annotations

from typing import Protocol


class Replicas(Protocol):
    """Who serves this store and lives, as far as the store can tell."""

    @property
    def shared(self) -> bool:
        """Whether there may be others than this process."""
        ...

    async def beat(self) -> int:
        """Say that this process lives, and give how many do.

        Whoever does not say so for half a minute is given up, and what they held is free.

        Raises:
            StoreError: the store cannot be reached.

        """
        ...

    async def leave(self) -> None:
        """Say that this process holds nothing any more. Raises StoreError."""
        ...

"""Let happen anew: a transaction that lacks something is undone, and tried again once it is there.

Pictures are drawn, files fetched and directories asked between two tries, never within one. What
lacks something new each time would go on for ever, so it has so many tries and no more.
"""

from __future__ import annotations

from typing import Final

from bot.errors import StillwaterError

TRIES: Final = 12
"""More than anything needs: no screen shows more than three pictures."""


class Unsettled(StillwaterError):  # noqa: N818 - it is a happening, and reads as one
    """Each time it was let happen it lacked something else."""

"""Conflicts: Telegram gives a bot's updates to one alone; whoever asks beside it is told 409."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import structlog

from bot.errors import StillwaterError

if TYPE_CHECKING:
    from collections.abc import Callable

    from telegram.error import Conflict

log = structlog.get_logger(__name__)

BORNE: Final = 6
"""So many in a row are about half a minute: a process that is being replaced has gone by then."""


class FetchedElsewhere(StillwaterError):  # noqa: N818 - it is a happening, and reads as one
    """Somebody else fetches this bot's updates, and Telegram gives them to one alone (409).

    It is another Stillwater with this token on another store, another program with it, or somebody
    who has found the token out. Stop that one; or take a new token with /revoke at @BotFather.
    """


class PostedElsewhere(FetchedElsewhere):
    """A webhook takes this bot's updates: somebody set it while we polled (409).

    It is a Stillwater with telegram.mode = "webhook", or another program with this token. Stop that
    one; polling takes the webhook away by itself when it starts.
    """


class Conflicts:
    """Counts them; `bears` says how many in a row are waited out."""

    def __init__(self, bears: Callable[[], int]) -> None:
        self._bears = bears
        self._many = 0

    def over(self) -> None:
        """Forget those that there were."""
        self._many = 0

    def count(self, conflict: Conflict) -> None:
        """Count one.

        Raises:
            FetchedElsewhere: it was one too many; a PostedElsewhere where a webhook is at work.

        """
        self._many += 1
        posted = "webhook" in str(conflict)
        what = "a webhook" if posted else "another poller"
        log.warning("poll.conflict", what=what, failures=self._many)
        if self._many >= self._bears():
            raise PostedElsewhere if posted else FetchedElsewhere

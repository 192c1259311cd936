"""What can go wrong, as a tree. An exception's docstring is its message.

StillwaterError
├── ConfigError          a setting is missing or wrong; names its key
├── ScriptError          a check-in cannot be used; carries every problem
├── Unreadable           a version of a check-in is not there, or can be read no more
├── PlanError            a plan cannot be kept; carries every problem
├── StoreError           the store could not be read or written
│   ├── Away             it does not answer, or has no room: nothing is wrong with what was asked
│   ├── Overtaken        somebody else moved the conversation on first
│   ├── Overfull         so much waits in the inbox that no more is kept for now
│   ├── Fenced           another process holds by now what this one held
│   └── SealBroken       a sealed cell is not what was put there
├── ArchiveProblem       a backup cannot be written, opened or put back
│   └── Unwhole          it is another key's, was cut off or edited, or is a newer one's
├── KeyProblem           the master key or a client's key cannot be used
│   └── KeyLost          a client's own key is gone, or was edited; the rest is well
├── NotFetched           a file that was sent did not come from Telegram
│   └── TooBig           it is larger than it may be
├── NotAnswered          a directory of treatment did not answer, or not so that it can be read
└── NotDelivered         a message did not reach Telegram
    ├── SurelyNotSent    nothing left this machine, or Telegram refused to take it for now
    ├── Uncertain        it may have arrived; nobody knows
    ├── Refused          Telegram will never take this message
    └── Unreachable      the client blocked the bot or has left Telegram
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import timedelta


class StillwaterError(Exception):
    """Something went wrong in Stillwater."""

    def __str__(self) -> str:
        """Give the message: the arguments, or else the docstring."""
        return super().__str__() or " ".join((type(self).__doc__ or "").split())


class ConfigError(StillwaterError):
    """A setting is missing or wrong."""


class _ProblemsError(StillwaterError):
    """Several things are wrong at once."""

    def __init__(self, problems: Iterable[str]) -> None:
        """Take every problem, each a sentence in the author's terms."""
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


class ScriptError(_ProblemsError):
    """This check-in cannot be used as it is."""


class Unreadable(StillwaterError):  # noqa: N818 - it is a happening, and reads as one
    """This version of a check-in is not there, or can be read no more."""


class PlanError(_ProblemsError):
    """This plan cannot be kept as it is."""


class StoreError(StillwaterError):
    """The store could not be read or written."""


class Away(StoreError):  # noqa: N818 - it is a happening, and reads as one
    """The store does not answer, or has no room; nothing is wrong with what was asked of it."""


class Overtaken(StoreError):  # noqa: N818 - it is a happening, and reads as one
    """Somebody else moved this conversation on first."""


class Overfull(StoreError):  # noqa: N818 - as above
    """So much waits to be handled that no more is kept for now."""


class Fenced(StoreError):  # noqa: N818 - as above
    """Another process does by now what this one did; nothing was kept."""


class SealBroken(StoreError):  # noqa: N818 - as above
    """A sealed cell does not open here: it was edited, moved, or sealed by another key."""


class ArchiveProblem(StillwaterError):  # noqa: N818 - as above
    """A backup cannot be written, opened or put back; nothing was changed."""


class Unwhole(ArchiveProblem):
    """It does not open: another key's, cut off, edited, or made by a newer Stillwater."""


class KeyProblem(StillwaterError):  # noqa: N818 - as above
    """A key is missing or wrong; nothing was touched."""


class KeyLost(KeyProblem):
    """A key is gone, or does not unwrap: what it sealed does not open, and all else does."""


class NotFetched(StillwaterError):  # noqa: N818 - as above
    """The file did not come from Telegram; it may when it is sent again."""


class TooBig(NotFetched):
    """The file is larger than it may be."""


class NotAnswered(StillwaterError):  # noqa: N818 - as above
    """The directory of treatment did not answer, or not so that it can be read."""


class NotDelivered(StillwaterError):  # noqa: N818 - as above
    """The message did not reach Telegram."""


class SurelyNotSent(NotDelivered):
    """The message surely did not arrive and may be tried again."""

    def __init__(self, again_after: timedelta | None = None) -> None:
        """Take how long Telegram asked everybody to wait, if it did."""
        self.again_after = again_after
        super().__init__()


class Uncertain(NotDelivered):
    """The message may have arrived; sending it again could double it."""


class Refused(NotDelivered):
    """Telegram will not take this message, now or later."""


class Unreachable(NotDelivered):
    """This person blocked the bot or has left Telegram."""

"""A draft: what a counselor is in the middle of. Nothing of it holds before it is saved.

A dialog is one message that changes in place. Each of its keys carries the draft's turn, so that
a key of an older turn, or of a dialog that is over, changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from bot.message import Press
from bot.screens.screen import Key, Screen, key, line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.interview.turn import Line
    from bot.people import ClientId, CounselorId

CANCEL: Final = "cancel"
"""The choice that ends any dialog, with nothing saved."""
_BEFORE_ALL: Final = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Draft:
    """Where one counselor stands in one dialog."""

    counselor: CounselorId
    about: str
    """Which dialog: `invite`, `plan`, `session`, …"""
    step: str
    """Where in it."""
    turn: int = 0
    """Counts what happened to it, from `first_turn` on; a key of another turn comes too late."""
    client: ClientId | None = None
    """Whom it is about, if it is about one client."""
    data: Mapping[str, Any] = field(default_factory=dict)
    """What was said so far, as JSON can keep it; sealed at rest."""

    def at(self, step: str, **data: Any) -> Draft:  # noqa: ANN401 - whatever JSON can keep
        """Give the draft one turn further, at a step, with these data added."""
        return replace(self, step=step, turn=self.turn + 1, data={**self.data, **data})


def first_turn(now: datetime) -> int:
    """Give the turn at which a dialog begins: none that an earlier dialog's keys carry.

    Seconds since 2026; `now` is aware. Nobody takes more than one turn a second for long.
    """
    return max(0, int((now - _BEFORE_ALL).total_seconds()))


def instant_of(turn: int) -> datetime:
    """Give the instant (UTC) of a turn: when its dialog began, and a second for each turn since."""
    return _BEFORE_ALL + timedelta(seconds=turn)


def draft_key(draft: Draft, label: Line | str, choice: str) -> Key:
    """Give a key of a dialog: `choice` is at most 30 bytes."""
    named = line(label) if isinstance(label, str) else label
    return Key(named, Press("draft", f"{draft.turn}.{choice}"))


def titled(draft: Draft, title: str, choice: str) -> Key:
    """Give a key of a dialog whose label stands as it is, such as a check-in's title."""
    return Key(title, Press("draft", f"{draft.turn}.{choice}"))


def choice_of(draft: Draft, argument: str) -> str | None:
    """Give what a key of this dialog chose; None if it is a key of another turn."""
    turn, dot, choice = argument.partition(".")
    return choice if dot and turn == str(draft.turn) else None


def ways_out(draft: Draft, *, back: bool = True) -> tuple[Key, ...]:
    """Give the last row of every step of a dialog: a step back, if there is one, and out."""
    cancel = draft_key(draft, "counselor.cancel", CANCEL)
    return (draft_key(draft, "button.back", "back"), cancel) if back else (cancel,)


def cancelled(draft: Draft) -> Screen:
    """Say that nothing was changed, and lead back to whom it was about."""
    card = () if draft.client is None else ((key("counselor.card", "client", draft.client),),)
    return Screen((line("counselor.cancelled"),), card)

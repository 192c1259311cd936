"""What is asked for by each command, key, dialog and other thing that arrives: one action each.

Names mean different things at the client's door, the counselor's and the operator's, so each has
its own. What one door does not know is looked for at the others: a key forged from what a counselor
once was shown asks a client's door for what a counselor may do, and is refused by the table.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from bot.arrival import Blocked, Command, File, Sent, Tapped, Unblocked
from bot.message import Answering, Press
from bot.roles import Action, Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.arrival import What


def _each(named: Mapping[Action, str]) -> Mapping[str, Action]:
    """Turn what stands by action, to be read, into what stands by name, to be looked up."""
    each = [(name, action) for action, names in named.items() for name in names.split()]
    if len(dict(each)) < len(each):
        raise ValueError("A name asks for two things")
    return dict(each)


@dataclass(frozen=True, slots=True)
class Door:
    """What names ask for at one door."""

    commands: Mapping[str, Action]
    presses: Mapping[str, Action]
    """By the word that stands in the button."""
    dialogs: Mapping[str, Action] = field(default_factory=dict)
    """By what the draft is about."""
    answers: Action = Action.SPEAK
    """What a button under a check-in's question asks for."""
    files: Action = Action.SPEAK
    """What a file asks for."""


CLIENTS: Final = Door(
    commands=_each(
        {
            Action.HELP: "help",
            Action.SPEAK: "start",
            Action.TALK: "checkin urge slip",
            Action.RECALL: "goals mirror progress plan hard",
            Action.SETTLE: "rhythm pause resume settings stop",
            Action.SHARE: "sharing privacy",
            Action.TAKE: "mydata",
            Action.FORGET: "forgetme",
            Action.FIND: "findhelp",
        }
    ),
    presses=_each(
        {
            Action.HELP: "help crisis",
            Action.TALK: "start not-today goes-on not-again later time-for snooze begin leave-it"
            " go-on checkins",
            Action.RECALL: "about reword goals goal goal-is mirror hidden words hide bring let-go"
            " gone progress plan hard hard-open hard-begin hard-later",
            Action.SETTLE: "taper zone-right quiet-for helping cap coming one move leave-out"
            " bring-back retime limit phone open",
            Action.FIND: "find-place find-near find find-leave",
            Action.SHARE: "sharing privacy seen let-see keep-private hard-share brief brief-part"
            " brief-all brief-send research",
            Action.TAKE: "mydata",
            Action.FORGET: "forget forget-all forget-days forget-day day-gone forget-one one-gone"
            " clear clear-sure",
        }
    ),
)
COUNSELORS: Final = Door(
    commands=_each(
        {
            Action.HELP: "help",
            Action.SPEAK: "start",
            Action.SETTLE: "settings away",
            Action.LOOK: "clients overview",
            Action.INVITE: "invite",
            Action.WRITE: "checkins",
            Action.REHEARSE: "rehearse",
            Action.ALERT: "alerts",
        }
    ),
    presses=_each(
        {
            Action.SPEAK: "draft",
            Action.LOOK: "clients client card plans plan plan-history overview rename hard-see"
            " ratings goals words brief-first brief-thanks brief-copy brief-whole brief-last",
            Action.PLAN: "plan-new plan-edit plan-pause plan-resume plan-end plan-over templates"
            " copy session next-date hard-offer",
            Action.INVITE: "invite",
            Action.WRITE: "own own-list own-keep own-apart own-versions own-give"
            " own-withdraw own-out own-file own-new",
            Action.REHEARSE: "rehearse own-try",
            Action.ALERT: "alert alert-seen alert-on-it alert-reached alert-not alert-called"
            " alert-hand",
        }
    ),
    dialogs=_each(
        {
            Action.SETTLE: "settling settings away",
            Action.LOOK: "clients rename",
            Action.PLAN: "plan apply history session",
            Action.INVITE: "invite",
            Action.WRITE: "own-new own-give",
            Action.REHEARSE: "rehearsal",
        }
    ),
    answers=Action.REHEARSE,
    files=Action.WRITE,
)
OPERATORS: Final = Door(
    commands={"help": Action.HELP, "stop": Action.OPERATE},
    presses={"operator-leave": Action.OPERATE},
)
_COUNSELING: Final = frozenset({Role.COUNSELOR, Role.NEW_COUNSELOR, Role.SUSPENDED})


def asked(what: What, role: Role) -> Action:
    """Give what somebody of this role asks for; that a `/start` opens a link, the doors know."""
    doors = _doors(role)
    match what:
        case Blocked() | Unblocked():
            return Action.COME
        case Command(name=name) | Tapped(does=Press(action="command", argument=name)):
            found = (door.commands.get(name) for door in doors)
        case Tapped(does=Press(action=name)):
            found = (door.presses.get(name) for door in doors)
        case Tapped(does=Answering()):
            return doors[0].answers
        case Sent(file=File()):
            return doors[0].files
        case _:
            return Action.SPEAK
    return next((action for action in found if action is not None), Action.SPEAK)


def dialog(about: str) -> Action | None:
    """Give what going on with a counselor's dialog asks for; None if there is no such dialog."""
    return COUNSELORS.dialogs.get(about)


def _doors(role: Role) -> tuple[Door, ...]:
    """Give every door, one's own first."""
    if role in _COUNSELING:
        return COUNSELORS, OPERATORS, CLIENTS
    if role is Role.OPERATOR:
        return OPERATORS, CLIENTS, COUNSELORS
    return CLIENTS, OPERATORS, COUNSELORS

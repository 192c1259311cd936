"""Who may do what: one table of roles and actions, and nothing else decides it.

A role is what somebody is to the service at the moment something of theirs arrives; an action is
what that asks for (`bot.asks` says what each command, key and dialog asks for). The two doors ask
`may` before anything is read or written beyond who it is. What is allowed here is allowed for what
is one's own: a client's words and answers, and a counselor's own clients.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from bot.arrival import ByBot, InChannel, InGroup
from bot.people import Standing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.arrival import What
    from bot.care import Care
    from bot.people import Client, Counselor


class Role(StrEnum):
    """What somebody is to the service."""

    STRANGER = "stranger"
    """A private chat of which nothing is kept."""
    ARRIVING = "arriving"
    """In the welcome: has not agreed to anything yet."""
    CLIENT = "client"
    """Takes part; paused, stopped and blocked ones too, for all is still theirs."""
    NEW_COUNSELOR = "new-counselor"
    """Has not read the page on what they will and won't see."""
    COUNSELOR = "counselor"
    """Has settled in; for their own clients."""
    OTHER_COUNSELOR = "other-counselor"
    """The same person, asking about a client who is with somebody else, or with nobody."""
    SUSPENDED = "suspended"
    """A counselor whom the operator suspended."""
    OPERATOR = "operator"
    """The chat of somebody who runs the service; who is a counselor too asks as either."""
    GROUP = "group"
    """Where others read along."""
    CHANNEL = "channel"
    """A channel, or whoever writes in a channel's name."""
    BOT = "bot"
    """Another program."""


class Action(StrEnum):
    """What can be asked of the service."""

    COME = "come"
    """Be noted as reachable, or as gone, when the bot is let in or blocked."""
    HELP = "help"
    """See people to call, and be answered in a crisis: by everybody, always."""
    SPEAK = "speak"
    """Say something, and answer what one is being asked; what nobody knows is no more than that."""
    OPEN = "open"
    """Open the link of an invitation."""
    TALK = "talk"
    """Begin a check-in, choose among them, put one off or leave it out."""
    RECALL = "recall"
    """Read, change and hide what one has said: mirror, goals, progress, plans."""
    SETTLE = "settle"
    """Set how it is for oneself: language, zone, hours, rhythm, quiet."""
    FIND = "find"
    """Look for treatment nearby."""
    SHARE = "share"
    """Decide what the counselor sees, and see who saw it."""
    TAKE = "take"
    """Take everything that is held about oneself."""
    FORGET = "forget"
    """Have what one said forgotten, or all of oneself."""
    LOOK = "look"
    """See a client, as far as that client lets it be seen."""
    PLAN = "plan"
    """Set up for a client what comes when."""
    INVITE = "invite"
    """Invite a client."""
    WRITE = "write"
    """Write check-ins and give them to clients."""
    REHEARSE = "rehearse"
    """Try a check-in on oneself; nothing of it is kept."""
    ALERT = "alert"
    """Open an alert that one was told of, and say what is done about it."""
    OPERATE = "operate"
    """Read what an operator's chat is for, and end that."""


_PERSON: Final = frozenset({Action.HELP, Action.SPEAK, Action.OPEN})
_OWN_LIFE: Final = frozenset(
    {
        *(Action.TALK, Action.RECALL, Action.SETTLE, Action.FIND),
        *(Action.SHARE, Action.TAKE, Action.FORGET),
    }
)
_COUNSELING: Final = frozenset(
    {
        *(Action.LOOK, Action.PLAN, Action.INVITE, Action.WRITE, Action.REHEARSE),
        *(Action.SETTLE, Action.ALERT),
    }
)

MAY: Final[Mapping[Role, frozenset[Action]]] = {
    # Anybody in a private chat is answered, helped, and may be welcomed by a link; who asks for
    # what is held about them is given it, or told that there is nothing.
    Role.STRANGER: _PERSON | {Action.TAKE},
    # Whoever has not agreed may answer the welcome; what that left is theirs already, nothing else.
    Role.ARRIVING: _PERSON | {Action.COME, Action.TAKE},
    # A client may do everything with what is theirs, and nothing with anybody else's.
    Role.CLIENT: _PERSON | _OWN_LIFE | {Action.COME},
    # Nobody sees a client before having read what they will and won't see.
    Role.NEW_COUNSELOR: _PERSON | {Action.COME, Action.SETTLE},
    # A counselor looks after clients of their own: who is whose is `toward`.
    Role.COUNSELOR: _PERSON | _COUNSELING | {Action.COME},
    # Of a client who is with somebody else, only the alert that they themselves were told of.
    Role.OTHER_COUNSELOR: frozenset({Action.ALERT}),
    # People to call are behind nothing; all else is, until the operator lifts it.
    Role.SUSPENDED: frozenset({Action.HELP, Action.COME}),
    # Operators run the service from its command line; here they are told of it, and see nobody.
    Role.OPERATOR: _PERSON | {Action.OPERATE},
    # A conversation is one to one: what is said before others is answered with that, or not at all.
    Role.GROUP: frozenset(),
    Role.CHANNEL: frozenset(),
    Role.BOT: frozenset(),
}


def may(role: Role, action: Action) -> bool:
    """Say whether somebody may ask for this, of what is their own."""
    return action in MAY[role]


def role_of(
    what: What, client: Client | None, counselor: Counselor | None, *, operator: bool = False
) -> Role:
    """Give what somebody is, by what arrived and who is known at its chat.

    No chat is a client's and a counselor's; `operator` counts where it is neither's.
    """
    match what:
        case InGroup():
            return Role.GROUP
        case InChannel():
            return Role.CHANNEL
        case ByBot():
            return Role.BOT
    if client is not None:
        return Role.ARRIVING if client.standing is Standing.ARRIVING else Role.CLIENT
    if counselor is not None:
        return role_of_counselor(counselor)
    return Role.OPERATOR if operator else Role.STRANGER


def role_of_counselor(counselor: Counselor) -> Role:
    """Give what a counselor is, to the service and to clients of their own."""
    if counselor.suspended:
        return Role.SUSPENDED
    return Role.COUNSELOR if counselor.settled else Role.NEW_COUNSELOR


def toward(counselor: Counselor, care: Care | None) -> Role:
    """Give what a counselor is to a client, by the care that client is in."""
    if care is None or care.counselor != counselor.id:
        return Role.OTHER_COUNSELOR
    return role_of_counselor(counselor)

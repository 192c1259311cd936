"""Inviting a client: a label, a plan to begin with, a language, and the counselor's word on it.

Typed once and tapped once, an invitation is made: the first template and the counselor's own
language stand there already, and either can be changed before.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.counsel.draft import Draft
from bot.counsel.label import folded, tidy, trouble

if TYPE_CHECKING:
    from collections.abc import Mapping
    from zoneinfo import ZoneInfo

    from bot.care import Invite, InviteId
    from bot.people import CounselorId

ABOUT: Final = "invite"
YES: Final = "yes"
"""What a draft holds of somebody who is sent."""
_NAMED: Final = 16
"""Digits of an invitation's id that tell it from the others on a key."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What an invitation is made of, and what there is already."""

    templates: tuple[str, ...]
    """Names of the plan templates in the order to offer; the first is the default."""
    languages: Mapping[str, str]
    """Locale → what the language calls itself."""
    taken: frozenset[str]
    """Labels of this counselor's clients and open invitations, as `folded` has them."""
    zone: ZoneInfo
    """The counselor's: dates are of their days."""
    open: tuple[Invite, ...] = ()
    """Invitations that can still be opened, the earliest first."""

    def named(self, digits: str) -> Invite | None:
        """Give the open invitation whose id begins so."""
        return next((one for one in self.open if digits and one.id.startswith(digits)), None)


@dataclass(frozen=True, slots=True)
class Make:
    """Make an invitation."""

    label: str
    template: str
    locale: str
    instead: InviteId | None = None
    """The open invitation that this one takes the place of."""
    sent: bool = False
    """Somebody sends them, and the counselor confirmed that nobody requires it."""


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Let an invitation be open no longer."""

    invite: InviteId


Deed = Make | Withdraw


def named(invite: Invite) -> str:
    """Give what stands for an invitation on a key."""
    return invite.id[:_NAMED]


def open_(counselor: CounselorId, turn: int, locale: str, facts: Facts) -> Draft:
    """Begin: all that is known is the language they speak themselves."""
    data = {"template": facts.templates[0], "locale": locale}
    return Draft(counselor, ABOUT, "label", turn, data=data)


def wrote(draft: Draft, text: str, facts: Facts) -> Draft | None:
    """Take typed words for the label, where one is asked for or shown; None elsewhere."""
    if draft.step not in {"label", "terms"}:
        return None
    return _labelled(draft, tidy(text), facts)


def _labelled(draft: Draft, label: str, facts: Facts) -> Draft:
    wrong = _wrong(draft, label, facts)
    if wrong:
        return draft.at("label", trouble=wrong)
    return draft.at("terms", label=label, trouble="")


def _wrong(draft: Draft, label: str, facts: Facts) -> str:
    """Give what keeps it from being a label; an invitation that is replaced gives up its own."""
    replaced = facts.named(draft.data.get("instead", ""))
    own = set() if replaced is None else {folded(replaced.label)}
    return trouble(label, facts.taken - own)


def pressed(draft: Draft, choice: str, facts: Facts) -> Draft | Deed | None:
    """Take a key; None for one that is not of this step, or names what is there no more."""
    head, _, rest = choice.partition(":")
    if head == "back":
        return _back(draft)
    match draft.step:
        case "label":
            return draft.at("open") if head == "open" else None
        case "terms":
            return _settle(draft, head, facts)
        case "plans" | "sent" | "promise":
            return _term(draft, head, rest, facts)
        case "open":
            return draft.at("one", one=rest) if facts.named(rest) else None
        case _:
            return _with(draft, head, facts)


def _back(draft: Draft) -> Draft:
    match draft.step:
        case "plans" | "sent" | "promise":
            return draft.at("terms")
        case "one":
            return draft.at("open")
        case _:
            return draft.at("label", trouble="", instead="")


def _settle(draft: Draft, head: str, facts: Facts) -> Draft | Make | None:
    """Change one of the terms, or confirm them."""
    match head:
        case "plans" | "sent":
            return draft.at(head)
        case "language":
            return draft.at("terms", locale=_after(draft.data["locale"], tuple(facts.languages)))
        case "make":
            return _make(draft, facts)
        case _:
            return None


def _make(draft: Draft, facts: Facts) -> Draft | Make:
    """Make it, unless the label was given to somebody else meanwhile."""
    data = draft.data
    if _wrong(draft, data["label"], facts):
        return _labelled(draft, data["label"], facts)
    replaced = facts.named(data.get("instead", ""))
    instead = None if replaced is None else replaced.id
    sent = data.get("sent") == YES
    return Make(data["label"], data["template"], data["locale"], instead, sent)


def _term(draft: Draft, head: str, rest: str, facts: Facts) -> Draft | None:
    """Settle one term; that somebody sends them counts once it is confirmed what it must not be."""
    match draft.step, head:
        case "plans", _ if rest in facts.templates:
            return draft.at("terms", template=rest)
        case "sent", "yes":
            return draft.at("promise")
        case "sent", "no":
            return draft.at("terms", sent="")
        case "promise", "confirm":
            return draft.at("terms", sent=YES)
        case _:
            return None


def _with(draft: Draft, head: str, facts: Facts) -> Draft | Withdraw | None:
    """Take back an open invitation, or make another like it in its place."""
    invite = facts.named(draft.data["one"])
    if invite is None:
        return None
    match head:
        case "withdraw":
            return Withdraw(invite.id)
        case "again":
            known = invite.template in facts.templates
            return draft.at(
                "terms",
                label=invite.label,
                template=invite.template if known else facts.templates[0],
                locale=invite.locale,
                instead=named(invite),
                sent=YES if invite.sent else "",
            )
        case _:
            return None


def _after(one: str, all_: tuple[str, ...]) -> str:
    """Give the language after this one; after the last comes the first."""
    return all_[(all_.index(one) + 1) % len(all_)]

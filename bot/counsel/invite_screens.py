"""What a counselor sees while inviting a client."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.counsel.draft import draft_key, titled, ways_out
from bot.counsel.invite import YES, named
from bot.counsel.label import LONGEST
from bot.screens.screen import Screen, line

if TYPE_CHECKING:
    from datetime import date

    from bot.counsel.draft import Draft
    from bot.counsel.invite import Facts
    from bot.interview.turn import Line


def screen(draft: Draft, facts: Facts) -> Screen:
    """Show where the counselor stands in it."""
    match draft.step:
        case "terms":
            return _terms(draft, facts)
        case "plans":
            return _plans(draft, facts)
        case "sent" | "promise" as step:
            return _sent(draft) if step == "sent" else _promise(draft)
        case "open":
            return _open(draft, facts)
        case "one":
            return _one(draft, facts)
        case _:
            return _label(draft, facts)


def made(label: str, until: date, link: str) -> Screen:
    """Give what stands under the picture of the link; `until` is the last day it opens."""
    return Screen((line("invite.made", label=label, until=until), line("invite.link", link=link)))


def _label(draft: Draft, facts: Facts) -> Screen:
    asks = line(draft.data.get("trouble") or "invite.label", longest=LONGEST)
    count = line("invite.open", n=len(facts.open))
    opened = ((draft_key(draft, count, "open"),),) if facts.open else ()
    return Screen((asks,), (*opened, ways_out(draft, back=False)))


def _terms(draft: Draft, facts: Facts) -> Screen:
    language = facts.languages[draft.data["locale"]]
    sent = draft.data.get("sent") == YES
    lines = (
        line("invite.for", label=draft.data["label"]),
        _template(draft.data["template"]),
        line("invite.suited"),
        line("sent.confirmed" if sent else "invite.promise"),
    )
    keys = (
        (draft_key(draft, "invite.confirm", "make"),),
        (draft_key(draft, "sent.is" if sent else "sent.is-not", "sent"),),
        (draft_key(draft, "invite.plans", "plans"),),
        (draft_key(draft, line("invite.language", value=language), "language"),),
    )
    return Screen(lines, (*keys, ways_out(draft)))


def _sent(draft: Draft) -> Screen:
    answers = (draft_key(draft, "sent.yes", "yes"), draft_key(draft, "sent.no", "no"))
    return Screen((line("sent.ask"),), (answers, ways_out(draft)))


def _promise(draft: Draft) -> Screen:
    confirm = draft_key(draft, "sent.confirm", "confirm")
    return Screen((line("sent.promise"),), ((confirm,), ways_out(draft)))


def _plans(draft: Draft, facts: Facts) -> Screen:
    lines = (line("invite.which-plan"), *map(_template, facts.templates))
    keys = tuple((draft_key(draft, _title(name), f"plan:{name}"),) for name in facts.templates)
    return Screen(lines, (*keys, ways_out(draft)))


def _template(name: str) -> Line:
    return line("invite.plan", title=_title(name), about=line(f"template.{name}.about"))


def _title(name: str) -> Line:
    return line(f"template.{name}.title")


def _open(draft: Draft, facts: Facts) -> Screen:
    keys = tuple((titled(draft, one.label, f"one:{named(one)}"),) for one in facts.open)
    head = line("invite.which") if keys else line("invite.none")
    return Screen((head,), (*keys, ways_out(draft)))


def _one(draft: Draft, facts: Facts) -> Screen:
    invite = facts.named(draft.data["one"])
    if invite is None:
        return Screen((line("invite.gone"),), (ways_out(draft),))
    until = invite.expires_at.astimezone(facts.zone).date()
    # Whether somebody has opened it stays theirs: to open it and not accept is to decline.
    lines = (line("invite.one", label=invite.label, until=until),)
    again = draft_key(draft, "invite.again", "again")
    withdraw = draft_key(draft, "invite.withdraw", "withdraw")
    return Screen(lines, ((again,), (withdraw,), ways_out(draft)))

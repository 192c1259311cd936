"""What a counselor sees while giving plans: the templates, clients to tick, and an hour to name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.counsel import ticking
from bot.counsel.apply import HOURS
from bot.counsel.apply_facts import others, template_of, unnamed
from bot.counsel.apply_summary import summary, who
from bot.counsel.draft import draft_key, ways_out
from bot.interview.turn import Days
from bot.screens.screen import Screen, key, line, rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.counsel.apply_facts import Facts
    from bot.counsel.changes import Change
    from bot.counsel.draft import Draft
    from bot.interview.turn import Line


def screen(draft: Draft, facts: Facts) -> Screen:
    """Show where the counselor stands in it."""
    match draft.step:
        case "many":
            return _many(draft, facts)
        case "day":
            return _day(draft, facts)
        case "hour":
            return _hour(draft)
        case "summary":
            return summary(draft, facts, _what(draft, facts))
        case _:
            return _which(draft, facts)


def unread(draft: Draft, facts: Facts) -> Screen:
    """Say what can be typed here, and show the step again."""
    again = screen(draft, facts)
    hour = draft.step in {"day", "hour"}
    return Screen((line("apply.unread" if hour else "apply.keys"), *again.lines), again.keys)


def saved(given: Sequence[Change]) -> Screen:
    """Say for whom something changed; each of them is told by themselves."""
    people = [one.person for one in given if not one.none]
    if len(people) == 1:
        (one,) = people
        to = key("silent.open", "client", one.client)
        return Screen((line("apply.saved-one", label=one.label),), ((to,),))
    to = key("clients.all", "clients", "0")
    return Screen((line("apply.saved", n=len(people)),), ((to,),))


def _which(draft: Draft, facts: Facts) -> Screen:
    head = line("apply.which")
    if draft.client is not None:
        head = line("apply.which-for", label=facts.labels[draft.client])
    told = [
        line("apply.template", title=_title(name), about=line(f"template.{name}.about"))
        for name in facts.templates
    ]
    keys = tuple((draft_key(draft, _title(name), f"plan:{name}"),) for name in facts.templates)
    return Screen((head, *told), (*keys, ways_out(draft, back=False)))


def _title(name: str) -> Line:
    return line(f"template.{name}.title")


def _what(draft: Draft, facts: Facts) -> Line:
    """Name what is given."""
    if draft.client is not None and draft.data["copying"]:
        return line("apply.plans-of", label=facts.labels.get(draft.client, ""))
    return line("apply.named", title=_title(template_of(draft, facts).name))


def _many(draft: Draft, facts: Facts) -> Screen:
    labels, ticks = others(draft, facts), draft.data["clients"]
    if not labels:
        return Screen((line("apply.nobody"),), (ways_out(draft, back=False),))
    head = line("apply.whom", what=_what(draft, facts), n=len(ticks))
    ticked = ticking.keys(draft, labels, ticks, draft.data["page"])
    on = ((draft_key(draft, line("apply.on", n=len(ticks)), "on"),),) if ticks else ()
    return Screen((head,), (*ticked, *on, ways_out(draft, back=not draft.data["copying"])))


def _day(draft: Draft, facts: Facts) -> Screen:
    ask = line("apply.day", who=who(unnamed(draft, facts)))
    days = [
        draft_key(draft, line("apply.weekday", day=Days((day,))), f"day:{day}")
        for day in range(1, 8)
    ]
    return Screen((ask,), (*rows(days, 2), ways_out(draft)))


def _hour(draft: Draft) -> Screen:
    hours = [draft_key(draft, line("apply.time", time=at), f"at:{at:%H-%M}") for at in HOURS]
    ask = line("apply.hour", day=Days((draft.data["day"],)))
    return Screen((ask,), (*rows(hours, 3), ways_out(draft)))

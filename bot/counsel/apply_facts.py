"""What a dialog that gives plans is told with every press, and what would follow from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.counsel import ticking
from bot.counsel.changes import change, copies, from_template
from bot.schedule import risky

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.counsel.changes import Change, Person
    from bot.counsel.draft import Draft
    from bot.interview.phrases import Phrases
    from bot.people import ClientId
    from bot.schedule.plan import Plan
    from bot.schedule.risky import Risky
    from bot.schedule.template import Template


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known when a key is pressed."""

    templates: Mapping[str, Template]
    """Those that are offered, in order."""
    labels: Mapping[ClientId, str]
    """Every client of this counselor's."""
    people: Mapping[ClientId, Person]
    """Those that the draft names."""
    phrases: Phrases
    title_of: Callable[[str], str]
    hour_of: Callable[[str], Risky | None]
    """Reads a day and an hour as somebody types them."""


def changes(draft: Draft, facts: Facts) -> tuple[Change, ...]:
    """Give what would change for each chosen client who is still here, by label."""
    copying, adds = draft.data["copying"], draft.data["adds"]
    return tuple(
        change(person, _wanted(draft, person, facts), adds=adds, phased=copying)
        for person in chosen(draft, facts)
    )


def chosen(draft: Draft, facts: Facts) -> list[Person]:
    """Give the clients who are chosen and still here, by label."""
    there = {one: label for one, label in facts.labels.items() if one in draft.data["clients"]}
    ordered = (one for page in ticking.pages(there) for one in page)
    return [facts.people[one] for one in ordered if one in facts.people]


def others(draft: Draft, facts: Facts) -> dict[ClientId, str]:
    """Give the clients to choose from: all, but for whose plans are copied."""
    source = draft.client if draft.data["copying"] else None
    return {one: label for one, label in facts.labels.items() if one != source}


def template_of(draft: Draft, facts: Facts) -> Template:
    """Give the template that was chosen."""
    return facts.templates[draft.data["template"]]


def unnamed(draft: Draft, facts: Facts) -> list[Person]:
    """Give whose risky time is needed and not known."""
    if draft.data["copying"] or not template_of(draft, facts).needs_risky:
        return []
    return [person for person in chosen(draft, facts) if person.risky is None]


def _wanted(draft: Draft, person: Person, facts: Facts) -> tuple[Plan, ...]:
    if draft.data["copying"]:
        source = None if draft.client is None else facts.people.get(draft.client)
        sketches = (sketch for one in facts.templates.values() for sketch in one.plans)
        return () if source is None else copies(source, person, sketches)
    template = template_of(draft, facts)
    numbers = range(1, len(template.plans) + 1)
    titles = [facts.phrases(person.locale, f"template.{template.name}.plan.{n}") for n in numbers]
    return from_template(template, person, risky.read(draft.data["hour"]), titles)

"""What giving plans would change, for whom, on one screen: most at once, the exceptions named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from bot.counsel.apply_facts import changes, chosen
from bot.counsel.draft import draft_key, ways_out
from bot.interview.turn import Several
from bot.schedule.plan import Relative
from bot.screens.lines import below
from bot.screens.said import said
from bot.screens.screen import Screen, line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from bot.counsel.apply_facts import Facts
    from bot.counsel.changes import Change, Person
    from bot.counsel.draft import Draft
    from bot.interview.turn import Line
    from bot.schedule.plan import Plan
    from bot.screens.screen import Keys

    Group = tuple[list[Person], tuple[Line, ...]]
    """Clients of whom the same sentences hold."""


class Block(NamedTuple):
    """How one kind of change is headed: for all, for some, and for those not spelled out."""

    all: str
    some: str
    rest: str


BEGINS: Final = Block("apply.begins-all", "apply.begins", "apply.begins-more")
ENDS: Final = Block("apply.ends-all", "apply.ends", "apply.ends-more")
SENTENCES: Final = 3
"""The most that is spelled out at once of what begins, and of what ends, for several clients."""
NAMED: Final = 2
"""The most clients that are named; more are counted."""


def summary(draft: Draft, facts: Facts, what: Line) -> Screen:
    """Show what would change; `what` names what is given."""
    found = changes(draft, facts)
    if not found:
        return Screen((line("apply.nobody"),), (ways_out(draft),))
    lines = [line("apply.head", what=what, who=who(chosen(draft, facts)))]
    if draft.data["moved"]:
        lines.insert(0, line("apply.moved"))
    begins = _grouped(found, lambda one: one.begins, facts)
    ends = _grouped(found, lambda one: one.ends, facts)
    lines += _blocks(BEGINS, begins, len(found))
    lines += _blocks(ENDS, ends, len(found))
    lines += _exceptions(found)
    return Screen(tuple(lines), _keys(draft, save=bool(begins or ends), ends=bool(ends)))


def who(people: Sequence[Person]) -> Line | Several:
    """Name clients, or count them."""
    if len(people) > NAMED:
        return line("apply.who", n=len(people))
    return Several(tuple(person.label for person in people))


def _keys(draft: Draft, *, save: bool, ends: bool) -> Keys:
    data = draft.data
    offered = {
        "save": ("apply.save", save),
        "adds": ("apply.replace" if data["adds"] else "apply.add", ends or data["adds"]),
        "others": ("apply.others", data["clients"] == [draft.client]),
    }
    shown = ((choice, label) for choice, (label, there) in offered.items() if there)
    rows = tuple((draft_key(draft, label, choice),) for choice, label in shown)
    return (*rows, ways_out(draft))


def _grouped(
    found: Iterable[Change], of: Callable[[Change], Sequence[Plan]], facts: Facts
) -> list[Group]:
    """Put together those of whom the same is said, the largest group first."""
    groups: list[Group] = []
    for one in found:
        # Tomorrow is said once, above; a plan that begins later says so itself.
        today = one.person.tomorrow
        sentences = tuple(said(plan, facts.title_of, today=today) for plan in of(one))
        same = next((people for people, known in groups if known == sentences), None)
        if same is not None:
            same.append(one.person)
        elif sentences:
            groups.append(([one.person], sentences))
    return sorted(groups, key=lambda group: -len(group[0]))


def _blocks(words: Block, groups: Sequence[Group], everybody: int) -> Iterator[Line]:
    """Spell out what holds of most, as far as it fits; count whom it leaves out."""
    room, left = SENTENCES, 0
    for at, (people, sentences) in enumerate(groups):
        if at and len(sentences) > room:
            left += len(people)
            continue
        shown = sentences if everybody == 1 else sentences[:SENTENCES]
        rows = [line("apply.sentence", said=one) for one in shown]
        if len(shown) < len(sentences):
            rows.append(line("apply.more", n=len(sentences) - len(shown)))
        of_all = len(people) == everybody
        head = line(words.all) if of_all else line(words.some, who=who(people))
        yield below([head, *rows])
        room -= len(shown)
    if left:
        yield line(words.rest, n=left)


def _exceptions(found: Iterable[Change]) -> Iterator[Line]:
    """Tell for whom it is otherwise than for the rest."""
    told = {
        "apply.same": [one.person for one in found if one.none],
        "apply.waits": [one.person for one in found if _waits(one)],
        "apply.rests": [one.person for one in found if one.person.paused and not one.none],
    }
    for id_, people in told.items():
        if people:
            yield line(id_, who=who(people))


def _waits(one: Change) -> bool:
    """Say whether a plan begins whose day is not known yet."""
    anchors = {plan.cadence.anchor for plan in one.begins if isinstance(plan.cadence, Relative)}
    return not anchors <= one.person.known

"""Sections of what was asked and when: check-ins with their answers, plans, what came of them."""

from __future__ import annotations

from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from bot.mydata.page.tree import bare, el, quote
from bot.screens.said import said

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from bot.mydata.page.sheet import Sheet
    from bot.mydata.page.speech import Speech
    from bot.mydata.planned import Change, Plan, Prompt
    from bot.mydata.said import Answer, Checkin
    from bot.schedule.plan import Plan as Made


def checkins(sheet: Sheet) -> list[Element]:
    """Give every check-in, question by question, year by year."""
    say = sheet.say
    years = groupby(sheet.all.checkins, key=lambda one: one.began_at.astimezone(say.zone).year)
    return [
        el("section", el("h3", str(year)), *(_checkin(one, say) for one in some))
        for year, some in years
    ]


def planned(sheet: Sheet) -> list[Element]:
    """Give the plans, then every check-in that was planned for a time."""
    say = sheet.say
    rows = [_prompt(one, say) for one in sheet.all.prompts]
    sent = (
        el("section", el("h3", say("prompts")), el("ul", *rows, class_="tight")) if rows else None
    )
    return [*(_plan(one, sheet) for one in sheet.all.plans), *([] if sent is None else [sent])]


def _checkin(one: Checkin, say: Speech) -> Element:
    when = f"{say.moment(one.began_at)} · {say.is_('status', one.status)}"
    answers = el("dl", *(cell for answer in one.answers for cell in _answer(answer, say)))
    return el(
        "article",
        el("h4", bare(one.title or one.script)),
        el("p", when, class_="about"),
        el("p", say("emptied")) if one.emptied else answers if one.answers else None,
    )


def _answer(answer: Answer, say: Speech) -> Iterator[Element]:
    yield el("dt", answer.question or answer.step, dir="auto")
    if answer.skipped:
        yield el("dd", say("skipped"))
    elif answer.text is not None:
        yield el("dd", quote(answer.text))
    elif answer.number is not None:
        yield el("dd", el("b", str(answer.number)))
    else:
        yield el("dd", bare("; ".join(answer.chosen or answer.options)))


def _plan(plan: Plan, sheet: Sheet) -> Element:
    """Say what a plan is in words, version by version, and what the client did with single days."""
    say, gathered = sheet.say, sheet.gathered
    versions = next(all_ for all_, _ in gathered.plans if all_[0][0].id == plan.id)
    said_now = (
        el("li", f"{say.moment(at)}: ", bare(_in_words(one, at, sheet))) for one, at in versions
    )
    moved = (el("li", _moved(one, say)) for one in plan.changes)
    return el(
        "article",
        el("h3", bare(versions[-1][0].title)),
        el("p", say.is_("plan", plan.status), class_="about"),
        el("ul", *said_now),
        el("ul", *moved) if plan.changes else None,
    )


def _in_words(plan: Made, at: datetime, sheet: Sheet) -> str:
    def title_of(name: str) -> str:
        return sheet.gathered.title(name) or name

    today = at.astimezone(sheet.say.zone).date()
    return sheet.say.line(said(plan, title_of, today=today, limits=True))


def _moved(one: Change, say: Speech) -> str:
    """Say where a single day went; both times are the wall's."""
    if one.moved_to is None:
        return say("left-out", date=one.local_date)
    to = datetime.fromisoformat(one.moved_to.local)
    return say("moved", date=one.local_date, to=to.date(), time=to.time())


def _prompt(one: Prompt, say: Speech) -> Element:
    came = " · ".join(
        f"{say.moment(line.at)} {say.is_('state', line.state)}" for line in one.history
    )
    return el(
        "li",
        el("b", say.moment(one.due_at)),
        " ",
        bare(one.title or one.checkin),
        ": ",
        say.is_("state", one.state),
        el("p", came, class_="about") if len(one.history) > 1 else None,
    )

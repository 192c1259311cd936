"""Sections of who somebody is here, of hard moments, of messages, and of what else is noted."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from bot.mydata.page.tree import bare, el, facts, quote

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from bot.mydata.mailed import Message
    from bot.mydata.page.sheet import Sheet
    from bot.mydata.page.speech import Speech
    from bot.mydata.page.tree import Child
    from bot.mydata.passed import Episode, Event

NAMED: Final = ("thing", "slip", "risky", "phone", "contact")
"""What somebody named themselves; what else the profile has is noted by the service."""
HEARD: Final = "heard"
"""The note of their last messages: JSON, each with its instant."""


def person(sheet: Sheet) -> list[Element]:
    """Give who they are here, and what they settled."""
    say, me = sheet.say, sheet.all.person
    named = [(say(f"is-{name}"), bare(me.profile[name])) for name in NAMED if name in me.profile]
    quiet = me.quiet_from != me.quiet_to
    settled: list[tuple[str, Child]] = [
        (say("name"), bare(me.name)),
        *named,
        (say("language"), say.language),
        (say("zone"), me.zone),
        (say("standing"), say.is_("standing", me.standing)),
        (say("adult"), say.yes(me.adult)),
        (say("quiet"), f"{me.quiet_from}–{me.quiet_to}" if quiet else say("nothing")),  # noqa: RUF001 - from one time to another
        (say("cap-day"), str(me.cap_day)),
        (say("cap-week"), None if me.cap_week is None else str(me.cap_week)),
        (say("discreet"), say.yes(me.discreet)),
        (say("created"), say.moment(me.created_at)),
        (say("enrolled"), say.maybe(me.enrolled_at)),
        (say("seen"), say.maybe(me.seen_at)),
        (say("woken"), say.maybe(me.woken_at)),
        (say("paused"), say.maybe(me.paused_until)),
        (say("mirror-rests"), say.maybe(me.mirror_rests_until)),
        (say("gone"), say.maybe(me.gone_at)),
        (say("chat"), str(me.chat)),
    ]
    return [facts(settled)]


def moments(sheet: Sheet) -> list[Element]:
    """Give the hard moments, without alarm: what was heard, and what came of it."""
    if not sheet.all.episodes:
        return []
    say = sheet.say
    return [el("p", say("moments-about")), *(_episode(one, say) for one in sheet.all.episodes)]


def messages(sheet: Sheet) -> list[Element]:
    """Give what still waits to be sent; of the rest it says only how much is remembered."""
    say = sheet.say
    waiting = [one for one in sheet.all.messages if one.content is not None]
    gone = len(sheet.all.messages) - len(waiting)
    kept = [el("p", say("remembered", n=gone, came=len(sheet.all.incoming)))]
    return [*(_message(one, say) for one in waiting), *(kept if sheet.all.messages else [])]


def noted(sheet: Sheet) -> list[Element]:
    """Give what the service noted so as to ask at the right time, and what it will do next."""
    say, me = sheet.say, sheet.all.person
    notes = [
        (say.is_("note", name), _note(name, word))
        for name, word in me.profile.items()
        if name not in NAMED
    ]
    due = (
        el("li", f"{say.moment(one.due_at)}: {say.is_('due', one.kind)}") for one in sheet.all.due
    )
    lines = [el("p", say("lines", n=len(sheet.all.lines)))] if sheet.all.lines else []
    return [
        *([el("p", say("notes-about")), facts(notes)] if notes else []),
        *([el("h3", say("due")), el("ul", *due, class_="tight")] if sheet.all.due else []),
        *lines,
    ]


def _note(name: str, word: str) -> Element:
    """Give a note as it is; messages that are kept for safety, as they were written."""
    if name != HEARD:
        return bare(word)
    return el("ul", *(el("li", quote(text)) for _, text in json.loads(word)), class_="plain")


def _episode(episode: Episode, say: Speech) -> Element:
    return el(
        "article",
        el("h3", say.moment(episode.began_at)),
        el("p", say.is_("danger", episode.danger), class_="about"),
        el("ul", *(el("li", quote(words)) for words in episode.words)),
        el("ul", *(el("li", *_event(one, say)) for one in episode.history), class_="tight"),
    )


def _event(event: Event, say: Speech) -> Iterator[Child]:
    yield f"{say.moment(event.at)}: {say.is_('mark', event.mark)}"
    if event.counselor is not None:
        yield " · "
        yield bare(event.counselor_name or say("somebody"))


def _message(message: Message, say: Speech) -> Element:
    to = say("to-you" if message.to == "you" else "to-counselor")
    text = "" if message.content is None else message.content.text
    return el(
        "article",
        el("p", f"{say.moment(message.created_at)} · {to}", class_="about"),
        el("blockquote", text or say("no-text"), dir="auto"),
    )

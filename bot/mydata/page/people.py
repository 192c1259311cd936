"""Sections of other people: the counselor, what they were sent and saw, what was agreed to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.mydata.page.tree import bare, el, facts, quote

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from bot.mydata.page.sheet import Sheet
    from bot.mydata.page.speech import Speech
    from bot.mydata.page.tree import Child
    from bot.mydata.passed import Brief, Draft


def counselor(sheet: Sheet) -> list[Element]:
    """Give who the counselor is, what they call the client and what they see."""
    return [
        *_invited(sheet),
        *_counseled(sheet),
        *(_draft(one, sheet.say) for one in sheet.all.drafts),
    ]


def briefs(sheet: Sheet) -> list[Element]:
    """Give the briefs as they were sent."""
    return [_brief(one, sheet.say) for one in sheet.all.briefs]


def looks(sheet: Sheet) -> list[Element]:
    """Give who saw what, and when."""
    say = sheet.say
    rows = (
        el(
            "li",
            say.moment(one.at),
            ": ",
            bare(_name(one.counselor_name, say)),
            ", ",
            say(f"looked-at.{one.seen}"),
        )
        for one in sheet.all.looks
    )
    return [el("ul", *rows, class_="tight")] if sheet.all.looks else []


def agreements(sheet: Sheet) -> list[Element]:
    """Give the ledger of what was agreed to and taken back."""
    say = sheet.say
    rows = (
        el(
            "li",
            el("b", *_what(one.what, sheet)),
            f": {say('agreed' if one.agreed else 'not-agreed')}, {say.moment(one.at)}",
            el(
                "p",
                say("version", version=one.version, language=say.named(one.locale)),
                class_="about",
            ),
        )
        for one in sheet.all.agreements
    )
    return [el("ul", *rows, class_="tight")] if sheet.all.agreements else []


def _invited(sheet: Sheet) -> Iterator[Element]:
    say, invited = sheet.say, sheet.all.invited
    if invited is not None:
        yield el("p", say("invited"), " ", bare(_name(invited.counselor_name, say)))
        yield facts([(say("label"), bare(invited.label)), (say("sent"), say.yes(invited.sent))])


def _counseled(sheet: Sheet) -> Iterator[Element]:
    say, care = sheet.say, sheet.all.counselor
    if care is not None:
        shared = "; ".join(say.is_("share", one) for one in care.sharing)
        yield facts(
            [
                (say("name"), bare(care.counselor_name)),
                (say("since"), say.moment(care.since)),
                (say("label"), bare(care.label)),
                (say("sees"), shared or say("nothing")),
                (say("silence"), say.is_("silence", care.silence)),
                (say("telling"), say.is_("telling", care.telling)),
                (say("sent"), say.yes(care.sent)),
                (say("sessions"), "; ".join(map(say.wall, care.sessions)) or say("nothing")),
            ]
        )
    for one in sheet.all.offered:
        gone = say.maybe(one.withdrawn_at)
        yield el(
            "p",
            say("offered"),
            " ",
            bare(one.title),
            " · ",
            bare(_name(one.counselor_name, say)),
            f" · {gone}" if gone else None,
        )


def _what(what: str, sheet: Sheet) -> tuple[Child, ...]:
    """Say what a line of the ledger is about; where it is about words, quote them."""
    about, _, last = what.rpartition(" ")
    words = next((one.text for one in sheet.all.words if one.id == last), None)
    if words is not None:
        return sheet.say.is_("agreed", about), " ", quote(words)
    return (sheet.say.is_("agreed", what),)


def _draft(draft: Draft, say: Speech) -> Element:
    entered = [(name, bare(str(value))) for name, value in draft.data.items()]
    return el(
        "section",
        el("h3", say("draft")),
        el("p", bare(_name(draft.counselor_name, say)), f" · {draft.about}", class_="about"),
        facts(entered) if entered else None,
    )


def _brief(brief: Brief, say: Speech) -> Element:
    read = say("unread") if brief.read_at is None else say("read", when=say.moment(brief.read_at))
    return el(
        "article",
        el("h3", say.moment(brief.sent_at)),
        el("p", bare(_name(brief.counselor_name, say)), f" · {read}", class_="about"),
        el("p", "; ".join(say(f"part-of.{part}") for part in brief.parts), class_="about"),
        el("blockquote", brief.text, dir="auto"),
    )


def _name(name: str | None, say: Speech) -> str:
    return say("somebody") if name is None else name

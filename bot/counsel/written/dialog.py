"""The dialog that writes a check-in: a title, then question by question how each is answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from bot.counsel.authoring import (
    FEWEST,
    LABEL,
    MANY,
    MOST,
    QUESTION,
    TITLE,
    Asked,
    How,
    Written,
    clean,
)
from bot.counsel.draft import Draft, first_turn
from bot.counsel.written.objections import objections
from bot.interview.hearing import plain

if TYPE_CHECKING:
    from datetime import datetime

    from bot.interview.phrases import Phrases
    from bot.interview.turn import Line
    from bot.people import CounselorId

ABOUT: Final = "own-new"
TITLED, QUESTIONED, ANSWERED, CHOSEN = "title", "question", "how", "choices"


@dataclass(frozen=True, slots=True)
class Objected:
    """What was typed is not taken, and why."""

    why: tuple[Line, ...]


def open_(counselor: CounselorId, locale: str, others: tuple[str, ...], now: datetime) -> Draft:
    """Begin in the counselor's language; `others` are those it may be written in as well."""
    data = {"tongues": [locale], "others": list(others), "titles": {}, "questions": []}
    return Draft(counselor, ABOUT, TITLED, first_turn(now), data=data | {"asked": _blank()})


def tongue(draft: Draft) -> str:
    """Give the language in which the next words are to be."""
    missing = {
        TITLED: draft.data["titles"],
        CHOSEN: draft.data["asked"]["choices"],
    }.get(draft.step, draft.data["asked"]["texts"])
    return next((one for one in draft.data["tongues"] if one not in missing), "")


def pressed(draft: Draft, choice: str) -> Draft | Written | None:
    """Take a key; None for one that is not of this step."""
    head, _, rest = choice.partition(":")
    if draft.step == QUESTIONED:
        return _between(draft, head, rest)
    if head == "back" and draft.step in {ANSWERED, CHOSEN}:
        return draft.at(QUESTIONED, asked=_blank())
    if draft.step != ANSWERED or head != "how" or rest not in set(How):
        return None
    asked = {**draft.data["asked"], "how": rest}
    return draft.at(CHOSEN, asked=asked) if rest == How.CHOICES else _taken(draft, asked)


def _between(draft: Draft, head: str, rest: str) -> Draft | Written | None:
    """Take a key that stands where a question is awaited."""
    questions, others = draft.data["questions"], draft.data["others"]
    if head == "too" and rest in others and not questions:
        left = [one for one in others if one != rest]
        return draft.at(TITLED, tongues=[*draft.data["tongues"], rest], others=left)
    if head == "less" and questions:
        return draft.at(QUESTIONED, questions=questions[:-1])
    return written(draft) if head == "done" and questions else None


def wrote(draft: Draft, text: str, phrases: Phrases) -> Draft | Objected | None:
    """Take what was typed; None where nothing was asked for, or it is empty or too long."""
    locale = tongue(draft)
    match draft.step:
        case "title":
            return _title(draft, text, locale)
        case "question" if not full(draft):
            said = clean(text, QUESTION)
            if not said:
                return None
            if why := objections(said, phrases):
                return Objected(why)
            asked = draft.data["asked"]
            asked = {**asked, "texts": {**asked["texts"], locale: said}}
            after = draft.at(QUESTIONED, asked=asked)
            return after if tongue(after) else after.at(ANSWERED)
        case "choices":
            return _choices(draft, text, locale, phrases)
    return None


def full(draft: Draft) -> bool:
    """Say whether it has as many questions as it may have."""
    return len(draft.data["questions"]) >= MOST


def written(draft: Draft) -> Written:
    """Give what was written so far."""
    return Written(draft.data["titles"], tuple(map(_read, draft.data["questions"])))


def _title(draft: Draft, text: str, locale: str) -> Draft | None:
    said = clean(text, TITLE)
    if not said:
        return None
    after = draft.at(TITLED, titles={**draft.data["titles"], locale: said})
    return after if tongue(after) else after.at(QUESTIONED)


def _choices(draft: Draft, text: str, locale: str, phrases: Phrases) -> Draft | Objected | None:
    """Take choices parted by commas or line breaks; as many as there are in the first language."""
    said = [clean(one, LABEL) for one in text.replace("\n", ",").split(",") if one.strip()]
    before = draft.data["asked"]["choices"]
    many = {len(one) for one in before.values()} or set(range(FEWEST, MANY + 1))
    if not all(said) or len(said) not in many or len(set(map(plain, said))) < len(said):
        return None
    if why := [line for one in said for line in objections(one, phrases)]:
        return Objected(tuple(why))
    asked = {**draft.data["asked"], "choices": {**before, locale: said}}
    after = draft.at(CHOSEN, asked=asked)
    return after if tongue(after) else _taken(after, asked)


def _taken(draft: Draft, asked: dict[str, Any]) -> Draft:
    """Put a whole question below those before it."""
    return draft.at(QUESTIONED, questions=[*draft.data["questions"], asked], asked=_blank())


def _blank() -> dict[str, Any]:
    return {"texts": {}, "how": "", "choices": {}}


def _read(asked: dict[str, Any]) -> Asked:
    locales = list(asked["choices"])
    rows = zip(*asked["choices"].values(), strict=True)
    choices = tuple(dict(zip(locales, row, strict=True)) for row in rows)
    return Asked(How(asked["how"]), asked["texts"], choices)

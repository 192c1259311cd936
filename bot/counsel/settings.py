"""`/settings` of a counselor: zone, hours, language, the overview's day; each holds at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.counsel import own
from bot.counsel.draft import Draft, draft_key, first_turn
from bot.counsel.facts import Keep
from bot.counsel.hours import WEEK
from bot.counsel.own import Step
from bot.screens.hours import said
from bot.screens.lines import town
from bot.screens.screen import Screen, line, rows

if TYPE_CHECKING:
    from bot.counsel.facts import Facts
    from bot.interview.turn import Line
    from bot.people import Hours
    from bot.screens.screen import Keys

ABOUT: Final = "settings"
CLOSE: Final = "close"
NEVER: Final = "0"
_OPENS: Final = frozenset({Step.REGION, Step.HOURS, Step.LANGUAGE, Step.OVERVIEW})


def open_(facts: Facts) -> Draft:
    """Begin with all that can be set."""
    return Draft(facts.counselor.id, ABOUT, Step.MENU.value, first_turn(facts.now))


def screen(draft: Draft, facts: Facts) -> Screen:
    """Show the step the draft stands at."""
    out = (draft_key(draft, "button.back", "back"),)
    match draft.step:
        case Step.REGION:
            return own.regions(draft, facts, out)
        case Step.ZONE:
            return own.zones(draft, facts, out)
        case Step.HOURS:
            return own.working(draft, facts, facts.counselor.zoneinfo, out)
        case Step.LANGUAGE:
            keys = own.languages(draft, facts)
            return Screen((line("my-settings.language-ask"),), (*keys, out))
        case Step.OVERVIEW:
            return Screen((line("my-settings.overview-ask"),), (*_days(draft), out))
        case _:
            return Screen((line("settings.head"), own.here(facts)), _menu(draft, facts))


def closed(facts: Facts) -> Screen:
    """Leave it as it stands now, without keys."""
    return Screen((line("settings.head"), *_values(facts).values()))


def pressed(draft: Draft, choice: str, facts: Facts) -> Draft | Keep | None:
    """Take a key; None for one that this step does not have."""
    came: Draft | Keep | None = None
    match draft.step:
        case _ if choice == "back":
            came = draft.at(Step.REGION.value if draft.step == Step.ZONE else Step.MENU.value)
        case Step.MENU:
            came = Keep({}, None) if choice == CLOSE else _opened(draft, choice)
        case Step.REGION:
            came = draft.at(Step.ZONE.value, region=choice) if choice in facts.zones else None
        case Step.ZONE:
            came = _set(draft, own.chosen_zone(draft, choice, facts))
        case Step.HOURS:
            came = _set(draft, own.PRESETS.get(choice))
        case Step.LANGUAGE if locale := own.chosen_language(choice, facts):
            came = Keep({"locale": locale}, draft.at(Step.MENU.value))
        case Step.OVERVIEW if choice in {NEVER, *map(str, WEEK)}:
            came = Keep({"overview_day": int(choice) or None}, draft.at(Step.MENU.value))
        case _:
            pass
    return came


def wrote(draft: Draft, text: str, facts: Facts) -> Keep | None:
    """Take typed words; None where they are not understood."""
    return _set(draft, own.typed(draft, text, facts))


def _opened(draft: Draft, choice: str) -> Draft | None:
    return draft.at(choice) if choice in _OPENS else None


def _set(draft: Draft, answer: str | Hours | None) -> Keep | None:
    if answer is None:
        return None
    what = "zone" if isinstance(answer, str) else "hours"
    return Keep({what: answer}, draft.at(Step.MENU.value))


def _menu(draft: Draft, facts: Facts) -> Keys:
    values = _values(facts)
    keys = tuple((draft_key(draft, value, step.value),) for step, value in values.items())
    return (*keys, (draft_key(draft, "button.done", CLOSE),))


def _values(facts: Facts) -> dict[Step, Line]:
    """Say each setting as it stands."""
    who = facts.counselor
    day = "my-settings.never" if who.overview_day is None else f"weekday.{who.overview_day}"
    return {
        Step.LANGUAGE: line("settings.language", value=facts.phrases(who.locale, "name")),
        Step.REGION: line("settings.zone", value=town(who.zone)),
        Step.HOURS: line("my-settings.hours", value=said(who.hours)),
        Step.OVERVIEW: line("my-settings.overview", value=line(day)),
    }


def _days(draft: Draft) -> Keys:
    days = [draft_key(draft, f"weekday.{day}", str(day)) for day in WEEK]
    return rows([*days, draft_key(draft, "my-settings.never", NEVER)], 2)

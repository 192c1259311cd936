"""The screens of the dialog that writes a check-in: what there is so far, what is asked next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.counsel.authoring import How
from bot.counsel.draft import draft_key, ways_out
from bot.counsel.written import dialog
from bot.screens.lines import below
from bot.screens.screen import Screen, line

if TYPE_CHECKING:
    from typing import Any

    from bot.counsel.draft import Draft
    from bot.interview.phrases import Phrases
    from bot.interview.turn import Line
    from bot.screens.screen import Key, Keys


_HOWS: Final = {
    How.WORDS: "own.how-words",
    How.SCALE: "own.how-scale",
    How.CHOICES: "own.how-choices",
}


def screen(draft: Draft, phrases: Phrases, *above: Line) -> Screen:
    """Show where it stands, below why something was not taken, if it was not."""
    told = (*_so_far(draft), *above, _ask(draft, phrases))
    back = draft.step in {dialog.ANSWERED, dialog.CHOSEN}
    return Screen(told, (*_keys(draft, phrases), ways_out(draft, back=back)))


def _so_far(draft: Draft) -> tuple[Line, ...]:
    own = draft.data["tongues"][0]
    title = draft.data["titles"].get(own)
    if draft.step == dialog.TITLED or title is None:
        return ()
    rows = [_row(n, asked, own) for n, asked in enumerate(draft.data["questions"], 1)]
    return (below([line("own.title", title=title), *rows]),)


def _row(n: int, asked: dict[str, Any], locale: str) -> Line:
    text, how = asked["texts"][locale], How(asked["how"])
    if how is How.CHOICES:
        choices = " · ".join(asked["choices"][locale])
        return line("own.by-choices", n=n, text=text, choices=choices)
    return line("own.by-words" if how is How.WORDS else "own.by-scale", n=n, text=text)


def _ask(draft: Draft, phrases: Phrases) -> Line:
    """Ask for the next thing; from the second language on, say in which."""
    tongue = dialog.tongue(draft)
    if tongue and tongue != draft.data["tongues"][0]:
        return line("own.in-tongue", tongue=phrases(tongue, "name"))
    match draft.step:
        case dialog.TITLED:
            return line("own.ask-title")
        case dialog.ANSWERED:
            own = draft.data["tongues"][0]
            return line("own.ask-how", text=draft.data["asked"]["texts"][own])
        case dialog.CHOSEN:
            return line("own.ask-choices")
    if dialog.full(draft):
        return line("own.ask-done")
    return line("own.ask-next" if draft.data["questions"] else "own.ask-first")


def _keys(draft: Draft, phrases: Phrases) -> Keys:
    match draft.step:
        case dialog.ANSWERED:
            return tuple(
                (draft_key(draft, label, f"how:{how.value}"),) for how, label in _HOWS.items()
            )
        case dialog.QUESTIONED if draft.data["asked"]["texts"]:
            return ()  # its translation is awaited
        case dialog.QUESTIONED if draft.data["questions"]:
            less = draft_key(draft, "own.less", "less")
            return ((draft_key(draft, "own.done", "done"), less),)
        case dialog.QUESTIONED:
            return tuple((_too(draft, locale, phrases),) for locale in draft.data["others"])
    return ()


def _too(draft: Draft, locale: str, phrases: Phrases) -> Key:
    label = line("own.too", tongue=phrases(locale, "name"))
    return draft_key(draft, label, f"too:{locale}")

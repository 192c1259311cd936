"""A rehearsal: a check-in played in a counselor's own chat, marked as one, with nothing kept.

What was said so far is in the draft and nowhere else. What a client of the sample said before is
made up, and says so.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.counsel.draft import Draft, draft_key, first_turn, titled, ways_out
from bot.interview import engine, freeze
from bot.interview.conversation import Memory, Recalled, Status, WordsId
from bot.interview.events import Begin
from bot.interview.phrases import SOURCE
from bot.interview.steps import Ruler
from bot.interview.terms import Kind
from bot.people import ClientId
from bot.screens.screen import Screen, key, line

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from bot.interview.conversation import Conversation, ConversationId
    from bot.interview.phrases import Phrases
    from bot.interview.script import Script
    from bot.interview.turn import Turn
    from bot.people import CounselorId
    from bot.screens.screen import Keys

ABOUT: Final = "rehearsal"
CHOOSE: Final = "choose"
PLAY: Final = "play"
END: Final = "end"
GO_ON: Final = "go"
INVITED: Final = "welcome-invited"
"""The welcome that the counselor's own clients get; of what is no check-in, it alone is played."""
_NOBODY: Final = ClientId("0" * 32)
_BEFORE: Final = timedelta(days=7)
_RATED: Final = (5, 6)


def playable(library: Mapping[str, Script]) -> Mapping[str, Script]:
    """Give what can be rehearsed: the welcome, then every check-in by name."""
    found = {name: one for name, one in sorted(library.items()) if not one.exempt}
    return {INVITED: library[INVITED], **found} if INVITED in library else found


def open_(counselor: CounselorId, locale: str, now: datetime) -> Draft:
    """Begin with the choice; `locale` is the language it is played in."""
    return Draft(counselor, ABOUT, CHOOSE, first_turn(now), data={"locale": locale})


def choice(draft: Draft, scripts: Mapping[str, Script], phrases: Phrases) -> Screen:
    """Offer each check-in by its title, and the other languages."""
    spoken = draft.data["locale"]
    rows = [(titled(draft, _title(script, spoken), name),) for name, script in scripts.items()]
    others = [
        (titled(draft, phrases(locale, "name"), f"in-{locale}"),)
        for locale in phrases.words
        if locale != spoken
    ]
    out = ways_out(draft, back=False)
    return Screen((line("rehearsal.choose"),), (*rows, *others, out))


def _title(script: Script, locale: str) -> str:
    return (script.words.get(locale) or script.words[SOURCE])["title"]


def begin(script: Script, memory: Memory, given: Mapping[str, str], id_: ConversationId) -> Turn:
    """Begin to play; `given` holds at least what the script is given when a client begins it."""
    return engine.step(script, engine.begin(id_, _NOBODY, script, memory), Begin(given))


def at(draft: Draft, turn: Turn) -> Draft:
    """Give the draft where a turn leads."""
    return draft.at(PLAY, conversation=freeze.to_data(turn.conversation))


def played(draft: Draft) -> Conversation:
    """Give the conversation that is being played; only at the step `PLAY`."""
    return freeze.from_data(draft.data["conversation"])


def over(turn: Turn) -> bool:
    """Say whether a turn ends it."""
    return turn.conversation.status is not Status.WAITING


def frame(draft: Draft, turn: Turn) -> Screen:
    """Give what stands around a turn: that it is a rehearsal, and keys that no client has."""
    mark = line("rehearsal.mark")
    if over(turn):
        return Screen((mark,))
    end = draft_key(draft, "rehearsal.end", END)
    if turn.wait is None:
        return Screen((mark,), ((end,),))
    waits = line("rehearsal.waits", span=turn.wait)
    return Screen((mark, waits), ((draft_key(draft, "rehearsal.go-on", GO_ON), end),))


def ended() -> Screen:
    """Say that it was one, and offer another."""
    another: Keys = ((key("rehearsal.another", "rehearse"),),)
    return Screen((line("rehearsal.over"),), another)


def sample(script: Script, phrases: Phrases, locale: str, today: date) -> Memory:
    """Give what a made-up client said a week ago, so that quotes and numbers can be seen."""
    id_, on = WordsId("0" * 32), today - _BEFORE
    words = {kind: Recalled(id_, phrases(locale, f"rehearsal-sample.{kind}"), on) for kind in Kind}
    measured = {step.measures for step in script.steps.values() if isinstance(step, Ruler)}
    return Memory(words=words, ratings={of: _RATED for of in measured if of is not None})

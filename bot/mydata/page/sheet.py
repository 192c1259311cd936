"""What every section of the page is made from, and how it shows kept words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from bot.mydata.page.tree import el, quote

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from xml.etree.ElementTree import Element

    from bot.interview.words import KeptWords, Told
    from bot.mydata.everything import Everything
    from bot.mydata.gathered import Gathered
    from bot.mydata.page.speech import Speech


@dataclass(frozen=True)
class Sheet:
    """The records, what they were made from, and the words to say it in."""

    all: Everything
    gathered: Gathered
    say: Speech

    @cached_property
    def questions(self) -> Mapping[tuple[str, str], str]:
        """The questions as they were put, by check-in and step."""
        return {
            (had.id, answer.step): answer.question
            for had in self.all.checkins
            for answer in had.answers
            if answer.question
        }

    @cached_property
    def told(self) -> Mapping[str, Sequence[Told]]:
        """What was said of words later, by their number."""
        found: dict[str, list[Told]] = defaultdict(list)
        for one in self.gathered.told:
            found[one.words].append(one)
        return found

    def words(self, words: KeptWords, *, before: Element | None = None) -> Element:
        """Quote kept words, with their day, what they answered, how they stand and what came."""
        say = self.say
        shown = say("shown") if words.shown else None
        stands = (say.day(words.on), say.is_("held", words.held), shown)
        asked = self.questions.get((words.conversation, words.step))
        came = (
            f"{say.moment(one.at)}: {say.is_('told', one.effect)}" for one in self.told[words.id]
        )
        return el(
            "li",
            before,
            el("p", quote(words.text)),
            el("p", " · ".join(filter(None, stands)), class_="about"),
            None if asked is None else el("p", el("span", asked, dir="auto"), class_="about"),
            *(el("p", line, class_="about") for line in came),
        )

"""What was found in a file, said to its author: what is wrong, what to weigh, how it talks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.screens.lines import below
from bot.screens.screen import line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.counsel.written.looked import Looked
    from bot.interview.fidelity import Fidelity
    from bot.interview.lint import Finding
    from bot.interview.turn import Line

RULES: Final = frozenset({*map(str, range(1, 13)), "voice", "ladder", "claims", "languages"})
"""Rules that we have words for; of another, the lint's own are said."""
MOST: Final = 12
"""Things said at once; who mends these sees the others next."""
LONG: Final = 240
"""Characters of one thing that are said."""


def wrong(looked: Looked) -> tuple[Line, ...]:
    """Say what keeps it from being kept; one refusal of the whole file stands alone."""
    if looked.broken:
        head = line("own.broken", n=len(looked.broken))
        return (head, _findings(looked.broken))
    only = looked.wrong[0]
    if len(looked.wrong) == 1 and not isinstance(only, str) and not only.id.startswith("own.no-"):
        return (only,)
    told = [
        line("own.item", text=one[:LONG] if isinstance(one, str) else one)
        for one in looked.wrong[:MOST]
    ]
    return (line("own.wrong", n=len(looked.wrong)), below([*told, *_more(looked.wrong)]))


def weighed(looked: Looked) -> tuple[Line, ...]:
    """Say what of a good one its author may weigh, and how it talks."""
    few = looked.findings
    head = (line("own.weigh", n=len(few)), _findings(few)) if few else ()
    spoken = looked.script is not None and len(looked.script.words) == 1
    tongue = (line("own.one-tongue"),) if spoken else ()
    counted = () if looked.counted is None else (_counted(looked.counted),)
    return (*head, *counted, *tongue)


def said(finding: Finding) -> Line:
    """Say one finding in the author's terms."""
    what = ruled(finding.rule, finding.says)
    step = finding.step or line("own.everywhere")
    if not finding.sentence:
        return line("own.at-whole", step=step, what=what)
    return line("own.at", step=step, what=what, sentence=finding.sentence[:LONG])


def ruled(rule: str, says: str) -> Line | str:
    """Name a rule of content in the author's terms; `says` is what the lint calls it."""
    return line(f"own-rule.{rule}") if rule in RULES else says


def _findings(found: Sequence[Finding]) -> Line:
    return below([*map(said, found[:MOST]), *_more(found)])


def _more(found: Sequence[object]) -> Iterator[Line]:
    if len(found) > MOST:
        yield line("own.more", n=len(found) - MOST)


def _counted(counted: Fidelity) -> Line:
    if not counted.ended:
        return line("own.endless", paths=counted.paths)
    ratio, open_ = counted.reflections_to_questions.median, counted.open_share.median
    return line(
        "own.count",
        paths=counted.paths,
        minutes=max(1, round(counted.minutes.median or 0)),
        questions=round(counted.questions.median or 0),
        words=round(counted.words.median or 0),
        reflections=round(10 * (ratio or 0)),
        open=round(100 * (open_ or 0)),
    )

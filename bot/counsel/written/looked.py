"""A file looked at: what is wrong with it, what could be better, and how it talks, counted."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from bot.counsel.written.bounds import beyond
from bot.counsel.written.text import parted, text_of
from bot.errors import ScriptError
from bot.interview.fidelity import fidelity, sum_up
from bot.interview.lint import lint
from bot.interview.parse import parse
from bot.interview.phrases import SOURCE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.interview.fidelity import Fidelity
    from bot.interview.lint import Finding
    from bot.interview.phrases import Phrases
    from bot.interview.script import Script
    from bot.interview.turn import Line

PATHS: Final = 200
"""Played paths over which a counselor's check-in is counted."""
LAW: Final = frozenset({"2", "3", "4", "5", "7", "9", "11", "12", "claims"})
"""Rules of content that nothing a client reads may break; its author weighs the others."""
_NAMED: Final = "checkin"
_FILE: Final = re.compile(rf"^{_NAMED}(?:\.[a-z]+)?\.toml[,:] ")


@dataclass(frozen=True, slots=True)
class Looked:
    """What came of looking; with nothing wrong, a script that clients could be asked."""

    wrong: tuple[Line | str, ...] = ()
    """All that keeps it from being used, in the order of the file: lines of ours, or the parser's
    sentences."""
    broken: tuple[Finding, ...] = ()
    """Sentences that no client is to read."""
    findings: tuple[Finding, ...] = ()
    """What the author may weigh."""
    script: Script | None = None
    """None: it cannot be used. Its name is not yet its own."""
    counted: Fidelity | None = None
    """How it talks along played paths."""

    @property
    def good(self) -> bool:
        """Whether it may be kept."""
        return self.script is not None and not self.broken


def look(content: bytes, phrases: Phrases, library: Mapping[str, Script]) -> Looked:
    """Look at the bytes of a file; whatever they are, this ends soon and gives an answer.

    `library` holds the packaged check-ins, which a check-in may lead on to.
    """
    text = text_of(content)
    if not isinstance(text, str):
        return Looked((text,))
    return look_at(parted(text, phrases.words), phrases, library)


def look_at(files: Mapping[str, str], phrases: Phrases, library: Mapping[str, Script]) -> Looked:
    """Look at the files of a check-in: locale → TOML text; the source may be in any language."""
    try:
        script = parse(
            _NAMED, {locale: f"{text.strip()}\n" for locale, text in files.items()}, phrases
        )
    except ScriptError:
        return Looked(tuple(_problems(files, phrases)))
    if wrong := beyond(script, library):
        return Looked(wrong)
    found = tuple(_linted(script, phrases))
    counted = fidelity(script, phrases, PATHS)
    return Looked(
        broken=tuple(one for one in found if one.rule in LAW),
        findings=tuple(one for one in found if one.rule not in LAW),
        script=script,
        counted=sum_up(_NAMED, sorted(script.words), PATHS, counted),
    )


def _problems(files: Mapping[str, str], phrases: Phrases) -> Iterator[str]:
    """Give what is wrong, by the lines of the file as it was sent, without its name."""
    try:
        parse(_NAMED, files, phrases)
    except ScriptError as error:
        yield from (_FILE.sub("", problem) for problem in error.problems)


def _linted(script: Script, phrases: Phrases) -> Iterable[Finding]:
    """Lint it; words in one language are held to the rules of every one, as nobody says which."""
    missing = dict.fromkeys(phrases.words.keys() - script.words.keys(), script.words[SOURCE])
    found = lint(replace(script, words={**missing, **script.words}), phrases)
    told = {(one.step, one.rule, one.says, one.sentence): one for one in reversed(found)}
    return reversed(told.values())

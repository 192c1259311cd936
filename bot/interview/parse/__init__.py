"""The parser: a check-in's files become a script, or all problems at once in the author's terms.

`source` and `table` read files, `steps` (with `leads`, `acts`, `wording`) one step each; `graph`,
`lines` and `filled` look at the whole; `heard` folds in what may be typed. Anybody may have
written the files: they are bounded, and any text gives a script or a ScriptError.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.errors import ScriptError
from bot.interview.parse import graph, lines, source
from bot.interview.parse.header import header, titles
from bot.interview.parse.heard import heard
from bot.interview.parse.problems import Problems
from bot.interview.parse.steps import read_all
from bot.interview.parse.table import NAME, Table
from bot.interview.parse.wording import lent, wording
from bot.interview.phrases import SOURCE, packaged
from bot.interview.script import Script

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.interview.phrases import Phrases

    Kinds = Mapping[str, str]
    """Step → the key that tells its kind."""
    Words = dict[str, str]
    """Line id → text."""


def parse(name: str, files: Mapping[str, str], phrases: Phrases | None = None) -> Script:
    """Read a check-in's files (locale → TOML text); the shared words are the packaged ones.

    Raises:
        ScriptError: with every problem found.

    """
    problems = Problems()
    script = _parse(name, files, phrases or packaged(), problems)
    if script is None or problems.found:
        raise ScriptError(problems.found)
    return script


def _parse(
    name: str, files: Mapping[str, str], phrases: Phrases, problems: Problems
) -> Script | None:
    file = f"{name}.toml"
    if not NAME.fullmatch(name):
        problems.add(file, "its name is not at most 20 of a-z, 0-9 and hyphen, a letter first")
    if SOURCE not in files:
        problems.add(file, "the English source is missing")
        return None
    values = source.read(files[SOURCE], file, problems)
    head = None if values is None else header(values, problems, file)
    tables = {} if values is None else source.steps(values, file, problems)
    if head is None or not tables:
        return None
    steps, words, kinds = read_all(tables, problems, file, head.given, exempt=head.exempt)
    spoken = {SOURCE: head.words | words}
    lines.lengths(spoken[SOURCE], problems, file)
    for locale, text in files.items():
        if locale != SOURCE:
            spoken[locale] = _translation(f"{name}.{locale}.toml", text, kinds, problems)
            lines.alike(spoken[SOURCE], spoken[locale], problems, f"{name}.{locale}.toml")
    spoken = {locale: lent(steps, words) for locale, words in spoken.items()}
    graph.check(steps, tables, problems, file)
    if not steps:
        return None
    script = Script(
        name=name,
        version=source.version(files),
        first=next(iter(steps)),
        steps=steps,
        words=spoken,
        listed=head.listed,
        exempt=head.exempt,
        given=head.given,
        on_goal=head.on_goal,
        on_demand=head.on_demand,
        gate=head.gate,
        slots={id_: lines.slots_in(text) for id_, text in spoken[SOURCE].items()},
        source=dict(files),
    )
    lines.slots(script, phrases, problems, file)
    return replace(script, heard=heard(script, phrases, problems, file))


def _translation(file: str, text: str, kinds: Kinds, problems: Problems) -> Words:
    """Read a translation: the same steps, with nothing in them but words."""
    values = source.read(text, file, problems)
    if values is None:
        return {}
    top = Table(values, problems, file)
    words = titles(top)
    top.get("format")
    top.get("steps")
    top.close()
    for id_, table in source.steps(values, file, problems).items():
        step = Table(table, problems, file, id_)
        if id_ not in kinds:
            step.problem("the source has no such step")
            continue
        words |= wording(step, id_, kinds[id_])
        step.close()
    lines.lengths(words, problems, file)
    return words

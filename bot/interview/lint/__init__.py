"""The content lint: what of the rules of content a program can check, before a client reads it.

`language` looks at one sentence, `lines` at every line of a script and at the shared words,
`shape` at what stands together on a way through, `count` at what a line is made of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.interview.lint import lines, shape
from bot.interview.lint.finding import Finding

if TYPE_CHECKING:
    from bot.interview.phrases import Phrases
    from bot.interview.script import Script

__all__ = ["Finding", "lint", "lint_words"]


def lint(script: Script, phrases: Phrases) -> tuple[Finding, ...]:
    """Give what in a check-in breaks a rule of content, in the order of its steps."""
    order = {step: at for at, step in enumerate(script.steps)}
    found = [*lines.of_script(script, phrases), *shape.of_script(script)]
    return tuple(sorted(found, key=lambda finding: order.get(finding.step, -1)))


def lint_words(phrases: Phrases) -> tuple[Finding, ...]:
    """Give what in the shared words breaks a rule of content."""
    return tuple(lines.of_words(phrases))

"""The check of the whole library: what the lint finds, and the fidelity count, as data."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from bot.interview.fidelity import PATHS, fidelity, sum_up
from bot.interview.goes import astray
from bot.interview.library import library
from bot.interview.lint import lint, lint_words
from bot.interview.lint.finding import Finding
from bot.interview.phrases import SOURCE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.interview.fidelity import Fidelity, Path
    from bot.interview.phrases import Phrases
    from bot.interview.script import Script


@dataclass(frozen=True, slots=True)
class Report:
    """All of it."""

    findings: tuple[Finding, ...]
    fidelity: tuple[Fidelity, ...]
    """One for each check-in of the client's list, then one over all their paths, named `all`."""

    @property
    def good(self) -> bool:
        """Whether nothing breaks a rule."""
        return not self.findings and not any(counted.non_adherent for counted in self.fidelity)


def report(
    scripts: Mapping[str, Script],
    phrases: Phrases,
    paths: int = PATHS,
    done: Callable[[], object] = lambda: None,
) -> Report:
    """Lint every script and the shared words, and count the check-ins of the client's list.

    It takes seconds for each; `done` is called after it.
    """
    findings = [*lint_words(phrases)]
    lost = astray(scripts, among=library())
    findings += [Finding(one.script, SOURCE, one.step, "go", one.problem) for one in lost]
    rows: list[Fidelity] = []
    every: list[Path] = []
    for name, script in scripts.items():
        findings += lint(script, phrases)
        if script.listed:
            counted = fidelity(script, phrases, paths)
            rows.append(sum_up(name, sorted(script.words), paths, counted))
            every += counted
        done()
    if rows:
        rows.append(sum_up("all", sorted(phrases.words), paths * len(rows), every))
    return Report(tuple(findings), tuple(rows))


def as_data(made: Report) -> dict[str, object]:
    """Give it as what JSON can hold."""
    return {
        "good": made.good,
        "findings": [asdict(finding) for finding in made.findings],
        "fidelity": [asdict(counted) for counted in made.fidelity],
    }

"""A finding: one sentence of ours that breaks one rule of content."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, where, and by which rule."""

    script: str
    """The check-in's name, or `words` for the shared words."""
    locale: str
    step: str
    """The step's id, or a shared phrase's; empty for the check-in as a whole."""
    rule: str
    """The rule's number on the page of content rules, or `voice`, `ladder`, `claims`."""
    says: str
    """What is wrong, in words for an author."""
    sentence: str = ""
    """The sentence at fault, if it is one."""

    def __str__(self) -> str:
        """Give it as one line of a report."""
        place = ".".join(filter(None, (self.script, self.step)))
        return f"{place} ({self.locale}), rule {self.rule}: {self.says}" + (
            f": {self.sentence}" if self.sentence else ""
        )

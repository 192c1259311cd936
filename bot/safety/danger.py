"""What is told apart: how soon help is shown, and which danger it sounds like."""

from __future__ import annotations

from enum import StrEnum


class Tier(StrEnum):
    """How soon help is shown."""

    URGENT = "urgent"
    """At once, before anything else."""
    SOFT = "soft"
    """Help first and quietly, then one plain question."""
    NONE = "none"

    @property
    def weight(self) -> int:
        """Give how bad it is; only the order counts."""
        return (Tier.NONE, Tier.SOFT, Tier.URGENT).index(self)


class Danger(StrEnum):
    """Which danger it sounds like, the most pressing first: minutes, then hours, then days."""

    OVERDOSE = "overdose"
    OVERDOSE_OTHER = "overdose-other"
    """Somebody else's: who writes can still help."""
    MEDICAL = "medical"
    WITHDRAWAL = "withdrawal"
    """A seizure or delirium after stopping, or a dangerous way to stop."""
    CHILD = "child"
    VIOLENCE = "violence"
    """Toward the client."""
    SELF_HARM = "self-harm"
    THREAT = "threat"
    """From the client, toward others."""
    PSYCHOSIS = "psychosis"
    THIRD_PERSON = "third-person"
    """Somebody the client worries about."""

"""The tour's script: what the client does at which words of the bot. Data, easy to rewrite.

A scene opens with a deed, answers what it hears by its cues in whatever order they come, and is
over when it hears its close. Patterns are regular expressions, found anywhere in a message, case
ignored; they follow `bot/checkins` and `bot/words/en.toml`.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tap:
    """Press the newest button whose label fits; else the one at this place on the newest message.

    `position` counts from 0 over all the rows; negative ones count from the end.
    """

    label: str
    position: int = 0


@dataclass(frozen=True, slots=True)
class Write:
    """Write a text or a command."""

    text: str


@dataclass(frozen=True, slots=True)
class Advance:
    """Move the clock to the next prompt, and on to the one after if it was for somebody else."""


Deed = Tap | Write | Advance


@dataclass(frozen=True, slots=True)
class Cue:
    """On hearing this, do that; once in a scene."""

    hears: str
    then: Deed


@dataclass(frozen=True, slots=True)
class Scene:
    """A stretch of the journey. `closes`: what must be heard for it to be whole."""

    title: str
    opens: Deed
    closes: str
    cues: tuple[Cue, ...] = ()


GOAL = "up for breakfast with the kids"
REASON = "they stop asking if I'm tired"

JOURNEY = (
    Scene(
        "Arriving",
        Write("/start"),
        "what do you call it",
        (
            Cue("which language", Tap("English")),
            Cue("a program for the days between", Tap("Go on")),
            Cue("18 or older", Tap("Yes")),
            Cue("who can read this", Tap("I agree")),
            Cue("where do you live", Tap("United States")),
            Cue("which of these", Tap("Eastern")),
            Cue("stay quiet", Tap("Yes")),
        ),
    ),
    Scene(
        "A goal in one's own words",
        Write("drinking"),
        "kept, with today's date",
        (
            Cue("something you'd like to be different", Tap("I can say it")),
            Cue("in your own words", Write(GOAL)),
            Cue("what would that make better", Write(REASON)),
            Cue("should the reason come with it", Tap("Worth seeing again")),
        ),
    ),
    Scene(
        "How much it matters",
        Write("/checkin"),
        "thank you",
        (
            Cue("which one", Tap("How much it matters")),
            Cue("how important is it", Tap("^7$", 7)),
            Cue("what puts you at", Write("mornings are worth it")),
            Cue("come back one day", Tap("Worth seeing again")),
        ),
    ),
    Scene("The clock moves on", Advance(), "time for your check-in"),
    Scene("The goal comes back", Tap("Start"), f"you wrote: “{re.escape(GOAL)}”"),
    Scene(
        "What has become of it",
        Tap("Still true"),
        "thank you",
        (
            Cue("gone that way lately", Tap("Yes")),
            Cue("what happened", Write("saturday, pancakes, no headache")),
            Cue("what helped", Write("left after one, told dee first")),
            Cue("come back one day", Tap("Worth seeing again")),
        ),
    ),
    Scene("The mirror", Write("/mirror"), re.escape(GOAL)),
)

"""The tour's script: what people do at which words of the bot. Data, easy to rewrite.

The first act is a client's alone; in the second a counselor comes in, and is told of a crisis. A
scene opens with a deed, answers what it hears by its cues in whatever order they come, and is over
when it hears its close.
Patterns are regular expressions, found anywhere in a message, case ignored; they follow
`bot/checkins` and `bot/words`.
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


@dataclass(frozen=True, slots=True)
class Follow:
    """Open the newest link in somebody's chat, or the operator's."""

    whose: str = ""
    """Empty: the operator's."""


Deed = Tap | Write | Advance | Follow


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
    who: str = "Robin"
    """Whose chat it is."""


GOAL = "up for breakfast with the kids"
REASON = "they stop asking if I'm tired"
COUNSELOR = "Dana"
LABEL = "Blue scarf"

CLIENT_ALONE = (
    Scene(
        "Arriving",
        Write("/start"),
        "what do you call it",
        (
            Cue("which language", Tap("English")),
            Cue("a program for the days between", Tap("Go on")),
            Cue("this isn't enough", Tap("read it")),
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
            Cue("in your own words", Write(GOAL)),
            Cue("what would that make better", Write(REASON)),
            Cue("should the reason come with it", Tap("Worth seeing again")),
        ),
    ),
    Scene("The clock moves on", Advance(), "time for your check-in"),
    Scene("The goal comes back", Tap("Start"), f"you wrote: “{re.escape(GOAL)}”"),
    Scene(
        "What has become of it",
        Tap("Still true"),
        "thank you",
        (
            Cue("last go your way", Write("saturday, pancakes, no headache")),
            Cue("what helped", Write("left after one, told dee first")),
            Cue("yours to use again", Tap("Worth seeing again")),
        ),
    ),
    Scene(
        "How much it matters",
        Write("/checkin"),
        "thank you",
        (
            Cue("which one", Tap("How much it matters")),
            Cue("how important is it", Tap("^7$", 7)),
            Cue("what makes it", Write("mornings are worth it")),
            Cue("come back one day", Tap("Worth seeing again")),
        ),
    ),
    Scene("The mirror", Write("/mirror"), re.escape(GOAL)),
)

COUNSELED = (
    Scene(
        "Dana becomes a counselor",
        Follow(),
        "that's all set",
        (
            Cue("a minute to read", Tap("Go on")),
            Cue("where do you work", Tap("United States")),
            Cue("where do you work", Tap("Eastern")),
            Cue("when do you work", Tap("Monday to Friday, 9")),
        ),
        COUNSELOR,
    ),
    Scene(
        "Dana invites a client",
        Write("/invite"),
        "works once",
        (
            Cue("whom is it for", Write(LABEL)),
            Cue("not required, rewarded or reported", Tap("Confirm")),
        ),
        COUNSELOR,
    ),
    Scene(
        "Robin opens the link",
        Follow(COUNSELOR),
        "dana is connected now",
        (
            Cue("dana invites you to connect", Tap("share the counts")),
            Cue("should dana be told", Tap("Leave me be")),
            Cue("a colleague on duty, be told", Tap("Yes, always")),
            Cue("may they read the words", Tap("Yes, the words too")),
        ),
    ),
    Scene(
        "Dana gives a plan",
        Write("/clients"),
        f"{LABEL} reads once",
        (
            Cue("your clients", Tap(LABEL)),
            Cue("with you since", Tap("Templates")),
            Cue("which template", Tap("Once a week")),
            Cue("from tomorrow", Tap("Save")),
        ),
        COUNSELOR,
    ),
    Scene("Robin sees what comes now", Write("/rhythm"), "every sunday at 6"),
    Scene(
        "Robin needs a person now",
        Write("i want to kill myself tonight"),
        "are you thinking about killing yourself",
    ),
    Scene("Dana was told, and takes it", Tap("I'm on it"), "dana is on it", who=COUNSELOR),
    Scene(
        "Robin reads that",
        Tap("Sometimes"),
        "dana is on it",
        (Cue("something for you is here", Tap("Open")),),
    ),
    Scene("Dana has reached Robin", Tap("Reached them"), "dana has reached them", who=COUNSELOR),
)

JOURNEY = CLIENT_ALONE + COUNSELED

"""The terms a check-in is written in: kinds of words, skills, effects of a tap, readiness."""

from enum import StrEnum


class Kind(StrEnum):
    """What kept words are, as the step that asked knows it."""

    GOAL = "goal"
    REASON = "reason"
    VALUE = "value"
    STRENGTH = "strength"
    SUPPORT = "support"
    STEP = "step"
    OBSTACLE = "obstacle"
    TAKEAWAY = "takeaway"
    AGENDA = "agenda"
    NOTE = "note"
    CUE = "cue"
    """When an if-then plan begins: "if …"."""
    PLAN = "plan"
    """What the client then does; with its cue (and obstacle) of the same conversation, the plan."""
    SIGN = "sign"
    """How they would know that it goes well: a part of a change plan."""
    WARNING = "warning"
    """What they notice first when a hard moment is coming; this and the next four make up the
    hard-moments plan."""
    RELIEF = "relief"
    """What made one easier before."""
    REFUGE = "refuge"
    """A place or a person to be with."""
    PROFESSIONAL = "professional"
    """Somebody whose work it is, and whom they would call."""
    KEEPER = "keeper"
    """Who could help make the place safer; never what is there."""


class Skill(StrEnum):
    """The motivational-interviewing skill a line shows, for the fidelity count (MITI 4 terms)."""

    OPEN = "open question"
    CLOSED = "closed question"
    SIMPLE = "simple reflection"
    COMPLEX = "complex reflection"
    AFFIRMATION = "affirmation"
    SUMMARY = "summary"
    AUTONOMY = "autonomy"
    SEEKING = "seeking collaboration"
    INFORMATION = "information with permission"
    STRUCTURE = "structure"


class Effect(StrEnum):
    """What tapping a choice does to words already kept or given."""

    STILL = "still"
    """They still hold."""
    LET_GO = "let go"
    """They come back no more."""
    WORTH = "worth seeing"
    """They may be mirrored later."""
    NOT_MINE = "not mine"
    """Somebody else's idea: kept, never mirrored."""
    FORGET = "forget"
    """They are not kept at all."""
    CHANGED = "changed"
    """They no longer hold as they were put; asked again, the client puts them anew."""
    REACHED = "reached"
    """A goal that is reached: kept, and mirrored no more."""
    RESTS = "rests"
    """A goal that rests until the client takes it up again."""
    WORKING = "working"
    """A goal that is being worked on (again)."""
    HIDE = "hide"
    """Kept, out of sight: not mirrored, not listed, not shared."""
    HELPED = "helped"
    """An if-then plan that was tried and helped."""
    PARTLY = "partly"
    """One that was tried and helped a little, or not."""
    NO_OCCASION = "no occasion"
    """One whose moment did not come."""
    FORGOT = "forgot"
    """One that was not thought of in its moment."""


class Readiness(StrEnum):
    """Where the client says they are with a goal, in the order of `Choose.measures`."""

    NOT_THINKING = "not-thinking"
    TWO_MINDS = "two-minds"
    GETTING_READY = "getting-ready"
    DOING_IT = "doing-it"
    KEEPING_GOING = "keeping-going"

"""Sheets: every file of an export, column by column; its data dictionary is made of this table.

Long form: one row for each thing that happened or was planned, and whose it is in a column.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from bot.interview.conversation import Status
from bot.interview.terms import Effect, Kind
from bot.interview.words import Held
from bot.people import Standing
from bot.research.columns import Column, Form, Sheet
from bot.research.records import Happened, Of, Participant, Prompted, Rated, Wrote
from bot.schedule.occurrences import State

if TYPE_CHECKING:
    from datetime import datetime

BEGAN: Final = "began"
CHANGED: Final = "version"
AGREED: Final = "agreed"
WITHDREW: Final = "withdrew"
_SUBJECTS: Final = {
    Of.PROMPT: "occurrence",
    Of.CHECKIN: "conversation",
    Of.PLAN: "plan",
    Of.CONSENT: "words",
    Of.WORDS: "words",
}
"""Under which kind of pseudonym an event's subject stands in the other files."""
_OWN: Final = "A counselor's own one, or one that no longer comes with Stillwater, is a pseudonym."
HIDDEN: Final = Held.HIDDEN
"""Words that a client put out of sight are in no export."""


def _whose(says: str = "Whose it is, as in participants.csv.") -> Column[Any]:
    return Column("participant", Form.ID, says, lambda one, d: d.id("participant", one.client))


def _apart(since: datetime, then: datetime | None) -> int | None:
    return None if then is None else round((then - since).total_seconds())


PARTICIPANTS: Final = Sheet(
    "participants",
    "A client who agreed to take part, was not erased, and did not ask to be left out.",
    Participant,
    (
        _whose("The client's pseudonym."),
        Column("enrolled_at", Form.TIME, "When they agreed to take part.",
               lambda one, d: d.instant(one.enrolled_at, one.zone, one.client)),
        Column("standing", Form.ONE_OF, "How they stand with the service.",
               lambda one, _: one.standing.value,
               tuple(one for one in Standing if one is not Standing.ARRIVING)),
        Column("left", Form.YES_NO, "Whether they blocked the bot or left Telegram.",
               lambda one, _: one.left),
        Column("language", Form.NAME, "The language they are written to in.",
               lambda one, _: one.locale),
        Column("zone", Form.NAME, "Their time zone (IANA) now; empty where dates are shifted.",
               lambda one, d: d.zone(one.zone)),
        Column("counselor", Form.ID, "Who they are with; empty: with nobody.",
               lambda one, d: d.id("counselor", one.counselor)),
        Column("words", Form.YES_NO, "Whether they let their words be used for research.",
               lambda one, _: one.words),
    ),
)  # fmt: skip

OCCURRENCES: Final = Sheet(
    "occurrences",
    "A planned prompt, whatever came of it: answered, unanswered, missed by us, or still to come.",
    Prompted,
    (
        Column("occurrence", Form.ID, "The prompt's pseudonym.",
               lambda one, d: d.id("occurrence", one.id)),
        _whose(),
        Column("plan", Form.ID, "The plan it is of.",
               lambda one, d: d.id("plan", one.occurrence.plan)),
        Column("plan_version", Form.NUMBER, "That plan's version when it was made, from 1.",
               lambda one, _: one.occurrence.plan_version),
        Column("local_date", Form.DATE, "The day that the plan meant.",
               lambda one, d: d.day(one.occurrence.local_date, one.client)),
        Column("slot", Form.NUMBER, "Which time of that day, from 0.",
               lambda one, _: one.occurrence.slot),
        Column("seq", Form.NUMBER, "Which prompt of that time, from 0.",
               lambda one, _: one.occurrence.seq),
        Column("due_at", Form.TIME, "When it was due; put off or snoozed, when it was due last.",
               lambda one, d: d.instant(one.occurrence.due_at, one.occurrence.zone, one.client)),
        Column("expires_at", Form.TIME, "From when on an answer was late.",
               lambda one, d: d.instant(
                   one.occurrence.expires_at, one.occurrence.zone, one.client)),
        Column("zone", Form.NAME, "The zone its times are in; empty where dates are shifted.",
               lambda one, d: d.zone(one.occurrence.zone)),
        Column("checkin", Form.NAME, f"The check-in it was to bring. {_OWN}",
               lambda one, d: d.checkin(one.occurrence.checkin)),
        Column("state", Form.ONE_OF,
               "What came of it. missed_by_system: we failed to send it; never the client's doing. "
               "expired: quiet hours, a cap or another check-in held it back. "
               "withdrawn: the plan changed, or they could not be reached.",
               lambda one, _: one.occurrence.state.value, tuple(State)),
        Column("sent_at", Form.TIME, "When it was first sent; empty: it was not.",
               lambda one, d: d.instant(one.sent_at, one.occurrence.zone, one.client)),
        Column("answered_at", Form.TIME, "When its check-in was opened; empty: it was not.",
               lambda one, d: d.instant(one.answered_at, one.occurrence.zone, one.client)),
        Column("settled_at", Form.TIME, "When it came to the state it is in.",
               lambda one, d: d.instant(one.settled_at, one.occurrence.zone, one.client)),
        Column("answered_after", Form.SECONDS, "From sent_at to answered_at.",
               lambda one, _: None if one.sent_at is None
               else _apart(one.sent_at, one.answered_at)),
    ),
)  # fmt: skip

RATINGS: Final = Sheet(
    "ratings",
    "A number that a client gave.",
    Rated,
    (
        _whose(),
        Column("at", Form.TIME, "When they gave it.",
               lambda one, d: d.instant(one.rating.at, one.zone, one.client)),
        Column("of", Form.NAME, "What was rated. What only a counselor measures is a pseudonym.",
               lambda one, d: d.measure(one.rating.of)),
        Column("value", Form.NUMBER,
               "The number; where it was a choice, the place of what was chosen, from 0.",
               lambda one, _: one.rating.value),
        Column("checkin", Form.NAME, f"The check-in it was given in. {_OWN}",
               lambda one, d: d.checkin(one.checkin)),
        Column("step", Form.NAME, "The question within it.",
               lambda one, d: d.step(one.checkin, one.rating.step)),
        Column("conversation", Form.ID, "The one time it was gone through, as in events.csv.",
               lambda one, d: d.id("conversation", one.rating.conversation)),
        Column("goal", Form.ID, "The goal it is of, if the check-in was about one.",
               lambda one, d: d.id("words", one.rating.goal)),
    ),
)  # fmt: skip

WORDS: Final = Sheet(
    "words",
    "Words of a client who lets them be used for research, and did not put them out of sight.",
    Wrote,
    (
        Column("words", Form.ID, "These words' pseudonym.",
               lambda one, d: d.id("words", one.words.id)),
        _whose("Whose they are, as in participants.csv."),
        Column("at", Form.TIME, "When they were given.",
               lambda one, d: d.instant(one.words.at, one.zone, one.client)),
        Column("kind", Form.ONE_OF, "What they are, as the question that asked for them knows it.",
               lambda one, _: one.words.kind.value, tuple(Kind)),
        Column("text", Form.TEXT,
               "As they were written; they may name somebody. One that begins like a formula, or "
               "with an apostrophe, has an apostrophe before it.",
               lambda one, _: one.words.text),
        Column("checkin", Form.NAME, f"The check-in they were given in. {_OWN}",
               lambda one, d: d.checkin(one.words.script)),
        Column("step", Form.NAME, "The question within it.",
               lambda one, d: d.step(one.words.script, one.words.step)),
        Column("conversation", Form.ID, "The one time it was gone through, as in events.csv.",
               lambda one, d: d.id("conversation", one.words.conversation)),
        Column("held", Form.ONE_OF, "Whether they may come back.",
               lambda one, _: one.words.held.value,
               tuple(one for one in Held if one is not HIDDEN)),
        Column("goal", Form.ID, "The goal they belong to; a goal's own are `words`.",
               lambda one, d: d.id("words", one.words.goal)),
    ),
)  # fmt: skip

EVENTS: Final = Sheet(
    "events",
    "Something that happened, without a word of what was said.",
    Happened,
    (
        _whose("To whom it happened, as in participants.csv."),
        Column("at", Form.TIME, "When.",
               lambda one, d: d.instant(one.at, one.zone, one.client)),
        Column("of", Form.ONE_OF,
               "What it happened to: a prompt, a time that a check-in was gone through, a plan, "
               "what somebody agreed to, or words given earlier.",
               lambda one, _: one.of.value, tuple(Of)),
        Column("what", Form.ONE_OF,
               "What happened. Of a prompt: the state it came to. Of a check-in: that it began, or "
               "how it stands since it last moved. Of a plan: that a version began to hold. Of "
               "words: what was said of them.",
               lambda one, _: one.what,
               tuple(dict.fromkeys((*State, BEGAN, *Status, CHANGED, AGREED, WITHDREW, *Effect)))),
        Column("about", Form.NAME,
               f"The check-in's name, or what was agreed to. {_OWN}",
               lambda one, d: one.about if one.of is Of.CONSENT else d.checkin(one.about or None)),
        Column("subject", Form.ID, "Which prompt, time, plan or words, as in the other files.",
               lambda one, d: d.id(_SUBJECTS[one.of], one.subject)),
    ),
)  # fmt: skip

SHEETS: Final[tuple[Sheet[Any], ...]] = (PARTICIPANTS, OCCURRENCES, RATINGS, WORDS, EVENTS)

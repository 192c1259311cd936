"""Things to keep, one of each, and a little of everything in them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from uuid import NAMESPACE_OID, uuid5

from bot.interview.conversation import (
    Answer,
    Conversation,
    ConversationId,
    Memory,
    Recalled,
    Status,
    Then,
    WordsId,
)
from bot.interview.terms import Kind
from bot.interview.words import Held, KeptWords, Rating
from bot.message import Answering, Button, Delivered, Message, MessageId, Press, Purpose
from bot.people import Caps, Client, ClientId, Quiet, Standing
from bot.ports import Received, Timer, TimerKind
from bot.schedule.occurrences import Occurrence
from bot.schedule.plan import Bounds, Limits, Plan, PlanId, Slot, Weekdays

NOW = datetime(2026, 3, 14, 9, 26, 53, 589793, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
LEASE = timedelta(minutes=2)


def some_id(name: str) -> str:
    """Give 32 hexadecimal digits that are always the same for a name."""
    return uuid5(NAMESPACE_OID, name).hex


ANN = ClientId(some_id("Ann"))
BEN = ClientId(some_id("Ben"))
TALK = ConversationId(some_id("talk"))
PLAN = PlanId(some_id("plan"))

ann = Client(
    id=ANN,
    chat=7_000_000_001,
    created_at=NOW,
    name="Ann 🌿 \u202b\u05d0\u05df",
    locale="es",
    zone="Europe/Madrid",
    standing=Standing.PAUSED,
    consent="3",
    adult=True,
    quiet=Quiet(time(23, 30), time(7, 15)),
    paused_until=NOW + timedelta(days=3),
    discreet=False,
    mirror_rests_until=NOW + timedelta(days=1),
    gone_at=NOW,
    caps=Caps(2, 5),
    enrolled_at=NOW - timedelta(days=9),
    seen_at=NOW - timedelta(hours=1),
    woken_at=NOW - timedelta(days=2),
    profile={"thing": "the evening glass", "half": "\ud83d"},
)
ben = Client(id=BEN, chat=-12, created_at=NOW)

talk = Conversation(
    id=TALK,
    client=ANN,
    script="goal-mirror",
    version="v1",
    status=Status.WAITING,
    at="sits",
    turn=3,
    misses=1,
    picked=("family", "work"),
    page=2,
    occurrence=some_id("occurrence"),
    answers={
        "why": Answer(1, "because\nof them"),
        "how": Answer(2, number=7),
        "which": Answer(2, options=("a", "b")),
        "not": Answer(2, skipped=True),
    },
    memory=Memory(
        words={Kind.GOAL: Recalled(WordsId(some_id("goal")), "less", date(2026, 3, 1))},
        ratings={"importance": (4, 7)},
        profile={"thing": "it"},
        resting=frozenset({"goal-mirror/back.say.1", "goal-mirror/back.say.2"}),
        seed=11,
        about=Recalled(WordsId(some_id("goal")), "less", date(2026, 3, 1), why="only"),
        several={
            Kind.PLAN: (Recalled(WordsId(some_id("then")), "call", date(2026, 3, 2), "late"),)
        },
        earlier=frozenset({"want"}),
        mirrors="number",
        then={"importance": Then(4, date(2026, 2, 14))},
    ),
)

goal = KeptWords(
    id=WordsId(some_id("goal")),
    client=ANN,
    kind=Kind.GOAL,
    text="drink less on weekdays",
    at=NOW,
    on=date(2026, 3, 14),
    script="first-goal",
    step="goal",
    conversation=TALK,
    held=Held.NOT_MINE,
    worth_seeing=False,
    shown_at=NOW + MINUTE,
    still=2,
    goal=WordsId(some_id("another goal")),
    why="only",
)
rating = Rating(ANN, "importance", 7, NOW, TALK, "rate")

plan = Plan(
    id=PLAN,
    client=ANN,
    version=1,
    title="Tuesday and Friday",
    checkins=("goal-mirror", "week-review"),
    cadence=Weekdays((2, 5)),
    slots=(Slot(time(19), time(19)),),
    bounds=Bounds(date(2026, 3, 1)),
    limits=Limits(reminders=(timedelta(hours=3),)),
)
prompt = Occurrence(
    plan=PLAN,
    plan_version=1,
    client=ANN,
    local_date=date(2026, 3, 17),
    slot=0,
    seq=0,
    due_at=datetime(2026, 3, 17, 18, tzinfo=UTC),
    expires_at=datetime(2026, 3, 18, 6, tzinfo=UTC),
    zone="Europe/Madrid",
    checkin="goal-mirror",
)

timer = Timer(
    id="pause",
    client=ANN,
    kind=TimerKind.LAPSE,
    due_at=NOW,
    conversation=TALK,
    turn=3,
)


def received(update: int, chat: int = 1, *, urgent: bool = False) -> Received:
    """Give an update."""
    return Received(update, chat, f'{{"update_id": {update}}}', NOW, urgent)


def message(name: str, chat: int = 1, purpose: Purpose = Purpose.REPLY) -> Message:
    """Give a plain message to somebody who is no client."""
    return Message(MessageId(some_id(name)), chat, name, NOW, purpose=purpose)


question = Message(
    id=MessageId(some_id("question")),
    chat=ann.chat,
    text="How does that sit today? 🌱",
    created_at=NOW,
    client=ANN,
    purpose=Purpose.PROMPT,
    buttons=(
        (Button("Still true", Answering(TALK, 3, "still")), Button("7", Answering(TALK, 3, "7"))),
        (Button("Start", Press("start", "abc")), Button("Call", url="tel:112")),
        (Button("Copy 988", copy="988"),),
    ),
    keyboard=(("Menu", "Help"), ("Stop",)),
    edits=41,
    expires_at=NOW + timedelta(hours=12),
    quiet=True,
    sensitive=True,
    conversation=TALK,
    turn=3,
    occurrence=some_id("occurrence"),
    if_repeated="(again)",
)
arrived = Delivered(telegram_id=100, at=NOW + MINUTE)

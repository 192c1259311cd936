"""The list and the card as pure screens: sorted, marked, and carried whatever is typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.care import Care, Session, Share, Silence
from bot.counsel import card, rename
from bot.counsel.clients import PAGE, Entry, Mark, entry, found, listed, needle, page_of
from bot.counsel.tally import Tally
from bot.interview.hearing import plain
from bot.interview.phrases import packaged
from bot.message import Press
from bot.people import Client, ClientId, CounselorId, Standing
from bot.schedule.plan import Bounds, Daily, Plan, PlanId, PlanStatus, Slot
from bot.services.voice import Voice
from tests.bot.screens.keys import press
from tests.keys import carried

NOW = datetime(2026, 11, 20, 15, tzinfo=UTC)
ZONE = ZoneInfo("America/New_York")
VOICE = Voice(packaged())
CLIENT = Client(ClientId("c" * 32), 1, NOW, standing=Standing.ACTIVE, zone="America/Chicago")
PART = frozenset({Share.TAKING_PART})
CARE = Care(CLIENT.id, CounselorId("d" * 32), "Blue scarf", NOW - timedelta(days=30), PART)
PLAN = Plan(
    PlanId("p" * 32),
    CLIENT.id,
    1,
    "Evenings",
    ("goal-mirror",),
    Daily(),
    (Slot(time(18), time(18)),),
    Bounds(date(2026, 1, 1)),
)
LABELS = st.lists(st.text(min_size=1, max_size=40).filter(str.strip), max_size=30)


def entries(labels: list[str]) -> list[Entry]:
    return [Entry(ClientId(f"{n:032x}"), label, ()) for n, label in enumerate(labels)]


@given(LABELS, st.text(max_size=60), st.integers(-2, 99))
def test_every_page_can_be_carried_and_shows_only_what_was_searched(
    labels: list[str], words: str, page: int
) -> None:
    search = needle(words)
    shown = listed(found(entries(labels), search), search, page)
    VOICE.screen(shown, "en", NOW.date())
    fit = {n for n, label in enumerate(labels) if search in plain(label)}
    keys = [key for row in shown.keys for key in row]
    there = {int(press(key).argument, 16) for key in keys if press(key).action == "client"}
    assert there <= fit
    assert len(there) <= PAGE
    for key in keys:
        assert carried(press(key)) == press(key)
        if press(key).action == "clients" and ":" in press(key).argument:
            assert page_of(press(key).argument)[0] == search


@given(LABELS)
def test_all_pages_together_show_everybody_once(labels: list[str]) -> None:
    pages = -(-len(labels) // PAGE)
    shown = [
        press(key).argument
        for page in range(pages)
        for row in listed(found(entries(labels), ""), "", page).keys
        for key in row
        if press(key).action == "client"
    ]
    assert sorted(shown) == [one.client for one in entries(labels)]


@pytest.mark.parametrize("argument", ["", "x", "-1", "9" * 30, "²", "1", ":", "0:ann"])
def test_a_forged_page_is_some_page(argument: str) -> None:
    search, page = page_of(argument)
    assert listed(entries(["Ann", "Ben"]), search, page).keys


def test_marks_are_what_is_worth_a_glance_and_never_why() -> None:
    soon = Session((NOW + timedelta(hours=47)).replace(tzinfo=None), "UTC")
    later = Session((NOW + timedelta(hours=49)).replace(tzinfo=None), "UTC")
    assert entry(CARE, CLIENT, NOW).marks == ()
    assert entry(replace(CARE, sessions=(soon,)), CLIENT, NOW).marks == (Mark.SOON,)
    assert entry(replace(CARE, sessions=(later,)), CLIENT, NOW).marks == ()
    assert entry(replace(CARE, since=NOW - timedelta(days=6)), CLIENT, NOW).marks == (Mark.NEW,)
    away = (
        replace(CLIENT, standing=Standing.PAUSED),
        replace(CLIENT, standing=Standing.STOPPED),
        replace(CLIENT, gone_at=NOW),
    )
    assert {entry(CARE, client, NOW).marks for client in away} == {(Mark.PAUSED,)}
    texts = {said(shown(client=client)) for client in away}
    assert len(texts) == 1


def test_who_keeps_to_themselves_that_they_take_part_is_like_anybody_else() -> None:
    alone, new = replace(CARE, sharing=frozenset()), replace(CARE, since=NOW)
    states = (
        CLIENT,
        replace(CLIENT, standing=Standing.PAUSED),
        replace(CLIENT, standing=Standing.STOPPED),
        replace(CLIENT, gone_at=NOW),
        replace(CLIENT, seen_at=NOW),
    )
    telling = replace(alone, silence=Silence.TELL, since=NOW, sharing=frozenset({Share.COUNTS}))
    cards = {said(shown(one, care)) for one in states for care in (alone, telling)}
    assert len(cards) == 1
    (text,) = cards
    assert text.endswith("Everything else is private.")
    assert "As planned" not in text
    assert "With you" not in text
    assert {entry(replace(new, sharing=frozenset()), one, NOW).marks for one in states} == {()}


def shown(client: Client = CLIENT, care: Care = CARE, **fields: object) -> card.Card:
    made = card.Card(care, client, [PLAN], NOW + timedelta(days=1), Tally(0, 0))
    return replace(made, **fields)  # type: ignore[arg-type]  # the fields of Card


def said(one: card.Card, locale: str = "en") -> str:
    screen = card.screen(one, ZONE, NOW, str.title)
    text, rows = VOICE.screen(screen, locale, NOW.date())
    for button in (key for row in rows for key in row):
        assert isinstance(button.does, Press)
        assert carried(button.does) == button.does
    return text


@pytest.mark.parametrize("locale", sorted(packaged().words))
def test_every_card_can_be_said(locale: str) -> None:
    session = Session(datetime(2026, 11, 24, 15), "Europe/Madrid")  # noqa: DTZ001 - a wall time
    last = replace(session, at=session.at - timedelta(days=7))
    care = replace(CARE, sharing=frozenset(Share), silence=Silence.TELL, sessions=(last, session))
    resting = replace(PLAN, status=PlanStatus.PAUSED)
    for one in (
        shown(),
        shown(plans=[], coming=None),
        shown(plans=[PLAN, resting], care=care, tally=Tally(3, 4)),
        shown(replace(CLIENT, seen_at=NOW), care, tally=Tally(0, 0)),
    ):
        text = said(one, locale)
        assert text.startswith("Blue scarf\n\n")
        assert "{" not in text


def test_a_plan_is_said_and_whether_it_is_paused() -> None:
    assert "• “Goal-Mirror” every day at 6:00 pm." in said(shown())
    paused = replace(PLAN, status=PlanStatus.PAUSED)
    assert "• Paused: “Goal-Mirror” every day at 6:00 pm." in said(shown(plans=[paused]))


def test_the_zone_is_named_only_if_it_is_another() -> None:
    assert "Saturday, November 21 at 9:00 am, on their clock (Chicago)." in said(shown())
    near = replace(CLIENT, zone="America/New_York")
    assert "Saturday, November 21 at 10:00 am." in said(shown(near))


def test_counts_and_last_contact_are_shown_only_where_they_are_shared() -> None:
    seen = replace(CLIENT, seen_at=NOW - timedelta(days=3))
    private = said(shown(seen, tally=Tally(3, 4)))
    assert "3" not in private.partition("As planned, next")[2].partition("\n")[2]
    assert "November 17" not in private
    shared = replace(CARE, sharing=PART | {Share.COUNTS})
    open_ = said(shown(seen, shared, tally=Tally(3, 4)))
    assert "Answered in the last two weeks: 3 of 4.\nLast here: November 17." in open_


@given(st.text(max_size=60))
def test_a_label_is_kept_tidy_or_refused(text: str) -> None:
    draft = rename.open_(CARE.counselor, CARE.client, NOW)
    after = rename.wrote(draft, text, frozenset({"blue scarf"}))
    if isinstance(after, rename.Rename):
        assert 0 < len(after.label) <= 40
        assert after.label == " ".join(text.split())
        assert after.label.casefold() != "blue scarf"
    else:
        assert VOICE.screen(rename.screen(after, "Blue scarf"), "en", NOW.date())[0]


def test_labels_are_put_in_order_as_one_counts() -> None:
    entries = [Entry(ClientId(str(n)), f"Client {n}", ()) for n in (10, 2, 1)]
    named = [key.label for row in listed(found(entries, "")).keys for key in row]
    assert named[:3] == ["Client 1", "Client 2", "Client 10"]

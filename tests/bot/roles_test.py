"""The table of roles, the actions it names, and that everything anybody can ask for has one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.arrival import (
    Blocked,
    ByBot,
    Command,
    Edited,
    File,
    Forwarded,
    InChannel,
    InGroup,
    Sent,
    Tapped,
    Thing,
    Unblocked,
    What,
    Wrote,
)
from bot.asks import CLIENTS, COUNSELORS, asked, dialog
from bot.care import Care
from bot.interview.conversation import ConversationId
from bot.message import Answering, Press
from bot.people import Client, ClientId, Counselor, CounselorId, Standing
from bot.roles import MAY, Action, Role, may, role_of, toward
from bot.services import commands, presses
from bot.services.counsel import tables

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
ANSWER = Answering(ConversationId("a" * 32), 3, "yes")
CLIENT = Client(ClientId("c" * 32), 11, NOON, standing=Standing.ACTIVE)
DANA = Counselor(CounselorId("d" * 32), 21, NOON, "Dana", settled=True)
CARE = Care(CLIENT.id, DANA.id, "Blue scarf", NOON)


def test_every_role_has_its_row() -> None:
    assert MAY.keys() == set(Role)


def test_every_action_is_somebodys() -> None:
    assert frozenset().union(*MAY.values()) == set(Action)


def test_people_to_call_are_behind_nothing() -> None:
    """Only what is no person in a chat of their own is not helped."""
    unhelped = {role for role in Role if not may(role, Action.HELP)}
    assert unhelped == {Role.GROUP, Role.CHANNEL, Role.BOT, Role.OTHER_COUNSELOR}


@pytest.mark.parametrize("role", [Role.GROUP, Role.CHANNEL, Role.BOT])
def test_what_is_no_person_alone_may_nothing(role: Role) -> None:
    assert not MAY[role]


def test_who_sees_a_client() -> None:
    assert {role for role in Role if may(role, Action.LOOK)} == {Role.COUNSELOR}
    assert {role for role in Role if may(role, Action.RECALL)} == {Role.CLIENT}


def test_a_suspended_counselor_may_nothing_but_call_for_help() -> None:
    assert MAY[Role.SUSPENDED] == {Action.HELP, Action.COME}


def test_every_command_has_its_action() -> None:
    assert commands.KNOWN.keys() == CLIENTS.commands.keys()
    assert tables.COMMANDS.keys() == COUNSELORS.commands.keys()


def test_every_key_has_its_action() -> None:
    leads = {"command"}  # to a command, and asks for what that does
    assert presses.ONCE.keys() | presses.AGAIN.keys() == CLIENTS.presses.keys() | leads
    dialogs = {"draft"}  # of whichever is open
    assert tables.PRESSES.keys() | dialogs == COUNSELORS.presses.keys() | {"operator-leave"}


def test_every_dialog_has_its_action() -> None:
    assert tables.CHOOSES.keys() | tables.HEARS.keys() == COUNSELORS.dialogs.keys()
    assert dialog("nothing we know") is None


def test_what_a_door_offers_is_for_those_who_come_to_it() -> None:
    clients = {*CLIENTS.commands.values(), *CLIENTS.presses.values(), CLIENTS.answers}
    assert clients <= MAY[Role.CLIENT]
    offered = {*COUNSELORS.commands.values(), *COUNSELORS.presses.values()}
    assert offered | {*COUNSELORS.dialogs.values()} <= MAY[Role.COUNSELOR]


@pytest.mark.parametrize(
    ("what", "role", "action"),
    [
        (Blocked(), Role.CLIENT, Action.COME),
        (Unblocked(), Role.STRANGER, Action.COME),
        (Wrote("hello"), Role.STRANGER, Action.SPEAK),
        (Edited("hello"), Role.CLIENT, Action.SPEAK),
        (Forwarded("hello"), Role.CLIENT, Action.SPEAK),
        (Sent(Thing.STICKER), Role.CLIENT, Action.SPEAK),
        (Sent(Thing.FILE, "", File("x")), Role.CLIENT, Action.SPEAK),
        (Sent(Thing.FILE, "", File("x")), Role.COUNSELOR, Action.WRITE),
        (Tapped(None), Role.CLIENT, Action.SPEAK),
        (Tapped(ANSWER), Role.CLIENT, Action.SPEAK),
        (Tapped(ANSWER), Role.COUNSELOR, Action.REHEARSE),
        (Tapped(Press("command", "mirror")), Role.CLIENT, Action.RECALL),
        (Tapped(Press("nobody-knows")), Role.CLIENT, Action.SPEAK),
        (Command("nobodyknows"), Role.COUNSELOR, Action.SPEAK),
        (Command("help"), Role.SUSPENDED, Action.HELP),
        (Command("stop"), Role.CLIENT, Action.SETTLE),
        (Command("stop"), Role.OPERATOR, Action.OPERATE),
        (Command("checkins"), Role.COUNSELOR, Action.WRITE),
        # What another door knows asks here for what is done there.
        (Tapped(Press("plan-end", "1")), Role.CLIENT, Action.PLAN),
        (Tapped(Press("let-go", "1")), Role.COUNSELOR, Action.RECALL),
        (Tapped(Press("operator-leave")), Role.CLIENT, Action.OPERATE),
        (InGroup(), Role.GROUP, Action.SPEAK),
    ],
)
def test_what_asks_for_what(what: What, role: Role, action: Action) -> None:
    assert asked(what, role) is action


@pytest.mark.parametrize(
    ("what", "role"),
    [(InGroup(), Role.GROUP), (InChannel(), Role.CHANNEL), (ByBot(), Role.BOT)],
)
def test_where_others_read_along_nobody_is_anybody(what: What, role: Role) -> None:
    assert role_of(what, CLIENT, DANA, operator=True) is role


def test_who_is_what() -> None:
    hello = Wrote("hello")
    arriving = Client(ClientId("a" * 32), 12, NOON)
    stopped = Client(ClientId("b" * 32), 13, NOON, standing=Standing.STOPPED)
    new = Counselor(CounselorId("e" * 32), 22, NOON, "Eli")
    gone = Counselor(CounselorId("f" * 32), 23, NOON, "Fay", settled=True, suspended=True)
    assert role_of(hello, None, None) is Role.STRANGER
    assert role_of(hello, None, None, operator=True) is Role.OPERATOR
    assert role_of(hello, arriving, None) is Role.ARRIVING
    assert role_of(hello, CLIENT, None) is role_of(hello, stopped, None) is Role.CLIENT
    assert role_of(hello, None, new) is Role.NEW_COUNSELOR
    assert role_of(hello, None, DANA, operator=True) is Role.COUNSELOR
    assert role_of(hello, None, gone) is Role.SUSPENDED
    assert toward(gone, replace(CARE, counselor=gone.id)) is Role.SUSPENDED


def test_whose_client_it_is_decides() -> None:
    eli = Counselor(CounselorId("e" * 32), 22, NOON, "Eli", settled=True)
    assert toward(DANA, CARE) is Role.COUNSELOR
    assert toward(eli, CARE) is toward(DANA, None) is Role.OTHER_COUNSELOR


@given(st.sampled_from(Role), st.text(max_size=20))
def test_a_name_that_nobody_knows_is_only_talk(role: Role, name: str) -> None:
    known = {*CLIENTS.presses, *COUNSELORS.presses, "operator-leave", "command"}
    if name not in known:
        assert asked(Tapped(Press(name)), role) is Action.SPEAK

"""Whatever is written as a row is read back as it was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, TypeVar, cast, get_type_hints

from hypothesis import given
from hypothesis import strategies as st

from bot import brief as briefing
from bot import looks, message, own, people
from bot.brief import Brief
from bot.interview import conversation
from bot.interview.conversation import Conversation
from bot.interview.words import KeptWords, Rating, Told
from bot.message import Message
from bot.own import Own, Version
from bot.people import Client
from bot.ports import Consent, Received, Timer
from bot.schedule import plan
from bot.schedule.occurrences import Occurrence
from storage import (
    briefs,
    clients,
    clinics,
    consents,
    conversations,
    inbox,
    messages,
    occurrences,
    owns,
    timers,
    words,
)
from storage.vault import Seal, Vault
from tests.bot.treatment.clinics import CLINICS
from tests.contract.examples import NOW
from tests.databases import MASTER

if TYPE_CHECKING:
    from sqlalchemy import Row

    from bot.treatment.clinic import Clinic
    from storage.keystore import KeyStore

SEAL = Seal("anybody", MASTER)
VAULT = Vault(cast("KeyStore", None))
NAMES = {
    **vars(people),
    **vars(message),
    **vars(looks),
    **vars(conversation),
    **vars(briefing),
    **vars(own),
    **vars(plan),
    **{kind.__name__: kind for kind in (date, datetime, time, timedelta, Mapping)},
}
"""Everything that the annotations name, wherever only the type checker imports it."""
Thing = TypeVar("Thing")
st.register_type_strategy(datetime, st.datetimes(timezones=st.just(UTC)))


def any_of(kind: type[Thing]) -> st.SearchStrategy[Thing]:
    """Give any value of a dataclass, by its annotations."""
    hints = get_type_hints(kind, localns=NAMES)
    return st.builds(kind, **{name: st.from_type(hint) for name, hint in hints.items()})


def _does_one_thing(button: message.Button) -> message.Button:
    return button if button.does is None else replace(button, copy=None)


for part in (people.Quiet, Version, message.Answering, message.Press):
    st.register_type_strategy(part, any_of(part))
st.register_type_strategy(message.Button, any_of(message.Button).map(_does_one_thing))


def row(written: dict[str, Any]) -> Row[Any]:
    """Give what was written as a database would."""
    return cast("Row[Any]", SimpleNamespace(**written))


@given(any_of(Client))
def test_clients(client: Client) -> None:
    assert clients.from_row(row(clients.to_row(client, SEAL, VAULT)), SEAL) == client


@given(any_of(Consent))
def test_consents(consent: Consent) -> None:
    assert consents.from_row(row(consents.to_row(consent))) == consent


@given(any_of(Conversation))
def test_conversations(talk: Conversation) -> None:
    written = conversations.to_row(talk, SEAL, NOW)
    assert conversations.from_row(row(written), SEAL) == talk


@given(any_of(KeptWords))
def test_words(kept: KeptWords) -> None:
    assert words.from_row(row(words.to_row(kept, SEAL)), SEAL) == kept


@given(any_of(Rating))
def test_ratings(rating: Rating) -> None:
    assert words.rating_from_row(row(words.rating_to_row(rating, SEAL)), SEAL) == rating


@given(any_of(Told))
def test_what_was_told_of_words(told: Told) -> None:
    assert words.told_from_row(row(words.told_to_row(told))) == told


@given(any_of(Brief))
def test_briefs(brief: Brief) -> None:
    assert briefs.from_row(row(briefs.to_row(brief, SEAL)), SEAL) == brief


@given(any_of(Own))
def test_own_checkins(own: Own) -> None:
    apart = replace(own, clients=frozenset())  # they have rows of their own
    assert owns.from_row(row(owns.to_row(own, SEAL)), SEAL) == apart


@given(any_of(Message))
def test_messages(one: Message) -> None:
    assert messages.from_row(row(messages.to_row(one, SEAL)), SEAL) == one


@given(any_of(Received))
def test_updates(received: Received) -> None:
    assert inbox.from_row(row(inbox.to_row(received, SEAL)), SEAL) == received


@given(any_of(Timer))
def test_timers(timer: Timer) -> None:
    assert timers.from_row(row(timers.to_row(timer))) == timer


@given(any_of(Occurrence))
def test_occurrences(occurrence: Occurrence) -> None:
    assert occurrences.from_row(row(occurrences.to_row("id", occurrence))) == occurrence


@given(CLINICS)
def test_clinics(clinic: Clinic) -> None:
    assert clinic.at is not None
    assert clinics.from_row(row(clinics.to_row(clinic, clinic.at))) == clinic

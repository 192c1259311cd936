"""Init data: what Telegram signed is believed while it is fresh, and nothing else ever is."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta
from random import Random
from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from handlers.web.initdata import LONGEST, Opened, opened, signature

TOKEN = "7654321:CANARY-token-of-nobody"
AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
ANN = {"id": 11, "first_name": "Ann & Co", "language_code": "es"}
FIELDS = {
    "auth_date": str(int(AT.timestamp())),
    "query_id": "AAH",
    "signature": "x-_",
    "user": json.dumps(ANN),
}


def signed(token: str = TOKEN, **more: str) -> str:
    """Sign it as Telegram's page says, in other words than the code's."""
    fields = FIELDS | more
    check = "\n".join(f"{name}={fields[name]}" for name in sorted(fields))
    secret = hmac.new(b"WebAppData", token.encode(), hashlib.sha256).digest()
    made = hmac.new(secret, check.encode(), hashlib.sha256).hexdigest()
    return urlencode({**fields, "hash": made})


def read(init_data: str, now: datetime = AT) -> Opened | None:
    return opened(init_data, TOKEN, now, HOUR)


@pytest.mark.parametrize("age", [timedelta(), timedelta(minutes=3), HOUR])
def test_what_is_genuine_and_fresh_is_believed(age: timedelta) -> None:
    assert read(signed(), AT + age) == Opened(11, AT, "es")


@pytest.mark.parametrize("now", [AT - timedelta(seconds=1), AT + HOUR + timedelta(seconds=1)])
def test_what_is_old_or_to_come_is_not(now: datetime) -> None:
    assert read(signed(), now) is None


def test_another_bots_is_not() -> None:
    assert read(signed("1:other")) is None


@given(st.integers(0))
def test_no_sign_of_it_can_be_changed(seed: int) -> None:
    chance, init_data = Random(seed), signed()  # noqa: S311 - it plays a forger
    for _ in range(50):
        at = chance.randrange(len(init_data))
        forged = f"{init_data[:at]}{chance.choice('0af&=%+Z')}{init_data[at + 1 :]}"
        same = parse_qsl(forged) == parse_qsl(init_data)  # `%2F` says what `%2f` does
        assert read(forged) == (Opened(11, AT, "es") if same else None)


@pytest.mark.parametrize(
    "forged",
    [
        "",
        "hash=",
        "user=%7B%7D",
        signed() + "&hash=" + "0" * 64,
        signed() + "&query_id=AAH",
        signed() + "&",
        signed() + "&x",
        signed().replace("query_id", "Query_id"),
        signed() + "&pad=" + "x" * LONGEST,
        signed(auth_date=""),
        signed(auth_date="-1"),
        signed(auth_date="1.5"),
        signed(auth_date="٣"),
        signed(auth_date="99999999999"),
        signed(user=""),
        signed(user="[]"),
        signed(user="[" * 2000),
        signed(user='{"id": true}'),
        signed(user='{"id": -7}'),
        signed(user='{"id": 1e3}'),
        signed(user='{"id": 7, "language_code": 7}'),
        signed(user=f'{{"id": {2**60}}}'),
    ],
)
def test_what_is_malformed_is_not_even_if_it_is_signed(forged: str) -> None:
    assert read(forged) is None


def test_a_hash_in_capitals_is_not() -> None:
    head, _, made = signed().rpartition("hash=")
    assert read(f"{head}hash={made.upper()}") is None


@example("hash=" + "0" * 64)
@given(st.text(max_size=200))
def test_whatever_comes_breaks_nothing(forged: str) -> None:
    assert read(forged) is None


def test_the_signature_is_telegrams() -> None:
    assert f"hash={signature(FIELDS, TOKEN)}" in signed()

"""The poller against a loopback server: what is kept, what comes again, how it waits and ends."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import web
from structlog.testing import capture_logs

from bot.errors import ConfigError, Fenced, StoreError
from handlers.conflicts import FetchedElsewhere, PostedElsewhere
from handlers.polling import Poller
from handlers.transport import Transport
from tests.handlers.loopback import TOKEN, api, nothing_told, read_request, reset, wire

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Sequence

NOON = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
HOLD = object()
"""In a script of answers: hold the poll open."""


def update(number: object, words: str = "CANARY words") -> dict[str, Any]:
    return {"update_id": number, "message": {"text": words}}


def result(*elements: object) -> web.Response:
    return web.json_response({"ok": True, "result": elements})


def refusal(status: int, **more: object) -> web.Response:
    said = {"ok": False, "error_code": status, "description": "CANARY"} | more
    return web.json_response(said, status=status)


class House:
    """Everything around one poller: a server with a script, a store that may refuse, a clock."""

    def __init__(self, *script: object) -> None:
        self.script = list(script)
        self.asked: list[dict[str, Any]] = []
        self.kept: list[list[dict[str, Any]]] = []
        self.unkept: list[list[dict[str, Any]]] = []
        self.refusals: list[Exception] = []
        self.help_fails = False
        self.rests: list[float] = []
        self.held = asyncio.Event()
        self.now = NOON
        self.poller: Poller

    async def answer(self, request: web.Request) -> web.StreamResponse:
        assert request.path == f"/bot{TOKEN}/getUpdates"
        self.asked.append({k: json.loads(str(v)) for k, v in (await request.post()).items()})
        said = self.script.pop(0) if self.script else HOLD
        if isinstance(said, web.Response):
            return said
        self.held.set()
        await asyncio.Event().wait()
        raise AssertionError

    async def keep(self, batch: Sequence[dict[str, Any]]) -> None:
        await asyncio.sleep(0)
        if self.refusals:
            raise self.refusals.pop(0)
        self.kept.append(list(batch))

    async def help(self, batch: Sequence[dict[str, Any]]) -> None:
        self.unkept.append(list(batch))
        if self.help_fails:
            raise LookupError("CANARY")

    async def sleep(self, seconds: float) -> None:
        self.rests.append(seconds)
        self.now += dt.timedelta(seconds=seconds)

    def offsets(self) -> list[int | None]:
        return [asked.get("offset") for asked in self.asked]

    @asynccontextmanager
    async def at(self, origin: str, transport: Transport | None = None) -> AsyncIterator[Poller]:
        async with transport or Transport(connections=1) as request:
            self.poller = Poller(
                request,
                f"{origin}/bot{TOKEN}",
                keep=self.keep,
                on_unkept=self.help,
                now=lambda: self.now,
                allowed_updates=["message", "callback_query"],
                sleep=self.sleep,
                chance=lambda: 1.0,
            )
            yield self.poller

    async def until_held(self) -> None:
        async with api(self.answer) as origin, self.at(origin) as poller:
            run = asyncio.create_task(poller.run())
            held = asyncio.create_task(self.held.wait())
            await asyncio.wait([run, held], return_when=asyncio.FIRST_COMPLETED)
            poller.stop()
            held.cancel()
            await run


@pytest.fixture(autouse=True)
def logged(caplog: pytest.LogCaptureFixture) -> Iterator[list[Any]]:
    with nothing_told(caplog), capture_logs() as lines:
        yield lines
    assert "CANARY" not in repr(lines)
    assert "127.0.0.1" not in repr(lines)


async def test_batches_are_kept_whole_and_the_offset_follows() -> None:
    house = House(result(update(7), update(8)), result(), result(update(9)))
    await house.until_held()
    assert house.kept == [[update(7), update(8)], [update(9)]]
    assert house.offsets() == [None, 9, 9, 10]
    assert house.asked[0] == {"timeout": 30, "allowed_updates": ["message", "callback_query"]}
    assert house.rests == []


async def test_one_bad_update_costs_only_itself(logged: list[Any]) -> None:
    badly_made = {"update_id": 5, "message": 17}
    strange = ["CANARY", None, {}, update("6"), update(True), update(1.5), update(-3), update(0)]
    house = House(result(update(4), *strange, update(2**63), badly_made, update(3)))
    await house.until_held()
    assert house.kept == [[update(4), badly_made, update(3)]]
    assert house.offsets() == [None, 6]
    assert house.poller.skipped == 9
    assert {"event": "poll.skipped", "count": 9, "log_level": "error"} in logged


async def test_nothing_but_rubbish_is_not_asked_for_again_at_once() -> None:
    house = House(
        result("CANARY"), web.json_response({"ok": True, "result": "CANARY"}), result(update(1))
    )
    await house.until_held()
    assert house.kept == [[update(1)]]
    assert house.offsets() == [None, None, None, 2]
    assert house.rests == [1, 2]


async def test_numbers_that_start_lower_after_a_quiet_week_are_followed() -> None:
    house = House(result(update(900)), result(update(12)))
    await house.until_held()
    assert house.offsets() == [None, 901, 13]


@pytest.mark.parametrize("help_fails", [False, True])
async def test_what_is_not_kept_is_offered_for_help_and_fetched_again(help_fails: bool) -> None:
    batch = [update(7), update(8)]
    house = House(result(*batch), result(*batch), result(*batch))
    house.refusals = [StoreError("CANARY"), OSError("CANARY")]
    house.help_fails = help_fails
    await house.until_held()
    assert house.unkept == [batch, batch]
    assert house.kept == [batch]
    assert house.offsets() == [None, None, None, 9]
    assert house.rests == [1, 2]


async def test_the_watchdog_sees_only_rounds_that_kept_what_they_brought() -> None:
    house = House(refusal(500), result(update(7)), result(update(7)), result())
    house.refusals = [StoreError()]
    seen: list[dt.datetime | None] = []
    plain = house.answer

    async def answer(request: web.Request) -> web.StreamResponse:
        seen.append(house.poller.last_completed)
        return await plain(request)

    house.answer = answer  # type: ignore[method-assign]  # watching each question come in
    await house.until_held()
    kept_at = NOON + dt.timedelta(seconds=1 + 2)
    assert seen == [None, None, None, kept_at, kept_at]


async def test_trouble_is_met_with_longer_and_longer_rests_until_it_is_over() -> None:
    trouble = [refusal(502) for _ in range(8)]
    house = House(*trouble, result(), refusal(500), refusal(400))
    await house.until_held()
    assert house.rests == [1, 2, 4, 8, 16, 32, 60, 60, 1, 2]


async def test_rests_are_shaken_but_never_below_half() -> None:
    house = House(refusal(502), refusal(502))
    async with api(house.answer) as origin, house.at(origin) as poller:
        poller._chance = lambda: 0.0
        run = asyncio.create_task(poller.run())
        await house.held.wait()
        poller.stop()
        await run
    assert house.rests == [0.5, 1]


async def test_telegram_is_given_the_time_it_asks_for() -> None:
    house = House(refusal(429, parameters={"retry_after": 17}), result(update(1)))
    await house.until_held()
    assert house.rests == [17]
    assert house.kept == [[update(1)]]


async def test_a_passing_conflict_is_waited_out() -> None:
    house = House(*[refusal(409) for _ in range(5)], result(), *[refusal(409) for _ in range(5)])
    await house.until_held()
    assert len(house.asked) == 12


async def test_a_lasting_conflict_is_named() -> None:
    house = House(*[refusal(409) for _ in range(6)])
    with pytest.raises(FetchedElsewhere, match="Stop that one") as caught:
        await house.until_held()
    assert "CANARY" not in str(caught.value)
    assert sum(house.rests) == 31


@pytest.mark.parametrize(
    ("said", "raises"),
    [
        ("Conflict: can't use getUpdates method while webhook is active", PostedElsewhere),
        ("Conflict: terminated by other getUpdates request", FetchedElsewhere),
    ],
)
async def test_who_has_them_is_told_apart(
    said: str, raises: type[FetchedElsewhere], logged: list[Any]
) -> None:
    house = House(*[refusal(409, description=said) for _ in range(6)])
    with pytest.raises(FetchedElsewhere) as caught:
        await house.until_held()
    assert type(caught.value) is raises
    conflicts = [line for line in logged if line["event"] == "poll.conflict"]
    assert [line["failures"] for line in conflicts] == [1, 2, 3, 4, 5, 6]
    assert {line["what"] == "a webhook" for line in conflicts} == {raises is PostedElsewhere}


async def test_whoever_leads_no_more_keeps_nothing_and_ends() -> None:
    house = House(result(update(7)), result(update(7)))
    house.refusals = [Fenced()]
    with pytest.raises(Fenced):
        await house.until_held()
    assert house.kept == house.unkept == []
    assert house.offsets() == [None]


@pytest.mark.parametrize("drips", [False, True])
async def test_a_deaf_poller_hears_again_over_a_new_connection(
    drips: bool, logged: list[Any]
) -> None:
    deaf = True

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal deaf
        await read_request(reader)
        if not deaf:
            writer.write(answer)
            await read_request(reader)
            house.poller.stop()
            return
        deaf = False
        if drips:
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n")
        await reader.read()  # it hears of nothing but the end

    body = json.dumps({"ok": True, "result": [update(7)]}).encode()
    answer = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)
    house = House()
    async with wire(talk) as origin, house.at(origin) as poller:
        poller._deaf_after = 0.05
        await poller.run()
    assert house.kept == [[update(7)]]
    assert house.rests[0] == 1
    assert "poll.reconnects" in [line["event"] for line in logged]


@pytest.mark.parametrize("status", [401, 404])
async def test_an_unknown_token_ends_it(status: int) -> None:
    house = House(refusal(status))
    with pytest.raises(ConfigError, match=r"^telegram\.token: "):
        await house.until_held()
    assert house.rests == []


async def test_a_gateways_404_says_nothing_of_the_token() -> None:
    house = House(web.Response(status=404, text="<h1>CANARY</h1>"), result(update(1)))
    await house.until_held()
    assert house.kept == [[update(1)]]


async def test_lost_connections_and_silence_are_survived() -> None:
    calls = 0

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal calls
        calls += 1
        await read_request(reader)
        if calls == 1:
            reset(writer)
        elif calls == 2:
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\nCANARY")
        elif calls > 3:
            house.poller.stop()

    house = House()
    async with wire(talk) as origin, house.at(origin) as poller:
        await poller.run()
    assert house.rests == [1, 2, 4]
    assert house.kept == []


async def test_a_silent_server_is_left_after_the_poll_and_a_margin() -> None:
    async def talk(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
        await read_request(reader)
        await reader.read()

    waited: list[object] = []

    class Impatient(Transport):
        async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:  # noqa: ANN401 - handed on as they are
            waited.append(kwargs["read_timeout"])
            return await super().do_request(*args, **(kwargs | {"read_timeout": 0.02}))

    house = House()
    async with wire(talk) as origin, house.at(origin, Impatient()) as poller:

        async def rest(seconds: float) -> None:
            house.rests.append(seconds)
            poller.stop()

        poller._sleep = rest
        await poller.run()
    assert waited == [40]
    assert house.rests == [1]


async def test_stopping_lets_a_batch_that_is_being_kept_be_kept() -> None:
    house = House(result(update(1)))
    begun, go = asyncio.Event(), asyncio.Event()

    async def keep(batch: Sequence[dict[str, Any]]) -> None:
        begun.set()
        await go.wait()
        house.kept.append(list(batch))

    async with api(house.answer) as origin, house.at(origin) as poller:
        poller._keep = keep
        run = asyncio.create_task(poller.run())
        await begun.wait()
        poller.stop()
        go.set()
        await run
    assert house.kept == [[update(1)]]
    assert len(house.asked) == 1


async def test_stopping_ends_a_rest_and_a_cry_for_help_at_once() -> None:
    house = House(result(update(1)))
    house.refusals = [StoreError()]
    crying = asyncio.Event()

    async def cry(_: Sequence[dict[str, Any]]) -> None:
        crying.set()
        await asyncio.Event().wait()

    async with api(house.answer) as origin, house.at(origin) as poller:
        poller._on_unkept = cry
        run = asyncio.create_task(poller.run())
        await crying.wait()
        poller.stop()
        await run
    assert house.rests == []


async def test_a_cancelled_poller_is_cancelled() -> None:
    house = House()
    async with api(house.answer) as origin, house.at(origin) as poller:
        run = asyncio.create_task(poller.run())
        await house.held.wait()
        run.cancel()
        with pytest.raises(asyncio.CancelledError):
            await run

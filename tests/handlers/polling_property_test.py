"""Whatever Telegram, the network and the store do: nothing with an id is lost."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st
from telegram.error import NetworkError
from telegram.request import BaseRequest

from bot.errors import StoreError
from handlers.polling import Poller
from handlers.transport import NotSent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telegram.request import RequestData

FAULTS = ("none", "not sent", "reset after it was taken", "500", "429", "409", "no list", "unkept")
RUBBISH: st.SearchStrategy[object] = st.sampled_from(
    [None, 3, "text", [], {}, {"update_id": "4"}, {"update_id": -1}]
)


class PretendTelegram(BaseRequest):
    """A queue with getUpdates' offset semantics, and one fault from the list at each call."""

    def __init__(self, queue: Sequence[dict[str, Any]], rubbish: Any, faults: list[str]) -> None:  # noqa: ANN401 - rubbish is anything
        self.queue = list(queue)
        self.rubbish = rubbish
        self.faults = faults
        self.fault = "none"
        self.forgotten: list[int] = []
        self.poller: Poller

    @property
    def read_timeout(self) -> float | None:
        return None

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        *_: object,
        **__: object,
    ) -> tuple[int, bytes]:
        assert (url, method) == ("http://api/botT/getUpdates", "POST")
        assert request_data is not None
        self.fault = self.faults.pop() if self.faults else "none"
        if self.fault == "not sent":
            raise NotSent("nothing left")
        offset = request_data.parameters.get("offset", 0)
        assert isinstance(offset, int)
        self.forgotten += [u["update_id"] for u in self.queue if u["update_id"] < offset]
        self.queue = [u for u in self.queue if u["update_id"] >= offset]
        if not self.queue and not self.faults:
            self.poller.stop()
        if self.fault == "reset after it was taken":
            raise NetworkError("reset")
        if self.fault in {"500", "429", "409"}:
            return int(self.fault), json.dumps(
                {"ok": False, "parameters": {"retry_after": 3}, "description": "no"}
                if self.fault == "429"
                else {"ok": False, "description": "no"}
            ).encode()
        if self.fault == "no list":
            return 200, b'{"ok": true, "result": {"update_id": "none"}}'
        return 200, json.dumps({"ok": True, "result": [*self.queue[:3], self.rubbish]}).encode()


@given(
    numbers=st.lists(st.integers(1, 2**31), max_size=12, unique=True).map(sorted),
    rubbish=RUBBISH,
    faults=st.lists(st.sampled_from(FAULTS), max_size=5),
)
def test_every_update_is_kept_in_order_before_telegram_forgets_it(
    numbers: list[int], rubbish: object, faults: list[str]
) -> None:
    api = PretendTelegram([{"update_id": number} for number in numbers], rubbish, faults)
    kept: list[int] = []

    async def keep(batch: Sequence[dict[str, Any]]) -> None:
        if api.fault == "unkept":
            raise StoreError
        kept.extend(u["update_id"] for u in batch)

    async def do_nothing(_: object) -> None:
        assert set(api.forgotten) <= set(kept)

    api.poller = Poller(
        api,
        "http://api/botT",
        keep=keep,
        on_unkept=do_nothing,
        now=lambda: dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
        allowed_updates=[],
        sleep=do_nothing,
        chance=lambda: 0.5,
    )
    asyncio.run(api.poller.run())
    assert kept == numbers
    assert api.forgotten == numbers

"""Updates posted to the bot's own address: in order within a chat, several chats at once.

An update is posted until a 2xx comes back; only then is it forgotten.
"""

import asyncio
from contextlib import suppress
from typing import Any

import aiohttp

from bot.demo.telegram.faults import Faults
from bot.demo.telegram.shapes import Json
from bot.demo.telegram.updates import Updates
from bot.demo.telegram.world import World

_SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name
_LONGEST_WAIT = 60.0
_SETTING = "webhook"


class Webhook:
    """The bot's one webhook, if it has one; `patience` is the first wait after a failure (s)."""

    def __init__(
        self, updates: Updates, world: World, faults: Faults, patience: float = 1.0
    ) -> None:
        self._updates = updates
        self._world = world
        self._faults = faults
        self._patience = patience
        self._stir = asyncio.Event()
        self._busy: dict[object, asyncio.Task[None]] = {}
        self._pump: asyncio.Task[None] | None = None
        self.last_error: Json = {}
        updates.on_add = self._stir.set

    @property
    def settings(self) -> Json | None:
        """Its url, secret and max_connections; None without a webhook."""
        return self._world.settings.get(_SETTING)

    async def set(self, settings: Json | None) -> None:
        """Begin to post there, or with None nowhere any more."""
        await self.stop()
        self.last_error = {}
        self._world.keep_setting(_SETTING, settings)
        self.resume()

    def resume(self) -> None:
        """Start posting if there is somewhere to post to."""
        if self.settings is not None and self._pump is None:
            self._pump = asyncio.get_running_loop().create_task(self._run(self.settings))

    async def stop(self) -> None:
        """Stop posting; what wasn't confirmed stays queued."""
        tasks = [*self._busy.values(), *([self._pump] if self._pump else [])]
        for task in tasks:
            task.cancel()
        for task in tasks:
            with suppress(asyncio.CancelledError):
                await task
        self._busy.clear()
        self._pump = None

    async def _run(self, settings: Json) -> None:
        patience = aiohttp.ClientTimeout(total=60)
        async with aiohttp.ClientSession(timeout=patience) as http:
            while True:
                self._stir.clear()
                for update_id, update in list(self._updates.pending.items()):
                    if len(self._busy) >= settings["max_connections"]:
                        break
                    key = _lane(update)
                    if key not in self._busy:
                        work = self._deliver(http, settings, key, update_id, update)
                        self._busy[key] = asyncio.create_task(work)
                await self._stir.wait()

    async def _deliver(
        self,
        http: aiohttp.ClientSession,
        settings: Json,
        lane: object,
        update_id: int,
        update: Json,
    ) -> None:
        wait = self._patience
        try:
            while update_id in self._updates.pending:
                batch = self._faults.tamper([update], self._updates.add_nonsense)
                answers = [await self._post(http, settings, body) for body in batch]
                if answers[-1]:
                    self._updates.forget([update_id])
                else:
                    await asyncio.sleep(wait)
                    wait = min(wait * 2, _LONGEST_WAIT)
        finally:
            self._busy.pop(lane, None)
            self._stir.set()

    async def _post(self, http: aiohttp.ClientSession, settings: Json, body: Json) -> bool:
        headers = {_SECRET_HEADER: settings["secret_token"]} if settings["secret_token"] else {}
        try:
            async with http.post(settings["url"], json=body, headers=headers) as answer:
                if answer.ok:
                    return True
                why = f"Wrong response from the webhook: {answer.status} {answer.reason}"
        except aiohttp.ClientConnectorError:
            why = "Connection refused"
        except (aiohttp.ClientError, TimeoutError):
            why = "Connection reset or timed out"
        self.last_error = {"last_error_message": why}
        return False


def _lane(update: Json) -> object:
    """Name what must stay in order: the chat."""
    happening: Any = next((v for k, v in update.items() if k != "update_id"), None)
    if not isinstance(happening, dict):
        return None
    chat = happening.get("chat") or happening.get("message", {}).get("chat") or {}
    return chat.get("id")

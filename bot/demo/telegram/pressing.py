"""Pressing inline buttons, and waiting for the answer."""

import asyncio
from typing import Any

from bot.demo.telegram.accounts import Accounts, CannotDoThat
from bot.demo.telegram.core import CallbackAnswer
from bot.demo.telegram.world import Message


class Pressing(Accounts):
    """The buttons under the bot's messages."""

    async def press(
        self,
        person_id: int,
        message_id: int,
        data_or_label: str,
        timeout: float = 5.0,  # noqa: ASYNC109 - the person's patience is part of the act
        *,
        chat: int | None = None,
        stale: bool = False,
    ) -> CallbackAnswer | None:
        """Press an inline button, by its data or its label; wait for answerCallbackQuery.

        None: the bot didn't answer within `timeout` real seconds, or the button is a link.
        `stale`: the app still shows a button that has gone meanwhile; `data_or_label` is its data.
        Raises CannotDoThat if there is no such button.
        """
        message = self.world.message(chat or person_id, message_id)
        if message is None:
            raise CannotDoThat("no such message")
        data = data_or_label if stale else _data(message, data_or_label)
        if data is None:
            return None
        query_id = self._ask(person_id, message, data)
        answered: asyncio.Future[CallbackAnswer] = asyncio.get_running_loop().create_future()
        self.waiting[query_id] = answered
        try:
            return await asyncio.wait_for(answered, timeout)
        except TimeoutError:
            return None
        finally:
            self.waiting.pop(query_id, None)

    def _ask(self, person_id: int, message: Message, data: str) -> str:
        """Queue the callback query; returns its id."""
        person = self.active(person_id)
        query_id = f"{message.chat_id}{self.updates.next_id}"
        query = {
            "id": query_id,
            "from": person.as_user(),
            "message": message.body,
            "chat_instance": str(message.chat_id),
            "data": data,
        }
        with self.journal:
            for old in self.world.aged("query:", self.now() - self.query_life.total_seconds()):
                self.world.keep_setting(old, None)
            asked = {"at": self.now(), "person_id": person_id}
            self.world.keep_setting(f"query:{query_id}", asked)
            self.updates.add("callback_query", query)
        return query_id


def _data(message: Message, data_or_label: str) -> str | None:
    rows: list[list[Any]] = message.body.get("reply_markup", {}).get("inline_keyboard", [])
    buttons = [button for row in rows for button in row]
    for name in ("callback_data", "text"):
        for button in buttons:
            if button.get(name) == data_or_label:
                data: str | None = button.get("callback_data")
                return data
    raise CannotDoThat("no such button")

"""What a person sees, and waiting for it: the chat, its keyboard, the commands, the changes."""

import asyncio
from collections.abc import Callable

from bot.demo.telegram.changes import Subscription
from bot.demo.telegram.core import Core
from bot.demo.telegram.methods.commands import resolved
from bot.demo.telegram.shapes import Json
from bot.demo.telegram.views import MessageView, view


class Watching(Core):
    """The eyes of the page, the tour and the tests."""

    def chat(self, person_id: int) -> list[MessageView]:
        """Show the private chat with a person (or, by its id, a group), oldest first."""
        return [view(message) for message in self.world.messages.get(person_id, {}).values()]

    def keyboard(self, person_id: int) -> Json | None:
        """Find the reply keyboard the chat shows now, if any."""
        for message in reversed(self.world.messages.get(person_id, {}).values()):
            if message.keyboard is not None:
                gone = message.keyboard.get("remove_keyboard", False)
                return None if gone else message.keyboard
        return None

    def commands_for(self, person_id: int, chat: int | None = None) -> list[tuple[str, str]]:
        """List (command, description), as the menu shows them to this person in a chat.

        `chat` is a group's id; without it the private chat.
        """
        language = (self.world.people[person_id].language_code or "")[:2]
        listed = resolved(self.world, person_id, chat or person_id, language)
        return [(command["command"], command["description"]) for command in listed]

    def subscribe(self) -> Subscription:
        """Listen to every change from now on; an async iterator, to be closed."""
        return self.changes.subscribe()

    async def wait_for(
        self,
        person_id: int,
        predicate: Callable[[MessageView], bool],
        timeout: float = 5.0,  # noqa: ASYNC109 - the caller's patience is part of the question
        *,
        after: int = 0,
    ) -> MessageView:
        """Wait for a message with an id above `after` that meets the predicate; the newest such.

        Raises TimeoutError after `timeout` real seconds. Deleted messages don't count.
        """
        with self.changes.subscribe() as changes:
            async with asyncio.timeout(timeout):
                while True:
                    found = self._newest(person_id, predicate, after)
                    if found is not None:
                        return found
                    while (await anext(changes)).person_id != person_id:
                        pass

    def _newest(
        self, chat_id: int, predicate: Callable[[MessageView], bool], after: int
    ) -> MessageView | None:
        for message in reversed(self.world.messages.get(chat_id, {}).values()):
            if message.id <= after:
                return None
            if not message.deleted and predicate(seen := view(message)):
                return seen
        return None

    async def settled(
        self,
        timeout: float = 5.0,  # noqa: ASYNC109 - as above
    ) -> None:
        """Return once every update is confirmed; TimeoutError after `timeout` real seconds."""
        async with asyncio.timeout(timeout):
            await self.updates.empty.wait()

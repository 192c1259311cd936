"""What changed in a chat, told to whoever watches: the page, the tour, a waiting test."""

import asyncio
from dataclasses import dataclass, field
from types import TracebackType
from typing import Literal, Self

from bot.demo.telegram.shapes import Json
from bot.demo.telegram.views import MessageView

Kind = Literal["message", "edited", "deleted", "typing", "callback_answer", "keyboard"]


@dataclass(frozen=True, slots=True)
class Change:
    """One change. `person_id` is the chat's id: the person's own, or a group's (negative)."""

    kind: Kind
    person_id: int
    message: MessageView | None = None
    detail: Json = field(default_factory=dict)

    def as_json(self) -> Json:
        """For the page."""
        body: Json = {"kind": self.kind, "person_id": self.person_id, "detail": self.detail}
        return body | {"message": self.message.as_json() if self.message else None}


class Subscription:
    """Changes from the moment of subscribing on; an async iterator and a context manager."""

    def __init__(self, hub: "Changes") -> None:
        self._hub = hub
        self._queue: asyncio.Queue[Change | None] = asyncio.Queue()

    def tell(self, change: Change | None) -> None:
        """Hand over a change; None ends the iteration."""
        self._queue.put_nowait(change)

    def close(self) -> None:
        """Stop listening."""
        self._hub.leave(self)
        self.tell(None)

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Change:
        change = await self._queue.get()
        if change is None:
            raise StopAsyncIteration
        return change

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class Changes:
    """The hub: everyone who listens hears every change."""

    def __init__(self) -> None:
        self._listeners: set[Subscription] = set()

    @property
    def heard(self) -> bool:
        """Whether anybody listens; if not, nobody need prepare a change."""
        return bool(self._listeners)

    def subscribe(self) -> Subscription:
        """Start listening now."""
        subscription = Subscription(self)
        self._listeners.add(subscription)
        return subscription

    def leave(self, subscription: Subscription) -> None:
        """Stop telling this one."""
        self._listeners.discard(subscription)

    def tell(self, change: Change) -> None:
        """Tell everyone."""
        for listener in self._listeners:
            listener.tell(change)

    def close(self) -> None:
        """End every subscription."""
        for listener in list(self._listeners):
            listener.close()

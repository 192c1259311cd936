"""The pretend Telegram itself: its world, its queue, its rules; methods and people act on it."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bot.demo.telegram.changes import Change, Changes, Kind
from bot.demo.telegram.faults import Faults
from bot.demo.telegram.files import Files
from bot.demo.telegram.journal import Journal
from bot.demo.telegram.limits import Limits
from bot.demo.telegram.refusals import bad, forbidden
from bot.demo.telegram.shapes import Json
from bot.demo.telegram.updates import Updates
from bot.demo.telegram.views import view
from bot.demo.telegram.webhook import Webhook
from bot.demo.telegram.world import Group, Message, Person, World

if TYPE_CHECKING:
    import asyncio


@dataclass(frozen=True, slots=True)
class CallbackAnswer:
    """What answerCallbackQuery showed. `text` may be empty: the button merely stops spinning."""

    text: str = ""
    show_alert: bool = False
    url: str | None = None


class Core:
    """State and the few operations that methods and people share.

    `folder` holds its memory (None: in memory only); `clock` gives aware UTC instants; `token`
    is the bot's. `strict` refuses fields that Telegram doesn't know (Telegram ignores them);
    `query_life` is how long a callback query may be answered and `limits` turns Telegram's
    sending limits on, both by that clock; `patience` is the first wait, in real seconds, before
    a webhook is tried again.
    """

    def __init__(
        self,
        folder: Path | None,
        clock: Callable[[], datetime],
        token: str,
        username: str = "stillwater_bot",
        *,
        strict: bool = True,
        query_life: timedelta = timedelta(minutes=10),
        limits: Limits | None = None,
        patience: float = 1.0,
    ) -> None:
        self.clock = clock
        self.token = token
        self.strict = strict
        self.query_life = query_life
        self.limits = limits
        self.bot: Json = {
            "id": int(token.partition(":")[0]),
            "is_bot": True,
            "first_name": "Stillwater",
            "username": username,
        }
        self.journal = Journal(folder)
        self.world = World(self.journal)
        self.updates = Updates(self.journal)
        self.files = Files(folder, self.world)
        self.faults = Faults()
        self.changes = Changes()
        self.webhook = Webhook(self.updates, self.world, self.faults, patience)
        self.calls: Counter[str] = Counter()
        self.waiting: dict[str, asyncio.Future[CallbackAnswer]] = {}
        for kind, key, body in self.journal.remembered():
            self.world.recall(kind, key, body)
            self.updates.recall(kind, key, body)

    def now(self) -> int:
        """Tell the service's time in Unix seconds."""
        return int(self.clock().timestamp())

    def place(self, chat_id: int) -> Person | Group:
        """Find whose chat this is; Refusal (400) if nobody's."""
        found = self.world.people.get(chat_id) or self.world.groups.get(chat_id)
        if found is None:
            raise bad("chat not found")
        return found

    def reach(self, chat_id: int) -> Person | Group:
        """Find the chat, if the bot may write there now; otherwise raise Refusal (400 or 403)."""
        found = self.place(chat_id)
        if isinstance(found, Person):
            if found.deactivated:
                raise forbidden("user is deactivated")
            if found.blocked:
                raise forbidden("bot was blocked by the user")
            if not found.started:
                if any(found.id in group.members for group in self.world.groups.values()):
                    raise forbidden("bot can't initiate conversation with a user")
                raise bad("chat not found")
        return found

    def post(
        self,
        chat: Person | Group,
        sender: Person | None,
        content: Json,
        keyboard: Json | None = None,
    ) -> Message:
        """Put a new message into a chat. `sender` None is the bot."""
        message_id = self.world.next_message_id()
        body = {
            "message_id": message_id,
            "from": self.bot if sender is None else sender.as_user(),
            "chat": chat.as_chat(),
            "date": self.now(),
        } | content
        message = Message(chat.id, message_id, sender.id if sender else None, body, keyboard)
        self.world.keep_message(message)
        self.show("message", message)
        if keyboard is not None:
            self.tell("keyboard", chat.id, keyboard)
        return message

    def show(self, kind: Kind, message: Message) -> None:
        """Tell whoever watches about a message."""
        if self.changes.heard:
            self.changes.tell(Change(kind, message.chat_id, view(message)))

    def tell(self, kind: Kind, chat_id: int, detail: Json) -> None:
        """Tell whoever watches about something that is no message."""
        if self.changes.heard:
            self.changes.tell(Change(kind, chat_id, detail=detail))

    async def open(self) -> None:
        """Take up the webhook, if one was set before."""
        self.webhook.resume()

    async def close(self) -> None:
        """Stop the webhook and every subscription, and let go of the journal."""
        await self.webhook.stop()
        self.changes.close()
        self.journal.close()

"""On this phone: the client decides what a locked screen and the list of chats show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.interview.conversation import Status
from bot.message import Message, MessageId
from bot.screens import phone
from bot.screens.screen import Screen, line, screen
from bot.services import discreet

if TYPE_CHECKING:
    from bot.interview.conversation import Conversation
    from bot.services.pressed import Pressed
    from bot.services.visit import Visit

_OVER: Final = frozenset({Status.DONE, Status.STOPPED})


async def show(visit: Visit, edits: int | None = None) -> None:
    """Show how it is now."""
    await visit.show(phone.screen(visit.client), edits=edits)


async def press(visit: Visit, pressed: Pressed) -> None:
    """Change one thing at a key; pressed twice, it is as it was after the first."""
    match pressed.argument:
        case "hide" | "show" as wish:
            await visit.change(discreet=wish == "hide")
        case "close":
            await visit.change(profile={**visit.client.profile, phone.CLOSES: "on"})
        case "goes-on":
            await visit.change(profile=_without(visit, phone.CLOSES))
        case "try":
            await _try(visit)
            return
        case "locks":
            await visit.show(phone.locks(), edits=pressed.message)
            return
    await show(visit, pressed.message)


async def open_(visit: Visit, pressed: Pressed) -> None:
    """Let what was kept back be read; the line stays, without its key."""
    if pressed.message is not None:
        await visit.send("", edits=pressed.message)
    if not await visit.work.outbox.release(visit.client.id, visit.now):
        await visit.show(screen("phone.nothing"))


async def settled(visit: Visit, conversation: Conversation) -> None:
    """Keep the line that was chosen; one of their own, once they have seen how it looks."""
    answers = conversation.answers
    answer, sure = answers.get("line"), answers.get("sure")
    if answer is not None and (sure is None or sure.options == ("keep",)):
        word = answer.options[0] if answer.options else answer.text
        await visit.change(profile={**visit.client.profile, phone.LINE: word})
    await show(visit)


async def close(visit: Visit, conversation: Conversation) -> None:
    """End a check-in with a plain line, where the client wants that and nothing follows it."""
    if phone.CLOSES not in visit.client.profile or conversation.status not in _OVER:
        return
    script = await visit.house.script(visit.work, conversation.script, conversation.version)
    if not script.exempt and await visit.work.conversations.current(visit.client.id) is None:
        await visit.show(screen("close-line.done"), quiet=True)


async def _try(visit: Visit) -> None:
    """Send such a message now, as it would look."""
    if not visit.client.discreet:
        await visit.show(Screen((line("phone.sample"),)))
        return
    behind = Message(
        id=MessageId(""),
        chat=visit.chat,
        text=visit.text(line("phone.tried")),
        created_at=visit.now,
        client=visit.owner,
    )
    await discreet.keep_back(visit, behind)


def _without(visit: Visit, word: str) -> dict[str, str]:
    return {name: said for name, said in visit.client.profile.items() if name != word}

"""A message as a row: what it says and to whom, sealed; when and what for, plain."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from bot.interview.conversation import ConversationId
from bot.looks import Seen
from bot.message import Answering, Button, Message, MessageId, Press, Purpose
from bot.people import ClientId
from storage.sealed import Sealed
from storage.tables import outbox

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Row

    from storage.vault import Seal, Vault

Data = dict[str, Any]
"""What JSON gives and takes."""


def to_row(message: Message, seal: Seal) -> dict[str, Any]:
    """Write what a message is."""
    return {
        "id": message.id,
        "client": message.client,
        "body": seal.close("outbox.body", message.id, json.dumps(_body(message))),
        "purpose": message.purpose.value,
        "priority": message.purpose.priority,
        "created_at": message.created_at,
        "expires_at": message.expires_at,
        "conversation": message.conversation,
        "turn": message.turn,
        "occurrence": message.occurrence,
    }


def from_row(row: Row[Any], seal: Seal) -> Message:
    """Read a message whose body was not dropped."""
    body = json.loads(seal.open("outbox.body", row.id, row.body))
    return Message(
        id=MessageId(row.id),
        chat=body["chat"],
        text=body["text"],
        created_at=row.created_at,
        client=None if row.client is None else ClientId(row.client),
        purpose=Purpose(row.purpose),
        buttons=tuple(tuple(_read_button(one) for one in line) for line in body["buttons"]),
        keyboard=tuple(tuple(line) for line in body["keyboard"]),
        menu=tuple((name, does) for name, does in body.get("menu", ())),
        edits=body["edits"],
        picture=b64decode(body.get("picture", "")),  # bodies of before 0.2 have neither
        document=b64decode(body.get("document", "")),  # bodies of before 0.5 have none of these
        document_name=body.get("document_name", ""),
        deletes=tuple(body.get("deletes", ())),
        protected=body.get("protected", False),
        fleeting=body.get("fleeting", False),
        tells=tuple((ClientId(client), Seen(seen)) for client, seen in body.get("tells", ())),
        expires_at=row.expires_at,
        quiet=body["quiet"],
        sensitive=body["sensitive"],
        if_repeated=body["if_repeated"],
        conversation=None if row.conversation is None else ConversationId(row.conversation),
        turn=row.turn,
        occurrence=row.occurrence,
    )


async def _seal(vault: Vault, row: Row[Any]) -> Seal:
    return await vault.whose_is(row.body, row.client, row.created_at)


MESSAGES = Sealed(
    "outbox", ("id",), select(outbox).where(outbox.c.body.is_not(None)), from_row, _seal
)


def _body(message: Message) -> Data:
    return {
        "chat": message.chat,
        "text": message.text,
        "buttons": [[_button(one) for one in line] for line in message.buttons],
        "keyboard": message.keyboard,
        "menu": message.menu,
        "edits": message.edits,
        "picture": b64encode(message.picture).decode(),
        "document": b64encode(message.document).decode(),
        "document_name": message.document_name,
        "deletes": message.deletes,
        "protected": message.protected,
        "fleeting": message.fleeting,
        "tells": message.tells,
        "quiet": message.quiet,
        "sensitive": message.sensitive,
        "if_repeated": message.if_repeated,
    }


def _button(button: Button) -> Sequence[Any]:
    match button.does:
        case Answering(conversation, turn, option):
            return [button.label, button.url, conversation, turn, option]
        case Press(action, argument):
            return [button.label, button.url, action, argument]
        case None if button.copy is not None:
            return [button.label, button.url, button.copy]
        case None:
            return [button.label, button.url]


def _read_button(data: Sequence[Any]) -> Button:
    match data:
        case [label, url, conversation, turn, option]:
            return Button(label, Answering(ConversationId(conversation), turn, option), url)
        case [label, url, action, argument]:
            return Button(label, Press(action, argument), url)
        case [label, url, copy]:
            return Button(label, url=url, copy=copy)
        case [label, url]:
            return Button(label, url=url)
        case _:
            raise ValueError(len(data))

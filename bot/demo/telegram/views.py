"""A message as a person sees it in their chat."""

from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Literal

from bot.demo.telegram.shapes import Json
from bot.demo.telegram.world import Message


@dataclass(frozen=True, slots=True)
class MessageView:
    """One bubble. `sender` is "bot" or a person's id; `date` is aware UTC.

    `text` is the text or the caption. `buttons` are rows of `{"text", "data"}`, `{"text", "url"}`
    or `{"text", "copy"}`. `photo` and `document` are Telegram's objects (`photo` the largest size);
    `other` names anything else a person sent (sticker, voice). `keyboard` is the reply keyboard
    the message brought: Telegram's object, `{"remove_keyboard": true}` included.
    """

    id: int
    chat_id: int
    sender: int | Literal["bot"]
    text: str
    date: datetime
    entities: list[Json]
    buttons: list[list[dict[str, str]]]
    photo: Json | None
    document: Json | None
    other: str | None
    reply_to: int | None
    keyboard: Json | None
    edited: bool
    deleted: bool

    @property
    def from_bot(self) -> bool:
        """Whether the bot sent it."""
        return self.sender == "bot"

    @property
    def labels(self) -> list[str]:
        """The texts of its inline buttons, row by row."""
        return [button["text"] for row in self.buttons for button in row]

    def as_json(self) -> Json:
        """For the page; the date in ISO 8601."""
        return asdict(self) | {"date": self.date.isoformat()}


def view(message: Message) -> MessageView:
    """How the chat shows this message."""
    body = message.body
    rows = body.get("reply_markup", {}).get("inline_keyboard", [])
    reply = body.get("reply_to_message")
    return MessageView(
        id=message.id,
        chat_id=message.chat_id,
        sender="bot" if message.sender is None else message.sender,
        text=str(body.get("text") or body.get("caption") or ""),
        date=datetime.fromtimestamp(body["date"], UTC),
        entities=body.get("entities") or body.get("caption_entities") or [],
        buttons=[[_button(button) for button in row] for row in rows],
        photo=body["photo"][-1] if "photo" in body else None,
        document=body.get("document"),
        other=next((kind for kind in ("sticker", "voice") if kind in body), None),
        reply_to=reply["message_id"] if reply else None,
        keyboard=message.keyboard,
        edited=message.edited,
        deleted=message.deleted,
    )


def _button(button: Json) -> dict[str, str]:
    if "callback_data" in button:
        return {"text": button["text"], "data": button["callback_data"]}
    if "copy_text" in button:
        return {"text": button["text"], "copy": button["copy_text"]["text"]}
    return {"text": button["text"], "url": button.get("url", "")}

"""What the bot sends: messages, photos, documents, and that it is typing."""

from typing import Any

from bot.demo.telegram import entities, keyboards
from bot.demo.telegram.core import Core
from bot.demo.telegram.entities import Formatted
from bot.demo.telegram.fields import Fields
from bot.demo.telegram.files import Upload
from bot.demo.telegram.refusals import bad
from bot.demo.telegram.shapes import Json, units
from bot.demo.telegram.urls import normal

TEXT_UNITS = 4096
CAPTION_UNITS = 1024
_RECORDED = ("video", "voice", "video_note")
_ACTIONS = frozenset(
    (
        "typing",
        *(f"{doing}_{what}" for doing in ("record", "upload") for what in _RECORDED),
        *("upload_photo", "upload_document", "choose_sticker", "find_location"),
    )
)
_PREVIEW_FLAGS = ("is_disabled", "prefer_small_media", "prefer_large_media", "show_above_text")


def send_message(tg: Core, fields: Fields) -> Json:
    """Send a text."""
    content = text_content(fields, "message is too long")
    return _send(tg, fields, content)


def send_photo(tg: Core, fields: Fields) -> Json:
    """Send a photo with a caption."""
    return _send_file(tg, fields, "photo")


def send_document(tg: Core, fields: Fields) -> Json:
    """Send a file with a caption."""
    return _send_file(tg, fields, "document")


def get_file(tg: Core, fields: Fields) -> Json:
    """Say where to download a file from."""
    if not fields.has("file_id"):
        raise bad("invalid file_id")
    return tg.files.describe(fields.text("file_id"))


def send_chat_action(tg: Core, fields: Fields) -> bool:
    """Show that the bot is typing, or the like."""
    chat_id, action = fields.chat_id(), fields.text("action")
    if action not in _ACTIONS:
        raise bad("wrong parameter action in request")
    tg.reach(chat_id)
    tg.tell("typing", chat_id, {"action": action})
    return True


def text_content(fields: Fields, too_long: str) -> Json:
    """Read the text part of a message; `too_long` is how Telegram says so here."""
    if not fields.text("text"):
        raise bad("message text is empty")
    formatted = entities.read(fields, "text", "entities")
    if not formatted.text:
        raise bad("text must be non-empty")
    if units(formatted.text) > TEXT_UNITS:
        raise bad(too_long)
    content = _written("text", "entities", formatted)
    preview = fields.tree("link_preview_options")
    return content | ({"link_preview_options": _preview(preview)} if preview else {})


def caption_content(fields: Fields) -> Json:
    """Read the caption part of a message; empty without one."""
    formatted = entities.read(fields, "caption", "caption_entities")
    if units(formatted.text) > CAPTION_UNITS:
        raise bad("message caption is too long")
    return _written("caption", "caption_entities", formatted) if formatted.text else {}


def _send_file(tg: Core, fields: Fields, kind: str) -> Json:
    given = fields.file(kind)
    if given is None:
        raise bad(f"there is no {kind} in the request")
    caption = caption_content(fields)
    tg.reach(fields.chat_id())
    files = tg.files
    about = files.keep(kind, given) if isinstance(given, Upload) else files.known(kind, given)
    return _send(tg, fields, {kind: [about] if kind == "photo" else about} | caption)


def _send(tg: Core, fields: Fields, content: Json) -> Json:
    chat_id = fields.chat_id()
    fields.flag("disable_notification")
    inline, keyboard = keyboards.read(fields.tree("reply_markup"))
    chat = tg.reach(chat_id)
    if fields.tree("reply_parameters"):
        content |= _reply(tg, chat_id, fields.tree("reply_parameters"))
    if inline is not None:
        content["reply_markup"] = inline
    if fields.flag("protect_content"):
        content["has_protected_content"] = True
    if tg.limits is not None:
        tg.limits.take(chat_id, tg.clock())
    return tg.post(chat, None, content, keyboard).body


def _reply(tg: Core, chat_id: int, reply: Any) -> Json:  # noqa: ANN401 - any JSON, refused unless ReplyParameters
    if not isinstance(reply, dict):
        raise bad("object expected as reply parameters")
    if "message_id" not in reply:
        raise bad('can\'t find field "message_id"')
    if not isinstance(reply["message_id"], int):
        raise bad('field "message_id" must be of type Number')
    target = tg.world.message(chat_id, reply["message_id"])
    if target is None:
        if reply.get("allow_sending_without_reply"):
            return {}
        raise bad("message to be replied not found")
    return {"reply_to_message": quoted(target.body)}


def quoted(body: Json) -> Json:
    """Strip a message for use inside another: without the one it replied to itself."""
    return {name: value for name, value in body.items() if name != "reply_to_message"}


def _preview(options: Any) -> Json:  # noqa: ANN401 - any JSON, refused unless LinkPreviewOptions
    if not isinstance(options, dict):
        raise bad("object expected as link preview options")
    for name in _PREVIEW_FLAGS:
        if not isinstance(options.get(name, False), bool):
            raise bad(f'field "{name}" must be of type Boolean')
    if "url" in options and normal(str(options["url"])) is None:
        raise bad("WEBPAGE_URL_INVALID")
    return {name: value for name, value in options.items() if name in {*_PREVIEW_FLAGS, "url"}}


def _written(text_name: str, entities_name: str, formatted: Formatted) -> Json:
    content: Json = {text_name: formatted.text}
    return content | ({entities_name: formatted.entities} if formatted.entities else {})

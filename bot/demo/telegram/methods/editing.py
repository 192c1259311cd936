"""What the bot changes afterwards, what it takes back, and what it answers to a button."""

from datetime import timedelta

from bot.demo.telegram import keyboards
from bot.demo.telegram.core import CallbackAnswer, Core
from bot.demo.telegram.fields import Fields
from bot.demo.telegram.methods.sending import caption_content, text_content
from bot.demo.telegram.refusals import NOT_MODIFIED, QUERY_TOO_OLD, bad
from bot.demo.telegram.shapes import Json, units
from bot.demo.telegram.world import Message

_TEXT = frozenset({"text", "entities", "link_preview_options"})
_CAPTION = frozenset({"caption", "caption_entities"})
_ANSWER_UNITS = 200
_MOST_DELETED = 100
_DELETABLE = timedelta(hours=48)


def edit_text(tg: Core, fields: Fields) -> Json:
    """Put another text in place of the old one; without reply_markup the buttons go."""
    content = text_content(fields, "MESSAGE_TOO_LONG")
    message = _editable(tg, fields)
    if "text" not in message.body:
        raise bad("there is no text in the message to edit")
    return _edit(tg, fields, message, _TEXT, content)


def edit_caption(tg: Core, fields: Fields) -> Json:
    """Put another caption, or none."""
    content = caption_content(fields)
    message = _editable(tg, fields)
    if "text" in message.body:
        raise bad("there is no caption in the message to edit")
    return _edit(tg, fields, message, _CAPTION, content)


def edit_markup(tg: Core, fields: Fields) -> Json:
    """Put other buttons, or none."""
    return _edit(tg, fields, _editable(tg, fields), frozenset(), {})


def delete_message(tg: Core, fields: Fields) -> bool:
    """Take a message back, ours or (in a private chat) the person's, within 48 hours."""
    chat_id, message_id = fields.chat_id(), fields.integer("message_id")
    tg.place(chat_id)
    message = tg.world.message(chat_id, message_id)
    if message is None:
        raise bad("message to delete not found")
    if not _deletable(tg, message):
        raise bad("message can't be deleted for everyone")
    _delete(tg, message)
    return True


def delete_messages(tg: Core, fields: Fields) -> bool:
    """Take back those that can be; the others are passed over."""
    chat_id, ids = fields.chat_id(), fields.tree("message_ids")
    if not isinstance(ids, list) or not ids:
        raise bad("message identifiers are not specified")
    if not all(isinstance(message_id, int) for message_id in ids):
        raise bad("can't parse message identifiers")
    if len(ids) > _MOST_DELETED:
        raise bad("too many message identifiers specified")
    tg.place(chat_id)
    for message_id in ids:
        message = tg.world.message(chat_id, message_id)
        if message is not None and _deletable(tg, message):
            _delete(tg, message)
    return True


def answer_callback_query(tg: Core, fields: Fields) -> bool:
    """Stop the button's spinning, perhaps with a word; once, and before the query is too old."""
    text, query_id = fields.text("text"), fields.text("callback_query_id")
    if units(text) > _ANSWER_UNITS:
        raise bad("MESSAGE_TOO_LONG")
    query = tg.world.settings.get(f"query:{query_id}")
    if query is None or tg.now() - query["at"] > tg.query_life.total_seconds():
        raise bad(QUERY_TOO_OLD)
    tg.world.keep_setting(f"query:{query_id}", None)
    answer = CallbackAnswer(text, fields.flag("show_alert"), fields.text("url") or None)
    waiting = tg.waiting.pop(query_id, None)
    if waiting is not None and not waiting.done():
        waiting.set_result(answer)
    shown = {"query_id": query_id, "text": answer.text, "show_alert": answer.show_alert}
    tg.tell("callback_answer", query["person_id"], shown)
    return True


def _editable(tg: Core, fields: Fields) -> Message:
    chat_id, message_id = fields.chat_id(), fields.integer("message_id")
    if not message_id:
        raise bad("message identifier is not specified")
    tg.reach(chat_id)
    message = tg.world.message(chat_id, message_id)
    if message is None:
        raise bad("message to edit not found")
    if message.sender is not None or message.keyboard is not None:
        raise bad("message can't be edited")
    return message


def _edit(tg: Core, fields: Fields, message: Message, names: frozenset[str], content: Json) -> Json:
    """Put `content` in place of the fields `names`, and the request's buttons for the old ones."""
    inline, keyboard = keyboards.read(fields.tree("reply_markup"))
    if keyboard is not None:
        raise bad("inline keyboard expected")
    replaced = names | {"reply_markup"}
    kept = {name: value for name, value in message.body.items() if name not in replaced}
    body = kept | content | ({"reply_markup": inline} if inline else {})
    if body == message.body:
        raise bad(NOT_MODIFIED)
    body["edit_date"] = tg.now()
    changed = any(body.get(name) != message.body.get(name) for name in names)
    message.body, message.edited = body, message.edited or changed
    tg.world.keep_message(message)
    tg.show("edited", message)
    return body


def _deletable(tg: Core, message: Message) -> bool:
    young = tg.now() - message.body["date"] <= _DELETABLE.total_seconds()
    ours = message.sender is None or message.chat_id > 0
    return young and ours


def _delete(tg: Core, message: Message) -> None:
    kept = ("message_id", "from", "chat", "date")
    message.body = {name: message.body[name] for name in kept}
    message.deleted = True
    message.keyboard = None
    tg.world.keep_message(message)
    tg.show("deleted", message)

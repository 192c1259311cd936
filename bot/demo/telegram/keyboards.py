"""Reply markup: inline keyboards, reply keyboards, their removal, and forced replies.

Telegram quietly rearranges rows of more than eight buttons; here they are refused, so that a
test notices.
"""

from typing import Any

from bot.demo.telegram.refusals import bad
from bot.demo.telegram.shapes import Json, units
from bot.demo.telegram.urls import checked

_ROW = 8
_BUTTONS = 100
_REPLY_BUTTONS = 300
_DATA_BYTES = 64
_COPIED = 256
_PLACEHOLDER = 64
_ACTIONS = frozenset({"callback_data", "url", "copy_text"})
_REPLY_FLAGS = ("is_persistent", "resize_keyboard", "one_time_keyboard", "selective")


def read(markup: Any) -> tuple[Json | None, Json | None]:  # noqa: ANN401 - any JSON, refused unless markup
    """(inline keyboard, reply keyboard), either None; raises Refusal (400)."""
    if markup is None or markup == {}:
        return None, None
    if not isinstance(markup, dict):
        raise bad("object expected as reply markup")
    if "inline_keyboard" in markup:
        return _inline(markup["inline_keyboard"]), None
    for name in ("force_reply", "remove_keyboard"):
        if name in markup:
            flags = _flags(markup, name, "selective")
            return None, (flags | _placeholder(markup) if flags.get(name) else None)
    if "keyboard" in markup:
        return None, _reply(markup)
    raise bad("object expected as reply markup")


def _inline(rows: Any) -> Json | None:  # noqa: ANN401 - as above
    keyboard = [
        [_inline_button(button) for button in row] for row in _rows(rows, "inline_keyboard")
    ]
    if sum(map(len, keyboard)) > _BUTTONS or any(len(row) > _ROW for row in keyboard):
        raise bad("REPLY_MARKUP_TOO_LONG")
    keyboard = [row for row in keyboard if row]
    return {"inline_keyboard": keyboard} if keyboard else None


def _inline_button(button: Any) -> Json:  # noqa: ANN401 - as above
    text = _label(button, "inline keyboard button")
    actions = {name: button[name] for name in button if name != "text"}
    unknown = set(actions) - _ACTIONS
    if unknown:
        raise bad(f'can\'t parse inline keyboard button: unknown field "{min(unknown)}"')
    if not any(actions.values()):
        why = "Text buttons are unallowed in the inline keyboard"
        raise bad(f"can't parse inline keyboard button: {why}")
    if "url" in actions:
        return {"text": text, "url": checked("inline keyboard button URL", str(actions["url"]))}
    if "copy_text" in actions:
        return {"text": text, "copy_text": {"text": _copied(actions["copy_text"])}}
    data = actions["callback_data"]
    if not isinstance(data, str):
        why = 'Field "callback_data" must be of type String'
        raise bad(f"can't parse inline keyboard button: {why}")
    if len(data.encode()) > _DATA_BYTES:
        raise bad("BUTTON_DATA_INVALID")
    return {"text": text, "callback_data": data}


def _copied(given: Any) -> str:  # noqa: ANN401 - as above
    text = given.get("text") if isinstance(given, dict) else None
    if not isinstance(text, str):
        raise bad("can't parse inline keyboard button: Object expected as copy text")
    if not 1 <= units(text) <= _COPIED:
        raise bad("BUTTON_COPY_TEXT_INVALID")
    return text


def _reply(markup: Json) -> Json:
    rows = [
        [
            {"text": button} if isinstance(button, str) else button | {"text": _label(button)}
            for button in row
        ]
        for row in _rows(markup["keyboard"], "keyboard")
    ]
    if sum(map(len, rows)) > _REPLY_BUTTONS:
        raise bad("REPLY_MARKUP_TOO_LONG")
    rows = [row for row in rows if row]
    if not rows:
        raise bad("reply keyboard must be non-empty")
    if not all(button["text"] for row in rows for button in row):
        raise bad("keyboard button text must be non-empty")
    return {"keyboard": rows} | _flags(markup, *_REPLY_FLAGS) | _placeholder(markup)


def _rows(rows: Any, name: str) -> list[list[Any]]:  # noqa: ANN401 - as above
    if not isinstance(rows, list):
        raise bad(f'field "{name}" must be of type Array')
    if not all(isinstance(row, list) for row in rows):
        raise bad(f'field "{name}" must be an Array of Arrays')
    return rows


def _label(button: Any, what: str = "keyboard button") -> str:  # noqa: ANN401 - as above
    if not isinstance(button, dict):
        raise bad(f"can't parse {what}: InlineKeyboardButton must be an Object")
    if "text" not in button:
        raise bad(f"can't parse {what}: Can't find field \"text\"")
    text = button["text"]
    if not isinstance(text, str):
        raise bad(f'can\'t parse {what}: Field "text" must be of type String')
    if not text:  # a blank is taken: calendars fill their empty days with it
        raise bad(f"{what} text must be non-empty")
    return text


def _flags(markup: Json, *names: str) -> Json:
    flags = {name: markup[name] for name in names if name in markup}
    for name, value in flags.items():
        if not isinstance(value, bool):
            raise bad(f'field "{name}" must be of type Boolean')
    return flags


def _placeholder(markup: Json) -> Json:
    text = markup.get("input_field_placeholder")
    if text is None:
        return {}
    if not isinstance(text, str):
        raise bad('field "input_field_placeholder" must be of type String')
    if not 1 <= units(text) <= _PLACEHOLDER:
        raise bad("input field placeholder must be 1-64 characters long")
    return {"input_field_placeholder": text}

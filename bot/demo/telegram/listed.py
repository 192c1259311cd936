"""Entities that a request lists itself, instead of a parse_mode."""

from typing import Any

from bot.demo.telegram.refusals import Refusal, bad
from bot.demo.telegram.shapes import Json
from bot.demo.telegram.urls import checked

STYLES = frozenset(
    {
        *("bold", "italic", "underline", "strikethrough", "spoiler"),
        *("blockquote", "expandable_blockquote"),
    }
)
_AUTOMATIC = frozenset(
    {"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number"}
)


def listed_entities(listed: object, length: int) -> list[Json]:
    """Check them against a text of `length` UTF-16 units; raises Refusal (400).

    Those that Telegram finds by itself are passed over.
    """
    if not isinstance(listed, list):
        raise bad("can't parse entities JSON object")
    entities = [_entity(entity) for entity in listed]
    for entity in entities:
        _fits(entity["offset"], entity["length"], length)
    return [e for e in entities if e["length"] and e["type"] not in _AUTOMATIC]


def _entity(entity: Any) -> Json:  # noqa: ANN401 - any JSON, refused unless a MessageEntity
    if not isinstance(entity, dict):
        raise _wrong("expected an Object")
    kind = str(_field(entity, "type"))
    clean: Json = {"type": kind}
    for name in ("offset", "length"):
        clean[name] = _field(entity, name)
        if not isinstance(clean[name], int):
            raise _wrong(f'Field "{name}" must be of type Number')
    if kind == "text_link":
        clean["url"] = checked("entity URL", str(_field(entity, "url")))
    elif kind == "custom_emoji":
        clean["custom_emoji_id"] = str(_field(entity, "custom_emoji_id"))
    elif kind == "pre":
        clean |= {"language": str(entity["language"])} if entity.get("language") else {}
    elif kind not in STYLES | _AUTOMATIC | {"code"}:
        raise _wrong("Unsupported type specified")
    return clean


def _fits(offset: int, size: int, length: int) -> None:
    if offset < 0:
        raise bad(f"receive an entity with incorrect offset {offset}")
    if size < 0:
        raise bad(f"receive an entity with incorrect length {size}")
    if offset > length:
        raise bad(f"entity begins after the end of the text at UTF-16 offset {offset}")
    if offset + size > length:
        where = f"at UTF-16 offset {offset} ends after the end of the text"
        raise bad(f"entity beginning {where} at UTF-16 offset {offset + size}")


def _field(entity: Json, name: str) -> object:
    if name not in entity:
        raise _wrong(f'Can\'t find field "{name}"')
    return entity[name]


def _wrong(what: str) -> Refusal:
    return bad(f"can't parse MessageEntity: {what}")

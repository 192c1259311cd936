"""Text with its entities: from parse_mode, from the request, and those Telegram finds itself."""

import re
from dataclasses import dataclass, field
from typing import Any

from bot.demo.telegram.fields import Fields
from bot.demo.telegram.html_text import parse_html
from bot.demo.telegram.markdown_text import parse_markdown
from bot.demo.telegram.refusals import bad
from bot.demo.telegram.shapes import Json, units
from bot.demo.telegram.urls import checked

_FOUND = re.compile(
    r"(?P<url>https?://[^\s<>\"']*[^\s<>\"'.,;:!?)])"
    r"|(?P<email>[\w.+-]+@[\w-]+\.[A-Za-z]{2,})"
    r"|(?<![\w/@#])(?:(?P<bot_command>/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?)(?![\w/])"
    r"|(?P<mention>@[A-Za-z0-9_]{3,32})\b"
    r"|(?P<hashtag>#\w*[^\W\d]\w*))"
)
_TELLTALE = re.compile(r"[/@#]")
_PLAIN = frozenset(
    "bold italic underline strikethrough spoiler blockquote expandable_blockquote code".split()
)
_AUTOMATIC = frozenset("mention hashtag cashtag bot_command url email phone_number".split())


@dataclass(frozen=True, slots=True)
class Formatted:
    """A text and its entities, offsets and lengths in UTF-16 code units."""

    text: str
    entities: list[Json] = field(default_factory=list)


def read(fields: Fields, text_name: str, entities_name: str) -> Formatted:
    """Read the text of a request, trimmed as Telegram trims it; raises Refusal (400)."""
    text = fields.text(text_name)
    mode = fields.text("parse_mode").lower()
    if mode == "html":
        text, given = parse_html(text)
    elif mode == "markdownv2":
        text, given = parse_markdown(text)
    elif mode not in {"", "none"}:
        raise bad("unsupported parse_mode")
    else:
        listed = fields.tree(entities_name)
        given = _given(listed, units(text)) if listed else []
    return found(trimmed(text, given))


def trimmed(text: str, given: list[Json]) -> Formatted:
    """Without white space around; entities move along, and what is left empty goes."""
    bare = text.lstrip()
    lead = units(text) - units(bare)
    bare = bare.rstrip()
    end = units(bare)
    kept = []
    for entity in given:
        start = max(entity["offset"] - lead, 0)
        stop = min(entity["offset"] + entity["length"] - lead, end)
        if start < stop:
            kept.append(entity | {"offset": start, "length": stop - start})
    return Formatted(bare, kept)


def found(formatted: Formatted) -> Formatted:
    """With the commands, links and mentions that Telegram finds by itself."""
    text = formatted.text
    if not _TELLTALE.search(text):
        return formatted
    entities = list(formatted.entities)
    taken = [e for e in entities if e["type"] not in _PLAIN or e["type"] == "code"]
    for match in _FOUND.finditer(text):
        offset, length = units(text[: match.start()]), units(match.group())
        if all(
            offset + length <= e["offset"] or e["offset"] + e["length"] <= offset for e in taken
        ):
            entities.append({"type": match.lastgroup, "offset": offset, "length": length})
    entities.sort(key=lambda e: (e["offset"], -e["length"]))
    return Formatted(text, entities)


def _given(listed: object, length: int) -> list[Json]:
    """Check the entities a request lists itself."""
    if not isinstance(listed, list):
        raise bad("can't parse entities JSON object")
    return [e for entity in listed if (e := _one(entity, length)) is not None]


def _one(entity: Any, length: int) -> Json | None:  # noqa: ANN401 - any JSON, refused unless an entity
    if not isinstance(entity, dict):
        raise bad("can't parse MessageEntity: expected an Object")
    for name in ("type", "offset", "length"):
        if name not in entity:
            raise bad(f"can't parse MessageEntity: Can't find field \"{name}\"")
    kind, offset, size = entity["type"], entity["offset"], entity["length"]
    if not isinstance(offset, int) or not isinstance(size, int):
        raise bad('can\'t parse MessageEntity: Field "offset" must be of type Number')
    if kind in _AUTOMATIC:
        return None
    clean: Json = {"type": kind, "offset": offset, "length": size}
    if kind == "text_link":
        clean["url"] = checked("entity URL", _needed(entity, "url"))
    elif kind == "pre":
        clean |= {"language": entity["language"]} if entity.get("language") else {}
    elif kind == "custom_emoji":
        clean["custom_emoji_id"] = _needed(entity, "custom_emoji_id")
    elif kind not in _PLAIN:
        raise bad("can't parse MessageEntity: Unsupported type specified")
    if offset < 0:
        raise bad(f"receive an entity with incorrect offset {offset}")
    if size < 0:
        raise bad(f"receive an entity with incorrect length {size}")
    if offset > length:
        raise bad(f"entity begins after the end of the text at UTF-16 offset {offset}")
    if offset + size > length:
        where = f"at UTF-16 offset {offset} ends after the end of the text"
        raise bad(f"entity beginning {where} at UTF-16 offset {offset + size}")
    return clean if size else None


def _needed(entity: Json, name: str) -> str:
    if name not in entity:
        raise bad(f"can't parse MessageEntity: Can't find field \"{name}\"")
    return str(entity[name])

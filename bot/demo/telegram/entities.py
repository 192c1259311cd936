"""Text with its entities: from parse_mode, from the request, and those Telegram finds itself."""

import re
from dataclasses import dataclass, field

from bot.demo.telegram.fields import Fields
from bot.demo.telegram.html_text import parse_html
from bot.demo.telegram.listed import STYLES, listed_entities
from bot.demo.telegram.markdown_text import parse_markdown
from bot.demo.telegram.refusals import bad
from bot.demo.telegram.shapes import Json, units

_FOUND = re.compile(
    r"(?P<url>https?://[^\s<>\"'“”«»]*[^\s<>\"'“”«».,;:!?)])"
    r"|(?P<email>[\w.+-]+@[\w-]+\.[A-Za-z]{2,})"
    r"|(?<![\w/@#])(?:(?P<bot_command>/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?)(?![\w/])"
    r"|(?P<mention>@[A-Za-z0-9_]{3,32})\b"
    r"|(?P<hashtag>#\w*[^\W\d]\w*))"
)
_TELLTALE = re.compile(r"[/@#]")


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
        given = listed_entities(listed, units(text)) if listed else []
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
    taken = [e for e in entities if e["type"] not in STYLES]
    for match in _FOUND.finditer(text):
        offset, length = units(text[: match.start()]), units(match.group())
        if all(
            offset + length <= e["offset"] or e["offset"] + e["length"] <= offset for e in taken
        ):
            entities.append({"type": match.lastgroup, "offset": offset, "length": length})
    entities.sort(key=lambda e: (e["offset"], -e["length"]))
    return Formatted(text, entities)

"""parse_mode HTML: the tags Telegram knows, and its complaints about all others."""

import re
from dataclasses import dataclass
from typing import NoReturn

from bot.demo.telegram.refusals import bad
from bot.demo.telegram.shapes import Json, units
from bot.demo.telegram.urls import normal

_KINDS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline",
    "ins": "underline", "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough",
    "tg-spoiler": "spoiler", "span": "spoiler", "code": "code", "pre": "pre", "a": "text_link",
    "blockquote": "blockquote", "tg-emoji": "custom_emoji",
}  # fmt: skip
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:(lt|gt|amp|quot)|#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6}));?")
_ATTRIBUTE = re.compile(
    r"""\s*([^\s=>]*)\s*(?:=\s*("[^"]*"|'[^']*'|[^\s>"']+|["'].*))?""", re.DOTALL
)
_SURROGATES = range(0xD800, 0xE000)


@dataclass(frozen=True, slots=True)
class _Open:
    tag: str
    attributes: dict[str, str]
    at: int  # where its text begins, in UTF-16 units
    said: int  # how many pieces of text came before it


def parse_html(source: str) -> tuple[str, list[Json]]:
    """Part the text from its tags, which become entities; raises Refusal (400)."""
    return _Html(source).parse()


class _Html:
    def __init__(self, source: str) -> None:
        self.source = source
        self.said: list[str] = []
        self.length = 0
        self.nested: list[_Open] = []
        self.entities: list[Json] = []

    def parse(self) -> tuple[str, list[Json]]:
        at = 0
        while at < len(self.source):
            char = self.source[at]
            if char == "<":
                closing = self.source.startswith("/", at + 1)
                at = self._end(at) if closing else self._start(at)
                continue
            if char == "&" and (match := _REFERENCE.match(self.source, at)):
                self._say(_decode(match))
                at += len(match[0])
                continue
            stop = at + 1
            while stop < len(self.source) and self.source[stop] not in "<&":
                stop += 1
            self._say(self.source[at:stop])
            at = stop
        if self.nested:
            tag = self.nested[-1].tag
            raise _wrong(f'Can\'t find end tag corresponding to start tag "{tag}"')
        self.entities.sort(key=lambda e: (e["offset"], -e["length"]))
        return "".join(self.said), self.entities

    def _say(self, text: str) -> None:
        self.said.append(text)
        self.length += units(text)

    def _start(self, begin: int) -> int:
        match = re.compile(r"[^\s>]*").match(self.source, begin + 1)
        tag = match[0].lower() if match else ""
        at = begin + 1 + len(tag)
        if at >= len(self.source):
            self._fail("Unclosed start tag", begin)
        if tag not in _KINDS:
            self._fail(f'Unsupported start tag "{tag}"', begin)
        attributes: dict[str, str] = {}
        while not self.source[at:].lstrip().startswith(">"):
            found = _ATTRIBUTE.match(self.source, at)
            if found is None or found.end() >= len(self.source):
                self._fail("Unclosed start tag", begin)
            if not found[1]:
                self._fail(f'Empty attribute name in the tag "{tag}"', begin)
            value = (found[2] or "").strip("\"'")
            attributes[found[1].lower()] = _REFERENCE.sub(_decode, value)
            at = found.end()
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            self._fail('Tag "span" must have class "tg-spoiler"', begin)
        self.nested.append(_Open(tag, attributes, self.length, len(self.said)))
        return self.source.index(">", at) + 1

    def _end(self, begin: int) -> int:
        if not self.nested:
            self._fail("Unexpected end tag", begin)
        close = self.source.find(">", begin)
        if close < 0:
            self._fail("Unclosed end tag", begin)
        opened = self.nested.pop()
        tag = self.source[begin + 2 : close].strip().lower()
        if tag not in {"", opened.tag}:
            where = f"Unmatched end tag at byte offset {self._bytes(begin)}"
            raise _wrong(f'{where}, expected "</{opened.tag}>", found "</{tag}>"')
        self._close(opened)
        return close + 1

    def _close(self, opened: _Open) -> None:
        length = self.length - opened.at
        if not length:
            return
        entity: Json = {"type": _KINDS[opened.tag], "offset": opened.at, "length": length}
        given = opened.attributes
        if opened.tag == "a":
            said = "".join(self.said[opened.said :])
            url = normal(given.get("href", said))
            if url is None:
                return
            entity["url"] = url
        elif opened.tag == "tg-emoji":
            if not given.get("emoji-id", "").isdigit():
                raise _wrong("Invalid custom emoji identifier specified")
            entity["custom_emoji_id"] = given["emoji-id"]
        elif opened.tag == "blockquote" and "expandable" in given:
            entity["type"] = "expandable_blockquote"
        elif opened.tag == "code" and given.get("class", "").startswith("language-"):
            entity["language"] = given["class"].removeprefix("language-")
        elif opened.tag == "pre":
            self._swallow_code(entity)
        if opened.tag == "code" and not (self.nested and self.nested[-1].tag == "pre"):
            entity.pop("language", None)
        self.entities.append(entity)

    def _swallow_code(self, pre: Json) -> None:
        """Let a code tag that fills its pre only name the language."""
        for inner in [
            e for e in self.entities if e["type"] == "code" and e["offset"] >= pre["offset"]
        ]:
            self.entities.remove(inner)
            if inner["length"] == pre["length"] and "language" in inner:
                pre["language"] = inner["language"]

    def _bytes(self, at: int) -> int:
        return len(self.source[:at].encode())

    def _fail(self, what: str, at: int) -> NoReturn:
        raise _wrong(f"{what} at byte offset {self._bytes(at)}")


def _decode(match: re.Match[str]) -> str:
    name, decimal, hexadecimal = match.groups()
    if name:
        return _NAMED[name]
    code = int(decimal) if decimal else int(hexadecimal, 16)
    if not code or code > 0x10FFFF or code in _SURROGATES:  # noqa: PLR2004 - Unicode's last code point
        return match[0]
    return chr(code)


def _wrong(what: str) -> Exception:
    return bad(f"can't parse entities: {what}")

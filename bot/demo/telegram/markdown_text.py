"""parse_mode MarkdownV2: marks that nest, and characters that must be escaped."""

from dataclasses import dataclass
from typing import NoReturn

from bot.demo.telegram.refusals import bad
from bot.demo.telegram.shapes import Json, units
from bot.demo.telegram.urls import normal

_RESERVED = frozenset("_*[]()~`>#+-=|{}.!")
_LAST_ESCAPABLE = 126
_MARKS = {  # the longer first: __ before _, ``` before `
    "```": ("pre", "Pre"),
    "__": ("underline", "Underline"),
    "||": ("spoiler", "Spoiler"),
    "_": ("italic", "Italic"),
    "*": ("bold", "Bold"),
    "~": ("strikethrough", "Strikethrough"),
    "`": ("code", "Code"),
    "[": ("text_link", "TextUrl"),
}
_VERBATIM = frozenset({"```", "`"})


@dataclass(frozen=True, slots=True)
class _Open:
    mark: str
    at: int  # where its text begins, in UTF-16 units
    source: int  # where its mark stands in the source
    said: int  # how many pieces of text came before it
    language: str = ""


def parse_markdown(source: str) -> tuple[str, list[Json]]:
    """Part the text from its marks, which become entities; raises Refusal (400)."""
    return _Markdown(source).parse()


class _Markdown:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.said: list[str] = []
        self.length = 0
        self.nested: list[_Open] = []
        self.entities: list[Json] = []
        self.quote: int | None = None

    def parse(self) -> tuple[str, list[Json]]:
        while self.at < len(self.source):
            self._step()
        if self.nested:
            last = self.nested[-1]
            self._fail(f"Can't find end of {_MARKS[last.mark][1]} entity", last.source)
        self._unquote()
        self.entities.sort(key=lambda e: (e["offset"], -e["length"]))
        return "".join(self.said), self.entities

    def _step(self) -> None:
        char = self.source[self.at]
        verbatim = bool(self.nested) and self.nested[-1].mark in _VERBATIM
        if char == "\\" and self._escapable():
            self._say(self.source[self.at + 1])
            self.at += 2
        elif self.nested and self._closes(self.nested[-1].mark):
            self._close(self.nested.pop())
        elif verbatim or char not in _RESERVED:
            self._say(char)
            self.at += 1
            if char == "\n" and not self.source.startswith(">", self.at):
                self._unquote()
        elif char == ">" and self._at_line_start():
            self.quote = self.length if self.quote is None else self.quote
            self.at += 1
        else:
            self._open(char)

    def _escapable(self) -> bool:
        after = self.source[self.at + 1 : self.at + 2]
        return bool(after) and 1 <= ord(after) <= _LAST_ESCAPABLE

    def _at_line_start(self) -> bool:
        return self.at == 0 or self.source[self.at - 1] == "\n"

    def _closes(self, mark: str) -> bool:
        if mark == "[":
            return self.source.startswith("]", self.at)
        if mark == "_" and self.source.startswith("__", self.at):
            return False
        return self.source.startswith(mark, self.at)

    def _open(self, char: str) -> None:
        mark = next((m for m in _MARKS if self.source.startswith(m, self.at)), None)
        if mark is None:
            why = "is reserved and must be escaped with the preceding '\\'"
            raise _wrong(f"Character '{char}' {why}")
        begin, self.at = self.at, self.at + len(mark)
        language = self._language() if mark == "```" else ""
        self.nested.append(_Open(mark, self.length, begin, len(self.said), language))

    def _language(self) -> str:
        """Take the word between ``` and the line's end; a bare line's end is dropped too."""
        line, newline, _ = self.source[self.at :].partition("\n")
        if not newline or "`" in line or " " in line:
            return ""
        self.at += len(line) + 1
        return line

    def _close(self, opened: _Open) -> None:
        self.at += len(opened.mark)
        kind = _MARKS[opened.mark][0]
        entity: Json = {"type": kind, "offset": opened.at, "length": self.length - opened.at}
        if kind == "text_link":
            url = normal(self._url("".join(self.said[opened.said :])))
            if url is None:
                return
            entity["url"] = url
        if opened.language:
            entity["language"] = opened.language
        if entity["length"]:
            self.entities.append(entity)

    def _url(self, said: str) -> str:
        if not self.source.startswith("(", self.at):
            return said
        begin = self.at
        url: list[str] = []
        self.at += 1
        while self.at < len(self.source):
            char = self.source[self.at]
            if char == ")":
                self.at += 1
                return "".join(url)
            if char == "\\" and self._escapable():
                self.at += 1
                char = self.source[self.at]
            url.append(char)
            self.at += 1
        return self._fail("Can't find end of a URL", begin)

    def _unquote(self) -> None:
        if self.quote is not None and self.length > self.quote:
            length = self.length - self.quote
            entity: Json = {"type": "blockquote", "offset": self.quote, "length": length}
            self.entities.append(entity)
        self.quote = None

    def _say(self, text: str) -> None:
        self.said.append(text)
        self.length += units(text)

    def _fail(self, what: str, at: int) -> NoReturn:
        raise _wrong(f"{what} at byte offset {len(self.source[:at].encode())}")


def _wrong(what: str) -> Exception:
    return bad(f"can't parse entities: {what}")

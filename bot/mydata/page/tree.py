"""HTML as a tree, so that no text can ever become markup: what people wrote is only ever text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element, tostring

if TYPE_CHECKING:
    from collections.abc import Iterable

_UNSHOWABLE: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
"""Signs that no page can show: controls, halves of pairs, and what is no character at all."""

Child = Element | str | None


def el(tag: str, *children: Child, **attributes: str) -> Element:
    """Give an element; None among its children is left out, `class_` stands for `class`."""
    made = Element(tag, {name.rstrip("_").replace("_", "-"): v for name, v in attributes.items()})
    for child in children:
        if isinstance(child, Element):
            made.append(child)
        elif child is not None and len(made):
            made[-1].tail = (made[-1].tail or "") + shown(child)
        elif child is not None:
            made.text = (made.text or "") + shown(child)
    return made


def shown(text: str) -> str:
    """Give a text in which what cannot be shown is a replacement character."""
    return _UNSHOWABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def quote(text: str) -> Element:
    """Quote somebody, whichever way their script runs."""
    return el("q", text, dir="auto")


def bare(text: str) -> Element:
    """Give a name or the like, kept from turning our own line around."""
    return el("bdi", text)


def facts(pairs: Iterable[tuple[str, Child]]) -> Element:
    """Lay out what is so, each beside its name; what is None is left out."""
    there = [(name, said) for name, said in pairs if said is not None]
    return el("dl", *(cell for name, said in there for cell in (el("dt", name), el("dd", said))))


def points(rows: Iterable[Element]) -> Element:
    """Give a list."""
    return el("ul", *(el("li", row) if row.tag != "li" else row for row in rows))


def document(root: Element) -> bytes:
    """Write the document; UTF-8."""
    return b"<!DOCTYPE html>\n" + tostring(root, encoding="unicode", method="html").encode()

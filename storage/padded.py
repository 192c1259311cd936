"""Lists as parameters, padded: a database meets few forms of one statement, and keeps them ready.

Each length is a statement of its own, to be parsed and planned anew on each connection.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Collection

T = TypeVar("T")


def padded(values: Collection[T], blank: T) -> list[T]:
    """Give them with as many blanks, which stand for nothing, as make a power of two of them."""
    many = len(values)
    return [*values, *[blank] * ((1 << (many - 1).bit_length()) - many if many else 0)]

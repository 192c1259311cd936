"""The fields of one request, from a query, a form, a multipart form or JSON, each read as its type.

Forms carry everything as text and nested things as JSON in text; JSON bodies carry the types.
"""

import json
from collections.abc import Awaitable, Collection, Mapping
from typing import Any, TypeVar

from aiohttp import web

from bot.demo.telegram.files import Upload
from bot.demo.telegram.refusals import Refusal, bad

T = TypeVar("T")
_YES = frozenset({"true", "yes", "1"})
_NO = frozenset({"false", "no", "0", ""})


class Fields:
    """Typed access to what was asked; raises Refusal (400) for what isn't of its type."""

    def __init__(self, values: Mapping[str, object]) -> None:
        self._values = {name: value for name, value in values.items() if value is not None}

    @classmethod
    async def of(cls, request: web.Request) -> "Fields":
        """Read a request's query and body."""
        values: dict[str, object] = dict(request.query)
        if request.content_type == "application/json":
            values |= _object(await _whole(request.read()))
        elif request.can_read_body:
            values |= await _form(request)
        return cls(values)

    def refuse_unknown(self, known: Collection[str]) -> None:
        """Refuse what the method has no field for, files apart."""
        for name, value in self._values.items():
            if name not in known and not isinstance(value, Upload):
                raise bad(f'unknown field "{name}"')

    def has(self, name: str) -> bool:
        """Whether it was given."""
        return name in self._values

    def text(self, name: str) -> str:
        """Read a string; one that is not there is empty."""
        value = self._values.get(name, "")
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        if not isinstance(value, str):
            raise bad(f'field "{name}" must be of type String')
        if not value.isascii() and any("\ud800" <= char <= "\udfff" for char in value):
            raise bad("strings must be encoded in UTF-8")
        return value

    def integer(self, name: str, default: int = 0) -> int:
        """Read a whole number."""
        value = self._values.get(name, default)
        if isinstance(value, bool) or not isinstance(value, int | str):
            raise bad(f'field "{name}" must be of type Number')
        try:
            return int(value)
        except ValueError:
            raise bad(f'field "{name}" must be a valid Number') from None

    def flag(self, name: str, *, default: bool = False) -> bool:
        """Read true or false."""
        value = self._values.get(name, default)
        if isinstance(value, bool):
            return value
        word = str(value).lower()
        if word not in _YES and word not in _NO:
            raise bad(f'field "{name}" must be of type Boolean')
        return word in _YES

    def tree(self, name: str) -> Any:  # noqa: ANN401 - whatever JSON the request holds; its reader checks
        """Read something nested; None if not given."""
        value = self._values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise bad(f"can't parse {name} JSON object") from None

    def chat_id(self) -> int:
        """Read whose chat; 0, which is nobody's, for a name that leads nowhere."""
        value = self._values.get("chat_id", "")
        if value == "":
            raise bad("chat_id is empty")
        try:
            return int(str(value))
        except ValueError:
            return 0

    def file(self, name: str) -> Upload | str | None:
        """Read an upload, the id of a file sent before, or None."""
        value = self._values.get(name)
        if isinstance(value, str) and value.startswith("attach://"):
            value = self._values.get(value.removeprefix("attach://"))
        if value is None or isinstance(value, Upload):
            return value
        return str(value) or None


async def _form(request: web.Request) -> dict[str, object]:
    try:
        form = await _whole(request.post())
    except ValueError:
        raise bad("can't parse the form") from None
    return {
        name: _upload(value) if isinstance(value, web.FileField) else value
        for name, value in form.items()
    }


async def _whole(reading: Awaitable[T]) -> T:
    try:
        return await reading
    except web.HTTPRequestEntityTooLarge:
        raise Refusal(413, "Request Entity Too Large") from None


def _object(body: bytes) -> dict[str, object]:
    if not body:
        return {}
    try:
        values = json.loads(body)
    except ValueError:
        raise bad("can't parse JSON object") from None
    if not isinstance(values, dict):
        raise bad("object expected")
    return values


def _upload(field: web.FileField) -> Upload:
    return Upload(field.filename, field.content_type, field.file.read())

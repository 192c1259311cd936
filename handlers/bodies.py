"""What a request to the Bot API carries, and how long writing it may take.

aiohttp knows no write timeout: a peer that stops reading would hold an upload for
ever, since its read timeout starts only once the body is written. So the bodies
watch their own time; aiohttp passes what they raise on to the one who waits.
"""

from __future__ import annotations

import asyncio
from io import BytesIO
from typing import TYPE_CHECKING

from aiohttp import BytesPayload, MultipartWriter, Payload

if TYPE_CHECKING:
    from aiohttp.abc import AbstractStreamWriter
    from telegram.request import RequestData

_FORM = "application/x-www-form-urlencoded"
_ODD = "replace"  # half a surrogate pair must not keep the rest from being said


class _Timed(Payload):
    """A body that must be handed to the socket within `limit` seconds."""

    limit: float | None

    async def write_with_length(
        self, writer: AbstractStreamWriter, content_length: int | None
    ) -> None:
        async with asyncio.timeout(self.limit):
            await super().write_with_length(writer, content_length)


class _Fields(_Timed, BytesPayload):
    """Plain parameters, urlencoded."""


class _Files(_Timed, MultipartWriter):
    """Parameters and files, as multipart."""


def body(data: RequestData, *, within: float | None) -> Payload:
    """Build the body of one request; raises TimeoutError into it after `within` seconds."""
    built = _files(data) if data.contains_files else _fields(data)
    built.limit = within
    return built


def _fields(data: RequestData) -> _Timed:
    return _Fields(data.url_encoded_parameters({"errors": _ODD}).encode(), content_type=_FORM)


def _files(data: RequestData) -> _Timed:
    form = _Files("form-data")
    for name, text in data.json_parameters.items():
        part = form.append(text.encode(errors=_ODD), {"Content-Type": "text/plain; charset=utf-8"})
        part.set_content_disposition("form-data", quote_fields=False, name=name)
    for name, (filename, content, kind) in data.multipart_data.items():
        # bytes go in as a file, since aiohttp writes those piece by piece
        source = BytesIO(content) if isinstance(content, bytes) else content
        part = form.append(source, {"Content-Type": kind})
        # Telegram reads names as they stand, not percent-encoded.
        part.set_content_disposition("form-data", quote_fields=False, name=name, filename=filename)
    return form

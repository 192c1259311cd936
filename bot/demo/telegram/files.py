"""Files people and the bot sent: their bytes, and what getFile says of them."""

import struct
from dataclasses import dataclass
from pathlib import Path

from bot.demo.telegram.refusals import bad
from bot.demo.telegram.shapes import Json
from bot.demo.telegram.world import World

_PHOTO_BYTES = 10 * 1024 * 1024
_FILE_BYTES = 50 * 1024 * 1024
_SIDES = 10_000
_RATIO = 20


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a request."""

    name: str
    mime: str
    content: bytes


class Files:
    """Bytes beside the journal, or in memory when there is no folder."""

    def __init__(self, folder: Path | None, world: World) -> None:
        self._folder = folder / "files" if folder else None
        self._bytes: dict[str, bytes] = {}
        self._world = world

    def keep(self, kind: str, upload: Upload) -> Json:
        """Store it; returns Telegram's object (PhotoSize, Document, Voice, Sticker).

        Raises Refusal (400) for what is empty, too big, or no picture where one is due.
        """
        if not upload.content:
            raise bad("file must be non-empty")
        if len(upload.content) > (_PHOTO_BYTES if kind == "photo" else _FILE_BYTES):
            raise bad(f"file of size {len(upload.content)} bytes is too big for a {kind}")
        number = sum(key.startswith("file:") for key in self._world.settings) + 1
        about: Json = {"file_id": f"{kind}-{number:08d}", "file_unique_id": f"U{number:08d}"}
        about["file_size"] = len(upload.content)
        if kind == "photo":
            about["width"], about["height"] = _sides(upload.content)
        elif kind == "sticker":
            about |= {"width": 512, "height": 512, "type": "regular"}
            about |= {"is_animated": False, "is_video": False}
        elif kind == "voice":
            about |= {"duration": 1, "mime_type": upload.mime}
        else:
            about |= {"file_name": upload.name, "mime_type": upload.mime}
        path = f"{kind}s/file_{number}{Path(upload.name).suffix}"
        self._write(path, upload.content)
        key = f"file:{about['file_id']}"
        self._world.keep_setting(key, {"kind": kind, "path": path, "about": about})
        return about

    def known(self, kind: str, file_id: str) -> Json:
        """Find the object of a file sent before, to be sent again; raises Refusal (400)."""
        found = self._world.settings.get(f"file:{file_id}")
        if found is None:
            raise bad("wrong file identifier/HTTP URL specified")
        if found["kind"] != kind:
            was, wanted = found["kind"].title(), kind.title()
            raise bad(f"can't use file of type {was} as {wanted}")
        about: Json = found["about"]
        return about

    def describe(self, file_id: str) -> Json:
        """Telegram's File; raises Refusal (400)."""
        found = self._world.settings.get(f"file:{file_id}")
        if found is None:
            raise bad("invalid file_id")
        named = {name: found["about"][name] for name in ("file_id", "file_unique_id", "file_size")}
        return named | {"file_path": found["path"]}

    def read(self, path: str) -> bytes | None:
        """Read the bytes at a `file_path`; None if there is no such file."""
        if self._folder is None:
            return self._bytes.get(path)
        if all(
            kept["path"] != path
            for key, kept in self._world.settings.items()
            if key.startswith("file:")
        ):
            return None
        return (self._folder / path).read_bytes()

    def _write(self, path: str, content: bytes) -> None:
        if self._folder is None:
            self._bytes[path] = content
            return
        target = self._folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def _sides(content: bytes) -> tuple[int, int]:
    """Width and height in pixels of a PNG or JPEG."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:  # noqa: PLR2004 - signature and IHDR
        width, height = struct.unpack(">II", content[16:24])
    elif content.startswith(b"\xff\xd8"):
        width, height = _jpeg_sides(content)
    else:
        raise bad("IMAGE_PROCESS_FAILED")
    if not width or not height or width + height > _SIDES:
        raise bad("PHOTO_INVALID_DIMENSIONS")
    if max(width, height) > _RATIO * min(width, height):
        raise bad("PHOTO_INVALID_DIMENSIONS")
    return width, height


def _jpeg_sides(content: bytes) -> tuple[int, int]:
    """Walk the segments to the frame header (ITU-T T.81, B.2.2)."""
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:  # noqa: PLR2004 - every marker's first byte
        marker = content[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:  # noqa: PLR2004 - the SOF markers
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + int.from_bytes(content[at + 2 : at + 4], "big")
    raise bad("IMAGE_PROCESS_FAILED")

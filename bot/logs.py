"""The log: ids, types and counts on standard error, and nothing that anybody said.

Whoever speaks, a library, a warning or a crash, only who it was, what kind of thing and where in
the code is passed on: texts of errors hold updates, answers, statements, and addresses with the
token. Pictures of memory are not taken either.
"""

from __future__ import annotations

import faulthandler
import logging
import resource
import sys
import threading
import traceback
import warnings
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final, TextIO

import structlog

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    from structlog.typing import EventDict, Processor

    from bot.config import Log

log = structlog.get_logger(__name__)

LIBRARIES: Final = (
    *("telegram", "httpx", "httpcore", "aiohttp", "asyncio", "concurrent"),
    *("apscheduler", "sqlalchemy", "aiosqlite", "asyncpg", "alembic"),
    *("matplotlib", "PIL", "py"),
)
LONGEST: Final = 100
"""Characters of a value; an id or a type's name has fewer."""
_DEEP: Final = 12
"""Frames of a crash that are shown, the innermost last."""


def set_up(log: Log) -> None:
    """Log to standard error, as lines for people or as JSON, and no words of any library."""
    last: Processor = structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    if log.json_lines:
        last = structlog.processors.JSONRenderer()
    structlog.configure(
        processors=[
            bare,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            last,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(log.level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    hush()


def bare(_: object, __: str, event: EventDict) -> EventDict:
    """Leave of an event what can be no words: of an error its type, of anything large its type."""
    for name in ("exc_info", "exception"):
        if name in event:
            event["error"] = _kind(event.pop(name))
    event.pop("stack_info", None)
    return {name: _plain(value) for name, value in event.items()}


def hush() -> None:
    """Let the libraries log that something is wrong, never what."""
    logging.raiseExceptions = False  # a record that cannot be written would be shown whole
    logging.getLogger().handlers = [Wordless(logging.WARNING)]
    for name in LIBRARIES:
        logger = logging.getLogger(name)
        logger.handlers = [Wordless(logging.WARNING)]
        logger.propagate = False
        logger.setLevel(logging.WARNING)


class Wordless(logging.Handler):
    """Passes on who logged, on which line, and how bad it is."""

    def emit(self, record: logging.LogRecord) -> None:
        """Tell of a record without a word of it."""
        error = None if record.exc_info is None else _kind(record.exc_info)
        line = record.lineno
        log.log(record.levelno, "library.trouble", logger=record.name, line=line, error=error)


def watch() -> None:
    """Let whatever nobody caught be told by its type and place, and no memory be written down.

    This is for the whole process, from its start on.
    """
    sys.excepthook = _uncaught
    sys.unraisablehook = lambda it: _uncaught(it.exc_type, it.exc_value, it.exc_traceback)
    threading.excepthook = lambda it: _uncaught(it.exc_type, it.exc_value, it.exc_traceback)
    warnings.showwarning = _warned
    _shows_frames()
    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, most))


def crashed(error: BaseException) -> None:
    """Tell of what nobody expected: every type in the chain, and the lines where it came up."""
    kinds = [type(one).__name__ for one in _chain(error)]
    log.error("crashed", error=kinds[0], after=kinds[1:], where=list(_places(error.__traceback__)))


def _uncaught(
    kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    crashed((error or kind()).with_traceback(trace))


def _warned(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    del message, file, line
    log.warning("library.warning", error=category.__name__, where=_place(filename, lineno))


def _shows_frames() -> None:
    """Let a crash of the interpreter itself show its frames: files and lines, no values."""
    try:
        faulthandler.enable()
    except (OSError, ValueError):  # standard error is no file here
        return


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: list[BaseException] = [error]
    for one in seen:
        yield one
        inner = one.exceptions if isinstance(one, BaseExceptionGroup) else ()
        seen += [two for two in (one.__cause__, one.__context__, *inner) if two and two not in seen]


def _places(trace: TracebackType | None) -> Iterator[str]:
    frames = [(frame.f_code.co_filename, line) for frame, line in traceback.walk_tb(trace)]
    return (_place(file, line) for file, line in frames[-_DEEP:])


def _place(file: str, line: int) -> str:
    """Give a file by its last parts: where a machine keeps its files is nobody's business."""
    return f"{'/'.join(PurePath(file).parts[-3:])}:{line}"


def _kind(error: object) -> str | None:
    """Give the type of an error, in whichever way it was handed to the log."""
    if isinstance(error, tuple):
        error = error[0] if error else None
    if error is True:
        error = sys.exc_info()[0]
    if isinstance(error, BaseException):
        error = type(error)
    return error.__name__ if isinstance(error, type) else None


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever was handed to the log
    match value:
        case bool() | int() | float() | None:
            return value
        case str():
            return value if len(value) <= LONGEST and value.isprintable() else "str"
        case list() | tuple() | set() | frozenset():
            return [_plain(one) for one in value]
        case _:
            return type(value).__name__

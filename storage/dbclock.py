"""The database's own clock, which leases run on: never the service's, which can be moved."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Float, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from storage.types import UtcDateTime

if TYPE_CHECKING:
    from sqlalchemy.sql.compiler import SQLCompiler

_SQLITE = "strftime('%Y-%m-%d %H:%M:%f000', 'now'"


class DbNow(FunctionElement[datetime]):
    """This instant, as the database knows it."""

    type = UtcDateTime()
    inherit_cache = True


class DbLater(FunctionElement[datetime]):
    """An instant so many seconds from now, as the database knows it."""

    type = UtcDateTime()
    inherit_cache = True

    def __init__(self, seconds: str) -> None:
        """Take the name of the parameter that says how many seconds."""
        super().__init__(bindparam(seconds, type_=Float))


@compiles(DbNow, "sqlite")
def _now_sqlite(element: DbNow, compiler: SQLCompiler, **kw: Any) -> str:  # noqa: ANN401, ARG001 - SQLAlchemy's signature
    return f"{_SQLITE})"


@compiles(DbNow, "postgresql")
def _now_postgresql(element: DbNow, compiler: SQLCompiler, **kw: Any) -> str:  # noqa: ANN401, ARG001 - SQLAlchemy's signature
    return "clock_timestamp()"


@compiles(DbLater, "sqlite")
def _later_sqlite(element: DbLater, compiler: SQLCompiler, **kw: Any) -> str:  # noqa: ANN401 - SQLAlchemy's signature
    return f"{_SQLITE}, {compiler.process(element.clauses, **kw)} || ' seconds')"


@compiles(DbLater, "postgresql")
def _later_postgresql(element: DbLater, compiler: SQLCompiler, **kw: Any) -> str:  # noqa: ANN401 - SQLAlchemy's signature
    return f"clock_timestamp() + make_interval(secs => {compiler.process(element.clauses, **kw)})"

"""What is asked all the time must not become slower with every message ever sent."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.dialects import sqlite as sqlite_dialect

from storage.outboxlease import FREE, LEASE, RECOVER

if TYPE_CHECKING:
    from tests.databases import Place

ASKED = {"free": FREE["sqlite"], "lease": LEASE, "recover": RECOVER["sqlite"]}
SQLITE = sqlite_dialect.dialect()
LIST = re.compile(r"__\[POSTCOMPILE_\w+\]")
"""Where SQLAlchemy puts a list when it knows how long that is."""


@pytest.mark.parametrize("what", ASKED)
def test_no_question_to_the_outbox_reads_all_of_it(sqlite: Place, what: str) -> None:
    path = sqlite.url.removeprefix("sqlite:///")
    asked = LIST.sub("?", str(ASKED[what].compile(dialect=SQLITE)))
    blanks = [None] * asked.count("?")
    with closing(sqlite3.connect(path)) as connection:
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {asked}", blanks)]
    reads = [step for step in plan if step.startswith(("SCAN outbox", "SCAN head", "SEARCH"))]
    assert reads
    assert [step for step in reads if "USING" not in step] == []

"""What is asked all the time must not become slower with every message ever sent."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.dialects import sqlite as sqlite_dialect

from bot.retention import Kind
from storage import retention
from storage.ages import AGED, FULL, INVITED, PEOPLE
from storage.gauges import READ
from storage.outbox import DEPTH
from storage.outboxlease import FREE, LEASE, RECOVER
from storage.tables import episodes, inbox, outbox, timers

if TYPE_CHECKING:
    from tests.databases import Place

ASKED = {
    "free": FREE["sqlite"],
    "lease": LEASE,
    "recover": RECOVER["sqlite"],
    "depth": DEPTH,
}
AGES = {
    **{kind.value: aged for kind, several in AGED.items() for aged in several},
    **{kind.value: aged for kind, aged in PEOPLE.items()},
    "uncertain": AGED[Kind.ASIDE][0],
    "full": FULL,
    "invited": INVITED,
}
NIGHTLY = {
    **{f"{what} over": aged.over for what, aged in AGES.items()},
    **{f"{what} go": aged.go for what, aged in AGES.items()},
    "full rows": retention._FULL,
    "unpinned": retention._UNPINNED,
    **{f"needed {n}": one for n, one in enumerate(retention._NEEDED)},
}
OPEN = {
    *("ix_inbox_open", "ix_timers_aside"),
    *("ix_outbox_queue", "uq_outbox_held", "ix_outbox_uncertain"),
}
"""Indexes that hold nothing but what waits."""
FEW = {"scripts"}
"""Tables of which all is read: a version each."""
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


def test_a_look_at_what_waits_goes_by_indexes_alone(sqlite: Place) -> None:
    asked = str(READ.compile(dialect=SQLITE))
    blanks = [None] * asked.count("?")
    with closing(sqlite3.connect(sqlite.url.removeprefix("sqlite:///"))) as connection:
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {asked}", blanks)]
    tables = [table.name for table in (inbox, outbox, timers, episodes)]
    reads = [step.split() for step in plan if any(table in step.split() for table in tables)]
    assert len(reads) >= len(tables)
    assert [step for step in reads if "INDEX" not in step] == []
    # of what is scanned, only the open rows are in the index
    scanned = {step[step.index("INDEX") + 1] for step in reads if step[0] == "SCAN"}
    assert scanned <= {*OPEN, "uq_episodes_open"}


@pytest.mark.parametrize("what", NIGHTLY)
def test_a_night_reads_only_what_is_old(sqlite: Place, what: str) -> None:
    path = sqlite.url.removeprefix("sqlite:///")
    asked = LIST.sub("?", str(NIGHTLY[what].compile(dialect=SQLITE)))
    blanks = [None] * asked.count("?")
    with closing(sqlite3.connect(path)) as connection:
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {asked}", blanks)]
    reads = [step for step in plan if step.startswith(("SCAN", "SEARCH"))]
    assert reads
    assert [step for step in reads if "USING" not in step] == []
    through = [step for step in reads if step.startswith("SCAN") and step.split()[1] not in FEW]
    assert [step for step in through if "ix_inbox_open" not in step] == []  # which is nearly empty

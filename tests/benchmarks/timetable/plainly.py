"""The plain way: one APScheduler job per client, in its SQLAlchemy job store."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime, timedelta
from statistics import median
from time import perf_counter, sleep
from typing import TYPE_CHECKING, Final

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.job import Job
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.interval import IntervalTrigger
from sqlalchemy import create_engine, func, select

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any

WEEKLY: Final = 7 * 24 * 3600
AT_ONCE: Final = 10_000
"""Rows to a statement."""
ATTEMPTS: Final = 20
"""Knocks with nothing due, of which the median is taken."""
_LOOK_AGAIN: Final = 0.01


def nothing(client: int) -> None:
    """Be what a job does: nothing, so that only the scheduler is measured."""


def asleep(database: Path, idle: int) -> None:
    """Make a store with so many jobs that are due in years."""
    scheduler = _scheduler(database)
    _fill(scheduler, idle, datetime.now(UTC) + timedelta(days=3650))
    scheduler.shutdown()


def knock(database: Path, idle: int, due: int) -> tuple[float, int]:
    """Give the seconds until everything due has run and is planned anew, and how much that was.

    The store has `idle` jobs asleep already, and is gone after.
    """
    scheduler = _scheduler(database)
    now = datetime.now(UTC)
    _fill(scheduler, due, now, first=idle)
    engine = create_engine(f"sqlite:///{database}")
    jobs = scheduler._jobstores["default"].jobs_t
    late = select(func.count()).select_from(jobs).where(jobs.c.next_run_time <= now.timestamp())
    began = perf_counter()
    scheduler.resume()
    if due:
        with engine.connect() as connection:
            while connection.execute(late).scalar_one():
                connection.rollback()
                sleep(_LOOK_AGAIN)
        seconds = perf_counter() - began
    else:
        seconds = _idle(scheduler)
    scheduler.shutdown()
    engine.dispose()
    database.unlink()
    return seconds, due


def _scheduler(database: Path) -> BackgroundScheduler:
    scheduler = BackgroundScheduler(
        jobstores={"default": SQLAlchemyJobStore(url=f"sqlite:///{database}")},
        executors={"default": ThreadPoolExecutor(20)},
        job_defaults={"misfire_grace_time": None, "coalesce": True},
        timezone=UTC,
    )
    scheduler.start(paused=True)
    return scheduler


def _idle(scheduler: BackgroundScheduler) -> float:
    took = []
    for _ in range(ATTEMPTS):
        began = perf_counter()
        scheduler._process_jobs()
        took.append(perf_counter() - began)
    return median(took)


def _fill(scheduler: BackgroundScheduler, count: int, at: datetime, first: int = 0) -> None:
    """Add jobs as its store writes them, many rows at a time: it adds them one by one."""
    store = scheduler._jobstores["default"]
    with store.engine.begin() as connection:
        for start in range(first, first + count, AT_ONCE):
            end = min(start + AT_ONCE, first + count)
            rows = list(_rows(scheduler, store.pickle_protocol, range(start, end), at))
            connection.execute(store.jobs_t.insert(), rows)


def _rows(
    scheduler: BackgroundScheduler, protocol: int, numbers: range, at: datetime
) -> Iterator[dict[str, Any]]:
    trigger = IntervalTrigger(seconds=WEEKLY, start_date=at, timezone=UTC)
    for number in numbers:
        job = Job(
            scheduler,
            id=f"{number:032x}",
            func=nothing,
            args=(number,),
            kwargs={},
            name="prompt",
            trigger=trigger,
            executor="default",
            misfire_grace_time=None,
            coalesce=True,
            max_instances=1,
            next_run_time=at,
        )
        state = pickle.dumps(job.__getstate__(), protocol)
        yield {"id": job.id, "next_run_time": at.timestamp(), "job_state": state}

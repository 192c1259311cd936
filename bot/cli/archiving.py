"""What `backup`, `restore` and `move` have in common: places, keys, bars and sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bot.cli.progress import progress
from bot.cli.settings import out
from bot.config import Config
from bot.errors import KeyProblem
from bot.opening import ring, urls
from storage.archive.keyring import Sample
from storage.archive.places import Places, Steps
from storage.archive.snapshot import Contents
from storage.masterkey import read_backup_keys

_NAMED = 10
"""So many rows that do not open are named, and the rest counted."""


def places(config: Config) -> Places:
    """Give where the store and its keys are. Raises ConfigError, KeyProblem."""
    return Places(*urls(config), ring(config.security))


def backup_keys(file: Path) -> tuple[bytes, ...]:
    """Read the backup keys, the one to seal with first.

    Raises:
        KeyProblem: there is none, or others may read it.

    """
    if not file.exists():
        raise KeyProblem(
            f"security.backup_key_file: there is no {file}. It seals backups and opens them: "
            "`python -m bot keys new` writes one; to restore, put back the copy of the one they "
            "were made with."
        )
    try:
        return read_backup_keys(file)
    except KeyProblem as problem:
        raise KeyProblem(f"security.backup_key_file: {problem}") from None


@contextmanager
def steps(*, quiet: bool) -> Iterator[Steps]:
    """Show a bar for each step, on a terminal."""
    with progress(quiet=quiet) as bar:

        def begin(what: str, total: int) -> Callable[[int], object]:
            task = bar.add_task(what, total=total)
            return lambda rows: bar.advance(task, rows)

        yield begin


def as_data(contents: Contents, sample: Sample) -> dict[str, Any]:
    """Give what was archived, and what became of the sample, as JSON has it."""
    return {
        "schema": contents.schema,
        "made_at": contents.made_at.isoformat(),
        "rows": {table: rows for table, rows in contents.rows.items() if rows},
        "opened": sample.opened,
        "not_opened": [list(one) for one in sample.shut],
        "keyless": sample.keyless,
    }


def say_opened(sample: Sample, of: str) -> None:
    """Say what became of a sample of rows."""
    tried = sample.opened + len(sample.shut)
    out.print(f"{sample.opened:,} of {tried:,} {of} that were tried open.")
    if sample.shut:
        named = ", ".join(" ".join(one) for one in sample.shut[:_NAMED])
        more = f" and {len(sample.shut) - _NAMED} more" if len(sample.shut) > _NAMED else ""
        out.print(
            f"Not opened: {named}{more}. Their key was destroyed, or they were damaged before; "
            "`doctor` names damage.",
            markup=False,
        )


def say_keyless(keyless: int) -> None:
    """Say how many clients the next start erases."""
    if keyless:
        out.print(
            f"{keyless:,} clients have no key: they erased themselves since, or joined after the "
            "key store's backup. The next start erases them.",
            markup=False,
        )

"""Exporting: everything is read a page at a time, written row by row, and put in place at once."""

from __future__ import annotations

import csv
import json
import os
import shutil
from collections import Counter
from contextlib import ExitStack, aclosing, contextmanager
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any, Final

from bot.cli.progress import progress
from bot.errors import ConfigError
from bot.research.columns import DICTIONARY, dictionary
from bot.research.records import Participant
from bot.research.sheets import SHEETS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from bot.research.disguise import Disguise
    from bot.research.records import Record
    from storage.research import Research

ABOUT: Final = "about.json"
DICTIONARY_FILE: Final = "dictionary.csv"


@dataclass(slots=True)
class Exported:
    """What an export holds."""

    rows: Counter[str] = field(default_factory=Counter)
    """By file."""
    words_of: int = 0
    """How many clients let their words be used."""
    left_out: int = 0
    """How many clients do not want to be in it."""
    lost: int = 0
    """Rows that did not open, and are left out; the doctor names them."""

    def as_data(self) -> dict[str, Any]:
        """Give it as JSON holds it."""
        return {
            "rows": {sheet.file: self.rows[sheet.file] for sheet in SHEETS},
            "clients_whose_words_are_in_it": self.words_of,
            "clients_who_are_left_out": self.left_out,
            "rows_that_did_not_open": self.lost,
        }


@dataclass(slots=True)
class Files:
    """The files of an export, open to be written."""

    writers: dict[type[Record], Any]
    disguise: Disguise
    exported: Exported = field(default_factory=Exported)

    def write(self, page: Sequence[Record]) -> None:
        """Write a page of records, whatever they are."""
        for record in page:
            sheet, writer = self.writers[type(record)]
            writer.writerow(sheet.row(record, self.disguise))
            self.exported.rows[sheet.file] += 1
            if isinstance(record, Participant) and record.words:
                self.exported.words_of += 1


async def exported(
    research: Research, folder: Path, disguise: Disguise, *, quiet: bool = False
) -> Exported:
    """Write everything to a new folder; it is there whole, or not at all.

    Raises:
        ConfigError: something of that name is there already.
        StoreError, KeyProblem: the store cannot be read.
        OSError: the files cannot be written.

    """
    with written(folder, disguise) as files, progress(quiet=quiet) as bar:
        to_come, files.exported.left_out = await research.count()
        task = bar.add_task("Clients", total=to_come)
        async with aclosing(research.pages()) as pages:
            async for page in pages:
                files.write(page)
                bar.advance(task, sum(isinstance(one, Participant) for one in page))
        files.exported.lost = research.lost
    return files.exported


@contextmanager
def written(folder: Path, disguise: Disguise) -> Iterator[Files]:
    """Open the files, for their owner alone, and put them in place when all is written."""
    if folder.exists():
        raise ConfigError(f"{folder} is there already; an export is written to a new folder.")
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = folder.with_name(f".{folder.name}.{os.getpid()}")
    beside.mkdir(mode=0o700)
    try:
        with ExitStack() as stack:
            writers: dict[type[Record], Any] = {}
            for sheet in SHEETS:
                writer = _open(stack, beside / sheet.file)
                writer.writerow(sheet.header)
                writers[sheet.of] = (sheet, writer)
            files = Files(writers, disguise)
            yield files
            described = _open(stack, beside / DICTIONARY_FILE)
            described.writerow(DICTIONARY)
            described.writerows(dictionary(SHEETS))
        about = beside / ABOUT
        about.touch(mode=0o600)
        about.write_text(json.dumps(_about(files), indent=2) + "\n", "utf-8")
        beside.rename(folder)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise


def _open(stack: ExitStack, file: Path) -> Any:  # noqa: ANN401 - csv does not say what its writers are
    file.touch(mode=0o600)
    # Half an emoji is still what somebody wrote, and no UTF-8.
    out = stack.enter_context(file.open("w", encoding="utf-8", errors="replace", newline=""))
    return csv.writer(out)


def _about(files: Files) -> dict[str, Any]:
    try:
        made_by = version("stillwater-bot")
    except PackageNotFoundError:
        made_by = "a checkout"
    dates = "shifted" if files.disguise.shifts else "as they were"
    return {"format": 1, "stillwater": made_by, "dates": dates, **files.exported.as_data()}

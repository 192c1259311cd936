"""What was tried in a scratch database is not found where its file was."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from storage.archive.scratch import scratch

if TYPE_CHECKING:
    import pytest


def test_it_is_written_over_and_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    secret = "a wrapped key"
    with scratch() as url:
        file = Path(str(url.database))
        with closing(sqlite3.connect(file)) as there:
            there.execute("CREATE TABLE keys (wrapped)")
            there.executemany("INSERT INTO keys VALUES (?)", [(secret,)] * 99_999)
            there.commit()
        os.link(file, tmp_path / "as it lay on the disk")
        assert secret.encode() in file.read_bytes()
    (left,) = tmp_path.iterdir()
    assert left.stat().st_size > 1 << 20
    assert not any(left.read_bytes())

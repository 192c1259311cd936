"""The master key's file: written once, read by its owner alone."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import pytest

from bot.errors import KeyProblem
from storage.masterkey import MasterKey, master_keys, new_master_key, read_master_keys

if TYPE_CHECKING:
    from pathlib import Path


def test_a_new_key_is_read_back(tmp_path: Path) -> None:
    file = tmp_path / "master.key"
    new_master_key(file)
    assert file.stat().st_mode & 0o777 == 0o600
    assert read_master_keys(file) == (MasterKey(base64.b64decode(file.read_text())),)


def test_a_key_is_never_written_over(tmp_path: Path) -> None:
    file = tmp_path / "master.key"
    new_master_key(file)
    before = file.read_bytes()
    with pytest.raises(KeyProblem, match="never written over"):
        new_master_key(file)
    assert file.read_bytes() == before


def test_two_keys_differ(tmp_path: Path) -> None:
    new_master_key(tmp_path / "one")
    new_master_key(tmp_path / "two")
    assert read_master_keys(tmp_path / "one") != read_master_keys(tmp_path / "two")


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o777])
def test_a_key_that_others_may_read_is_refused(tmp_path: Path, mode: int) -> None:
    file = tmp_path / "master.key"
    new_master_key(file)
    file.chmod(mode)
    with pytest.raises(KeyProblem, match="chmod 600"):
        read_master_keys(file)


def test_a_missing_key_is_named(tmp_path: Path) -> None:
    with pytest.raises(KeyProblem, match=r"no-such\.key cannot be read: No such file"):
        read_master_keys(tmp_path / "no-such.key")


@pytest.mark.parametrize(
    "written", [b"", b"hello", b"AAAA", base64.b64encode(bytes(31)), b"\xff\xfe", b"=" * 44]
)
def test_what_is_no_key_is_refused(tmp_path: Path, written: bytes) -> None:
    file = tmp_path / "master.key"
    file.touch(mode=0o600)
    file.write_bytes(written)
    with pytest.raises(KeyProblem):
        read_master_keys(file)


def test_a_value_is_read_with_its_line_end() -> None:
    assert master_keys(base64.b64encode(bytes(32)).decode() + "\n") == (MasterKey(bytes(32)),)

"""The master key's file: written once, read by its owner alone."""

from __future__ import annotations

import base64
import os
import traceback
from typing import TYPE_CHECKING

import pytest

from bot.errors import KeyProblem
from storage.masterkey import (
    MasterKey,
    master_keys,
    new_master_key,
    read_master_keys,
    write_master_keys,
)

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


def test_two_keys_are_read_in_their_order_and_the_same_one_once() -> None:
    one, two = MasterKey(bytes(32)), MasterKey(b"2" * 32)
    lines = (two.written + b"\n" + one.written).decode()
    assert master_keys(lines) == (two, one) == master_keys(lines.replace("\n", " ") + "\n" + lines)
    with pytest.raises(KeyProblem):
        master_keys(lines + "\nhello")


def test_keys_are_put_in_place_of_others_and_those_are_wiped(tmp_path: Path) -> None:
    file, link = tmp_path / "master.key", tmp_path / "link"
    new_master_key(file)
    link.symlink_to(file)
    (before,) = read_master_keys(file)
    held = os.open(file, os.O_RDONLY)  # what lies on the disk where the key was
    write_master_keys(link, [MasterKey.new(), before])
    assert os.pread(held, 100, 0) == bytes(len(before.written) + 1)
    os.close(held)
    assert read_master_keys(link)[1] == before
    assert (link.is_symlink(), file.stat().st_mode & 0o777) == (True, 0o600)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["link", "master.key"]


def test_a_copy_that_somebody_keeps_is_not_wiped(tmp_path: Path) -> None:
    file, copy = tmp_path / "master.key", tmp_path / "copy"
    new_master_key(file)
    copy.hardlink_to(file)
    kept = copy.read_bytes()
    write_master_keys(file, [MasterKey.new()])
    assert copy.read_bytes() == kept != file.read_bytes()


def test_a_file_that_cannot_be_written_is_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "master.key"
    new_master_key(file)
    kept = file.read_bytes()
    (tmp_path / ".master.key.next").mkdir()  # in the way
    with pytest.raises(KeyProblem, match="cannot be written"):
        write_master_keys(file, [MasterKey.new()])
    assert file.read_bytes() == kept


def test_a_folder_in_which_anybody_may_replace_it_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "open" / "master.key"
    file.parent.mkdir()
    new_master_key(file)
    file.parent.chmod(0o777)
    with pytest.raises(KeyProblem, match="chmod o-w"):
        read_master_keys(file)
    file.parent.chmod(0o1777)  # as /tmp is: only the owner replaces their own
    assert read_master_keys(file)


def test_a_key_shows_nothing_of_itself() -> None:
    key = MasterKey(b"\xaa" * 32)
    shown = [repr(key), str(key), f"{key!r}", repr((key,)), repr(vars(type(key)))]
    try:
        master_keys(key.written.decode() + "A")
    except KeyProblem as problem:
        shown += [str(problem), *traceback.format_exception(problem)]
    secrets = (key.written.decode(), "aaaa", r"\xaa")
    assert [one for one in shown for secret in secrets if secret in one] == []

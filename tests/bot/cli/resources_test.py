"""The list of people to call: every entry with its source, for whoever checks and signs it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bot.safety import reading

if TYPE_CHECKING:
    from tests.bot.cli.conftest import Shell


def test_every_entry_is_listed_with_its_source(shell: Shell) -> None:
    said = shell("safety", "resources")
    assert said.code == 0
    for name, way in reading.packaged().all():
        assert f"{name}  {way.name('en')}" in said.out
        assert way.source in said.out
    total = sum(1 for _ in reading.packaged().all())
    assert said.out.endswith(f"{total} entries; nobody has checked {total} of them.\n")


def test_one_country_is_listed_with_how_to_reach_them_and_when(shell: Shell) -> None:
    out = shell("safety", "resources", "us").out
    assert "call or text 988 · chat: https://988lifeline.org; day and night" in out
    assert "text HOME to 741741" in out
    assert "checked by: nobody; review by" in out
    assert "gb." not in out
    assert "open Monday to Friday, 8:00 am to 5:00 pm" in shell("safety", "resources", "ph").out


def test_what_somebody_signed_can_be_left_out(shell: Shell) -> None:
    own = '[us.ways.lifeline]\nverified_by = "A. Rivera, 1 December 2026"\n'
    (shell.folder / "own.toml").write_text(own, "utf-8")
    listed = shell("safety", "resources", "us", SAFETY__RESOURCES="own.toml").out
    assert "checked by: A. Rivera, 1 December 2026" in listed
    left = shell("safety", "resources", "us", "--unverified", SAFETY__RESOURCES="own.toml").out
    assert "us.lifeline" not in left
    assert "us.emergency" in left


def test_a_script_reads_it_as_json(shell: Shell) -> None:
    entries = json.loads(shell("safety", "resources", "es", "--json").out)
    assert entries["es.016"]["call"] == "016"
    assert entries["es.016"]["whatsapp"] == "600 000 016"
    assert entries["es.016"]["hours"] == "day and night"
    assert entries["es.016"]["serves"] == ["violence"]
    assert entries["es.fad"]["hours"] is None


def test_a_mistake_in_the_own_file_is_told(shell: Shell) -> None:
    (shell.folder / "own.toml").write_text("[us", "utf-8")
    said = shell("safety", "resources", SAFETY__RESOURCES="own.toml")
    assert said.code == 2
    assert "safety.resources: own.toml" in said.err


def test_with_a_mistake_in_the_own_file_nothing_is_begun(shell: Shell) -> None:
    shell("keys", "new")
    (shell.folder / "own.toml").write_text("[us]\nhide = ['nobody']\n", "utf-8")
    said = shell("run", TELEGRAM__TOKEN="1:CANARY", SAFETY__RESOURCES="own.toml")
    assert (said.code, said.out) == (2, "")
    assert said.err.count("\n") == 1
    assert "safety.resources: own.toml: us.nobody: there is no such entry to hide" in said.err
    assert not (shell.folder / "data" / "stillwater.db").exists()

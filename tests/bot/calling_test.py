"""The people to call as a house has them: its own file over ours, or a refusal that says why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.calling import people_to_call
from bot.config import Safety
from bot.errors import ConfigError
from bot.safety import reading

if TYPE_CHECKING:
    from pathlib import Path


def test_without_a_file_they_are_ours() -> None:
    assert people_to_call(Safety()) is reading.packaged()


def test_a_country_of_ones_own_can_be_the_house_s_country(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    way = (
        'names = {{ en = "{0}" }}\ncall = "1"\nsource = "us"\nsource_read = 2026-11-01\n'
        "review_by = 2027-05-01\n"
    )
    comes, listens = way.format("Ambulance") + "emergency = true\n", way.format("Listeners")
    own.write_text(f"[fj.ways.comes]\n{comes}[fj.ways.listens]\n{listens}", "utf-8")
    there = people_to_call(Safety(resources=own, country="fj"))
    assert there.countries["fj"].listening.name("en") == "Listeners"
    with pytest.raises(ConfigError, match=r"safety\.country: there is .*fj.*, not xx"):
        people_to_call(Safety(resources=own, country="xx"))


@pytest.mark.parametrize(
    ("written", "why"),
    [
        (None, "cannot be read: .*own.toml: No such file"),
        (b"\xff", "cannot be read: .*own.toml: it is not text"),
        (b"[us\n", "own.toml: resources: this is not TOML"),
        (b"[us]\nhide = ['a', 'b']", "us.a: there is no such entry to hide; us.b: there is no"),
    ],
)
def test_a_file_that_is_wrong_is_refused(tmp_path: Path, written: bytes | None, why: str) -> None:
    own = tmp_path / "own.toml"
    if written is not None:
        own.write_bytes(written)
    with pytest.raises(ConfigError, match=why):
        people_to_call(Safety(resources=own))

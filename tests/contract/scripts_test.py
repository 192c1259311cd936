"""Scripts: every version once, unchanged."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.ports import Works


async def test_a_version_comes_back_as_written_and_never_changes(works: Works) -> None:
    source = {"en": "format = 1\n# ✓", "es": "[steps]"}
    async with works() as work:
        await work.scripts.put("week-review", "v1", source)
        await work.scripts.put("week-review", "v1", {"en": "other"})
        await work.scripts.put("week-review", "v2", {"en": "newer"}, sealed=True)
    async with works() as work:
        assert await work.scripts.source("week-review", "v1") == source
        assert await work.scripts.source("week-review", "v2") == {"en": "newer"}
        assert await work.scripts.source("goal-mirror", "v1") is None

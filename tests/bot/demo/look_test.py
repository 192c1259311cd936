"""How the page looks, narrow and wide, light and dark: nothing cut off, nothing too faint."""

from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.bot.demo.browser import NEEDED, say, tap

TOO_FAINT = Path(__file__).with_name("too_faint.js")

pytestmark = NEEDED


@pytest.mark.parametrize(
    ("width", "scheme"), [(360, "light"), (390, "dark"), (1280, "light"), (1280, "dark")]
)
async def test_nothing_is_cut_off_and_everything_can_be_read(
    page: Page, width: int, scheme: str
) -> None:
    await page.get_by_role("button", name="START").wait_for()
    await page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    await page.set_viewport_size({"width": width, "height": 800})
    await tap(page, "START")
    await tap(page, "That's fine with me")
    await say(page, "breakfast")
    await page.get_by_role("button", name="Skip").wait_for()
    assert await page.evaluate("document.documentElement.scrollWidth") <= width
    assert await page.evaluate(TOO_FAINT.read_text()) == []
    if width < 700:
        await tap(page, "Back to people")
        await expect(page.get_by_role("navigation")).to_be_visible()
        assert await page.evaluate("document.documentElement.scrollWidth") <= width

"""What the tests of links and of the desk begin with: an invitation in a counselor's hands."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Locator, Page, expect

from tests.bot.demo.browser import row, say, tap
from tests.bot.demo.small_bot import INVITATION


async def invite(page: Page) -> None:
    """As Dana, be a counselor, and hold an invitation for a client."""
    await row(page, "Dana").click()
    await tap(page, "Open your counselor invitation")
    await page.get_by_role("button", name="Not now").wait_for()
    await say(page, "/invite")
    await page.get_by_role("button", name="Enlarge the picture").wait_for()


@asynccontextmanager
async def opening(page: Page) -> AsyncIterator[Locator]:
    """Tap the newest link, choose somebody in the dialog, and see it closed."""
    await page.get_by_role("log").get_by_role("link", name=INVITATION).last.click()
    box = page.get_by_role("dialog", name="Open this as…")
    yield box
    await expect(box).to_have_count(0)


async def be_new(page: Page, box: Locator, name: str) -> None:
    """In the dialog of a link, be somebody new."""
    await box.get_by_role("button", name="Someone new…").click()
    field = page.get_by_role("dialog", name="Add a person").get_by_label("Name", exact=True)
    await field.fill(name)
    await field.press("Enter")

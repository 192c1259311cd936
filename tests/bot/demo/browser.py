"""A real Chromium, and what one does with the page in it."""

import os
import re
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Locator, Page, async_playwright, expect

NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = os.environ.get("STILLWATER_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), "")
NEEDED = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not CHROMIUM, reason="no Chromium on PATH and STILLWATER_CHROMIUM names none"
    ),
]
# what Chromium says of a server that is not there, or went in the middle of an answer
_GONE = re.compile(
    r"net::ERR_(CONNECTION_(REFUSED|RESET|CLOSED|ABORTED)|EMPTY_RESPONSE|SOCKET_NOT_CONNECTED)"
    r"|Connection closed before receiving a handshake response"
)
expect.set_options(timeout=20_000)  # milliseconds: a busy machine is no failure
_QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@asynccontextmanager
async def opened(url: str, *, gone_for_a_while: bool = False) -> AsyncIterator[Page]:
    """Open the page; whatever it complains of, or asks of anybody else, fails at the end.

    `gone_for_a_while`: the server is killed meanwhile, so that connections are refused, and those
    it had are cut, is no complaint.
    """
    complaints: list[str] = []
    asked_for: list[str] = []
    async with async_playwright() as play:
        browser = await play.chromium.launch(executable_path=CHROMIUM, args=_QUIET)
        page = await browser.new_page(viewport={"width": 1280, "height": 800})
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(f"{said.type}: {said.text}"))
        page.on("request", lambda asked: asked_for.append(asked.url))
        await page.goto(url)
        yield page
        await browser.close()
    if gone_for_a_while:
        complaints = [said for said in complaints if not _GONE.search(said)]
    assert complaints == []
    assert {asked.startswith(f"{url}/") for asked in asked_for} == {True}


async def say(page: Page, text: str) -> None:
    """Write in the chat on screen."""
    field = page.get_by_label("Message", exact=True)
    await field.fill(text)
    await field.press("Enter")


async def tap(page: Page, name: str) -> None:
    """Press the newest button of this name."""
    await page.get_by_role("button", name=name, exact=True).last.click()


def row(page: Page, name: str) -> Locator:
    """Give somebody's row in the list."""
    return page.get_by_role("navigation").get_by_role("button", name=re.compile(f"^{name}"))


def chat(page: Page, name: str) -> Locator:
    """Give the chat on screen that is somebody's, by their whole name."""
    return page.get_by_role("region", name=f"Chat of {name}")

"""The whole service as `python -m bot demo` starts it, by hand in a real Chromium."""

import asyncio
import os
import re
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Page, expect

from tests.bot.demo.browser import NEEDED, opened, say, tap

pytestmark = NEEDED

GOAL = "up for breakfast with the kids"
REASON = "they stop asking if I'm tired"


@asynccontextmanager
async def demo(folder: Path, port: int = 0) -> AsyncIterator[tuple[Process, str]]:
    """Start the demo; give its process and address, and kill it at the end."""
    options = ["--folder", str(folder), "--port", str(port)]
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "demo",
        *options,
        stdout=PIPE,
        env=os.environ | {"COLUMNS": "100"},
    )
    assert process.stdout is not None
    async with asyncio.timeout(30):
        printed = ""
        while not (found := re.search(r"http://127\.0\.0\.1:\d+", printed)):
            line = await process.stdout.readline()
            assert line, "the demo ended before it was there"
            printed = line.decode()
    try:
        yield process, found[0]
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGKILL)
        await process.communicate()


async def hears(page: Page, text: str) -> None:
    await expect(page.get_by_role("log")).to_contain_text(text)


async def welcome(page: Page) -> None:
    await tap(page, "START")
    answers = [
        "English",
        "Go on",
        "I've read it",
        "Yes, 18 or older",
        "I agree",
        "Europe",
        "Madrid",
    ]
    for answer in [*answers, "Yes, that suits me"]:
        await tap(page, answer)
    await hears(page, "What do you call it?")


async def first_goal(page: Page) -> None:
    await say(page, "drinking")
    await hears(page, "What would you like to be different?")
    await say(page, GOAL)
    await hears(page, "What would that make better")
    await say(page, REASON)
    await tap(page, "Worth seeing again")
    await hears(page, "Kept, with today's date")


async def ruler(page: Page) -> None:
    await tap(page, "Check-in")
    await tap(page, "How much it matters")
    await tap(page, "7")
    await hears(page, "What makes it 7 and not 4?")
    await say(page, "mornings are worth it")
    await hears(page, "come back one day?")
    await tap(page, "Just heard")
    await expect(page.locator(".theirs .text").last).to_contain_text("Thank you")


async def test_from_start_to_mirror_with_a_kill_between(tmp_path: Path) -> None:
    async with demo(tmp_path) as (process, url):
        port = int(url.rpartition(":")[2])
        async with opened(url, gone_for_a_while=True) as page:
            await welcome(page)
            await first_goal(page)
            process.kill()
            await process.wait()
            await expect(page.get_by_text("connecting…")).to_be_visible()
            await say(page, "still there?")
            await expect(page.get_by_text("The demo isn't answering")).to_be_visible()
            await expect(page.get_by_role("textbox", name="Message")).to_have_value("still there?")
            async with demo(tmp_path, port):
                await page.get_by_role("button", name="Next prompt").click()
                await hears(page, "It's time for your check-in.")
                prompt = page.locator(".theirs .text").last
                await expect(prompt).to_have_text("It's time for your check-in.")
                await tap(page, "Start")
                await hears(page, f"you wrote: “{GOAL}”")
                await tap(page, "Still true")
                await hears(page, f"you wrote: “{REASON}”")
                await tap(page, "Not lately")
                await hears(page, "easier?")
                await tap(page, "That's all")
                await ruler(page)
                await say(page, "/mirror")
                await hears(page, "What you said, in your words:")
                mirror = page.locator(".theirs").last
                for words in (GOAL, REASON, "mornings are worth it"):
                    await expect(mirror).to_contain_text(words)

"""A client takes what is held about them: over HTTP, opened, held to its schema, and looked at."""

from __future__ import annotations

import json
import re
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

from jsonschema import Draft202012Validator
from playwright.async_api import async_playwright

from tests.bot.demo.browser import CHROMIUM, NEEDED
from tests.journeys.client import meet, with_goal
from tests.journeys.house import a_house

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.async_api import Browser

    from tests.journeys.client import Client

pytestmark = NEEDED

HOSTILE = "</q></style><script>document.title = 'caught'</script><img src=http://127.0.0.1:9/x>"
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")


async def take(client: Client) -> ZipFile:
    """Ask for the file, and open what arrives."""
    await client.say("/mydata")
    await client.tap("Make the file")
    shown = client.house.tg.chat(client.id)[-1]
    assert shown.document is not None
    assert shown.document["file_name"] == "stillwater.zip"
    path = client.house.tg.files.describe(shown.document["file_id"])["file_path"]
    content = client.house.tg.files.read(path)
    assert content is not None
    return ZipFile(BytesIO(content))


async def looked_at(browser: Browser, page: Path, scheme: str) -> tuple[str, str, list[str]]:
    """Load a page on a narrow telephone; give its colour, its text, and what it complained of."""
    complaints: list[str] = []
    telephone = await browser.new_page(viewport={"width": 390, "height": 844})
    await telephone.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    telephone.on("console", lambda said: complaints.append(said.text))
    telephone.on("pageerror", lambda error: complaints.append(str(error)))
    telephone.on("requestfailed", lambda asked: complaints.append(asked.url))
    await telephone.goto(page.as_uri())
    wide = await telephone.evaluate("document.documentElement.scrollWidth")
    if wide > 390:
        complaints.append(f"{wide} pixels wide")
    colour = await telephone.evaluate("getComputedStyle(document.body).backgroundColor")
    assert await telephone.title() == "Everything Stillwater holds about you"
    pdf = await telephone.pdf(format="A4")
    assert pdf.startswith(b"%PDF")
    return colour, await telephone.inner_text("body"), complaints


async def test_the_file_arrives_whole_and_reads_well(tmp_path: Path) -> None:
    async with a_house(tmp_path) as house:
        robin = meet(house)
        await with_goal(robin)
        await robin.say(HOSTILE)
        await robin.tap("A note")
        archive = await take(robin)
    data, schema = (json.loads(archive.read(name)) for name in ("data.json", "schema.json"))
    Draft202012Validator(schema).validate(data)
    assert INSTANT.fullmatch(data["made_at"])
    assert HOSTILE in [one["text"] for one in data["words"]]
    archive.extract("index.html", tmp_path)
    async with async_playwright() as play:
        browser = await play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        seen = [
            await looked_at(browser, tmp_path / "index.html", scheme)
            for scheme in ("light", "dark")
        ]
        await browser.close()
    (light, text, complaints), (dark, _, more) = seen
    assert complaints + more == []
    assert light != dark
    assert HOSTILE in text
    assert "up for breakfast with the kids" in text

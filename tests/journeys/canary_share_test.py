"""What passes between counselor and client stays sealed: files, drafts, briefs, words put anew.

A counselor's files are marked by name and content, good ones and broken ones; a client's words are
said, put anew, hidden, and sent in a brief. All of it is searched for in every file there is.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot.message import Press
from bot.opening import open_store
from handlers.buttons import Buttons
from tests.journeys.canary_counselor_test import (
    LABEL,
    invites,
    operators_code,
    settles,
    sings_nowhere,
)
from tests.journeys.canary_privacy import forgets, hides, takes
from tests.journeys.canary_test import GREAT, MARK
from tests.journeys.client import Client, meet
from tests.journeys.kill_journey import Place, place
from tests.journeys.practice import agree, link_in

if TYPE_CHECKING:
    from tests.journeys.house import House

SLEEP = (Path(__file__).parents[1] / "own" / "sleep.toml").read_text("utf-8")
MARKED = SLEEP.replace('"Sleep"', f'"{GREAT} sleep"').replace("How was", f"{GREAT}, how was")


async def files(here: Place | House, dana: Client) -> None:
    """Send broken files and a good one; publish that; begin to write another, and stop there."""
    for content in (
        f"{MARK} = [",
        MARKED.replace("[steps.back]", f"[steps.{MARK}]\nask = '{MARK}'\n[steps.back]"),
        f"\x00{MARK}\x00",
        MARKED,
    ):
        await here.tg.send_document(dana.id, f"{MARK}.toml", content.encode(), "")
        await dana.look()
    await dana.tap("Publish to …")
    await dana.tap(LABEL)
    await dana.tap("Save: 1 ticked")
    await dana.say("/checkins new")
    await dana.say(f"{MARK} evenings")
    await dana.say(f"{MARK} in a minute")


async def words(here: Place | House, robin: Client) -> None:
    """Answer the counselor's check-in; put words anew, and hide them."""
    await robin.say("/checkin")
    await robin.tap(f"{GREAT} sleep · from {GREAT} Dana")
    await robin.tap("7")
    await robin.say(f"{MARK} dark and quiet")
    await robin.say(f"{MARK} up for breakfast")
    await robin.tap("A goal")
    await robin.say("/goals")
    listed = here.tg.chat(robin.id)[-1].labels
    await robin.tap(next((one for one in listed if MARK in one), listed[0]))
    await robin.tap("Edit")
    await robin.say(f"{MARK} up for breakfast with the kids")


async def key(here: Place, does: Press, chat: int) -> str:
    """Give what a key of this service carries, though it has not been shown yet."""
    store = open_store(here.home.config)
    try:
        return Buttons(await store.secret("buttons")).data(does, chat)
    finally:
        await store.close()


async def brief(here: Place, dana: Client, robin: Client) -> None:
    """Settle a session, and send a brief for it with all that there is."""
    await dana.say("/clients")
    await dana.tap(f"{LABEL} (new)")
    await dana.tap("Next session")
    await dana.say("mar 12 3pm")
    await dana.tap("Yes")
    last = max(seen.id for seen in here.tg.chat(robin.id) if seen.from_bot)
    data = await key(here, Press("brief-part", "0"), robin.id)
    await here.tg.press(robin.id, last, data, timeout=0, stale=True)
    await here.settle()
    await robin.tap("Goals")
    await robin.tap(f"Send to {GREAT} Dana")


async def test_no_canary_sings_of_what_passes_between_them(tmp_path: Path) -> None:
    async with place(tmp_path / "here", wordy=True) as here:
        life = here.live()
        await here.until("SELECT count(*) FROM sqlite_master WHERE name = 'invites'")
        dana, robin = meet(here, name=f"{GREAT} D"), meet(here, name=f"{GREAT} R")
        codes = [await operators_code(here)]
        await settles(dana, codes[0])
        codes.append(await invites(dana))
        await robin.open(link_in(dana))
        await agree(robin)
        await files(here, dana)
        sings_nowhere(here, [dana, robin], codes)
        await words(here, robin)
        await brief(here, dana, robin)
        assert any(f"{MARK} up for breakfast with the kids" in text for text in dana.texts())
        sings_nowhere(here, [dana, robin], codes)
        await hides(robin)
        await takes(robin)
        sings_nowhere(here, [dana, robin], codes)
        await forgets(robin)
        sings_nowhere(here, [dana, robin], codes)
        life.ask()
        assert await life.ended() == 0
        sings_nowhere(here, [dana, robin], codes)

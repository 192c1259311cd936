"""What a counselor is called, types and invites with stays sealed too, in every file there is.

Their name, the labels they choose, whatever they type at a dialog, the session's hour and the
codes of both invitations: all are searched for while a dialog is open, and when it is over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs, urlsplit

from bot.opening import open_store
from bot.services.enrol.counselors import invite
from tests.journeys.canary_search import forms, found, number
from tests.journeys.canary_test import GREAT, MARK, OURS, THEIRS
from tests.journeys.client import meet
from tests.journeys.kill_journey import Place, place
from tests.journeys.practice import READ, agree, link_in

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tests.journeys.client import Client

LABEL: Final = f"{GREAT} scarf"
SESSION: Final = ("2026-03-12T15:00", "2026-03-12 15:00")
"""The wall time of the session; the instant of its timer is plain by necessity."""
BOT: Final = "stillwater_bot"


async def operators_code(here: Place) -> str:
    """Invite a counselor beside the running service, as the operator's command does."""
    store = open_store(here.home.config)
    try:
        async with store.works() as work:
            code, _ = await invite(work, f"{GREAT} Dana", "", here.clock.now())
    finally:
        await store.close()
    return code


def code_in(phone: Client) -> str:
    return parse_qs(urlsplit(link_in(phone)).query)["start"][0]


def sings_nowhere(here: Place, people: Iterable[Client], codes: Iterable[str]) -> None:
    """Search every file for what nobody may find there."""
    needles = {*forms(MARK), *forms(GREAT)}
    for person in people:
        needles |= set(number(person.id))
    for secret in (*codes, *SESSION):
        needles |= {*forms(secret), *forms(secret[1:])}
    folder = here.home.folder
    assert {path.name for path in folder.iterdir()} >= OURS
    assert found(folder, needles, THEIRS) == []


async def settles(phone: Client, code: str) -> None:
    """Become a counselor, with something typed where a key or a town is meant."""
    await phone.open(f"https://t.me/{BOT}?start={code}")
    await phone.say(f"{MARK} before all")
    for label in READ:
        await phone.say(f"{MARK} ville")
        await phone.tap(label)


async def invites(phone: Client) -> str:
    """Invite a client whose label is marked; give the code."""
    await phone.say("/invite")
    await phone.say(f"{MARK} and more than any label can hold, by far")
    await phone.say(LABEL)
    await phone.tap("Begin with another plan")
    await phone.say(f"{MARK} plan")
    await phone.tap("Around the sessions")
    await phone.tap("Confirm and make the link")
    return code_in(phone)


async def counsels(phone: Client) -> None:
    """Type marked words at every dialog about a client, and leave the last one open."""
    await phone.say(f"/clients {MARK}")
    await phone.say(f"{GREAT} sc")
    await phone.tap(f"{LABEL} (new)")
    await phone.tap("Next session")
    await phone.say(f"{MARK} o'clock")
    await phone.say("mar 12 3pm")
    (kept,) = await phone.tap("Yes")
    assert kept.text.startswith("Kept: Thursday, March 12 at 3:00 pm.")
    await phone.tap("Rename")
    await phone.say(f"{LABEL}, red")
    await phone.say(f"/clients {MARK}")
    await phone.tap(f"{LABEL}, red (new)")
    await phone.tap("Templates")
    await phone.say(f"{MARK} template")
    await phone.tap("Cancel")
    await phone.say("/rehearse")
    await phone.tap("A goal of your own")
    await phone.say(f"{MARK} as they call it")
    await phone.say("/overview")
    await phone.say(f"/clients {MARK}")
    await phone.tap(f"{LABEL}, red (new)")
    await phone.tap("New plan")
    await phone.say(f"{MARK} at nine")
    await phone.send("document", f"{MARK} caption")
    await phone.forward(f"{MARK} of somebody else's")


async def test_no_canary_sings_of_a_counselor(tmp_path: Path) -> None:
    async with place(tmp_path / "here", wordy=True) as here:
        life = here.live()
        await here.until("SELECT count(*) FROM sqlite_master WHERE name = 'invites'")
        dana, robin = meet(here, name=f"{GREAT} D"), meet(here, name=f"{GREAT} R")
        codes = [await operators_code(here)]
        await settles(dana, codes[0])
        sings_nowhere(here, [dana, robin], codes)
        codes.append(await invites(dana))
        sings_nowhere(here, [dana, robin], codes)
        await robin.open(link_in(dana))
        sings_nowhere(here, [dana, robin], codes)
        await agree(robin)
        assert f"{LABEL} has accepted your invitation." in dana.texts()
        await counsels(dana)
        sings_nowhere(here, [dana, robin], codes)
        life.ask()
        assert await life.ended() == 0
        sings_nowhere(here, [dana, robin], codes)
        assert "service.started" in here.home.log.read_text("utf-8")

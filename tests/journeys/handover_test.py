"""A counselor's clients are handed over: each hears of it, and nobody reads on as before."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.care import Silence
from bot.services.enrol.handover import hand_over
from tests.journeys.client import meet
from tests.journeys.practice import LABEL, a_practice, agree, operators_link, settle

if TYPE_CHECKING:
    from pathlib import Path

    from tests.journeys.client import Client
    from tests.journeys.practice import Practice

TOLD = "From now on Eli is your counselor here, in place of Dana."


async def hand(practice: Practice, to: Client) -> int:
    """Hand all clients over, as the operator's command does."""
    giver, taker = await practice.counselor(practice.dana), await practice.counselor(to)
    here = practice.house.service.house
    async with here.works() as work:
        return await hand_over(here, work, giver.id, taker.id, practice.house.clock.now())


async def test_a_client_is_told_in_the_morning_and_the_old_keys_open_nothing(
    tmp_path: Path,
) -> None:
    async with a_practice(tmp_path) as practice:
        house, dana = practice.house, practice.dana
        eli = meet(house, name="Eli")
        await settle(eli, await operators_link(house, "Eli"))
        robin = await practice.client()
        waiting = await practice.link("Green hat")
        await practice.card()
        card, _ = dana.find("Next session")
        await house.live_to(house.clock.now().replace(hour=4) + timedelta(days=1))  # 11 pm
        assert await hand(practice, eli) == 1
        await dana.look()
        await robin.look()
        assert not [text for text in robin.texts() if text.startswith(TOLD)]
        assert "are with Eli from now on: 1." in dana.texts()[-1]
        assert "are with you from now on: 1." in eli.texts()[-1]
        # what Dana still has on the screen is for nobody of hers any more
        for key in ("Next session", "Plans", "New plan", "Templates", "Copy plans", "Rename"):
            await dana.tap_known(key)
            assert dana.shown(card).text.partition(".")[0].endswith(" is no longer here")
        (said,) = await dana.say("/clients")
        assert said.text.startswith("Nobody is here yet.")
        await house.live_to(datetime.fromisoformat("2026-03-03T13:30+00:00"))  # 8:30 am
        await robin.look()
        (told,) = [text for text in robin.texts() if text.startswith(TOLD)]
        assert "Nothing you shared with Dana is shared with Eli unless you say so." in told
        care = (await practice.cares(eli))[LABEL]
        assert (care.sharing, care.silence) == (frozenset(), Silence.LEAVE)
        await robin.tap("What Eli may see")
        assert "Eli is your counselor here." in robin.texts()[-1]
        came, checkin = await practice.had(robin)
        assert (came.date().isoformat(), came.hour, checkin) == ("2026-03-03", 18, "importance")
        # and the link that was out leads to Eli
        kim = meet(house, name="Kim")
        await kim.open(waiting)
        assert kim.texts()[-1].startswith("Hello. Eli invites you to this.")
        await agree(kim)
        assert set(await practice.cares(eli)) == {LABEL, "Green hat"}
        assert not await practice.cares(dana)

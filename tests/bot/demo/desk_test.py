"""Two people beside each other on the page."""

from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.bot.demo.browser import NEEDED, chat, row, say, tap
from tests.bot.demo.conftest import COUNSELOR_CODE, Lived
from tests.bot.demo.invitation import be_new, invite, opening
from tests.bot.demo.small_bot import INVITATION

TOO_FAINT = Path(__file__).with_name("too_faint.js")

pytestmark = NEEDED


async def write(page: Page, name: str, text: str) -> None:
    field = chat(page, name).get_by_label("Message", exact=True)
    await field.fill(text)
    await field.press("Enter")


async def test_two_people_talk_beside_each_other(page: Page, lived: Lived) -> None:
    await tap(page, "Two chats beside each other")
    for name in ("Ana", "Dana (counselor)"):
        await chat(page, name).get_by_role("button", name="START").click()
        await chat(page, name).get_by_role("button", name="Not now").wait_for()
        await write(page, name, f"i am {name}")
        await expect(chat(page, name).get_by_role("log")).to_contain_text(f"“i am {name}”")
    ana, dana = lived.stage.tg.people()
    said = [[m.text for m in lived.stage.tg.chat(who.id) if not m.from_bot] for who in (ana, dana)]
    assert said == [["/start", "i am Ana"], [f"/start {COUNSELOR_CODE}", "i am Dana (counselor)"]]
    await expect(page.get_by_label("unread")).to_have_count(0)  # both are on screen


async def test_sides_are_chosen_and_remembered(page: Page, lived: Lived) -> None:
    lived.stage.tg.add_person("Benicio")
    await page.reload()
    await tap(page, "Two chats beside each other")
    await expect(page.get_by_text("For the right chat")).to_be_visible()
    await row(page, "Benicio").click()
    await chat(page, "Ana").get_by_role("log").click()
    await expect(page.get_by_text("For the left chat")).to_be_visible()
    await row(page, "Dana").click()
    await page.reload()
    regions = page.get_by_role("region")
    for _ in range(2):
        await expect(regions).to_have_count(2)
        await expect(regions.nth(0)).to_have_accessible_name("Chat of Dana (counselor)")
        await expect(regions.nth(1)).to_have_accessible_name("Chat of Benicio")
        await row(page, "Benicio").click()  # who is there already is only gone to
    await expect(page.get_by_text("For the right chat")).to_be_visible()
    await tap(page, "Two chats beside each other")
    await expect(page.get_by_role("region")).to_have_count(1)
    await expect(chat(page, "Benicio")).to_be_visible()


async def test_a_link_opens_on_the_other_side(page: Page) -> None:
    await invite(page)
    await tap(page, "Two chats beside each other")
    async with opening(page) as box:
        await be_new(page, box, "Joe")
    await expect(chat(page, "Joe").get_by_role("log")).to_contain_text("You came by c-Zk9")
    await expect(
        chat(page, "Dana (counselor)").get_by_role("link", name=INVITATION)
    ).to_be_visible()


async def test_what_is_being_written_stays_on_its_side(page: Page) -> None:
    await tap(page, "Two chats beside each other")
    for name in ("Ana", "Dana (counselor)"):
        await chat(page, name).get_by_role("button", name="START").click()
        field = chat(page, name).get_by_label("Message", exact=True)
        await field.fill(f"half a sentence of {name}")
    await tap(page, "Two chats beside each other")
    await row(page, "Ana").click()
    await expect(page.get_by_label("Message", exact=True)).to_have_value("half a sentence of Ana")
    await row(page, "Dana").click()
    field = page.get_by_label("Message", exact=True)
    await expect(field).to_have_value("half a sentence of Dana (counselor)")


async def test_each_chat_has_commands_of_its_own(page: Page, lived: Lived) -> None:
    tg = lived.stage.tg
    ana, dana = tg.people()
    await tg.open_link(ana.id)
    await tg.open_link(dana.id)
    await lived.bot.app.bot.set_my_commands(
        [("mine", "Your clients")], scope={"type": "chat", "chat_id": dana.id}
    )
    await page.reload()
    await tap(page, "Two chats beside each other")
    for name, command in (("Dana (counselor)", "/mine"), ("Ana", "/mirror")):
        field = chat(page, name).get_by_label("Message", exact=True)
        await field.fill("/mi")
        await field.press("r" if command == "/mirror" else "n")
        await expect(chat(page, name).get_by_role("option")).to_contain_text([command])
        await field.fill("")


async def test_a_narrow_page_shows_one_and_forgets_neither(page: Page) -> None:
    await tap(page, "Two chats beside each other")
    await page.set_viewport_size({"width": 390, "height": 800})
    await expect(page.get_by_role("region")).to_have_count(1)
    await tap(page, "Back to people")
    await expect(page.get_by_role("region")).to_have_count(0)
    await row(page, "Ana").click()
    await expect(chat(page, "Ana")).to_be_visible()
    await tap(page, "Back to people")
    await page.reload()
    await expect(row(page, "Dana")).to_be_visible()
    await page.set_viewport_size({"width": 1280, "height": 800})
    for name in ("Ana", "Dana (counselor)"):
        await expect(chat(page, name)).to_be_visible()


async def test_with_the_keys_alone(page: Page, lived: Lived) -> None:
    for number in range(12):
        lived.stage.tg.add_person(f"Guest {number}")
    await page.set_viewport_size({"width": 1280, "height": 600})
    await page.reload()
    keys = page.keyboard
    await page.get_by_role("button", name="Two chats beside each other").press("Enter")
    await expect(chat(page, "Dana (counselor)")).to_be_visible()
    await row(page, "Ana").focus()
    await keys.press("ArrowUp")  # round the list's upper end
    last = row(page, "Guest 11")
    await expect(last).to_be_focused()
    await keys.press("Enter")
    await expect(chat(page, "Guest 11")).to_be_visible()
    await expect(last).to_be_focused()  # a chat that has not begun has no field
    await expect(last).to_be_in_viewport()
    await chat(page, "Ana").get_by_role("button", name="START").press("Enter")
    await expect(page.get_by_text("For the left chat")).to_be_visible()
    await chat(page, "Ana").get_by_role("button", name="Not now").wait_for()
    await row(page, "Ana").press("Enter")
    await expect(chat(page, "Ana").get_by_label("Message", exact=True)).to_be_focused()
    await keys.type("all by keys")
    await keys.press("Enter")
    await expect(chat(page, "Ana").get_by_role("log")).to_contain_text("“all by keys”")


async def test_a_dialog_edited_in_place_is_gone_on_with_by_keys(page: Page) -> None:
    await tap(page, "START")
    await page.get_by_role("button", name="Not now").wait_for()
    await say(page, "/pages")
    await page.get_by_role("button", name="page 1").focus()
    for number in (1, 2, 3):
        await expect(page.get_by_role("button", name=f"page {number}")).to_be_focused()
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("log")).to_contain_text(f"You are on page {number}.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_nothing_is_cut_off_or_too_faint(page: Page, scheme: str) -> None:
    await page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    await invite(page)
    await tap(page, "Two chats beside each other")
    await page.get_by_role("link", name=INVITATION).click()
    faint = [await page.evaluate(TOO_FAINT.read_text())]
    await page.keyboard.press("Escape")
    for width in (1280, 1000, 999, 390):
        await page.set_viewport_size({"width": width, "height": 800})
        seen = page.get_by_role("region")
        await expect(seen).to_have_count(2 if width >= 1000 else 1)
        for region in await seen.all():
            box = await region.bounding_box()
            assert box is not None
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= width
        over = "(b) => b.scrollWidth > b.clientWidth"
        assert not await page.evaluate(f"[...document.querySelectorAll('.bubble')].some({over})")
        assert await page.evaluate("document.documentElement.scrollWidth") <= width
        faint.append(await page.evaluate(TOO_FAINT.read_text()))
    assert faint == [[]] * 5

"""Invitations and pictures on the page: links are opened by whom one chooses, pictures enlarged."""

from playwright.async_api import Page, expect

from tests.bot.demo.browser import NEEDED, chat, row, say, tap
from tests.bot.demo.conftest import COUNSELOR_CODE, Lived
from tests.bot.demo.invitation import be_new, invite, opening
from tests.bot.demo.small_bot import INVITATION

pytestmark = NEEDED


async def test_a_counselor_begins_with_the_invitation_that_awaits_them(
    page: Page, lived: Lived
) -> None:
    await expect(chat(page, "Ana")).to_be_visible()
    await expect(page.get_by_text("counselor invitation")).to_have_count(0)
    await row(page, "Dana").click()
    await tap(page, "Open your counselor invitation")
    await expect(page.get_by_role("log")).to_contain_text(f"You came by {COUNSELOR_CODE}.")
    dana = lived.stage.tg.people()[1].id
    assert lived.stage.tg.chat(dana)[0].text == f"/start {COUNSELOR_CODE}"
    field = await page.get_by_label("Message", exact=True).bounding_box()
    assert field is not None
    assert field["height"] >= 40  # though it was measured while START stood in its place


async def test_start_opens_the_invitation_too(page: Page) -> None:
    await row(page, "Dana").click()
    await tap(page, "START")
    await expect(page.get_by_role("log")).to_contain_text(f"You came by {COUNSELOR_CODE}.")


async def test_a_link_is_opened_by_whom_one_chooses(page: Page, lived: Lived) -> None:
    await invite(page)
    async with opening(page) as box:
        await expect(box.get_by_role("listitem")).to_have_text(
            ["AAna", "DCDana (counselor)this chat"]
        )
        await expect(box.get_by_role("button", name="Ana", exact=True)).to_be_focused()
        await page.keyboard.press("Enter")
    code = INVITATION.partition("=")[2]
    await expect(chat(page, "Ana").get_by_role("log")).to_contain_text(f"You came by {code}.")
    tg = lived.stage.tg
    ana, dana = tg.people()
    assert tg.chat(ana.id)[0].text == f"/start {code}"
    assert tg.chat(dana.id)[-1].photo is not None  # nothing was sent for Dana


async def test_a_link_that_was_typed_is_opened_by_somebody_new(page: Page, lived: Lived) -> None:
    await tap(page, "START")
    await page.get_by_role("button", name="Not now").wait_for()
    await say(page, f"they gave me {INVITATION}")
    async with opening(page) as box:
        await be_new(page, box, "Joe")
    await expect(chat(page, "Joe").get_by_role("log")).to_contain_text("You came by c-Zk9")
    assert lived.stage.tg.people()[-1].first_name == "Joe"


async def test_a_link_may_be_left_alone(page: Page, lived: Lived) -> None:
    await invite(page)
    before = len(lived.stage.tg.updates.pending)
    for way in ("Escape", "Enter"):
        async with opening(page) as box:
            if way == "Enter":
                await box.get_by_role("button", name="Cancel").focus()
            await page.keyboard.press(way)
    assert len(lived.stage.tg.updates.pending) == before
    assert not lived.stage.tg.person(lived.stage.tg.people()[0].id).started


async def test_a_picture_is_enlarged_and_put_back(page: Page) -> None:
    await invite(page)
    picture = page.get_by_role("button", name="Enlarge the picture")
    await expect(picture.locator("img")).to_be_visible()
    small = await picture.locator("img").bounding_box()
    box = page.get_by_role("dialog", name="Picture")
    large = box.get_by_role("img")
    for way in ("click", "Escape", "Close"):
        await picture.click()
        await expect(large).to_be_visible()
        shown = await large.bounding_box()
        assert shown is not None
        assert small is not None
        assert shown["width"] > small["width"]
        assert shown["y"] >= 0
        if way == "click":
            await large.click()
        elif way == "Escape":
            await page.keyboard.press("Escape")
        else:
            await box.get_by_role("button", name="Close").click()
        await expect(box).to_have_count(0)
    await picture.press("Enter")
    await expect(large).to_be_visible()
    await page.set_viewport_size({"width": 390, "height": 700})
    shown = await large.bounding_box()
    assert shown is not None
    assert shown["x"] >= 0
    assert shown["x"] + shown["width"] <= 390

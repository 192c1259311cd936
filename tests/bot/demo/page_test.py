"""The page in a real Chromium, with the small bot behind it."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from playwright.async_api import FilePayload, Page, expect

from tests.bot.demo.browser import NEEDED, say, tap
from tests.bot.demo.conftest import Lived

pytestmark = NEEDED


async def test_a_whole_journey(page: Page) -> None:
    log = page.get_by_role("log")
    await tap(page, "START")
    await tap(page, "That's fine with me")
    await expect(page.get_by_role("button", name="That's fine with me")).to_have_count(0)
    await say(page, "up for breakfast with the kids")
    await tap(page, "7")
    await expect(page.get_by_role("status")).to_contain_text("Kept.")
    await expect(log).to_contain_text("A 7. Kept.")
    await page.get_by_role("button", name="Next prompt").click()
    await tap(page, "Begin")
    await expect(log).to_contain_text("you wrote: “up for breakfast with the kids”")
    await expect(log.get_by_role("heading")).to_have_text(["Yesterday", "Today"])
    await log.get_by_role("button", name="/mirror").first.click()
    await expect(log.get_by_role("listitem").last).to_contain_text("Your words")


async def test_what_somebody_writes_is_text_and_nothing_else(page: Page) -> None:
    await tap(page, "START")
    await page.get_by_role("button", name="Not now").wait_for()
    hostile = '<img src=x onerror="document.title=1"> <b>bold</b> https://example.org/a?b=1'
    await say(page, hostile)
    bubble = page.locator(".mine .text").last
    await expect(bubble).to_have_text(hostile)
    assert await bubble.locator("img, b").count() == 0
    assert await bubble.locator("a").get_attribute("href") == "https://example.org/a?b=1"


async def test_an_alert_waits_for_ok(page: Page) -> None:
    await tap(page, "START")
    await tap(page, "Tell me more")
    box = page.get_by_role("dialog")
    await expect(box).to_contain_text("Your counselor sees only what you share.")
    await box.get_by_role("button", name="OK").click()
    await expect(box).to_have_count(0)


async def test_a_number_is_copied_and_the_bot_hears_nothing_of_it(page: Page) -> None:
    await page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await tap(page, "START")
    await tap(page, "Copy 988")
    await expect(page.get_by_role("status")).to_contain_text("Copied")
    assert await page.evaluate("navigator.clipboard.readText()") == "988"
    await expect(page.get_by_role("button", name="Copy 988", exact=True)).to_be_visible()


async def test_own_words_are_edited_with_the_arrow_key(page: Page, lived: Lived) -> None:
    await tap(page, "START")
    await tap(page, "That's fine with me")
    await say(page, "breakfast")
    await page.get_by_role("button", name="Skip").wait_for()
    field = page.get_by_label("Message", exact=True)
    await field.press("ArrowUp")
    await expect(field).to_have_value("breakfast")
    await say(page, "breakfast with mia")
    await expect(page.locator(".mine").last).to_contain_text("edited")
    assert lived.stage.tg.chat(lived.stage.tg.people()[0].id)[-2].text == "breakfast with mia"


async def test_commands_open_at_the_slash_in_the_persons_language(page: Page) -> None:
    await page.get_by_role("button", name="Add", exact=True).click()
    await page.get_by_role("menuitem", name="A person").click()
    await page.get_by_label("Name", exact=True).fill("Benicio Ruiz")
    await page.get_by_label("Language of their phone").select_option("es")
    link = page.get_by_label("A link they were given")
    await link.fill("https://t.me/stillwater_bot?start=c-9f2")
    await link.press("Enter")
    await expect(page.get_by_role("log")).to_contain_text("You came by c-9f2.")
    field = page.get_by_label("Message", exact=True)
    await field.press_sequentially("/m")
    await expect(page.get_by_role("option")).to_have_text(["/mirrorVer tus palabras"])
    await field.press("Enter")
    await expect(page.locator(".mine .text").last).to_have_text("/mirror")


async def test_blocking_and_coming_back(page: Page, lived: Lived) -> None:
    await tap(page, "START")
    await tap(page, "More about this chat")
    await page.get_by_role("menuitem", name="Block the bot").click()
    await expect(page.get_by_role("button", name="UNBLOCK")).to_be_visible()
    assert lived.stage.tg.people()[0].blocked
    await tap(page, "UNBLOCK")
    await expect(page.get_by_label("Message", exact=True)).to_be_visible()


async def test_unread_messages_are_counted_for_the_others(page: Page, lived: Lived) -> None:
    tg = lived.stage.tg
    dee = tg.add_person("Dee").id
    await page.reload()
    await tg.say(dee, "/start")
    row = page.get_by_role("navigation").get_by_role("button", name="Dee")
    await expect(row).to_contain_text("1")
    await row.click()
    await expect(row.get_by_label("unread")).to_have_count(0)


async def test_a_group_speaks_with_the_voice_that_is_chosen(page: Page, lived: Lived) -> None:
    tg = lived.stage.tg
    dee = tg.add_person("Dee").id
    await page.reload()
    await tap(page, "Add")
    await page.get_by_role("menuitem", name="A group").click()
    await page.get_by_label("Title").fill("Tuesday")
    await page.get_by_label("Title").press("Enter")
    await page.get_by_label("Speak as").select_option("Dee")
    await say(page, "all here")
    mine = page.locator(".mine")
    await expect(mine).to_contain_text("all here")
    group = next(iter(tg.world.groups))
    first = tg.chat(group)[0]
    assert (first.sender, first.text) == (dee, "all here")
    await page.get_by_label("Speak as").select_option("Ana")
    await expect(mine).to_have_count(0)


async def test_answers_a_message_with_a_quote(page: Page, lived: Lived) -> None:
    await tap(page, "START")
    await page.get_by_role("button", name="Not now").wait_for()
    await page.locator(".theirs").hover()
    await page.locator(".theirs").get_by_role("button", name="Reply").click()
    await say(page, "which counselor?")
    await expect(page.locator(".mine .answered")).to_contain_text("Hello. I'm Stillwater")
    person = lived.stage.tg.people()[0].id
    assert lived.stage.tg.chat(person)[2].reply_to == 2


async def test_the_clock_goes_where_it_is_told_in_the_persons_zone(
    page: Page, lived: Lived
) -> None:
    await tap(page, "START")
    clock = page.get_by_label("The service's clock")
    await expect(clock).to_contain_text("New York")
    await tap(page, "Tomorrow 09:00")
    await expect(clock.locator("time")).to_have_text("09:00")
    await tap(page, "+1 h")
    await expect(clock.locator("time")).to_have_text("10:00")
    await tap(page, "Other time")
    field = clock.get_by_label("Move on to")
    there = lived.stage.clock.now().astimezone(ZoneInfo("America/New_York")) + timedelta(days=40)
    await field.fill(there.strftime("%Y-%m-%dT17:30"))
    await tap(page, "Go")
    await expect(clock.locator("time")).to_have_text("17:30")
    assert lived.stage.clock.now().astimezone(there.tzinfo).date() == there.date()


async def test_the_hint_goes_for_good(page: Page) -> None:
    hint = page.get_by_role("complementary", name="What to try")
    await expect(hint).to_be_visible()
    await tap(page, "Got it")
    await page.reload()
    await expect(page.get_by_role("button", name="START")).to_be_visible()
    await expect(hint).to_have_count(0)


async def test_samples_and_pictures(page: Page) -> None:
    await tap(page, "START")
    for kind in ("A photo", "A file", "A voice message", "A sticker"):
        await tap(page, "Attach a sample")
        await page.get_by_role("menuitem", name=kind).click()
    await expect(page.locator(".mine")).to_have_count(5)
    await say(page, "/picture")
    picture = page.locator(".theirs .photo img")
    await expect(picture).to_have_count(1)
    assert await picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 480
    await expect(page.locator(".theirs .file")).to_contain_text("export.csv")


async def test_a_file_of_ones_own(page: Page, lived: Lived) -> None:
    await tap(page, "START")
    await tap(page, "Attach a sample")
    async with page.expect_file_chooser() as choosing:
        await page.get_by_role("menuitem", name="One of your own…").click()
    file: FilePayload = {
        "name": "sleep.toml",
        "mimeType": "application/toml",
        "buffer": bytes(range(256)),
    }
    await (await choosing.value).set_files(file)
    await expect(page.locator(".mine .file")).to_contain_text("sleep.toml")
    tg = lived.stage.tg
    seen = tg.chat(tg.people()[0].id)
    sent = next(one.document for one in seen if one.document is not None)
    path = tg.files.describe(sent["file_id"])["file_path"]
    assert tg.files.read(path) == bytes(range(256))


async def test_comes_back_by_itself(page: Page, lived: Lived) -> None:
    await tap(page, "START")
    await lived.stage.listeners.close()
    await expect(page.get_by_role("button", name="Not now")).to_be_visible()
    await say(page, "still here")
    await expect(page.get_by_role("log")).to_contain_text("“still here”")

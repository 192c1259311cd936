"""What people can do, and what the bot hears of it."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import BadRequest

from bot.demo.telegram import CallbackAnswer, CannotDoThat, Person, Telegram
from bot.demo.telegram.people import split
from bot.demo.telegram.shapes import units
from tests.bot.demo.telegram.conftest import Clock

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x28\0\0\0\x1e"
BUTTONS = InlineKeyboardMarkup(
    [
        [
            InlineKeyboardButton("Yes", callback_data="y"),
            InlineKeyboardButton("y", callback_data="z"),
        ],
        [InlineKeyboardButton("Read", url="https://example.org/a")],
    ]
)


async def heard(bot: Bot, offset: int = 0) -> list[Update]:
    return list(await bot.get_updates(offset=offset))


async def test_words_reach_the_bot(bot: Bot, tg: Telegram, ana: Person, clock: Clock) -> None:
    clock.move(days=1)
    said = await tg.say(ana.id, "  /goals now  ")
    (update,) = await heard(bot)
    message = update.message
    assert message is not None
    assert (message.text, message.message_id) == ("/goals now", said["message_id"])
    assert message.date == clock.now
    assert message.entities[0].type == "bot_command"
    assert message.from_user is not None
    assert message.from_user.language_code == "en"
    with pytest.raises(CannotDoThat):
        await tg.say(ana.id, "  ")


async def test_an_edit(bot: Bot, tg: Telegram, ana: Person) -> None:
    said = await tg.say(ana.id, "/strat")
    await tg.edit(ana.id, said["message_id"], "/start")
    edited = (await heard(bot))[-1].edited_message
    assert edited is not None
    assert edited.text == "/start"
    assert edited.edit_date is not None
    assert tg.chat(ana.id)[-1].edited
    with pytest.raises(CannotDoThat):
        await tg.edit(ana.id, 999, "x")


async def test_more_than_words(bot: Bot, tg: Telegram, ana: Person) -> None:
    await tg.send_sticker(ana.id)
    await tg.send_voice(ana.id)
    await tg.send_document(ana.id, "a.txt", b"abc", "mine")
    sticker, voice, document = [update.message for update in await heard(bot)]
    assert sticker is not None
    assert sticker.sticker is not None
    assert voice is not None
    assert voice.voice is not None
    assert document is not None
    assert document.document is not None
    assert document.caption == "mine"
    file = await document.document.get_file()
    assert bytes(await file.download_as_bytearray()) == b"abc"
    assert [seen.other for seen in tg.chat(ana.id)[-3:]] == ["sticker", "voice", None]


async def test_a_photo_of_theirs(bot: Bot, tg: Telegram, ana: Person) -> None:
    await tg.send_photo(ana.id, PNG, "look")
    message = (await heard(bot))[-1].message
    assert message is not None
    assert (message.caption, message.photo[-1].width) == ("look", 40)
    assert tg.chat(ana.id)[-1].text == "look"
    assert tg.chat(ana.id)[-1].photo is not None


async def test_a_reply_carries_what_it_replies_to(bot: Bot, tg: Telegram, ana: Person) -> None:
    asked = await bot.send_message(ana.id, "How?")
    await tg.say(ana.id, "Well", reply_to=asked.message_id)
    message = (await heard(bot))[-1].message
    assert message is not None
    assert message.reply_to_message == asked
    assert tg.chat(ana.id)[-1].reply_to == asked.message_id
    with pytest.raises(CannotDoThat):
        await tg.say(ana.id, "x", reply_to=999)


async def test_two_quick_presses_are_two_queries(bot: Bot, tg: Telegram, ana: Person) -> None:
    sent = await bot.send_message(ana.id, "?", reply_markup=BUTTONS)
    presses = [asyncio.create_task(tg.press(ana.id, sent.message_id, "y")) for _ in range(2)]
    await asyncio.sleep(0)
    queries = [update.callback_query for update in await heard(bot)]
    assert [query.data for query in queries if query] == ["y", "y"]
    for query in queries:
        assert query is not None
        await query.answer()
    assert await asyncio.gather(*presses) == [CallbackAnswer(), CallbackAnswer()]
    assert queries[0] is not None
    with pytest.raises(BadRequest, match="Query is too old"):
        await queries[0].answer()


async def test_a_query_grows_too_old(bot: Bot, tg: Telegram, ana: Person, clock: Clock) -> None:
    sent = await bot.send_message(ana.id, "?", reply_markup=BUTTONS)
    assert await tg.press(ana.id, sent.message_id, "Yes", timeout=0) is None
    (update,) = await heard(bot)
    clock.move(minutes=11)
    assert update.callback_query is not None
    with pytest.raises(BadRequest, match="Query is too old"):
        await update.callback_query.answer()
    await tg.press(ana.id, sent.message_id, "Yes", timeout=0)
    assert sum(key.startswith("query:") for key in tg.world.settings) == 1


async def test_buttons_that_are_links_gone_or_never_were(
    bot: Bot, tg: Telegram, ana: Person
) -> None:
    sent = await bot.send_message(ana.id, "?", reply_markup=BUTTONS)
    assert tg.chat(ana.id)[-1].buttons == [
        [{"text": "Yes", "data": "y"}, {"text": "y", "data": "z"}],
        [{"text": "Read", "url": "https://example.org/a"}],
    ]
    assert await tg.press(ana.id, sent.message_id, "Read") is None
    for message_id in (sent.message_id, 999):
        with pytest.raises(CannotDoThat):
            await tg.press(ana.id, message_id, "No")
    await sent.edit_reply_markup()
    with pytest.raises(CannotDoThat):
        await tg.press(ana.id, sent.message_id, "Yes")
    assert await heard(bot) == []
    await tg.press(ana.id, sent.message_id, "y", timeout=0, stale=True)
    assert len(await heard(bot)) == 1


async def test_blocking_and_coming_back(bot: Bot, tg: Telegram, ana: Person) -> None:
    await tg.block(ana.id)
    await tg.block(ana.id)
    with pytest.raises(CannotDoThat):
        await tg.say(ana.id, "x")
    await tg.open_link(ana.id, "back-1")
    gone, back, start = await heard(bot)
    assert gone.my_chat_member is not None
    assert gone.my_chat_member.new_chat_member.status == "kicked"
    assert back.my_chat_member is not None
    assert back.my_chat_member.new_chat_member.status == "member"
    assert start.message is not None
    assert start.message.text == "/start back-1"


async def test_links_carry_64_plain_characters(tg: Telegram, ana: Person) -> None:
    await tg.open_link(ana.id, "x" * 64)
    for payload in ("x" * 65, "ñ", "a b"):
        with pytest.raises(CannotDoThat):
            await tg.open_link(ana.id, payload)


async def test_a_group(bot: Bot, tg: Telegram, ana: Person) -> None:
    ben = tg.add_person("Ben")
    group = tg.add_group("Family", [ana.id])
    said = await tg.say(ana.id, "hello all", chat=group.id)
    joined, hello = await heard(bot)
    assert joined.my_chat_member is not None
    assert hello.message is not None
    assert (hello.message.chat.type, hello.message.chat.id) == ("group", group.id)
    answer = await bot.send_message(group.id, "hello")
    assert [seen.id for seen in tg.chat(group.id)] == [said["message_id"], answer.message_id]
    with pytest.raises(BadRequest, match="Message can't be deleted for everyone"):
        await bot.delete_message(group.id, said["message_id"])
    with pytest.raises(CannotDoThat):
        await tg.say(ben.id, "me too", chat=group.id)
    assert not tg.person(ben.id).started


async def test_a_long_text_arrives_in_pieces(bot: Bot, tg: Telegram, ana: Person) -> None:
    await tg.say(ana.id, "word " * 2000)
    lengths = [len(u.message.text) for u in await heard(bot) if u.message and u.message.text]
    assert len(lengths) == 3
    assert max(lengths) <= 4096


@given(
    st.lists(st.sampled_from(["a", " ", "\n", "é", "\N{SEEDLING}", "x" * 700]), max_size=40).map(
        "".join
    )
)
def test_pieces_are_short_enough_and_lose_no_word(text: str) -> None:
    pieces = split(text)
    assert all(0 < units(piece) <= 4096 for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())

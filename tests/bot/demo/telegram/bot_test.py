"""The real python-telegram-bot against the pretend Telegram, over HTTP."""

import asyncio
import struct

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeChatMember,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    MenuButtonCommands,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest

from bot.demo.telegram import Person, Telegram

YES_NO = InlineKeyboardMarkup(
    [
        [
            InlineKeyboardButton("Yes", callback_data="y"),
            InlineKeyboardButton("No", callback_data="n"),
        ]
    ]
)
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 40, 30) + b"rest"
JPEG = b"\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x0b\x08" + struct.pack(">HH", 30, 40) + b"rest"


async def test_the_bot_introduces_itself(bot: Bot) -> None:
    me = await bot.get_me()
    assert (me.id, me.username, me.is_bot) == (123456, "stillwater_bot", True)


async def test_a_conversation_with_a_button(bot: Bot, tg: Telegram, ana: Person) -> None:
    asked = await bot.send_message(
        ana.id, "Still <b>true</b>?", parse_mode=ParseMode.HTML, reply_markup=YES_NO
    )
    assert asked.text == "Still true?"
    assert asked.parse_entities() == {asked.entities[0]: "true"}
    pressing = asyncio.create_task(tg.press(ana.id, asked.message_id, "Yes"))
    (update,) = await bot.get_updates(timeout=5)
    query = update.callback_query
    assert query is not None
    assert query.data == "y"
    assert isinstance(query.message, Message)
    assert query.message.text == "Still true?"
    await query.answer("Kept.", show_alert=True)
    answer = await pressing
    assert answer is not None
    assert (answer.text, answer.show_alert) == ("Kept.", True)
    edited = await query.edit_message_text("Still true? Yes")
    assert isinstance(edited, Message)
    assert edited.reply_markup is None
    seen = tg.chat(ana.id)[-1]
    assert (seen.text, seen.edited, seen.buttons) == ("Still true? Yes", True, [])


async def test_buttons_alone_are_changed_without_marking_the_text_edited(
    bot: Bot, tg: Telegram, ana: Person
) -> None:
    sent = await bot.send_message(ana.id, "Pick", reply_markup=YES_NO)
    await sent.edit_reply_markup(None)
    seen = tg.chat(ana.id)[-1]
    assert (seen.buttons, seen.edited) == ([], False)


async def test_every_extra_of_a_message(bot: Bot, tg: Telegram, ana: Person) -> None:
    first = await bot.send_message(ana.id, "first")
    second = await bot.send_message(
        ana.id,
        "see https://example.org",
        protect_content=True,
        disable_notification=True,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
        reply_parameters=ReplyParameters(first.message_id),
        reply_markup=ForceReply(input_field_placeholder="Your words"),
    )
    assert second.has_protected_content
    assert second.reply_to_message == first
    assert second.entities[0].type == "url"
    assert second.link_preview_options == LinkPreviewOptions(is_disabled=True)
    assert tg.keyboard(ana.id) == {
        "force_reply": True,
        "input_field_placeholder": "Your words",
    }
    lonely = await bot.send_message(
        ana.id,
        "reply to nothing",
        reply_parameters=ReplyParameters(999, allow_sending_without_reply=True),
    )
    assert lonely.reply_to_message is None


async def test_a_button_may_be_blank(bot: Bot, tg: Telegram, ana: Person) -> None:
    week = [[InlineKeyboardButton(day, callback_data="d") for day in (" ", "1", "2")]]
    await bot.send_message(ana.id, "March", reply_markup=InlineKeyboardMarkup(week))
    assert tg.chat(ana.id)[-1].labels == [" ", "1", "2"]


async def test_reply_keyboards_come_and_go(bot: Bot, tg: Telegram, ana: Person) -> None:
    assert tg.keyboard(ana.id) is None
    await bot.send_message(
        ana.id, "Menu", reply_markup=ReplyKeyboardMarkup([["Goals", "Help"]], resize_keyboard=True)
    )
    shown = tg.keyboard(ana.id)
    assert shown is not None
    assert shown["keyboard"] == [[{"text": "Goals"}, {"text": "Help"}]]
    await bot.send_message(ana.id, "in between")
    assert tg.keyboard(ana.id) == shown
    await bot.send_message(ana.id, "Gone", reply_markup=ReplyKeyboardRemove())
    assert tg.keyboard(ana.id) is None


async def test_documents_travel_there_and_back(bot: Bot, tg: Telegram, ana: Person) -> None:
    sent = await bot.send_document(ana.id, b"all my words", filename="words.txt", caption="Yours")
    assert sent.document is not None
    assert (sent.document.file_name, sent.document.file_size) == ("words.txt", 12)
    file = await sent.document.get_file()
    assert bytes(await file.download_as_bytearray()) == b"all my words"
    again = await bot.send_document(ana.id, sent.document.file_id)
    assert again.document == sent.document
    changed = await sent.edit_caption("Still yours")
    assert isinstance(changed, Message)
    assert changed.caption == "Still yours"
    assert [seen.text for seen in tg.chat(ana.id)[-2:]] == ["Still yours", ""]


async def test_photos_are_measured(bot: Bot, ana: Person) -> None:
    for picture in (PNG, JPEG):
        sent = await bot.send_photo(ana.id, picture, caption="<i>a</i>", parse_mode="HTML")
        assert (sent.photo[-1].width, sent.photo[-1].height) == (40, 30)
        assert sent.caption_entities[0].type == "italic"


async def test_messages_are_taken_back(bot: Bot, tg: Telegram, ana: Person) -> None:
    first, second, third = [await bot.send_message(ana.id, text) for text in "abc"]
    assert await first.delete()
    assert await bot.delete_messages(ana.id, [second.message_id, 999])
    states = {seen.id: (seen.deleted, seen.text) for seen in tg.chat(ana.id)}
    assert states[first.message_id] == (True, "")
    assert states[second.message_id] == (True, "")
    assert states[third.message_id] == (False, "c")


async def test_the_persons_own_message_can_be_taken_back_too(
    bot: Bot, tg: Telegram, ana: Person
) -> None:
    said = await tg.say(ana.id, "not that")
    assert await bot.delete_message(ana.id, said["message_id"])


async def test_commands_by_scope_and_language(bot: Bot, tg: Telegram, ana: Person) -> None:
    luz = tg.add_person("Luz", language_code="es-MX")
    await bot.set_my_commands([BotCommand("help", "Help")])
    await bot.set_my_commands([BotCommand("help", "Ayuda")], language_code="es")
    assert tg.commands_for(ana.id) == [("help", "Help")]
    assert tg.commands_for(luz.id) == [("help", "Ayuda")]
    only_ana = BotCommandScopeChat(ana.id)
    await bot.set_my_commands([("clients", "Your clients")], scope=only_ana)
    assert tg.commands_for(ana.id) == [("clients", "Your clients")]
    assert (await bot.get_my_commands(scope=only_ana))[0].command == "clients"
    await bot.delete_my_commands(scope=only_ana)
    assert await bot.get_my_commands(scope=only_ana) == ()
    assert tg.commands_for(ana.id) == [("help", "Help")]


async def test_the_narrowest_scope_is_shown_in_the_persons_language_first(
    bot: Bot, tg: Telegram, ana: Person
) -> None:
    luz = tg.add_person("Luz", language_code="es-MX").id
    await tg.open_link(luz)
    group = tg.add_group("Family", [ana.id, luz]).id

    async def offer(name: str, scope: BotCommandScope | None = None, code: str = "") -> None:
        await bot.set_my_commands([(name, "What it does")], scope=scope, language_code=code)

    def shown(person: int, chat: int | None = None) -> str:
        ((name, _),) = tg.commands_for(person, chat)
        return name

    await offer("anywhere")
    await offer("dondequiera", code="es")
    assert (shown(ana.id), shown(luz), shown(luz, group)) == (
        "anywhere",
        "dondequiera",
        "dondequiera",
    )
    await offer("private", BotCommandScopeAllPrivateChats())
    assert (shown(ana.id), shown(luz), shown(ana.id, group)) == ("private", "private", "anywhere")
    await offer("privado", BotCommandScopeAllPrivateChats(), "es")
    await offer("together", BotCommandScopeAllGroupChats())
    await offer("hers", BotCommandScopeChat(luz))
    assert (shown(ana.id), shown(luz), shown(luz, group)) == ("private", "hers", "together")
    await offer("suyo", BotCommandScopeChat(luz), "es")
    await offer("family", BotCommandScopeChat(group))
    assert (shown(luz), shown(luz, group)) == ("suyo", "family")
    await offer("luz", BotCommandScopeChatMember(group, luz))
    assert (shown(ana.id, group), shown(luz, group)) == ("family", "luz")


async def test_nobody_has_commands_of_their_own_before_the_bot_met_them(
    bot: Bot, tg: Telegram
) -> None:
    ben = tg.add_person("Ben").id
    scopes = [BotCommandScopeChat(ben), BotCommandScopeChat(404)]
    for scope in scopes:
        with pytest.raises(BadRequest, match="Chat not found"):
            await bot.set_my_commands([("clients", "Your clients")], scope=scope)
    await tg.open_link(ben)
    await tg.block(ben)
    assert await bot.set_my_commands([("clients", "Your clients")], scope=scopes[0])


async def test_descriptions_and_the_menu_button(bot: Bot, ana: Person) -> None:
    await bot.set_my_description("For the days between.")
    await bot.set_my_description("Para los días entre sesiones.", language_code="es")
    await bot.set_my_short_description("Between sessions")
    assert (await bot.get_my_description()).description == "For the days between."
    assert (await bot.get_my_description("es")).description.startswith("Para")
    assert (await bot.get_my_short_description("fr")).short_description == "Between sessions"
    await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    assert (await bot.get_chat_menu_button(ana.id)).type == "commands"


async def test_a_chat_is_described(bot: Bot, tg: Telegram, ana: Person) -> None:
    chat = await bot.get_chat(ana.id)
    assert (chat.type, chat.first_name) == ("private", "Ana")
    group = tg.add_group("Family", [ana.id])
    assert (await bot.get_chat(group.id)).title == "Family"


async def test_typing_is_seen(bot: Bot, tg: Telegram, ana: Person) -> None:
    with tg.subscribe() as changes:
        await bot.send_chat_action(ana.id, ChatAction.TYPING)
        change = await anext(changes)
    assert (change.kind, change.person_id) == ("typing", ana.id)
